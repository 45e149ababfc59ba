/* Which form of an answer a visitor gets, and when none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "http/conditional.h"
#include "lib/support.h"

#define BODY_BYTES 4000

static struct {
	struct rendition *rendition;
	const struct rendition_form *plain, *packed;
} ours;

static int set_up(void **state)
{
	struct buf body = buf_new(BODY_BYTES);

	(void)state;
	for (size_t i = 0; i < BODY_BYTES / 20; i++)
		buf_puts(&body, "twenty bytes of it.\n");
	ours.rendition = rendition_new(&body, 0);
	ours.plain = rendition_plain(ours.rendition);
	ours.packed = rendition_gzip(ours.rendition);
	return ours.packed != ours.plain ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	rendition_release(ours.rendition);
	return 0;
}

static struct response deliver(const char *encoding, const char *list,
			       int status, bool may_pack)
{
	struct response response = response_new();
	struct request request = request_new();

	request.encoding = encoding;
	request.if_none_match = list;
	response.status = status;
	conditional_send(&request, rendition_hold(ours.rendition), may_pack,
			 &response);
	return response;
}

static void assert_headers(const struct response *response,
			   const char *expected)
{
	assert_string_equal(buf_text(&response->headers), expected);
}

/* Asks and compares: `form` NULL is a 304 under the tag `etag`. */
static void assert_delivers(const char *encoding, const char *list,
			    const struct rendition_form *form, const char *etag)
{
	struct response response = deliver(encoding, list, 200, true);
	char expected[200];
	bool is_packed = form == ours.packed;
	size_t length;

	snprintf(expected, sizeof(expected), "ETag: %s\r\n%s", etag,
		 is_packed ? "Content-Encoding: gzip\r\n" : "");
	assert_headers(&response, expected);
	assert_int_equal(response.status, form != NULL ? 200 : 304);
	assert_memory_equal(response_body(&response, &length),
			    form != NULL ? form->bytes : "",
			    form != NULL ? form->length : 0);
	assert_int_equal(length, form != NULL ? form->length : 0);
	response_free(&response);
}

static void the_form_is_what_the_visitor_can_read(void **state)
{
	(void)state;
	assert_delivers("gzip", "", ours.packed, ours.packed->etag);
	assert_delivers("", "", ours.plain, ours.plain->etag);
	assert_delivers("gzip;q=0", "", ours.plain, ours.plain->etag);
}

static void either_tag_is_known_again_whatever_would_be_sent(void **state)
{
	static const char *const encodings[] = { "", "gzip" };

	(void)state;
	for (size_t i = 0; i < COUNT(encodings); i++) {
		assert_delivers(encodings[i], ours.plain->etag, NULL,
				ours.plain->etag);
		assert_delivers(encodings[i], ours.packed->etag, NULL,
				ours.packed->etag);
	}
}

static void a_star_and_a_list_of_both_name_the_form_to_be_sent(void **state)
{
	char both[200];

	(void)state;
	snprintf(both, sizeof(both), "W/%s, %s", ours.plain->etag,
		 ours.packed->etag);
	assert_delivers("gzip", both, NULL, ours.packed->etag);
	assert_delivers("", both, NULL, ours.plain->etag);
	assert_delivers("gzip", "*", NULL, ours.packed->etag);
	assert_delivers("", "*", NULL, ours.plain->etag);
}

static void another_tag_gets_the_bytes(void **state)
{
	(void)state;
	assert_delivers("gzip", "\"x\"", ours.packed, ours.packed->etag);
	assert_delivers("", "W/\"x\", *", ours.plain, ours.plain->etag);
}

static void what_others_paste_in_is_never_packed(void **state)
{
	struct response response = deliver("gzip", "", 200, false);
	char expected[100];

	(void)state;
	snprintf(expected, sizeof(expected), "ETag: %s\r\n", ours.plain->etag);
	assert_headers(&response, expected);
	assert_ptr_equal(response.form, ours.plain);
	response_free(&response);
}

static void a_fault_is_packed_but_has_no_tag_and_no_condition(void **state)
{
	struct response response = deliver("gzip", "*", 404, true);

	(void)state;
	assert_headers(&response, "Content-Encoding: gzip\r\n");
	assert_int_equal(response.status, 404);
	assert_ptr_equal(response.form, ours.packed);
	response_free(&response);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_form_is_what_the_visitor_can_read),
		cmocka_unit_test(
			either_tag_is_known_again_whatever_would_be_sent),
		cmocka_unit_test(
			a_star_and_a_list_of_both_name_the_form_to_be_sent),
		cmocka_unit_test(another_tag_gets_the_bytes),
		cmocka_unit_test(what_others_paste_in_is_never_packed),
		cmocka_unit_test(
			a_fault_is_packed_but_has_no_tag_and_no_condition),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
