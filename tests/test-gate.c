/* The gate, byte by byte. What it refuses is in test-requests.py, over a
 * socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "gate.h"

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

static void a_request_is_whole_only_when_its_last_byte_is_there(void **state)
{
	unsigned char more[sizeof(request) + 1];

	(void)state;
	for (size_t length = 1; length < sizeof(request); length++)
		assert_int_equal(gate_judge(request, length), GATE_PART);
	assert_int_equal(gate_judge(request, sizeof(request)), GATE_WHOLE);
	assert_int_equal(gate_id(request), 258);
	memcpy(more, request, sizeof(request));
	more[sizeof(request)] = 1;
	assert_int_equal(gate_judge(more, sizeof(more)), GATE_FAULTY);
}

static void a_request_that_announces_too_much_is_refused_early(void **state)
{
	static const unsigned char large[] = { 1, 4, 1, 2, 0xff, 0xff, 255, 0 };
	unsigned char bytes[16 + sizeof(large)];

	(void)state;
	memcpy(bytes, request, 16);
	memcpy(bytes + 16, large, sizeof(large));
	assert_int_equal(gate_judge(bytes, sizeof(bytes)), GATE_FAULTY);
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
		assert_in_range(gate_judge(bytes, length), GATE_PART,
				GATE_FAULTY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_request_is_whole_only_when_its_last_byte_is_there),
		cmocka_unit_test(
			a_request_that_announces_too_much_is_refused_early),
		cmocka_unit_test(any_bytes_are_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
