/* An answer as a CGI document, and the whole way from a request to one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "http/response.h"
#include "lib/support.h"

static void assert_written(const struct response *response, bool without_body,
			   const char *expected)
{
	struct buf out = buf_new(100000);

	response_write(response, without_body, &out);
	support_assert_text(&out, expected);
}

static void a_response_is_status_headers_and_body(void **state)
{
	struct response response = response_new();

	(void)state;
	assert_int_equal(response.status, 200);
	response_header(&response, "B", "1");
	response_header(&response, "A", "two words; \"x\"");
	buf_puts(&response.body, "body\r\n\r\nmore");
	assert_true(response_is_whole(&response));
	assert_written(&response, false,
		       "Status: 200 OK\r\nB: 1\r\nA: two words; \"x\"\r\n\r\n"
		       "body\r\n\r\nmore");
	assert_written(&response, true,
		       "Status: 200 OK\r\nB: 1\r\nA: two words; \"x\"\r\n\r\n");
	response_free(&response);
}

static void every_status_has_its_words(void **state)
{
	static const struct {
		int status;
		const char *line;
	} statuses[] = {
		{ 200, "Status: 200 OK\r\n\r\n" },
		{ 301, "Status: 301 Moved Permanently\r\n\r\n" },
		{ 304, "Status: 304 Not Modified\r\n\r\n" },
		{ 400, "Status: 400 Bad Request\r\n\r\n" },
		{ 404, "Status: 404 Not Found\r\n\r\n" },
		{ 405, "Status: 405 Method Not Allowed\r\n\r\n" },
		{ 500, "Status: 500 Internal Server Error\r\n\r\n" },
		{ 503, "Status: 503 Service Unavailable\r\n\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(statuses); i++) {
		struct response response = response_new();

		response.status = statuses[i].status;
		assert_written(&response, false, statuses[i].line);
		response_free(&response);
	}
}

static void a_header_that_could_end_itself_is_not_sent(void **state)
{
	static const char *const values[] = { "a\r\nSet-Cookie: b", "a\nb",
					      "a\rb", "\x01", "a\x7f" };

	(void)state;
	for (size_t i = 0; i < COUNT(values); i++) {
		struct response response = response_new();

		response_header(&response, "A", "1");
		response_header(&response, "Location", values[i]);
		response_header(&response, "B", "2");
		buf_puts(&response.body, "body");
		assert_false(response_is_whole(&response));
		assert_written(&response, false,
			       "Status: 500 Internal Server Error\r\n\r\n");
		response_free(&response);
	}
}

static void half_a_body_is_never_sent(void **state)
{
	struct response response = response_new();

	(void)state;
	response.body.ceiling = 4;
	response_header(&response, "A", "1");
	buf_puts(&response.body, "abcd");
	assert_true(response_is_whole(&response));
	buf_puts(&response.body, "e");
	assert_false(response_is_whole(&response));
	assert_written(&response, false,
		       "Status: 500 Internal Server Error\r\n\r\n");
	response_free(&response);
}

/* The program with its shipped directory. */
static int start(void **state)
{
	static const char *const overrides[] = {
		"site.last-resort=", "server.scopes=public, internal", NULL
	};
	struct err err = { 0 };

	*state = app_new(NULL, overrides, &err);
	err_print(&err, stderr);
	err_free(&err);
	return *state == NULL ? -1 : 0;
}

static int stop(void **state)
{
	app_free(*state);
	return 0;
}

static struct response answer(void **state, const struct request *asked)
{
	struct response response = response_new();

	app_answer(*state, NULL, asked, &response);
	assert_true(response_is_whole(&response));
	return response;
}

static size_t length_of(const struct response *response)
{
	size_t length;

	response_body(response, &length);
	return length;
}

static struct response get(void **state, const char *path, const char *query)
{
	struct request request = request_new();

	request.method = "GET";
	request.path = path;
	request.query = query;
	return answer(state, &request);
}

