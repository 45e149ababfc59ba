/* Text that another program has spoilt, and text that only looks like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "text/garble.h"

static const struct {
	const char *text, *spoilt, *meant;
} garbled[] = {
	{ "Don&#039;t call", "&#039;", "'" },
	{ "Don&#x27;t call", "&#x27;", "'" },
	{ "Call&nbsp;us", "&nbsp;", " " },
	{ "Law &amp; order", "&amp;", "&" },
	{ "Ca&ntilde;on", "&ntilde;", "ñ" },
	{ "Call<br />us", "<br />", "" },
	{ "<p class=\"a\">Call", "<p class=\"a\">", "" },
	{ "Call</STRONG>", "</STRONG>", "" },
	{ "Don\\'t call", "\\'", "'" },
	{ "Caf\xef\xbf\xbd", "\xef\xbf\xbd", "" },
	{ "Iâ€™m here", "â€™", "’" },
	{ "CafÃ© Azul", "Ã©", "é" },
	{ "ESPAÃ‘A", "Ã‘", "Ñ" },
	{ "Â¿QuiÃ©n?", "Â¿", "¿" },
	{ "8 amÂ\xc2\xa0to 5", "Â\xc2\xa0", "\xc2\xa0" },
	{ "SÃ\xc2\xad", "Ã\xc2\xad", "í" },
	{ "cÅ“ur", "Å“", "œ" },
	{ "ÐŸÐ¾Ð¼", "ÐŸÐ¾Ð¼", "Пом" },
	{ "10 â‚¬", "â‚¬", "€" },
};

static void what_is_spoilt_is_found_with_what_was_meant(void **state)
{
	struct garble found;

	(void)state;
	for (size_t i = 0; i < COUNT(garbled); i++) {
		const char *text = garbled[i].text;

		assert_true(garble_find(text, text, &found));
		assert_ptr_equal(found.at, strstr(text, garbled[i].spoilt));
		assert_int_equal(found.length, strlen(garbled[i].spoilt));
		assert_string_equal(found.meant, garbled[i].meant);
	}
}

/* Spanish, French, Portuguese, German, Danish, Swedish, Vietnamese, Polish. */
static const char *const sound[] = {
	"Él llamó: «¿Quién está ahí?» —preguntó la señora Núñez.",
	"«\xc2\xa0Là-bas\xc2\xa0», dit-il ; à\xc2\xa0«\xc2\xa0l’été\xc2\xa0».",
	"Il est là\xc2\xa0» ; THÉÂTRE, cœur, ŒUVRE, Noël, forêt… à 10\xc2\xa0€",
	"“MANHÃ”, NÃO, IRMÃ…, MAÇÃ»; maçã, irmã”, coração",
	"„Ä“, „Ö“ und „Ü“; Straße – Größe",
	"Ø… på Å; “Å” er en ø, “Ø” også",
	"ÂN “Â” Đường phố",
	"Łódź, „Ż“, źdźbło",
	"AT&T; R&D; a < b > c; <hotline@example.org>; x & y;",
	"C:\\new, #77 \\ 100% &c.",
};

static void text_of_other_languages_is_left_alone(void **state)
{
	struct garble found;

	(void)state;
	for (size_t i = 0; i < COUNT(sound); i++)
		if (garble_find(sound[i], sound[i], &found))
			fail_msg("%s: at `%.*s`", sound[i], (int)found.length,
				 found.at);
}

static void each_is_found_after_the_other(void **state)
{
	const char *text = "I&#039;m at the CafÃ©";
	struct garble found;

	(void)state;
	assert_true(garble_find(text, text, &found));
	assert_true(garble_find(text, found.at + found.length, &found));
	assert_string_equal(found.meant, "é");
	assert_false(garble_find(text, found.at + found.length, &found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_spoilt_is_found_with_what_was_meant),
		cmocka_unit_test(text_of_other_languages_is_left_alone),
		cmocka_unit_test(each_is_found_after_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
