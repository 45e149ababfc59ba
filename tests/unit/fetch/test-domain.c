/* Whose a name is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/domain.h"
#include "lib/support.h"

static const struct {
	const char *a, *b;
	bool is_same;
} cases[] = {
	{ "www.osha.gov", "osha.gov", true },
	{ "www.osha.gov", "WWW.OSHA.GOV", true },
	{ "help.example.org", "www.example.org", true },
	{ "example.org", "example.com", false },
	{ "example.org", "example.org.example.com", false },
	/* Under these anybody has a name of their own. */
	{ "a.co.uk", "b.co.uk", false },
	{ "www.a.co.uk", "a.co.uk", true },
	{ "haven.github.io", "other.github.io", false },
	{ "haven.blogspot.com", "other.blogspot.com", false },
	{ "xn--bcher-kva.example", "www.xn--bcher-kva.example", true },
	{ "192.0.2.1", "192.0.2.1", true },
	{ "192.0.2.1", "198.51.2.1", false },
	{ "localhost", "localhost", true },
	{ "localhost", "127.0.0.1", false },
};

static void two_names_are_one_owners_or_two(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		if (domain_is_same(cases[i].a, cases[i].b) !=
			    cases[i].is_same ||
		    domain_is_same(cases[i].b, cases[i].a) != cases[i].is_same)
			fail_msg("%s and %s", cases[i].a, cases[i].b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_names_are_one_owners_or_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