/* The value of a header, "" when there is none. */
static const char *header(const struct response *response, const char *name)
{
	static char value[1000];
	char start_of[100];
	const char *at;

	snprintf(start_of, sizeof(start_of), "\r\n%s: ", name);
	at = strstr(buf_text(&response->headers), start_of + 2);
	if (at != buf_text(&response->headers))
		at = strstr(buf_text(&response->headers), start_of);
	if (at == NULL)
		return "";
	at = strstr(at, ": ") + 2;
	snprintf(value, sizeof(value), "%.*s", (int)strcspn(at, "\r"), at);
	return value;
}

/* The whole list in every format that is made in pieces. */
static void what_is_made_in_pieces_is_what_is_made_whole(void **state)
{
	static const char *const paths[] = {
		"/referrals/entries.csv",
		"/referrals/entries.txt",
		"/referrals/entries.ndjson",
	};

	for (size_t i = 0; i < COUNT(paths); i++) {
		struct request request = request_new();
		struct response whole = get(state, paths[i], "");
		struct response pieces = response_new();
		struct buf all = buf_new((size_t)1024 * 1024);
		size_t count = 1;

		request.method = "GET";
		request.path = paths[i];
		pieces.takes_pieces = true;
		pieces.body.enough = 1; /* an entry each */
		app_answer(*state, NULL, &request, &pieces);
		response_write_body(&pieces, &all);
		for (; response_has_more(&pieces); count++) {
			response_make_more(&pieces);
			response_write_body(&pieces, &all);
		}
		assert_in_range(count, 30, 60);
		assert_int_equal(all.length, length_of(&whole));
		assert_memory_equal(all.bytes, whole.body.bytes, all.length);
		buf_free(&all);
		response_free(&pieces);
		response_free(&whole);
	}
}

static void the_base_without_its_slash_moves(void **state)
{
	struct response response = get(state, "/referrals", "");

	assert_int_equal(response.status, 301);
	assert_string_equal(header(&response, "Location"), "/referrals/");
	assert_int_equal(length_of(&response), 0);
	response_free(&response);
	response = get(state, "/referrals",
		       "x=evil%0d%0aA:b&audience=workers&q=words");
	assert_int_equal(response.status, 301);
	assert_string_equal(header(&response, "Location"),
			    "/referrals/?audience=workers");
	assert_string_equal(header(&response, "Referrer-Policy"),
			    "no-referrer");
	response_free(&response);
}

static void what_is_not_below_the_base_is_not_here(void **state)
{
	static const char *const paths[] = {
		"",
		"/",
		"/referral",
		"/referralsx",
		"/referralsx/",
		"/referrals//",
		"/referrals/../etc",
		"/Referrals/",
		"referrals/",
		"/other/referrals/",
		"/referrals/e/hhs/",
		"/referrals/%65/hhs",
		"/referrals/e/../hhs",
		"/referrals/e/HHS",
		"/referrals/e/hh",
	};

	for (size_t i = 0; i < COUNT(paths); i++) {
		struct response response = get(state, paths[i], "");
		size_t length;

		assert_int_equal(response.status, 404);
		assert_non_null(
			strstr(response_body(&response, &length), "tel:911"));
		response_free(&response);
	}
}

static void only_reading_is_allowed(void **state)
{
	static const char *const methods[] = { "POST", "PUT", "DELETE", "get",
					       "" };
	static const char *const paths[] = { "/referrals/", "/referrals",
					     "/referrals/fragment",
					     "/referrals/nowhere",
					     "/referrals/api/v1/entries" };

	for (size_t i = 0; i < COUNT(methods) * COUNT(paths); i++) {
		struct request request = request_new();
		struct response response;

		request.method = methods[i % COUNT(methods)];
		request.path = paths[i / COUNT(methods)];
		response = answer(state, &request);
		assert_int_equal(response.status, 405);
		assert_string_equal(header(&response, "Allow"),
				    strstr(request.path, "/api/") != NULL ?
					    "GET, HEAD, OPTIONS" :
					    "GET, HEAD");
		assert_string_equal(header(&response, "X-Accel-Expires"), "0");
		response_free(&response);
	}
}

