/* Which addresses a list of networks names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "lib/support.h"
#include "text/network-list.h"

static bool has(const struct network_list *list, const char *address)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, address, &four.sin_addr) == 1)
		return network_list_has(list, (const void *)&four);
	assert_int_equal(inet_pton(AF_INET6, address, &six.sin6_addr), 1);
	return network_list_has(list, (const void *)&six);
}

static const struct {
	const char *list, *address;
	bool is_in;
} cases[] = {
	{ "192.0.2.7", "192.0.2.7", true },
	{ "192.0.2.7", "192.0.2.8", false },
	{ "192.0.2.7", "::ffff:192.0.2.7", true },
	{ "10.0.0.0/8", "10.255.1.2", true },
	{ "10.0.0.0/8", "11.0.0.0", false },
	{ "10.0.0.0/9", "10.127.255.255", true },
	{ "10.0.0.0/9", "10.128.0.0", false },
	{ "192.0.2.4/30", "192.0.2.7", true },
	{ "192.0.2.4/30", "192.0.2.8", false },
	{ "0.0.0.0/0", "203.0.113.9", true },
	{ "0.0.0.0/0", "2001:db8::1", false },
	{ "::/0", "203.0.113.9", true },
	{ "2001:db8::/32", "2001:db8:ffff::1", true },
	{ "2001:db8::/32", "2001:db9::", false },
	{ "2001:db8::/33", "2001:db8:8000::", false },
	{ "::1", "::1", true },
	{ "::ffff:10.0.0.0/104", "10.1.2.3", true },
	{ "127.0.0.0/8, ::1", "::1", true },
	{ "127.0.0.0/8,::1", "127.3.2.1", true },
};

static void a_list_has_what_its_bits_say(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct network_list list;

		assert_true(network_list_read(cases[i].list, &list, arena));
		if (has(&list, cases[i].address) != cases[i].is_in)
			fail_msg("%s %s", cases[i].list, cases[i].address);
	}
	arena_free(arena);
}

static void what_is_no_network_is_no_list(void **state)
{
	static const char *const faulty[] = {
		"",
		",",
		"10.0.0.0/8,",
		"10.0.0.1/8",
		"10.0.0.0/33",
		"10.0.0.0/-1",
		"10.0.0.0/08x",
		"10.0.0.0/",
		"10.0.0.0/0008",
		"::1/129",
		"2001:db8::1/32",
		"example.org",
		"1.2.3",
		"[::1]",
		"127.0.0.1:80",
		"fe80::1%lo",
		"1111:2222:3333:4444:5555:6666:7777:8888:9999:0000:1111:2222",
	};
	struct arena *arena = arena_new();
	struct network_list list;

	(void)state;
	for (size_t i = 0; i < COUNT(faulty); i++)
		if (network_list_read(faulty[i], &list, arena))
			fail_msg("%s", faulty[i]);
	arena_free(arena);
}

static void what_is_no_address_of_the_internet_is_in_none(void **state)
{
	const struct sockaddr_un local = { .sun_family = AF_UNIX };
	const struct sockaddr_in six_is_not = { .sin_family = AF_UNSPEC };
	struct arena *arena = arena_new();
	struct network_list list;

	(void)state;
	assert_true(network_list_read("0.0.0.0/0, ::/0", &list, arena));
	assert_false(network_list_has(&list, (const void *)&local));
	assert_false(network_list_has(&list, (const void *)&six_is_not));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_has_what_its_bits_say),
		cmocka_unit_test(what_is_no_network_is_no_list),
		cmocka_unit_test(what_is_no_address_of_the_internet_is_in_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
