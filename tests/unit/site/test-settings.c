/* The settings: what holds without a file, with one, and with overrides. What
 * is refused, and with which words, is in cases/ and test-commands.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "lib/support.h"
#include "site/settings.h"

/* NULL where faults are expected, which are compared. */
static const struct settings *load(const char *text,
				   const char *const *overrides,
				   struct arena *arena, const char *faults)
{
	struct err err = { 0 };
	const struct settings *settings;

	if (text != NULL)
		support_write("settings.ini", text, strlen(text));
	settings = settings_load(text != NULL ? "settings.ini" : NULL,
				 overrides, arena, &err);
	assert_int_equal(settings == NULL, faults[0] != '\0');
	support_assert_faults(&err, faults);
	return settings;
}

static void without_a_file_the_built_in_settings_hold(void **state)
{
	struct arena *arena = arena_new();
	const struct settings *settings = load(NULL, NULL, arena, "");

	(void)state;
	assert_string_equal(settings->listen,
			    "unix:/run/signpost/signpost.sock");
	assert_int_equal(settings->threads, 0);
	assert_string_equal(settings->base, "/referrals");
	assert_string_equal(settings->title, "Resources");
	assert_string_equal(settings->templates, "");
	assert_string_equal(settings->directory,
			    "shipped:/etc/signpost/directory");
	assert_string_equal(settings->last_resort, "/var/lib/signpost");
	assert_string_equal(settings->redis_address,
			    "unix:/run/redis/redis-server.sock");
	assert_int_equal(settings->redis_wait_ms, 50);
	assert_int_equal(settings->redis_life_ms, 86400000);
	assert_string_equal(settings->redis_user, "");
	assert_string_equal(settings->redis_password_file, "");
	assert_string_equal(settings->redis_secret_file, "");
	assert_int_equal(settings->memory_bytes, 32 * 1024 * 1024);
	assert_false(settings->has_browser_cache);
	assert_true(settings->has_search);
	assert_int_equal(settings->exit, EXIT_BUTTON);
	assert_int_equal(settings->robots, ROBOTS_PAGES);
	assert_int_equal(settings->log_level, LOG_NOTICE);
	assert_string_equal(settings->frames.sources, "");
	assert_true(settings->origins.is_any);
	assert_false(settings->has_internal);
	arena_free(arena);
}

static void a_file_says_what_it_says_and_no_more(void **state)
{
	struct arena *arena = arena_new();
	const struct settings *settings =
		load("[site]\nbase = /a/b-c_d.~\n[redis]\naddress = off\n"
		     "wait = 2 s\n[server]\nscopes = public, internal\n",
		     NULL, arena, "");

	(void)state;
	assert_string_equal(settings->base, "/a/b-c_d.~");
	assert_string_equal(settings->redis_address, "off");
	assert_int_equal(settings->redis_wait_ms, 2000);
	assert_true(settings->has_internal);
	assert_string_equal(settings->title, "Resources");
	assert_int_equal(settings->redis_life_ms, 86400000);
	arena_free(arena);
}

static void an_override_comes_last(void **state)
{
	static const char *const overrides[] = { "site.title=Two",
						 "redis.wait=3 s",
						 "site.title=a.b = \"c\"",
						 "site.last-resort=", NULL };
	struct arena *arena = arena_new();
	const struct settings *settings = load(
		"[site]\ntitle = One\nbase = /one\n", overrides, arena, "");

	(void)state;
	assert_string_equal(settings->title, "a.b = \"c\"");
	assert_string_equal(settings->base, "/one");
	assert_string_equal(settings->last_resort, "");
	assert_int_equal(settings->redis_wait_ms, 3000);
	arena_free(arena);
}

static void all_faults_are_told_at_once(void **state)
{
	static const char *const overrides[] = { "redis.wiat=1 s", "title",
						 NULL };
	struct arena *arena = arena_new();

	(void)state;
	load("[redis]\nwait = 1\n[rediss]\n[server]\ncolor = blue\n", overrides,
	     arena,
	     "-s: `title` is not SECTION.NAME=VALUE\n"
	     "-s: there is no setting redis.wiat; did you mean `wait`?\n"
	     "settings.ini:2:8: redis.wait: `1` is not a duration with its "
	     "unit: a "
	     "duration with its unit (ms, s, min, h, days) from 1 ms "
	     "to 5000 ms\n"
	     "settings.ini:3:1: there are no settings [rediss]; did you mean "
	     "[redis]?\n"
	     "settings.ini:5:1: there is no setting server.color\n");
	arena_free(arena);
}

