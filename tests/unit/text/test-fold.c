/* Text as words that are compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/support.h"
#include "text/fold.h"

/* A text, and its words as they are compared; a `+` ties two. */
static const struct {
	const char *text, *words;
} cases[] = {
	{ "", "" },
	{ " \t,;:!?()", "" },
	{ "Wage and Hour", "wage and hour" },
	{ "  Wage\tand,Hour.", "wage and hour" },
	{ "Rescue & Restore", "rescue and restore" },
	{ "R&R", "r and r" },
	{ "R\xef\xbc\x86R", "r and r" },
	{ "TRATA de Ni\xc3\xb1os", "trata de ninos" },
	{ "nin\xcc\x83os", "ninos" },
	{ "Stra\xc3\x9f"
	  "e",
	  "strasse" },
	{ "\xef\xbc\xa6\xef\xbc\xa2\xef\xbc\xa9", "fbi" },
	{ "\xef\xac\x81ne", "fine" },
	{ "so\xc2\xad"
	  "cial",
	  "social" },
	{ "\xe2\x80\x8bsocial\xe2\x80\x8b", "social" },
	{ "trauma-informed", "trauma+informed" },
	{ "trauma\xe2\x80\x90informed", "trauma+informed" },
	{ "trauma -informed", "trauma informed" },
	{ "trauma--informed", "trauma informed" },
	{ "H-2A, J/TIP.", "h+2a j+tip" },
	{ "24/7", "24+7" },
	{ "U.S.", "u+s" },
	{ "-a-", "a" },
	{ "women's", "women" },
	{ "women\xe2\x80\x99s", "women" },
	{ "WOMEN'S", "women" },
	{ "workers'", "workers" },
	{ "'tis", "tis" },
	{ "don't", "dont" },
	{ "O'Neil", "oneil" },
	{ "'s", "s" },
	{ "s", "s" },
	{ "rock 'n' roll", "rock n roll" },
	{ "it''s", "it s" },
	{ "1,000", "1 000" },
	{ "\xcc\x81\xcc\x81", "" },
	{ "\xd7\xa2\xd7\x96\xd7\xa8\xd7\x94",
	  "\xd7\xa2\xd7\x96\xd7\xa8\xd7\x94" },
	{ "עֶזְרָה", "עזרה" },
	{ "كِتَاب", "كتاب" },
	{ "كـتاب أمل", "كتاب امل" },
	{ "Fußgänger, FUSSGÄNGER", "fussganger fussganger" },
	{ "Æsop, ĲSSEL, Ðorður", "aesop ijssel dordur" },
	{ "Đường dây", "duong day" },
	{ "Łódź", "lodz" },
	{ "SØRGE, Ærø, Œuvre", "sorge aero oeuvre" },
	{ "Diyarbakır İzmir", "diyarbakir izmir" },
	{ "Þór, Eiður", "thor eidur" },
	{ "热线", "热线" },
	{ "反人口贩运热线", "反人 人口 口贩 贩运 运热 热线" },
	{ "線", "線" },
	{ "24時間H-2A签证", "24 時間 h+2a 签证" },
	{ "ホットライン", "ホッ ット トラ ライ イン" },
	/* Hangul is compared by the letters of its syllables. */
	{ "한국어", "한국 국어" },
	{ "ที่พัก", "ทพ พก" },
	{ "٩١١, ۹۸۸-۲, ९११", "911 988+2 911" },
	{ "โทร๙๑๑", "โท ทร 911" },
};

static void print_words(const char *text, struct buf *out)
{
	struct fold_word word;
	const char *before = "";

	while (fold_next(&text, &word)) {
		size_t length = out->length;

		buf_puts(out, before);
		fold_print(&word, out);
		before = word.is_tied ? "+" : " ";
		if (out->length == length)
			before = "";
	}
}

static void words_are_compared_without_what_makes_no_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct buf out = buf_new(1024);

		print_words(cases[i].text, &out);
		assert_string_equal(buf_text(&out), cases[i].words);
		buf_free(&out);
	}
}

static void a_word_says_where_it_stands(void **state)
{
	const char *text = " \xc3\x89l, women's?", *rest = text;
	struct fold_word word;

	(void)state;
	assert_true(fold_next(&rest, &word));
	assert_ptr_equal(word.start, text + 1);
	assert_int_equal(word.length, 3);
	assert_true(fold_next(&rest, &word));
	assert_ptr_equal(word.start, text + 6);
	assert_int_equal(word.length, 7);
	assert_false(fold_next(&rest, &word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			words_are_compared_without_what_makes_no_difference),
		cmocka_unit_test(a_word_says_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
