/* Query strings, percent-encoding, and which links may stand in a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/support.h"
#include "text/url.h"

#define ROUNDS 20000

/* A query string and its pairs, as `name>value;` with `!` before what is no
 * plain text. */
static const struct {
	const char *query, *pairs;
} queries[] = {
	{ "", "" },
	{ "&&&", "" },
	{ "a=b", "a>b;" },
	{ "a=b&c=d", "a>b;c>d;" },
	{ "&a=b&&c=d&", "a>b;c>d;" },
	{ "a", "a>;" },
	{ "a=", "a>;" },
	{ "=b", ">b;" },
	{ "=", ">;" },
	{ "a=b=c", "a>b=c;" },
	{ "a+b=c++d", "a b>c  d;" },
	{ "a%20b=%41%5a%7E", "a b>AZ~;" },
	{ "a%3db=c%26d", "a=b>c&d;" },
	{ "a=%2B%25", "a>+%;" },
	{ "a=%c3%b1%C3%B1", "a>\xc3\xb1\xc3\xb1;" },
	{ "a=%", "a>%;" },
	{ "a=%4", "a>%4;" },
	{ "a=%4&b=1", "a>%4;b>1;" },
	{ "a=%zz%1g%g1", "a>%zz%1g%g1;" },
	{ "a=%%41", "a>%A;" },
	{ "%=%", "%>%;" },
	{ "a;b=c", "a;b>c;" },
	{ "a?b=/c#d", "a?b>/c#d;" },
	{ "a=%0a", "!a>\n;" },
	{ "a=%ff&b=c", "!a>\xff;b>c;" },
	{ "%00=b", "!>b;" },
	{ "a=b%00c", "!a>b;" },
	{ "a=%e2%80%ae", "!a>\xe2\x80\xae;" },
	{ "a=%09", "a>\t;" },
};

static void a_query_string_has_its_pairs(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(queries); i++) {
		struct arena *arena = arena_new();
		struct buf out = buf_new(1000);
		const char *rest = queries[i].query;
		struct url_pair pair;

		while (url_next_pair(&rest, arena, &pair))
			buf_printf(&out, "%s%s>%s;", pair.is_plain ? "" : "!",
				   pair.name, pair.value);
		assert_string_equal(rest, "");
		support_assert_text(&out, queries[i].pairs);
		arena_free(arena);
	}
}

static void a_pair_knows_how_it_was_sent(void **state)
{
	struct arena *arena = arena_new();
	const char *query = "&%41=%42&c", *rest = query;
	struct url_pair pair;

	(void)state;
	assert_true(url_next_pair(&rest, arena, &pair));
	assert_ptr_equal(pair.raw, query + 1);
	assert_int_equal(pair.raw_length, 7);
	assert_true(url_next_pair(&rest, arena, &pair));
	assert_ptr_equal(pair.raw, query + 9);
	assert_int_equal(pair.raw_length, 1);
	assert_false(url_next_pair(&rest, arena, &pair));
	arena_free(arena);
}

static void what_is_not_unreserved_is_encoded(void **state)
{
	struct buf out = buf_new(1000);

	(void)state;
	url_encode(&out, "AZaz09-._~");
	url_encode(&out, " +&=%/?#[]'\"<>\xc3\xb1\x7f");
	support_assert_text(&out, "AZaz09-._~%20%2B%26%3D%25%2F%3F%23%5B%5D%27"
				  "%22%3C%3E%C3%B1%7F");
}

/* `rand()` is enough: it has to be the same in every run. */
static void what_is_encoded_is_decoded_to_the_same(void **state)
{
	(void)state;
	srand(1);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct buf out = buf_new(1000);
		char text[17];
		size_t length = (size_t)rand() % 16;
		struct url_pair pair;
		const char *rest;

		for (size_t i = 0; i < length; i++)
			text[i] = (char)(rand() % 255 + 1);
		text[length] = '\0';
		buf_puts(&out, "name=");
		url_encode(&out, text);
		rest = buf_text(&out);
		assert_true(url_next_pair(&rest, arena, &pair));
		assert_string_equal(pair.value, text);
		assert_string_equal(rest, "");
		buf_free(&out);
		arena_free(arena);
	}
}

static void a_link_of_a_known_scheme_may_stand_in_a_page(void **state)
{
	static const char *const links[] = {
		"https://www.example.org",
		"http://example.org/a?b=c&d=%C3%B1#e",
		"https://1.example.org:8080/",
		"mailto:info@example.org",
		"tel:+12025550101",
		"sms:66008",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(links); i++)
		assert_null(url_link_fault(links[i]));
}

static void any_other_link_may_not(void **state)
{
	static const char *const links[] = {
		"",
		"www.example.org",
		"//example.org",
		"/phones",
		"#x",
		"javascript:alert(1)",
		"JavaScript:alert(1)",
		"data:text/html,x",
		"vbscript:x",
		"ftp://example.org",
		"file:///etc/passwd",
		"HTTPS://example.org",
		"https:example.org",
		"https://",
		"https:///a",
		"https://?a",
		"https://[::1]/",
		"mailto:",
		"tel:",
		"sms:",
		" https://example.org",
		"https://example.org ",
		"https://example.org/a b",
		"https://example.org/\t",
		"https://example.org/\"",
		"https://example.org/'",
		"https://example.org/<",
		"https://example.org/>",
		"https://example.org/\\",
		"https://example.org/`",
		"https://example.org/\x7f",
		"https://ex\xc3\xa1mple.org/",
		"tel:\n911",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(links); i++)
		assert_non_null(url_link_fault(links[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_query_string_has_its_pairs),
		cmocka_unit_test(a_pair_knows_how_it_was_sent),
		cmocka_unit_test(what_is_not_unreserved_is_encoded),
		cmocka_unit_test(what_is_encoded_is_decoded_to_the_same),
		cmocka_unit_test(a_link_of_a_known_scheme_may_stand_in_a_page),
		cmocka_unit_test(any_other_link_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
