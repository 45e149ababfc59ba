/* How often the directory is searched for an answer. The linker puts a counter
 * before what finds entries (--wrap). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/app.h"
#include "hsds/hsds.h"
#include "lib/support.h"
#include "search/facet-search.h"

#define ANSWER_BYTES ((size_t)4 * 1024 * 1024)

static const char *const overrides[] = {
	"directory.path=" SOURCE_FOLDER "/data",
	"redis.address=off",
	"site.last-resort=none",
	"site.url=https://www.example.org",
	NULL,
};

/* What is kept at once. */
static const char *const kept[] = {
	"/ ",
	"/ goal=access",
	"/fragment goal=access",
	"/api/v1/entries goal=access",
	"/api/v1/facets goal=access",
	"/entries.atom goal=access",
	"/fragment filters=here&goal=access",
	"/fragment keep=a",
	"/api/v1/entries page=2&per_page=10",
	"/api/hsds/services per_page=10&page=2",
	"/api/hsds/services minimal=true",
	"/api/hsds/taxonomy_terms top_only=true",
	"/api/hsds/organizations full=true&per_page=100",
	"/api/hsds/services sort=need",
};

/* What is kept when it is asked for again. */
static const char *const kept_later[] = {
	"/ page=2&per_page=10", "/embed page=2&per_page=10",
	"/fragment heading=3",	"/fragment crisis=off&links=absolute",
	"/ sort=name",
};

static const char *const never_kept[] = {
	"/ goal=access&q=visa",
	"/ q=visa&page=99",
	"/ page=99",
	"/api/v1/entries page=99",
	"/api/v1/facets page=99",
	"/entries.csv goal=access",
	"/entries.txt goal=access",
	"/entries.ndjson goal=access",
	"/api/hsds/services page=99",
	"/api/hsds/services format=ndjson",
	"/api/hsds/services per_page=7",
	"/api/hsds/services search=visa",
	"/api/hsds/services modified_after=2020-01-01T00:00:00Z",
	"/api/hsds/organizations page=99",
};

/* Spelt differently, the same. */
static const char *const same[][2] = {
	{ "/api/hsds/organizations full=true&per_page=10",
	  "/api/hsds/organizations per_page=10&full_service=false&full=true" },
	{ "/api/hsds/services page=1&per_page=50", "/api/hsds/services " },
	{ "/api/hsds/organizations sort=directory",
	  "/api/hsds/organizations " },
};

/* What costs much. */
static const char *const heavy[] = {
	"/api/hsds/organizations full_service=true&full=true&per_page=50",
	"/api/hsds/organizations full_service=true&format=ndjson",
	"/api/hsds/services search=visa&full=true",
	"/api/v1/entries per_page=90",
	"/entries.csv q=visa",
	"/entries.ndjson audience=workers",
	"/entries.txt audience=workers",
	"/entries.atom audience=workers",
};

static const char *const no_lists[] = {
	"/phones ",
	"/e/hhs ",
	"/api/v1/entries nothing=x&fields=nothing",
	"/api/v1/phones ",
	"/api/hsds/services page=x",
	"/nothing ",
};

static int searches;
static struct app *app;

const struct results *__real_facet_search(const struct query *query);
const struct results *__wrap_facet_search(const struct query *query);
struct hsds_items __real_hsds_find(const struct hsds_query *query,
				   struct arena *arena);
struct hsds_items __wrap_hsds_find(const struct hsds_query *query,
				   struct arena *arena);

/* Asking again is not searching again. */
const struct results *__wrap_facet_search(const struct query *query)
{
	if (query->memo->results == NULL)
		searches++;
	return __real_facet_search(query);
}

struct hsds_items __wrap_hsds_find(const struct hsds_query *query,
				   struct arena *arena)
{
	searches++;
	return __real_hsds_find(query, arena);
}

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	app = app_new(NULL, overrides, &err);
	return app != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	app_free(app);
	return 0;
}

/* Appends the answer to `wish`, an address and a query, asked with `method`;
 * how often was searched for it. */
