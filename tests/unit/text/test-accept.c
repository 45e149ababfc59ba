/* What a browser prefers, as its Accept, Accept-Encoding and Accept-Language
 * say it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "lib/support.h"
#include "text/accept.h"

#define ROOM ((size_t)1000)

static void assert_choices(const char *list, const char *expected)
{
	struct buf choices = buf_new(ROOM);
	struct accept_choice choice;

	while (accept_next(&list, &choice))
		buf_printf(&choices, "[%.*s]%d", (int)choice.length,
			   choice.name, choice.weight);
	assert_string_equal(buf_text(&choices), expected);
	assert_null(list);
	buf_free(&choices);
}

static void a_choice_has_a_name_and_a_weight(void **state)
{
	(void)state;
	assert_choices("", "");
	assert_choices("gzip", "[gzip]1000");
	assert_choices("es ;\tq=0.25 , en;Q=1.0,*;q=0", "[es]250[en]1000[*]0");
	assert_choices("a;q=0.125,b;q=0.,c;q=1.000", "[a]125[b]0[c]1000");
	assert_choices(", ,gzip,;q=1,", "[gzip]1000");
}

static void a_malformed_choice_says_nothing(void **state)
{
	static const char *const lists[] = {
		"gzip;q",	  "gzip;q=",	   "gzip;q=2",
		"gzip;q=1.001",	  "gzip;q=.5",	   "gzip;q=0.0001",
		"gzip;q=a",	  "gzip;q=1 0",	   "gzip;x=1",
		"gzip;q=0.5;x=1", "gzip;",	   "gzip;q=1;q=0",
		"es;level",	  "es;q=-1",	   "text/html;q",
		"text/html;x",	  "text/html;q=2", "a/b;q=2;q=1",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++) {
		const char *list = lists[i];
		struct accept_choice choice;

		if (accept_next(&list, &choice) && choice.name == lists[i])
			fail_msg("`%s` is taken", lists[i]);
	}
	assert_choices("gzip;q, br;q=0.5", "[br]500");
}

static void a_media_range_takes_parameters(void **state)
{
	(void)state;
	assert_choices("text/html;level=1", "[text/html]1000");
	assert_choices("text/html;level=1;q=0.5, */*;q=0.1;x=1;",
		       "[text/html]500[*/*]100");
}

static void the_nearest_media_range_says_the_weight(void **state)
{
	static const char list[] =
		"text/*;q=0.5, */*;q=0.1, text/csv, text/plain;q=0";

	(void)state;
	assert_int_equal(accept_media_weight("", "text/csv"), 1000);
	assert_int_equal(accept_media_weight(" \t", "text/csv"), 1000);
	assert_int_equal(accept_media_weight(list, "text/csv"), 1000);
	assert_int_equal(accept_media_weight(list, "text/html; charset=utf-8"),
			 500);
	assert_int_equal(accept_media_weight(list, "text/plain"), 0);
	assert_int_equal(accept_media_weight(list, "image/png"), 100);
	assert_int_equal(accept_media_weight("text/csv;q", "text/csv"), 0);
}

static void assert_all(const char *const *lists, size_t count, bool has_gzip)
{
	for (size_t i = 0; i < count; i++)
		if (accept_has_gzip(lists[i]) != has_gzip)
			fail_msg("`%s` is read wrongly", lists[i]);
}

static void gzip_is_taken_where_it_is_liked_no_less(void **state)
{
	static const char *const lists[] = {
		"gzip",
		"GZIP",
		"x-gzip",
		"gzip, deflate, br",
		"br,gzip",
		"br , gzip ; q=0.5",
		"gzip;q=0.001",
		"gzip;q=1.000",
		"gzip;Q=1",
		"gzip;q=0.5, identity;q=0.5",
		"gzip;q=0.5, identity;q=0.25",
		"*",
		"br, *;q=0.1",
		"identity;q=0, gzip;q=0.1",
		", ,gzip",
		"gzip;q=1, gzip;q=0",
	};

	(void)state;
	assert_all(lists, COUNT(lists), true);
}

static void all_else_gets_plain_bytes(void **state)
{
	static const char *const lists[] = {
		"",
		"br",
		"identity",
		"gzi",
		"gzipp",
		"gzip;q=0",
		"gzip; q=0.000",
		"*;q=0",
		"*, gzip;q=0",
		"gzip;q=0.5, identity",
		"gzip;q=0.5, identity;q=0.501",
		"gzip;q=",
		"gzip;q",
		"gzip;x=1",
		"gzip;q=2",
		"gzip;q=1.001",
		"gzip;q=0.0001",
		"gzip;q=a",
		"gzip;q=0,5",
		"gzip q=1",
		"gzip=1",
		";q=1",
		",",
	};

	(void)state;
	assert_all(lists, COUNT(lists), false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_has_a_name_and_a_weight),
		cmocka_unit_test(a_malformed_choice_says_nothing),
		cmocka_unit_test(a_media_range_takes_parameters),
		cmocka_unit_test(the_nearest_media_range_says_the_weight),
		cmocka_unit_test(gzip_is_taken_where_it_is_liked_no_less),
		cmocka_unit_test(all_else_gets_plain_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
