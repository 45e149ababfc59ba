/* Filters that were written before are not made again. The linker puts a
 * counter before what makes the model of one (--wrap). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/generation.h"
#include "lib/support.h"
#include "page/parts.h"
#include "search/query.h"
#include "view/view.h"

#define BYTES ((size_t)4 * 1024 * 1024)

static size_t made;

json_t *__real_document_facet_term(const struct edition *edition,
				   const struct query *query,
				   const struct results *results,
				   size_t number);
json_t *__wrap_document_facet_term(const struct edition *edition,
				   const struct query *query,
				   const struct results *results,
				   size_t number);

json_t *__wrap_document_facet_term(const struct edition *edition,
				   const struct query *query,
				   const struct results *results, size_t number)
{
	made++;
	return __real_document_facet_term(edition, query, results, number);
}

/* How many filters were made for the list that this wish finds. */
static size_t count_made(const struct edition *edition, const char *wish)
{
	struct arena *arena = arena_new();
	struct buf out = buf_new(BYTES);
	const struct query *query = query_in_language(
		query_parse(edition->directory, wish, arena),
		edition->locale->tag, edition->is_asked_for, arena);
	const struct view_args args = {
		.view = view_of(VIEW_LIST),
		.edition = edition,
		.query = query,
		.status = 200,
	};
	size_t before = made;

	view_render(&args, &out);
	assert_true(out.length > 0 && !buf_is_spoilt(&out));
	buf_free(&out);
	arena_free(arena);
	return made - before;
}

static void a_filter_is_made_once_for_each_number(void **state)
{
	static const char *const overrides[] = {
		"directory.path=" SOURCE_FOLDER "/data",
		"site.last-resort=none",
		NULL,
	};
	struct err err = { 0 };
	struct generation *generation =
		generation_new(NULL, overrides, NULL, &err);
	const struct edition *edition = generation_edition(generation, false);
	size_t terms = edition->directory->term_count, all, some;

	(void)state;
	all = count_made(edition, "");
	assert_true(all > 0 && all <= terms);
	assert_int_equal(count_made(edition, ""), 0);
	assert_int_equal(count_made(edition, "per_page=5"), 0);
	some = count_made(edition, "goal=access");
	assert_true(some > 0 && some < all);
	assert_int_equal(count_made(edition, "goal=access&per_page=5"), 0);
	assert_true(count_made(edition, "filters=here&sp-goal=access") == all);
	assert_true(count_made(edition, "q=visa") > 0);
	assert_true(count_made(edition, "q=visa") > 0);
	generation_release(generation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_filter_is_made_once_for_each_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