/* The enums of choices are in the order of their rows' words. */
static void each_word_of_a_choice_is_its_own_value(void **state)
{
	static const char *const overrides[] = { "site.exit=link",
						 "site.robots=off",
						 "site.unreviewed=hide",
						 "site.search=off",
						 "site.exit-shortcut=off",
						 "site.browser-cache=on",
						 "log.level=debug",
						 "log.format=json",
						 NULL };
	struct arena *arena = arena_new();
	const struct settings *settings = load(NULL, overrides, arena, "");

	(void)state;
	assert_int_equal(settings->exit, EXIT_LINK);
	assert_int_equal(settings->robots, ROBOTS_OFF);
	assert_int_equal(settings->unreviewed, UNREVIEWED_HIDE);
	assert_false(settings->has_search);
	assert_false(settings->has_exit_shortcut);
	assert_true(settings->has_browser_cache);
	assert_int_equal(settings->log_level, LOG_DEBUG);
	assert_int_equal(settings->log_format, LOG_JSON);
	arena_free(arena);
}

static void lists_are_parted_as_they_are_read(void **state)
{
	static const char *const overrides[] = {
		"site.frames=self  https://a.example",
		"api.origins=https://a.example,https://b.example:81", NULL
	};
	struct arena *arena = arena_new();
	const struct settings *settings = load(NULL, overrides, arena, "");

	(void)state;
	assert_string_equal(settings->frames.text, "self  https://a.example");
	assert_string_equal(settings->frames.sources,
			    " 'self' https://a.example");
	assert_false(settings->origins.is_any);
	assert_string_equal(settings->origins.list[0], "https://a.example");
	assert_string_equal(settings->origins.list[1], "https://b.example:81");
	assert_null(settings->origins.list[2]);
	arena_free(arena);
}

static void a_copy_says_the_same_when_the_first_is_gone(void **state)
{
	static const char *const overrides[] = { "site.title=One",
						 "site.frames=self",
						 "cache.list=1 s,2 s,3 s",
						 "site.exit=off", NULL };
	struct arena *first = arena_new(), *second = arena_new();
	const struct settings *copy =
		settings_copy(load(NULL, overrides, first, ""), second);

	(void)state;
	arena_free(first);
	assert_string_equal(copy->title, "One");
	assert_string_equal(copy->frames.sources, " 'self'");
	assert_int_equal(copy->list_life.stale_if_error, 3);
	assert_int_equal(copy->exit, EXIT_OFF);
	arena_free(second);
}

static void a_file_that_is_not_there_is_a_fault(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };

	(void)state;
	assert_null(settings_load("nowhere.ini", NULL, arena, &err));
	support_assert_faults(&err, "nowhere.ini: cannot be read: No such file "
				    "or directory\n");
	arena_free(arena);
}

static void only_two_wordings_of_the_scopes_are_taken(void **state)
{
	static const char *const wrong[] = { "internal", "internal, public",
					     "public,internal", "Public" };
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		char override[64];
		const char *overrides[] = { override, NULL };
		struct err err = { 0 };

		snprintf(override, sizeof(override), "server.scopes=%s",
			 wrong[i]);
		assert_null(settings_load(NULL, overrides, arena, &err));
		assert_int_equal(err.count, 1);
		err_free(&err);
	}
	arena_free(arena);
}

static void what_is_printed_can_be_read(void **state)
{
	struct arena *arena = arena_new();
	struct buf out = buf_new(100000);

	(void)state;
	settings_print(&out);
	load(buf_text(&out), NULL, arena, "");
	assert_non_null(strstr(buf_text(&out), "\n;wait = 50 ms\n"));
	assert_non_null(strstr(buf_text(&out), "\n[redis]\n"));
	buf_free(&out);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_file_the_built_in_settings_hold),
		cmocka_unit_test(a_file_says_what_it_says_and_no_more),
		cmocka_unit_test(an_override_comes_last),
		cmocka_unit_test(all_faults_are_told_at_once),
		cmocka_unit_test(each_word_of_a_choice_is_its_own_value),
		cmocka_unit_test(lists_are_parted_as_they_are_read),
		cmocka_unit_test(a_copy_says_the_same_when_the_first_is_gone),
		cmocka_unit_test(a_file_that_is_not_there_is_a_fault),
		cmocka_unit_test(only_two_wordings_of_the_scopes_are_taken),
		cmocka_unit_test(what_is_printed_can_be_read),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
