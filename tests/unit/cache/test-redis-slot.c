/* The slots of keys, and what redirections say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cache/redis-slot.h"

/* The first is the specification's own (0x31C3); the others are what CLUSTER
 * KEYSLOT of Redis 7.0.15 answers. */
static void a_key_has_the_slot_that_redis_gives_it(void **state)
{
	static const struct {
		const char *key;
		unsigned slot;
	} cases[] = {
		{ "123456789", 12739 },
		{ "", 0 },
		{ "foo", 12182 },
		{ "signpost:state", 1646 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(redis_slot_of(cases[i].key), cases[i].slot);
}

static void what_stands_in_braces_counts_where_it_is_anything(void **state)
{
	static const struct {
		const char *key, *same;
	} cases[] = {
		{ "{user1000}.following", "user1000" },
		{ "a{b}c{d}", "b" },
		{ "foo{{bar}}zap", "{bar" },
		{ "x}y{z}", "z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(redis_slot_of(cases[i].key),
				 redis_slot_of(cases[i].same));
	assert_int_equal(redis_slot_of("foo{}{bar}"), 8363);
	assert_int_not_equal(redis_slot_of("foo{bar"), redis_slot_of("bar"));
}

static void a_redirection_says_slot_and_node(void **state)
{
	static const struct {
		const char *error;
		bool is_ask;
		unsigned slot;
		enum redis_endpoint endpoint;
		const char *to;
	} cases[] = {
		{ "MOVED 3999 10.0.0.7:6381", false, 3999, ENDPOINT_TAKEN,
		  "10.0.0.7:6381" },
		{ "ASK 16383 ::1:6381", true, 16383, ENDPOINT_TAKEN,
		  "[::1]:6381" },
		{ "MOVED 0 :6381", false, 0, ENDPOINT_TAKEN, "192.0.2.1:6381" },
		{ "MOVED 1 node.example.org:6381", false, 1, ENDPOINT_NAMED,
		  NULL },
		{ "MOVED 1 10.0.0.7", false, 1, ENDPOINT_FAULTY, NULL },
		{ "MOVED 1 10.0.0.7:0", false, 1, ENDPOINT_FAULTY, NULL },
		{ "MOVED 1 10.0.0.7:638111", false, 1, ENDPOINT_FAULTY, NULL },
		{ "MOVED 1 10.0.0.7:6381 x", false, 1, ENDPOINT_FAULTY, NULL },
	};
	struct redis_redirect redirect;
	struct socket_address from;

	(void)state;
	assert_true(socket_address_read(&from, "192.0.2.1:6379"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf to = buf_new(64);

		assert_true(
			redis_slot_redirect(cases[i].error, &from, &redirect));
		assert_int_equal(redirect.is_ask, cases[i].is_ask);
		assert_int_equal(redirect.slot, cases[i].slot);
		assert_int_equal(redirect.endpoint, cases[i].endpoint);
		if (cases[i].to != NULL) {
			socket_address_write(&redirect.to, &to);
			assert_string_equal(buf_text(&to), cases[i].to);
		}
		buf_free(&to);
	}
}

static void other_errors_are_no_redirection(void **state)
{
	static const char *const errors[] = {
		"",
		"MOVED",
		"MOVED ",
		"MOVED x 10.0.0.7:1",
		"MOVED 16384 10.0.0.7:1",
		"MOVED -1 10.0.0.7:1",
		"MOVED 99999999999999999999 10.0.0.7:1",
		"MOVED  10.0.0.7:1",
		"ASKING 1 10.0.0.7:1",
		"moved 1 10.0.0.7:1",
		"TRYAGAIN Multiple keys request during rehashing of slot",
	};
	struct redis_redirect redirect;
	struct socket_address from;

	(void)state;
	assert_true(socket_address_read(&from, "192.0.2.1:6379"));
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		assert_false(redis_slot_redirect(errors[i], &from, &redirect));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_has_the_slot_that_redis_gives_it),
		cmocka_unit_test(
			what_stands_in_braces_counts_where_it_is_anything),
		cmocka_unit_test(a_redirection_says_slot_and_node),
		cmocka_unit_test(other_errors_are_no_redirection),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
