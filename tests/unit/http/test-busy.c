/* What is said to whoever finds no room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/generation.h"
#include "http/busy.h"
#include "lib/support.h"

#define LISTED	     "https://a.example"
#define ANSWER_BYTES ((size_t)4096)
#define ALLOWED	     "Access-Control-Allow-Origin: "

static struct generation *generation_for(const char *origins)
{
	const char *const overrides[] = { "directory.path=" SOURCE_FOLDER
					  "/data",
					  "server.scopes=public, internal",
					  "site.last-resort=none", origins,
					  NULL };
	struct err err = { 0 };
	struct generation *generation =
		generation_new(NULL, overrides, NULL, &err);

	support_assert_faults(&err, "");
	return generation;
}

/* What a page at `origin` is told of who may read it; NULL: nothing. */
static void assert_told(const char *origins, const char *origin,
			bool is_internal, const char *told)
{
	struct generation *generation = generation_for(origins);
	struct request request = request_new();
	struct buf out = buf_new(ANSWER_BYTES);
	const char *header;

	request.origin = origin;
	busy_write(generation_edition(generation, is_internal), &request, true,
		   &out);
	header = strstr(buf_text(&out), ALLOWED);
	if (told == NULL)
		assert_null(header);
	else
		assert_memory_equal(header + strlen(ALLOWED), told,
				    strlen(told));
	assert_non_null(strstr(buf_text(&out),
			       "Content-Type: application/problem+json\r\n"
			       "\r\n{\"type\":\"about:blank\","));
	buf_free(&out);
	generation_release(generation);
}

static void who_may_read_the_data_may_read_that_he_must_wait(void **state)
{
	(void)state;
	assert_told("api.origins=any", "https://b.example", false, "*\r\n");
	assert_told("api.origins=" LISTED, LISTED, false, LISTED "\r\n");
	assert_told("api.origins=" LISTED, "https://b.example", false, NULL);
	assert_told("api.origins=none", LISTED, false, NULL);
}

static void what_is_internal_no_page_of_others_may_read(void **state)
{
	(void)state;
	assert_told("api.origins=any", LISTED, true, NULL);
	assert_told("api.origins=" LISTED, LISTED, true, NULL);
}

static void for_people_there_is_nothing_to_paste(void **state)
{
	struct generation *generation = generation_for("api.origins=any");
	struct request request = request_new();
	struct buf out = buf_new(ANSWER_BYTES);

	(void)state;
	busy_write(generation_edition(generation, false), &request, false,
		   &out);
	support_assert_text(&out, "Status: 503 Service Unavailable\r\n"
				  "Retry-After: 1\r\n"
				  "Cache-Control: no-store\r\n"
				  "Content-Type: text/plain\r\n\r\n");
	generation_release(generation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			who_may_read_the_data_may_read_that_he_must_wait),
		cmocka_unit_test(what_is_internal_no_page_of_others_may_read),
		cmocka_unit_test(for_people_there_is_nothing_to_paste),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
