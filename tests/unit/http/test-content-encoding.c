/* What a browser can unpack, as its Accept-Encoding says it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "http/content-encoding.h"
#include "lib/support.h"

static void assert_all(const char *const *lists, size_t count, bool takes_gzip)
{
	for (size_t i = 0; i < count; i++)
		if (content_encoding_takes_gzip(lists[i]) != takes_gzip)
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
		cmocka_unit_test(gzip_is_taken_where_it_is_liked_no_less),
		cmocka_unit_test(all_else_gets_plain_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
