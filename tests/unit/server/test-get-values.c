/* What web servers are told about the responder, byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/get-values.h"

#define CONNS "\16\0FCGI_MAX_CONNS"
#define REQS  "\15\0FCGI_MAX_REQS"
#define MPXS  "\17\0FCGI_MPXS_CONNS"

#define ASSERT_ANSWER(record, expected)                                        \
	assert_answer(record, sizeof(record) - 1, expected,                    \
		      sizeof(expected) - 1)

/* The record is copied, so that the sanitizers see who reads behind it. */
static void assert_answer(const char *record, size_t record_length,
			  const char *expected, size_t length)
{
	unsigned char *copy = test_malloc(record_length);
	struct buf out = buf_new(4096);

	memcpy(copy, record, record_length);
	get_values_answer(copy, 12, 345, &out);
	assert_int_equal(out.length, length);
	assert_memory_equal(buf_text(&out), expected, length);
	test_free(copy);
	buf_free(&out);
}

static void the_three_known_values_are_told(void **state)
{
	(void)state;
	ASSERT_ANSWER("\1\11\0\0\0\60\0\0" CONNS REQS MPXS,
		      "\1\12\0\0\0\66\0\0"
		      "\16\2FCGI_MAX_CONNS12"
		      "\15\3FCGI_MAX_REQS345"
		      "\17\1FCGI_MPXS_CONNS0");
}

static void only_what_is_asked_is_told_and_once(void **state)
{
	(void)state;
	ASSERT_ANSWER("\1\11\0\0\0\46\0\0" MPXS "\1\1ab" MPXS,
		      "\1\12\0\0\0\22\0\0\17\1FCGI_MPXS_CONNS0");
	ASSERT_ANSWER("\1\11\0\0\0\0\0\0", "\1\12\0\0\0\0\0\0");
}

static void a_faulty_list_ends_at_its_fault(void **state)
{
	(void)state;
	ASSERT_ANSWER("\1\11\0\0\0\1\0\0\17", "\1\12\0\0\0\0\0\0");
	ASSERT_ANSWER("\1\11\0\0\0\12\0\0\377\377\377\377\377\377\377\377ab",
		      "\1\12\0\0\0\0\0\0");
	ASSERT_ANSWER("\1\11\0\0\0\24\0\0" MPXS "\5\0x",
		      "\1\12\0\0\0\22\0\0\17\1FCGI_MPXS_CONNS0");
}

static void any_other_type_is_unknown(void **state)
{
	(void)state;
	ASSERT_ANSWER("\1\143\0\0\0\2\0\0ab",
		      "\1\13\0\0\0\10\0\0\143\0\0\0\0\0\0\0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_three_known_values_are_told),
		cmocka_unit_test(only_what_is_asked_is_told_and_once),
		cmocka_unit_test(a_faulty_list_ends_at_its_fault),
		cmocka_unit_test(any_other_type_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
