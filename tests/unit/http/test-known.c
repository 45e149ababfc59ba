/* What is asked again, and what is not read again for it. The linker puts a
 * counter before what reads wishes, and a mood before memory (--wrap). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/app.h"
#include "http/router.h"
#include "lib/support.h"

#define ANSWER_BYTES ((size_t)4 * 1024 * 1024)

static const char *const overrides[] = {
	"directory.path=" SOURCE_FOLDER "/data",
	"redis.address=off",
	"site.last-resort=none",
	NULL,
};

static struct app *app;
static int read_wishes;
static bool is_forgotten, is_other;

void __real_router_answer(struct exchange *exchange);
void __wrap_router_answer(struct exchange *exchange);
struct rendition *__real_cache_look(struct cache *cache,
				    const struct cache_wish *wish);
struct rendition *__wrap_cache_look(struct cache *cache,
				    const struct cache_wish *wish);

void __wrap_router_answer(struct exchange *exchange)
{
	read_wishes++;
	__real_router_answer(exchange);
}

/* Memory has forgotten it, or has other bytes than it had. */
struct rendition *__wrap_cache_look(struct cache *cache,
				    const struct cache_wish *wish)
{
	struct cache_wish other = *wish;

	if (is_forgotten)
		return NULL;
	if (is_other && wish->etag != NULL)
		other.etag = "\"other\"";
	return __real_cache_look(cache, &other);
}

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	is_forgotten = is_other = false;
	app = app_new(NULL, overrides, &err);
	return app != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	app_free(app);
	return 0;
}

static struct request request_for(const char *path, const char *query)
{
	struct request request = request_new();

	request.method = "GET";
	request.path = path;
	request.query = query;
	return request;
}

/* How many wishes were read for it: 1, or 0 where it was known. */
static int ask(const struct request *request, struct buf *out)
{
	struct response response = response_new();
	int before = read_wishes;

	buf_clear(out);
	if (app_answer_at_once(app, request, &response))
		response_write(&response, request_is_head(request), out);
	response_free(&response);
	return read_wishes - before;
}

/* Has memory hold what it is answered with, which is what `out` then has. */
static void make(const struct request *request, struct buf *out)
{
	for (int i = 0; i < 2; i++) {
		struct response response = response_new();

		app_answer(app, NULL, request, &response);
		buf_clear(out);
		response_write(&response, request_is_head(request), out);
		response_free(&response);
	}
}

/* Made, found by reading its wish, and known: thrice the same. */
static void learn(const struct request *request)
{
	struct buf made = buf_new(ANSWER_BYTES), found = buf_new(ANSWER_BYTES);

	make(request, &made);
	assert_int_equal(ask(request, &found), 1);
	assert_string_equal(buf_text(&made), buf_text(&found));
	assert_int_equal(ask(request, &found), 0);
	assert_string_equal(buf_text(&made), buf_text(&found));
	buf_free(&made);
	buf_free(&found);
}

