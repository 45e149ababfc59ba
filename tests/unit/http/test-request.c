/* What nginx passes, and what of it is a request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "http/request.h"

static void nothing_is_known_of_a_new_request(void **state)
{
	struct request request = request_new();

	(void)state;
	assert_string_equal(request.method, "");
	assert_string_equal(request.path, "");
	assert_string_equal(request.query, "");
	assert_string_equal(request.accept, "");
	assert_string_equal(request.language, "");
	assert_string_equal(request.encoding, "");
	assert_string_equal(request.if_none_match, "");
	assert_string_equal(request.origin, "");
	assert_string_equal(request.scope, "");
	assert_string_equal(request.opened, "");
	assert_false(request_is_internal(&request));
	assert_false(request_is_opened(&request));
	assert_false(request_is_head(&request));
}

static void what_nginx_passes_is_taken(void **state)
{
	struct request request = request_new();

	(void)state;
	request_take(&request, "REQUEST_METHOD", "GET");
	request_take(&request, "DOCUMENT_URI", "/referrals/");
	request_take(&request, "QUERY_STRING", "a=b");
	request_take(&request, "HTTP_ACCEPT", "text/html");
	request_take(&request, "HTTP_ACCEPT_LANGUAGE", "es");
	request_take(&request, "HTTP_ACCEPT_ENCODING", "gzip");
	request_take(&request, "HTTP_IF_NONE_MATCH", "\"tag\"");
	request_take(&request, "HTTP_ORIGIN", "https://example.org");
	request_take(&request, "SIGNPOST_SCOPE", "public");
	request_take(&request, "SIGNPOST_OPENED", "1");
	assert_string_equal(request.method, "GET");
	assert_string_equal(request.path, "/referrals/");
	assert_string_equal(request.query, "a=b");
	assert_string_equal(request.accept, "text/html");
	assert_string_equal(request.language, "es");
	assert_string_equal(request.encoding, "gzip");
	assert_string_equal(request.if_none_match, "\"tag\"");
	assert_string_equal(request.origin, "https://example.org");
	assert_string_equal(request.scope, "public");
	assert_true(request_is_opened(&request));
}

static void all_else_is_left_alone(void **state)
{
	static const char *const names[] = {
		"HTTP_COOKIE",	  "HTTP_REFERER", "HTTP_USER_AGENT",
		"REMOTE_ADDR",	  "HTTP_HOST",	  "REQUEST_URI",
		"request_method", "QUERY_STRIN",  "SIGNPOST_SCOPES",
		"PATH_INFO",	  "HTTPS",	  "",
	};
	struct request request = request_new(), untouched = request_new();

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		request_take(&request, names[i], "internal");
	assert_memory_equal(&request, &untouched, sizeof(request));
}

static void only_the_exact_word_is_internal(void **state)
{
	static const char *const scopes[] = {
		"",	    "public",	 "Internal",
		"INTERNAL", " internal", "internal ",
		"interna",  "internal2", "public, internal",
	};
	struct request request = request_new();

	(void)state;
	for (size_t i = 0; i < sizeof(scopes) / sizeof(*scopes); i++) {
		request_take(&request, "SIGNPOST_SCOPE", scopes[i]);
		assert_false(request_is_internal(&request));
	}
	request_take(&request, "SIGNPOST_SCOPE", "internal");
	assert_true(request_is_internal(&request));
}

static void only_head_goes_without_a_body(void **state)
{
	struct request request = request_new();

	(void)state;
	request_take(&request, "REQUEST_METHOD", "GET");
	assert_false(request_is_head(&request));
	request_take(&request, "REQUEST_METHOD", "head");
	assert_false(request_is_head(&request));
	request_take(&request, "REQUEST_METHOD", "HEAD");
	assert_true(request_is_head(&request));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_known_of_a_new_request),
		cmocka_unit_test(what_nginx_passes_is_taken),
		cmocka_unit_test(all_else_is_left_alone),
		cmocka_unit_test(only_the_exact_word_is_internal),
		cmocka_unit_test(only_head_goes_without_a_body),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
