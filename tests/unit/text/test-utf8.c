/* Plain text, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "text/utf8.h"

static void text_of_every_script_is_plain(void **state)
{
	static const char *const texts[] = {
		"",
		"plain, with a\ttab",
		"año 日本語 🙂 é",
		"\xc2\xa0",	    /* U+00A0, the first behind the controls */
		"\xed\x9f\xbf",	    /* U+D7FF, the last before surrogates */
		"\xee\x80\x80",	    /* U+E000, the first behind them */
		"\xf4\x8f\xbf\xbf", /* U+10FFFF */
		"\xe2\x80\x8b",	    /* U+200B, no bidi control */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_true(utf8_is_plain(texts[i], strlen(texts[i])));
}

/* Texts with their lengths, and the words for the first fault in them. */
static const struct {
	const char *text;
	size_t length;
	const char *words;
} faults[] = {
	{ "a\0b", 3, "a NUL byte (U+0000)" },
	{ "\x01", 1, "a control character (U+0001)" },
	{ "a\nb", 3, "a control character (U+000A)" },
	{ "a\r", 2, "a control character (U+000D)" },
	{ "\x1f", 1, "a control character (U+001F)" },
	{ "\x7f", 1, "a control character (U+007F)" },
	{ "\xc2\x80", 2, "a control character (U+0080)" },
	{ "\xc2\x9f", 2, "a control character (U+009F)" },
	{ "\xd8\x9c", 2, "a bidi control character (U+061C)" },
	{ "\xe2\x80\x8f", 3, "a bidi control character (U+200F)" },
	{ "\xe2\x80\xa8", 3, "a line separator (U+2028)" },
	{ "\xe2\x80\xaa", 3, "a bidi control character (U+202A)" },
	{ "\xe2\x81\xa9", 3, "a bidi control character (U+2069)" },
	{ "a\xef\xbb\xbf", 4, "a byte order mark (U+FEFF)" },
	{ "\x80", 1, "a byte that is not UTF-8 (0x80)" },
	{ "ab\xff", 3, "a byte that is not UTF-8 (0xFF)" },
	{ "\xc3", 1, "a byte that is not UTF-8 (0xC3)" },
	{ "\xc3(", 2, "a byte that is not UTF-8 (0xC3)" },
	{ "\xe6\x97", 2, "a byte that is not UTF-8 (0xE6)" },
	{ "\xc0\x80", 2, "a byte that is not UTF-8 (0xC0)" },
	{ "\xe0\x80\xaf", 3, "a byte that is not UTF-8 (0xE0)" },
	{ "\xed\xa0\x80", 3, "a byte that is not UTF-8 (0xED)" },
	{ "\xf4\x90\x80\x80", 4, "a byte that is not UTF-8 (0xF4)" },
	{ "\x01\xff", 2, "a control character (U+0001)" },
	{ "\xff\x01", 2, "a byte that is not UTF-8 (0xFF)" },
};

static void the_first_fault_is_told(void **state)
{
	char words[64];

	(void)state;
	for (size_t i = 0; i < COUNT(faults); i++) {
		const char *said =
			utf8_fault(faults[i].text, faults[i].length, words);

		assert_non_null(said);
		assert_string_equal(said, faults[i].words);
		assert_false(utf8_is_plain(faults[i].text, faults[i].length));
	}
}

static void only_the_bytes_that_are_meant_are_read(void **state)
{
	(void)state;
	assert_true(utf8_is_plain("a\xff", 1));
	assert_true(utf8_is_plain("\xff", 0));
	assert_false(utf8_is_plain("日", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_every_script_is_plain),
		cmocka_unit_test(the_first_fault_is_told),
		cmocka_unit_test(only_the_bytes_that_are_meant_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
