/* Text as words that are compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/support.h"
#include "text/fold.h"
#include "text/utf8.h"

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

/* The same, with the short way first wherever it may be taken. */
static void print_words_plainly(const char *text, struct buf *out)
{
	char small[FOLD_PLAIN_BYTES];
	struct fold_word word = { 0 };
	const char *before = "";

	for (;;) {
		size_t length = out->length;
		bool is_plain =
			!word.is_tied && fold_next_plain(&text, small) > 0;

		if (!is_plain && !fold_next(&text, &word))
			return;
		buf_puts(out, before);
		if (is_plain)
			buf_puts(out, small);
		else
			fold_print(&word, out);
		before = word.is_tied ? "+" : " ";
		if (out->length == length)
			before = "";
	}
}

static void assert_same(const char *text)
{
	struct buf plainly = buf_new(1024), out = buf_new(1024);

	print_words(text, &out);
	print_words_plainly(text, &plainly);
	assert_int_equal(plainly.length, out.length);
	if (out.length > 0)
		assert_memory_equal(plainly.bytes, out.bytes, out.length);
	buf_free(&plainly);
	buf_free(&out);
}

static void the_short_way_through_a_text_gives_the_same_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_same(cases[i].text);
	for (int point = 1; point < 0x180; point++) {
		char text[80] = { 'o', 'x', ' ', 'a' };
		size_t size = utf8_put(point, text + 4);

		strcpy(text + 4 + size, "bC3 d");
		assert_same(text);
		memmove(text, text + 4, strlen(text + 4) + 1);
		assert_same(text);
		strcpy(text + size, "\xcc\x81 e, f");
		assert_same(text);
		memset(text + size, 'Q', sizeof(text) - size - 1);
		for (size_t length = size; length < sizeof(text); length++) {
			text[length] = '\0';
			assert_same(text);
			text[length] = 'Q';
		}
	}
}

static void the_short_way_takes_most_words(void **state)
{
	const char *rest = ", Ni\xc3\xb1os 24 Co-op";
	char small[FOLD_PLAIN_BYTES];

	(void)state;
	assert_int_equal(fold_next_plain(&rest, small), 5);
	assert_string_equal(small, "ninos");
	assert_int_equal(fold_next_plain(&rest, small), 2);
	assert_string_equal(small, "24");
	assert_int_equal(fold_next_plain(&rest, small), 0);
	assert_string_equal(rest, " Co-op");
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
		cmocka_unit_test(
			the_short_way_through_a_text_gives_the_same_words),
		cmocka_unit_test(the_short_way_takes_most_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
