/* What is answered at once, by the thread that must not wait. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/app.h"
#include "lib/support.h"

#define ANSWER_BYTES ((size_t)4 * 1024 * 1024)

static const char *const overrides[] = {
	"directory.path=" SOURCE_FOLDER "/data",
	"redis.address=off",
	"site.last-resort=none",
	"site.frames=self",
	NULL,
};

static const char *const at_hand[] = {
	"/",
	"/?goal=access",
	"/?lang=es&goal=access",
	"/e/whd",
	"/phones",
	"/embed?goal=access",
	"/fragment?filters=here&exit=on&heading=3",
	"/fragment/e/whd",
	"/api/v1/entries?goal=access",
	"/api/v1/entries/whd",
	"/api/v1/facets",
	"/api/v1/phones",
	"/entries.atom",
};

/* What a visitor wrote, what is nowhere, what is made while it is sent. */
static const char *const never[] = {
	"/?q=visa",
	"/?goal=nonsense",
	"/fragment?filters=here&keep=p&p=1",
	"/fragment?prefix=x",
	"/handout?entry=whd",
	"/nowhere",
	"/e/nowhere",
	"/?page=0",
	"/?page=99",
	"/entries.csv",
	"/api/v1/entries?format=csv",
	"/api/v1/entries?format=nonsense",
	"/last-resort",
	"/api/v1/",
	"/metrics",
	"/openapi.json",
};

static struct app *app;

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

/* Has `wish` in it, whose texts live as long as `arena`. */
static struct request request_for(const char *wish, struct arena *arena)
{
	struct request request = request_new();
	size_t length = strcspn(wish, "?");

	request.method = "GET";
	request.path = arena_printf(arena, "%s%.*s", app_settings(app)->base,
				    (int)length, wish);
	request.query = wish[length] == '?' ? wish + length + 1 : "";
	return request;
}

/* False when it is not answered at once. */
static bool ask_at_once(const struct request *request, struct buf *out)
{
	struct response response = response_new();
	bool is_answered = app_answer_at_once(app, request, &response);

	if (is_answered)
		response_write(&response, request_is_head(request), out);
	response_free(&response);
	return is_answered;
}

static void ask(const struct request *request, struct buf *out)
{
	struct response response = response_new();

	app_answer(app, NULL, request, &response);
	response_write(&response, request_is_head(request), out);
	response_free(&response);
}

/* What is rare is kept when it is asked for again. */
static void ask_twice(const struct request *request, struct buf *out)
{
	struct buf first = buf_new(ANSWER_BYTES);

	ask(request, &first);
	ask(request, out);
	buf_free(&first);
}

static void expect_at_once(const struct request *request)
{
	struct buf made = buf_new(ANSWER_BYTES);
	struct buf found = buf_new(ANSWER_BYTES);

	ask_twice(request, &made);
	if (!ask_at_once(request, &found))
		fail_msg("%s?%s", request->path, request->query);
	assert_string_equal(buf_text(&made), buf_text(&found));
	buf_free(&made);
	buf_free(&found);
}

static void expect_later(const struct request *request)
{
	struct buf none = buf_new(ANSWER_BYTES);

	assert_false(ask_at_once(request, &none));
	buf_free(&none);
}

static void what_memory_holds_is_the_same_answer(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(at_hand); i++) {
		struct request request = request_for(at_hand[i], arena);

		expect_later(&request);
		expect_at_once(&request);
	}
	arena_free(arena);
}

static void all_else_is_for_a_worker_each_time(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(never); i++) {
		struct request request = request_for(never[i], arena);
		struct buf made = buf_new(ANSWER_BYTES);

		ask_twice(&request, &made);
		expect_later(&request);
		buf_free(&made);
	}
	arena_free(arena);
}

static void nothing_is_packed(void **state)
{
	struct arena *arena = arena_new();
	struct request request = request_for("/?goal=access&lang=es", arena);
	struct buf plain = buf_new(ANSWER_BYTES);

	(void)state;
	ask_twice(&request, &plain);
	request.encoding = "gzip";
	expect_later(&request);
	expect_at_once(&request);
	buf_free(&plain);
	arena_free(arena);
}

static void who_has_it_is_told_so(void **state)
{
	struct arena *arena = arena_new();
	struct request request = request_for("/phones", arena);
	struct buf page = buf_new(ANSWER_BYTES);

	(void)state;
	request.encoding = "gzip";
	ask_twice(&request, &page);
	request.if_none_match = "*";
	buf_clear(&page);
	assert_true(ask_at_once(&request, &page));
	assert_memory_equal(buf_text(&page), "Status: 304 ", 12);
	buf_free(&page);
	arena_free(arena);
}

static void for_a_head_of_what_costs_much_no_worker_is_needed(void **state)
{
	struct arena *arena = arena_new();
	struct request request =
		request_for("/api/v1/entries?per_page=7", arena);
	struct buf head = buf_new(ANSWER_BYTES);

	(void)state;
	request.method = "HEAD";
	assert_true(ask_at_once(&request, &head));
	assert_memory_equal(buf_text(&head), "Status: 200 ", 12);
	buf_free(&head);
	arena_free(arena);
}

static void other_methods_are_for_a_worker(void **state)
{
	static const char *const methods[] = { "POST", "OPTIONS", "", "get" };
	struct arena *arena = arena_new();
	struct request request = request_for("/phones", arena);
	struct buf page = buf_new(ANSWER_BYTES);

	(void)state;
	ask_twice(&request, &page);
	for (size_t i = 0; i < COUNT(methods); i++) {
		request.method = methods[i];
		expect_later(&request);
	}
	buf_free(&page);
	arena_free(arena);
}

static void what_is_long_is_not_read(void **state)
{
	struct arena *arena = arena_new();
	struct request request = request_for("/phones", arena);
	struct buf page = buf_new(ANSWER_BYTES);
	char text[1026];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	ask_twice(&request, &page);
	assert_true(ask_at_once(&request, &page));
	request.query = "&&&&&&&&&&&&&&&";
	assert_true(ask_at_once(&request, &page));
	request.query = "&&&&&&&&&&&&&&&&";
	expect_later(&request);
	request.query = "";
	request.language = text + 1;
	assert_true(ask_at_once(&request, &page));
	request.language = text;
	expect_later(&request);
	buf_free(&page);
	arena_free(arena);
}

static void where_each_answer_is_logged_a_worker_does_it(void **state)
{
	struct arena *arena = arena_new();
	struct request request = request_for("/phones", arena);
	struct buf page = buf_new(ANSWER_BYTES);

	(void)state;
	ask_twice(&request, &page);
	log_set(LOG_INFO, LOG_LOGFMT);
	expect_later(&request);
	log_set(LOG_NOTICE, LOG_LOGFMT);
	assert_true(ask_at_once(&request, &page));
	buf_free(&page);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_memory_holds_is_the_same_answer),
		cmocka_unit_test(all_else_is_for_a_worker_each_time),
		cmocka_unit_test(nothing_is_packed),
		cmocka_unit_test(who_has_it_is_told_so),
		cmocka_unit_test(
			for_a_head_of_what_costs_much_no_worker_is_needed),
		cmocka_unit_test(other_methods_are_for_a_worker),
		cmocka_unit_test(what_is_long_is_not_read),
		cmocka_unit_test(where_each_answer_is_logged_a_worker_does_it),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
