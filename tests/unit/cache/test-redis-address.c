/* What redis.address may say, and where nodes say that others are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cache/redis-address.h"

static void assert_is(const struct socket_address *address, const char *text)
{
	struct buf written = buf_new(256);

	socket_address_write(address, &written);
	assert_string_equal(buf_text(&written), text);
	buf_free(&written);
}

static void one_several_sentinels_and_a_cluster_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum redis_kind kind;
		const char *name;
		size_t count;
		const char *first, *last;
	} cases[] = {
		{ "127.0.0.1:6379", REDIS_ONE, "", 1, "127.0.0.1:6379",
		  "127.0.0.1:6379" },
		{ "unix:/run/a,b.sock", REDIS_ONE, "", 1, "unix:/run/a,b.sock",
		  "unix:/run/a,b.sock" },
		{ "unix:/run/a.sock, [::1]:7000,10.0.0.1:1", REDIS_LIST, "", 3,
		  "unix:/run/a.sock", "10.0.0.1:1" },
		{ "sentinel:my-master.1@10.0.0.1:26379 , 10.0.0.2:26379",
		  REDIS_SENTINEL, "my-master.1", 2, "10.0.0.1:26379",
		  "10.0.0.2:26379" },
		{ "cluster:10.0.0.1:7000", REDIS_CLUSTER, "", 1,
		  "10.0.0.1:7000", "10.0.0.1:7000" },
		{ "cluster:[::1]:1,[::1]:2", REDIS_CLUSTER, "", 2, "[::1]:1",
		  "[::1]:2" },
	};
	struct redis_address address;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_null(redis_address_read(&address, cases[i].text));
		assert_int_equal(address.kind, cases[i].kind);
		assert_string_equal(address.name, cases[i].name);
		assert_int_equal(address.count, cases[i].count);
		assert_is(&address.at[0], cases[i].first);
		assert_is(&address.at[address.count - 1], cases[i].last);
	}
	assert_null(redis_address_read(&address, "off"));
	assert_int_equal(address.kind, REDIS_OFF);
}

static void what_is_none_of_them_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"localhost:6379",
		"127.0.0.1:6379, localhost:1",
		"127.0.0.1:6379,",
		"sentinel:",
		"sentinel:@10.0.0.1:1",
		"sentinel:name",
		"sentinel:name@",
		"sentinel:na me@10.0.0.1:1",
		"sentinel:name@host:1",
		"sentinel:name@unix:/run/sentinel.sock",
		"sentinel:"
		"a-name-that-is-longer-than-any-that-somebody-gives-to-a-master"
		"-of-his@10.0.0.1:1",
		"cluster:",
		"cluster:unix:/run/redis.sock",
		"cluster:node-1:7000",
		"cluster:1.1.1.1:1,1.1.1.1:2,1.1.1.1:3,1.1.1.1:4,1.1.1.1:5,"
		"1.1.1.1:6,1.1.1.1:7,1.1.1.1:8,1.1.1.1:9,1.1.1.1:10,1.1.1.1:11,"
		"1.1.1.1:12,1.1.1.1:13,1.1.1.1:14,1.1.1.1:15,1.1.1.1:16,"
		"1.1.1.1:17",
	};
	struct redis_address address;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_non_null(redis_address_read(&address, texts[i]));
		assert_int_equal(address.kind, REDIS_OFF);
	}
}

static void a_node_is_named_by_a_number_or_is_the_one_that_says_it(void **state)
{
	static const struct {
		const char *host;
		long long port;
		enum redis_endpoint endpoint;
		const char *address;
	} cases[] = {
		{ "10.0.0.7", 7001, ENDPOINT_TAKEN, "10.0.0.7:7001" },
		{ "::1", 7001, ENDPOINT_TAKEN, "[::1]:7001" },
		{ "", 7001, ENDPOINT_TAKEN, "192.0.2.1:7001" },
		{ NULL, 7001, ENDPOINT_TAKEN, "192.0.2.1:7001" },
		{ "node-7.example.org", 7001, ENDPOINT_NAMED, NULL },
		{ "?", 7001, ENDPOINT_NAMED, NULL },
		{ "10.0.0.7", 0, ENDPOINT_FAULTY, NULL },
		{ "10.0.0.7", -1, ENDPOINT_FAULTY, NULL },
		{ "10.0.0.7", 65536, ENDPOINT_FAULTY, NULL },
		{ "10.0.0.7", 4294967296 + 7001, ENDPOINT_FAULTY, NULL },
	};
	struct socket_address from, to;

	(void)state;
	assert_true(socket_address_read(&from, "192.0.2.1:6379"));
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(redis_address_endpoint(cases[i].host,
							cases[i].port, &from,
							&to),
				 cases[i].endpoint);
		if (cases[i].address != NULL)
			assert_is(&to, cases[i].address);
	}
	assert_true(socket_address_read(&from, "unix:/run/redis.sock"));
	assert_int_equal(redis_address_endpoint("", 7001, &from, &to),
			 ENDPOINT_FAULTY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			one_several_sentinels_and_a_cluster_are_told_apart),
		cmocka_unit_test(what_is_none_of_them_is_refused),
		cmocka_unit_test(
			a_node_is_named_by_a_number_or_is_the_one_that_says_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