static void head_is_answered_like_get(void **state)
{
	struct response got = get(state, "/referrals/", ""), head;
	struct request request = request_new();

	request.method = "HEAD";
	request.path = "/referrals/";
	head = answer(state, &request);
	assert_int_equal(head.status, 200);
	assert_string_equal(buf_text(&head.headers), buf_text(&got.headers));
	response_free(&head);
	response_free(&got);
}

static int ask_with_tag(void **state, const char *list)
{
	struct request request = request_new();
	struct response response;
	int status;

	request.method = "GET";
	request.path = "/referrals/e/hhs";
	request.if_none_match = list;
	response = answer(state, &request);
	status = response.status;
	assert_string_not_equal(header(&response, "ETag"), "");
	assert_string_equal(header(&response, "Referrer-Policy"),
			    "no-referrer");
	assert_int_equal(length_of(&response) == 0, status == 304);
	response_free(&response);
	return status;
}

static void whoever_has_the_bytes_gets_no_others(void **state)
{
	struct response response = get(state, "/referrals/e/hhs", "");
	char tag[100], list[300];

	snprintf(tag, sizeof(tag), "%s", header(&response, "ETag"));
	response_free(&response);
	assert_int_equal(ask_with_tag(state, tag), 304);
	assert_int_equal(ask_with_tag(state, "*"), 304);
	snprintf(list, sizeof(list), "W/%s", tag);
	assert_int_equal(ask_with_tag(state, list), 304);
	snprintf(list, sizeof(list), "\"a\", W/\"b\" ,\t%s  ,\"c\"", tag);
	assert_int_equal(ask_with_tag(state, list), 304);
	snprintf(list, sizeof(list), "\"a\",%s", tag);
	assert_int_equal(ask_with_tag(state, list), 304);
	assert_int_equal(ask_with_tag(state, "\"a\", \"b\""), 200);
	assert_int_equal(ask_with_tag(state, ",,, ,"), 200);
	assert_int_equal(ask_with_tag(state, "W/"), 200);
	tag[strlen(tag) - 1] = '\0';
	assert_int_equal(ask_with_tag(state, tag), 200);
	assert_int_equal(ask_with_tag(state, tag + 1), 200);
}

static void a_fault_is_never_unchanged(void **state)
{
	struct request request = request_new();
	struct response response;

	request.method = "GET";
	request.path = "/referrals/nowhere";
	request.if_none_match = "*";
	response = answer(state, &request);
	assert_int_equal(response.status, 404);
	assert_true(length_of(&response) > 0);
	response_free(&response);
}

static void only_nginx_says_who_is_inside(void **state)
{
	static const char *const scopes[] = { "", "public", "Internal",
					      "internal " };
	struct request request = request_new();
	struct response response;

	request.method = "GET";
	request.path = "/referrals/";
	request.query = "scope=internal&SIGNPOST_SCOPE=internal";
	for (size_t i = 0; i < COUNT(scopes); i++) {
		request.scope = scopes[i];
		response = answer(state, &request);
		assert_string_equal(header(&response, "X-Robots-Tag"), "");
		response_free(&response);
	}
	request.scope = "internal";
	response = answer(state, &request);
	assert_string_equal(header(&response, "X-Robots-Tag"), "noindex");
	response_free(&response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_response_is_status_headers_and_body),
		cmocka_unit_test(every_status_has_its_words),
		cmocka_unit_test(a_header_that_could_end_itself_is_not_sent),
		cmocka_unit_test(half_a_body_is_never_sent),
		cmocka_unit_test(what_is_made_in_pieces_is_what_is_made_whole),
		cmocka_unit_test(the_base_without_its_slash_moves),
		cmocka_unit_test(what_is_not_below_the_base_is_not_here),
		cmocka_unit_test(only_reading_is_allowed),
		cmocka_unit_test(head_is_answered_like_get),
		cmocka_unit_test(whoever_has_the_bytes_gets_no_others),
		cmocka_unit_test(a_fault_is_never_unchanged),
		cmocka_unit_test(only_nginx_says_who_is_inside),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
