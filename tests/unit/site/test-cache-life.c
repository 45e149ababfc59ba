/* How long others may keep an answer: as a setting, and as headers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/app.h"
#include "lib/support.h"
#include "site/settings.h"

/* NULL where `life` is none. */
static const struct settings *load(const char *life, struct arena *arena)
{
	const char *overrides[] = { arena_printf(arena, "cache.list=%s", life),
				    NULL };
	const struct settings *settings;
	struct err err = { 0 };

	settings = settings_load(NULL, overrides, arena, &err);
	err_free(&err);
	return settings;
}

static void three_durations_of_whole_seconds_are_a_lifetime(void **state)
{
	struct arena *arena = arena_new();
	const struct settings *settings;

	(void)state;
	settings = load("60 s, 1 min, 30 days", arena);
	assert_non_null(settings);
	assert_int_equal(settings->list_life.fresh, 60);
	assert_int_equal(settings->list_life.stale, 60);
	assert_int_equal(settings->list_life.stale_if_error, 2592000);
	settings = load("0 s,0 s,0 s", arena);
	assert_non_null(settings);
	assert_int_equal(settings->list_life.fresh, 0);
	settings = load("1 s,                                2 s, 3 s", arena);
	assert_non_null(settings);
	assert_int_equal(settings->list_life.stale, 2);
	arena_free(arena);
}

static void anything_else_is_none(void **state)
{
	static const char *const texts[] = {
		"",
		"60 s",
		"60 s, 60 s",
		"60 s, 60 s, 1 day, 1 day",
		"60 s, 60 s, 1 day,",
		"60 s,, 1 day",
		"60, 60, 60",
		"1500 ms, 60 s, 60 s",
		"-1 s, 60 s, 60 s",
		"31 days, 60 s, 60 s",
		"60 s 60 s 60 s",
		"60 s                            , 60 s, 60 s",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (load(texts[i], arena) != NULL)
			fail_msg("`%s` was read", texts[i]);
	arena_free(arena);
}

struct visit_case {
	const char *path, *query, *scope;
	const char *headers; /* those that say who may keep the answer */
};

static void assert_headers(const char *const *overrides,
			   const struct visit_case *cases, size_t count)
{
	struct err err = { 0 };
	struct app *app = app_new(NULL, overrides, &err);

	support_assert_faults(&err, "");
	for (size_t i = 0; i < count; i++) {
		struct request request = request_new();
		struct response response = response_new();

		request.method = "GET";
		request.path = cases[i].path;
		request.query = cases[i].query;
		request.scope = cases[i].scope;
		app_answer(app, NULL, &request, &response);
		if (strncmp(buf_text(&response.headers), cases[i].headers,
			    strlen(cases[i].headers)) != 0)
			fail_msg("%s?%s: %s", cases[i].path, cases[i].query,
				 buf_text(&response.headers));
		response_free(&response);
	}
	app_free(app);
}

/* What nginx and other caches in front are told. */
#define NONE "X-Accel-Expires: 0\r\nCDN-Cache-Control: no-store\r\n"
#define FOR(FRESH, STALE)                                                      \
	"X-Accel-Expires: " FRESH "\r\nCDN-Cache-Control: max-age=" FRESH      \
	", stale-if-error=" STALE "\r\n"
#define NOBODY NONE "Cache-Control: no-store\r\n"
#define NGINX  FOR("5", "86400") "Cache-Control: no-store\r\n"
#define KEPT   "Cache-Control: public, max-age=5, "
#define DAY    "stale-if-error=86400\r\n"

static void nginx_keeps_pages_and_browsers_do_not(void **state)
{
	static const struct visit_case cases[] = {
		{ "/referrals/", "", "", NGINX },
		{ "/referrals/", "goal=access", "", NGINX },
		{ "/referrals/e/hhs", "", "", NGINX },
		{ "/referrals/phones", "", "", NGINX },
		{ "/referrals/fragment", "", "", NGINX },
		{ "/referrals/api/v1/entries", "", "",
		  FOR("5", "86400") KEPT DAY },
		{ "/referrals/", "page=1", "", NOBODY },
		{ "/referrals/api/v1/entries", "page=1", "", NONE KEPT DAY },
		{ "/referrals/", "goal=nothing", "", NOBODY },
		{ "/referrals/fragment", "filters=here&keep=a&a=1", "",
		  NOBODY },
		{ "/referrals/nowhere", "", "", NOBODY },
		{ "/referrals/", "", "internal", NOBODY },
		{ "/referrals/api/v1/entries", "", "internal", NOBODY },
	};
	static const char *const overrides[] = {
		"site.last-resort=", "server.scopes=public, internal", NULL
	};

	(void)state;
	assert_headers(overrides, cases, COUNT(cases));
}

static void each_view_has_its_own_life_and_browsers_may_be_let(void **state)
{
	static const struct visit_case cases[] = {
		{ "/referrals/", "", "",
		  FOR("1",
		      "3") "Cache-Control: public, max-age=1, "
			   "stale-while-revalidate=2, stale-if-error=3\r\n" },
		{ "/referrals/e/hhs", "", "",
		  FOR("4",
		      "6") "Cache-Control: public, max-age=4, "
			   "stale-while-revalidate=5, stale-if-error=6\r\n" },
		{ "/referrals/phones", "", "", FOR("7", "0") },
		{ "/referrals/api/v1/facets", "", "", FOR("8", "0") },
		{ "/referrals/", "goal=nothing", "", NOBODY },
		{ "/referrals/nowhere", "", "", NOBODY },
		{ "/referrals/", "", "internal", NOBODY },
	};
	static const char *const overrides[] = {
		"site.last-resort=",	   "server.scopes=public, internal",
		"site.browser-cache=on",   "cache.list=1 s, 2 s, 3 s",
		"cache.entry=4 s,5 s,6 s", "cache.phones=7 s, 0 s, 0 s",
		"cache.api=8 s, 0 s, 0 s", NULL
	};

	(void)state;
	assert_headers(overrides, cases, COUNT(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			three_durations_of_whole_seconds_are_a_lifetime),
		cmocka_unit_test(anything_else_is_none),
		cmocka_unit_test(nginx_keeps_pages_and_browsers_do_not),
		cmocka_unit_test(
			each_view_has_its_own_life_and_browsers_may_be_let),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
