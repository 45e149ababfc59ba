/* Framing, byte by byte. What it refuses is in test-requests.py, over a
 * socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "server/request-framing.h"

#define MUTATIONS 200000

static const unsigned char request[] = {
	/* BEGIN, request 258, a responder that keeps its connection */
	1, 1, 1, 2, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0,
	/* PARAMS, cut within a long length, with padding */
	1, 4, 1, 2, 0, 9, 3, 0, 1, 2, 'a', 'b', 'c', 1, 0x80, 0, 0, 0, 0, 0, 1,
	4, 1, 2, 0, 3, 0, 0, 1, 'd', 'e', 1, 4, 1, 2, 0, 0, 0, 0,
	/* STDIN */
	1, 5, 1, 2, 0, 2, 1, 0, 'x', 'y', 0, 1, 5, 1, 2, 0, 0, 0, 0
};

/* A record of nothing but a header. */
#define EMPTY(type, id) 1, type, 0, id, 0, 0, 0, 0

static enum framing_verdict verdict(const unsigned char *bytes, size_t length)
{
	return request_framing_judge(bytes, length).verdict;
}

static void a_request_is_whole_only_when_its_last_byte_is_there(void **state)
{
	unsigned char more[sizeof(request) + 1];

	(void)state;
	for (size_t length = 1; length < sizeof(request); length++)
		assert_int_equal(verdict(request, length), FRAMING_PART);
	assert_int_equal(verdict(request, sizeof(request)), FRAMING_WHOLE);
	assert_int_equal(request_framing_judge(request, sizeof(request)).id,
			 258);
	memcpy(more, request, sizeof(request));
	more[sizeof(request)] = 2;
	assert_int_equal(verdict(more, sizeof(more)), FRAMING_FAULTY);
}

static void a_request_that_announces_too_much_is_refused_early(void **state)
{
	static const unsigned char large[] = { 1, 4, 1, 2, 0xff, 0xff, 255, 0 };
	unsigned char bytes[16 + sizeof(large)];

	(void)state;
	memcpy(bytes, request, 16);
	memcpy(bytes + 16, large, sizeof(large));
	assert_int_equal(verdict(bytes, sizeof(bytes)), FRAMING_FAULTY);
}

/* What comes too late is another end of the input, or ABORT. It is cut off only
 * when it is there, so that nothing of it is taken for something else. */
static void what_comes_too_late_is_a_stray_before_and_behind(void **state)
{
	static const unsigned char strays[] = { EMPTY(5, 7), EMPTY(2, 7) };
	unsigned char bytes[sizeof(request) + sizeof(strays)];
	struct request_framing found;

	(void)state;
	for (size_t length = 1; length < 8; length++)
		assert_int_equal(verdict(strays, length), FRAMING_PART);
	for (size_t at = 0; at < sizeof(strays); at += 8) {
		found = request_framing_judge(strays + at, sizeof(strays) - at);
		assert_int_equal(found.verdict, FRAMING_STRAY);
		assert_int_equal(found.length, 8);
	}
	memcpy(bytes, request, sizeof(request));
	memcpy(bytes + sizeof(request), strays, sizeof(strays));
	for (size_t length = sizeof(request); length <= sizeof(bytes); length++)
		assert_int_equal(verdict(bytes, length),
				 (length - sizeof(request)) % 8 == 0 ?
					 FRAMING_WHOLE :
					 FRAMING_PART);
}

static void management_comes_first_whole_or_not_at_all(void **state)
{
	static const unsigned char bytes[] = { 1, 9, 0, 0, 0, 2,   3,  0,
					       0, 0, 9, 9, 9, 1,   1,  0,
					       1, 0, 8, 0, 0, 'x', 'y' };
	unsigned char within[16 + 8];
	struct request_framing found;

	(void)state;
	for (size_t length = 1; length < 13; length++)
		assert_int_equal(verdict(bytes, length), FRAMING_PART);
	found = request_framing_judge(bytes, sizeof(bytes));
	assert_int_equal(found.verdict, FRAMING_MANAGEMENT);
	assert_int_equal(found.length, 13);
	memcpy(within, request, 16);
	memcpy(within + 16, bytes, 8);
	assert_int_equal(verdict(within, sizeof(within)), FRAMING_FAULTY);
}

static void other_roles_and_second_requests_are_told_apart(void **state)
{
	static const unsigned char filter[] = { 1, 1, 0, 9, 0, 8, 0, 0,
						0, 3, 0, 0, 0, 0, 0, 0 };
	unsigned char bytes[16 + sizeof(filter)];
	struct request_framing found =
		request_framing_judge(filter, sizeof(filter));

	(void)state;
	assert_int_equal(found.verdict, FRAMING_ROLE);
	assert_int_equal(found.id, 9);
	memcpy(bytes, request, 16);
	memcpy(bytes + 16, filter, sizeof(filter));
	found = request_framing_judge(bytes, sizeof(bytes));
	assert_int_equal(found.verdict, FRAMING_SECOND);
	assert_int_equal(found.id, 9);
	memcpy(bytes + 16, request, 16);
	assert_int_equal(verdict(bytes, sizeof(bytes)), FRAMING_FAULTY);
}

/* For the sanitizers: whatever comes, nothing beyond it is read. */
static void any_bytes_are_judged(void **state)
{
	uint32_t random = 1;

	(void)state;
	for (size_t i = 0; i < MUTATIONS; i++) {
		unsigned char bytes[sizeof(request)];
		size_t length;

		memcpy(bytes, request, sizeof(bytes));
		for (size_t change = 0; change < 1 + i % 4; change++) {
			random = random * 1664525 + 1013904223;
			bytes[(random >> 8) % sizeof(bytes)] =
				(unsigned char)(random >> 24);
		}
		length = 1 + (random >> 4) % sizeof(bytes);
		assert_in_range(verdict(bytes, length), FRAMING_PART,
				FRAMING_FAULTY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_request_is_whole_only_when_its_last_byte_is_there),
		cmocka_unit_test(
			a_request_that_announces_too_much_is_refused_early),
		cmocka_unit_test(
			what_comes_too_late_is_a_stray_before_and_behind),
		cmocka_unit_test(management_comes_first_whole_or_not_at_all),
		cmocka_unit_test(
			other_roles_and_second_requests_are_told_apart),
		cmocka_unit_test(any_bytes_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
