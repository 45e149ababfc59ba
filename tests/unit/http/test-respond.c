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
};

/* What is kept when it is asked for again. */
static const char *const kept_later[] = {
	"/ page=2&per_page=10", "/embed page=2&per_page=10",
	"/fragment heading=3",	"/fragment crisis=off&links=absolute",
	"/ sort=name",		"/api/v1/entries page=2&per_page=10",
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
	"/api/hsds/services page=2",
	"/api/hsds/services format=ndjson",
	"/api/hsds/organizations page=99",
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

/* Appends the answer to `wish`, an address and a query; how often was
 * searched for it. */
static int ask(const char *wish, struct buf *out)
{
	struct request request = request_new();
	struct response response = response_new();
	struct arena *arena = arena_new();
	size_t length = strcspn(wish, " ");

	request.method = "GET";
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
		cmocka_unit_test(another_page_that_is_kept_is_not_searched_for),
		cmocka_unit_test(what_is_not_kept_is_searched_once_each_time),
		cmocka_unit_test(a_fragment_past_the_end_searches_once),
		cmocka_unit_test(what_is_no_list_is_not_searched),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