static void what_is_asked_again_is_answered_the_same_unread(void **state)
{
	static const char *const all[][2] = {
		{ "/referrals/", "" },
		{ "/referrals/", "lang=es&goal=access" },
		{ "/referrals/e/whd", "" },
		{ "/referrals/fragment", "filters=here" },
		{ "/referrals/api/v1/entries", "" },
		{ "/referrals/entries.atom", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		struct request request = request_for(all[i][0], all[i][1]);

		learn(&request);
		request.encoding = "gzip";
		learn(&request);
		request.method = "HEAD";
		learn(&request);
	}
}

static void who_asks_otherwise_is_answered_otherwise(void **state)
{
	struct request known = request_for("/referrals/e/whd", "");
	struct request others[] = { known, known, known, known,
				    known, known, known };
	struct buf answer = buf_new(ANSWER_BYTES);

	(void)state;
	learn(&known);
	others[0].method = "HEAD";
	others[1].path = "/referrals/phones";
	others[2].query = "lang=es";
	others[3].accept = "text/html";
	others[4].language = "es";
	others[5].encoding = "gzip";
	others[6].scope = "public";
	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(ask(&others[i], &answer), 1);
	assert_int_equal(ask(&known, &answer), 0);
	buf_free(&answer);
}

/* Where one text ends and the next begins is part of the question. */
static void texts_do_not_run_into_each_other(void **state)
{
	struct request request = request_for("/referrals/", "");
	struct buf answer = buf_new(ANSWER_BYTES);

	(void)state;
	request.language = "es";
	learn(&request);
	request.language = "e";
	request.encoding = "s";
	assert_int_equal(ask(&request, &answer), 1);
	buf_free(&answer);
}

static void what_only_some_visitors_send_is_read_each_time(void **state)
{
	struct request plain = request_for("/referrals/api/v1/entries", "");
	struct request some[] = { plain, plain, plain, plain };
	struct buf answer = buf_new(ANSWER_BYTES);

	(void)state;
	learn(&plain);
	some[0].if_none_match = "\"some\"";
	some[1].origin = "https://www.example.org";
	some[2].authorization = "Bearer some";
	some[3].operator= "network";
	for (size_t i = 0; i < COUNT(some); i++) {
		make(&some[i], &answer);
		assert_int_equal(ask(&some[i], &answer), 1);
		assert_int_equal(ask(&some[i], &answer), 1);
	}
	buf_free(&answer);
}

/* Words of whoever types them into a page of others, or into none of ours. */
static void what_says_more_than_its_wish_is_read_each_time(void **state)
{
	static const char *const all[][2] = {
		{ "/referrals/", "s=afraid+at+home" },
		{ "/referrals/", "goal=access&sp-q=afraid" },
		{ "/referrals/", "filters=here&keep=name&name=Jane" },
		{ "/referrals/e/whd", "from=afraid" },
		{ "/referrals/embed", "filters=here&keep=name&name=Jane" },
		{ "/referrals/fragment", "filters=here&q=afraid" },
		{ "/referrals/api/v1/entries", "sp-q=afraid" },
	};
	struct buf made = buf_new(ANSWER_BYTES), found = buf_new(ANSWER_BYTES);

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++) {
		struct request request = request_for(all[i][0], all[i][1]);

		make(&request, &made);
		for (int j = 0; j < 2; j++) {
			assert_int_equal(ask(&request, &found), 1);
			assert_string_equal(buf_text(&made), buf_text(&found));
		}
	}
	buf_free(&made);
	buf_free(&found);
}

static void what_memory_has_forgotten_is_not_known(void **state)
{
	struct request request = request_for("/referrals/", "");
	struct buf answer = buf_new(ANSWER_BYTES);

	(void)state;
	learn(&request);
	is_forgotten = true;
	assert_int_equal(ask(&request, &answer), 1);
	assert_int_equal(answer.length, 0);
	buf_free(&answer);
}

/* Another node may have packed it otherwise. */
static void the_tag_is_that_of_the_bytes_or_it_is_made_anew(void **state)
{
	struct request request = request_for("/referrals/", "");
	struct buf answer = buf_new(ANSWER_BYTES);

	(void)state;
	learn(&request);
	is_other = true;
	assert_int_equal(ask(&request, &answer), 1);
	assert_true(answer.length > 0);
	is_other = false;
	assert_int_equal(ask(&request, &answer), 0);
	buf_free(&answer);
}

static void nothing_is_known_of_a_new_generation(void **state)
{
	struct request request = request_for("/referrals/", "");
	struct buf answer = buf_new(ANSWER_BYTES);
	struct err err = { 0 };

	(void)state;
	learn(&request);
	assert_int_equal(app_reload(app, &err), 0);
	assert_int_equal(ask(&request, &answer), 1);
	buf_free(&answer);
}

static void what_is_no_page_is_not_kept(void **state)
{
	struct request long_one = request_for("/referrals/", "");
	struct request nowhere = request_for("/referrals/nowhere", "");
	struct buf answer = buf_new(ANSWER_BYTES);
	char text[1025];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	long_one.accept = text;
	make(&long_one, &answer);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(ask(&long_one, &answer), 1);
		assert_int_equal(ask(&nowhere, &answer), 1);
	}
	buf_free(&answer);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(what_is_asked_again_is_answered_the_same_unread),
		TEST(who_asks_otherwise_is_answered_otherwise),
		TEST(texts_do_not_run_into_each_other),
		TEST(what_only_some_visitors_send_is_read_each_time),
		TEST(what_says_more_than_its_wish_is_read_each_time),
		TEST(what_memory_has_forgotten_is_not_known),
		TEST(the_tag_is_that_of_the_bytes_or_it_is_made_anew),
		TEST(nothing_is_known_of_a_new_generation),
		TEST(what_is_no_page_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
