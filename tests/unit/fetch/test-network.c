/* Which addresses are everybody's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>

#include "fetch/network.h"
#include "lib/support.h"

static const struct {
	const char *address;
	bool is_public;
} cases[] = {
	{ "1.1.1.1", true },
	{ "9.255.255.255", true },
	{ "11.0.0.0", true },
	{ "100.63.255.255", true },
	{ "100.128.0.0", true },
	{ "172.15.255.255", true },
	{ "172.32.0.0", true },
	{ "192.0.1.0", true },
	{ "198.17.255.255", true },
	{ "198.20.0.0", true },
	{ "223.255.255.255", true },
	{ "0.0.0.0", false },
	{ "0.255.255.255", false },
	{ "10.0.0.0", false },
	{ "10.255.255.255", false },
	{ "100.64.0.0", false },
	{ "100.127.255.255", false },
	{ "127.0.0.1", false },
	{ "127.255.255.255", false },
	{ "169.254.169.254", false },
	{ "172.16.0.0", false },
	{ "172.31.255.255", false },
	{ "192.0.0.8", false },
	{ "192.168.255.255", false },
	{ "198.19.255.255", false },
	{ "203.0.113.7", false },
	{ "224.0.0.1", false },
	{ "255.255.255.255", false },
	{ "2606:4700::1111", true },
	{ "3fff:ffff::1", true },
	{ "2001:200::1", true },
	{ "2001:db7::1", true },
	{ "2001:db9::1", true },
	{ "64:ff9b::1.1.1.1", true },
	{ "::", false },
	{ "::1", false },
	{ "::ffff:1.1.1.1", false },
	{ "64:ff9b::10.0.0.1", false },
	{ "64:ff9b:1::1.1.1.1", false },
	{ "2001::1", false },
	{ "2001:db8::1", false },
	{ "2002:a00:1::1", false },
	{ "4000::1", false },
	{ "fc00::1", false },
	{ "fd12:3456::1", false },
	{ "fe80::1", false },
	{ "ff02::1", false },
};

static bool is_public(const char *text)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return network_is_public((const struct sockaddr *)&four);
	assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
	return network_is_public((const struct sockaddr *)&six);
}

static void networks_of_somebodys_own_are_not_everybodys(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (is_public(cases[i].address) != cases[i].is_public)
			fail_msg("%s", cases[i].address);
}

static void what_is_no_internet_address_is_not_everybodys(void **state)
{
	struct sockaddr local = { .sa_family = AF_UNIX };

	(void)state;
	assert_false(network_is_public(&local));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(networks_of_somebodys_own_are_not_everybodys),
		cmocka_unit_test(what_is_no_internet_address_is_not_everybodys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
