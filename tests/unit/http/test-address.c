/* The table of addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "http/address.h"
#include "lib/support.h"

static enum view_id view_at(const char *path, bool is_internal)
{
	const char *id;

	return address_find(path, is_internal, &id)->views[0];
}

static void an_address_is_found_with_what_stands_for_its_star(void **state)
{
	const char *id;

	(void)state;
	assert_int_equal(view_at("/", false), VIEW_LIST);
	address_find("/e/hhs", false, &id);
	assert_string_equal(id, "hhs");
	address_find("/e/a/b", false, &id);
	assert_string_equal(id, "a/b");
	address_find("/phones", false, &id);
	assert_string_equal(id, "");
}

static void what_is_nowhere_is_refused_in_the_manner_of_its_place(void **state)
{
	static const struct {
		const char *path;
		enum view_id error_view;
	} places[] = {
		{ NULL, VIEW_ERROR },
		{ "x", VIEW_ERROR },
		{ "/e/", VIEW_ERROR },
		{ "/api", VIEW_ERROR },
		{ "/fragments", VIEW_ERROR },
		{ "/fragment/", VIEW_ERROR_FRAGMENT },
		{ "/fragment/nothing", VIEW_ERROR_FRAGMENT },
		{ "/api/v1", VIEW_API_PROBLEM },
		{ "/api/v1/nothing", VIEW_API_PROBLEM },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(places); i++) {
		const char *id;
		const struct address *address =
			address_find(places[i].path, true, &id);

		assert_null(address->answer);
		assert_int_equal(address->error_view, places[i].error_view);
		assert_string_equal(id, "");
	}
}

static void what_is_internal_is_nowhere_in_public(void **state)
{
	(void)state;
	assert_int_equal(view_at("/review", true), VIEW_REVIEW);
	assert_int_equal(view_at("/review", false), VIEW_ERROR);
}

static void what_is_described_leads_to_itself(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct address *each = address_next(NULL); each != NULL;
	     each = address_next(each)) {
		char path[100];
		const char *id;

		snprintf(path, sizeof(path), "%.*s%s",
			 (int)strcspn(each->path, "*"), each->path,
			 address_has_id(each) ? "some-id" : "");
		assert_ptr_equal(address_find(path, false, &id), each);
		assert_string_equal(id, address_has_id(each) ? "some-id" : "");
		assert_true(address_has_options(each));
		count++;
	}
	assert_true(count > 10);
}

/* What `format` can name, and what can be linked to. */
static void what_comes_in_several_formats_names_each(void **state)
{
	(void)state;
	for (const struct address *each = address_next(NULL); each != NULL;
	     each = address_next(each)) {
		size_t formats = address_formats(each);

		assert_ptr_equal(address_of(each->views[0]), each);
		for (size_t i = 0; i < formats && formats > 1; i++) {
			assert_true(each->is_negotiable);
			assert_non_null(view_of(each->views[i])->format);
			assert_ptr_equal(address_with(each->views[i]), each);
		}
	}
	assert_null(address_with(VIEW_LIST));
	assert_null(address_with(VIEW_API_ENTRY));
}

static void only_what_programs_ask_has_options(void **state)
{
	const char *id;

	(void)state;
	assert_true(address_has_options(
		address_find("/api/v1/nothing", false, &id)));
	assert_false(address_has_options(address_find("/", false, &id)));
	assert_false(address_has_options(address_find("/healthz", false, &id)));
	assert_false(address_has_options(address_find("/nothing", false, &id)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			an_address_is_found_with_what_stands_for_its_star),
		cmocka_unit_test(
			what_is_nowhere_is_refused_in_the_manner_of_its_place),
		cmocka_unit_test(what_is_internal_is_nowhere_in_public),
		cmocka_unit_test(what_is_described_leads_to_itself),
		cmocka_unit_test(what_comes_in_several_formats_names_each),
		cmocka_unit_test(only_what_programs_ask_has_options),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