static int ask_with(const char *method, const char *wish, struct buf *out)
{
	struct request request = request_new();
	struct response response = response_new();
	struct arena *arena = arena_new();
	size_t length = strcspn(wish, " ");

	request.method = method;
	request.path = arena_printf(arena, "%s%.*s", app_settings(app)->base,
				    (int)length, wish);
	request.query = wish + length + 1;
	searches = 0;
	app_answer(app, NULL, &request, &response);
	response_write(&response, false, out);
	response_free(&response);
	arena_free(arena);
	return searches;
}

static int ask(const char *wish, struct buf *out)
{
	return ask_with("GET", wish, out);
}

static void a_miss_searches_once_and_a_hit_not_at_all(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kept); i++) {
		struct buf made = buf_new(ANSWER_BYTES);
		struct buf found = buf_new(ANSWER_BYTES);

		assert_int_equal(ask(kept[i], &made), 1);
		assert_memory_equal(buf_text(&made), "Status: 200 ", 12);
		assert_int_equal(ask(kept[i], &found), 0);
		assert_string_equal(buf_text(&made), buf_text(&found));
		buf_free(&made);
		buf_free(&found);
	}
}

static void one_wish_of_hsds_has_one_spelling(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(same); i++) {
		struct buf made = buf_new(ANSWER_BYTES);
		struct buf found = buf_new(ANSWER_BYTES);

		assert_int_equal(ask(same[i][0], &made), 1);
		assert_int_equal(ask(same[i][1], &found), 0);
		buf_free(&made);
		buf_free(&found);
	}
}

/* So it costs next to nothing. */
static void for_a_head_of_what_costs_much_nothing_is_made(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(heavy); i++) {
		struct buf head = buf_new(ANSWER_BYTES);
		const char *end;

		assert_int_equal(ask_with("HEAD", heavy[i], &head), 0);
		assert_memory_equal(buf_text(&head), "Status: 200 ", 12);
		assert_non_null(strstr(buf_text(&head), "\nContent-Type: "));
		end = strstr(buf_text(&head), "\r\n\r\n");
		assert_string_equal(end, "\r\n\r\n");
		buf_free(&head);
	}
}

static void another_page_that_is_kept_is_not_searched_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kept_later); i++) {
		struct buf made = buf_new(ANSWER_BYTES);
		struct buf found = buf_new(ANSWER_BYTES);

		assert_int_equal(ask(kept_later[i], &found), 1);
		buf_free(&found);
		assert_int_equal(ask(kept_later[i], &made), 1);
		assert_memory_equal(buf_text(&made), "Status: 200 ", 12);
		assert_int_equal(ask(kept_later[i], &found), 0);
		assert_string_equal(buf_text(&made), buf_text(&found));
		buf_free(&made);
		buf_free(&found);
	}
}

static void what_is_not_kept_is_searched_once_each_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * COUNT(never_kept); i++) {
		struct buf out = buf_new(ANSWER_BYTES);

		assert_int_equal(ask(never_kept[i / 2], &out), 1);
		buf_free(&out);
	}
}

/* It is the same answer, so that it may as well have been kept. */
static void a_fragment_past_the_end_searches_once(void **state)
{
	struct buf out = buf_new(ANSWER_BYTES);

	(void)state;
	assert_int_equal(ask("/fragment goal=access&page=99", &out), 1);
	assert_memory_equal(buf_text(&out), "Status: 200 ", 12);
	buf_free(&out);
}

static void what_is_no_list_is_not_searched(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(no_lists); i++) {
		struct buf out = buf_new(ANSWER_BYTES);

		assert_int_equal(ask(no_lists[i], &out), 0);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_miss_searches_once_and_a_hit_not_at_all),
		cmocka_unit_test(one_wish_of_hsds_has_one_spelling),
		cmocka_unit_test(for_a_head_of_what_costs_much_nothing_is_made),
		cmocka_unit_test(another_page_that_is_kept_is_not_searched_for),
		cmocka_unit_test(what_is_not_kept_is_searched_once_each_time),
		cmocka_unit_test(a_fragment_past_the_end_searches_once),
		cmocka_unit_test(what_is_no_list_is_not_searched),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
