/* The bytes of an answer: their tag, and the seal for a store that may lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "rendition.h"
#include "support.h"

#define KEY "signpost:revision:public:list:en:audience=workers"

static struct buf seal(const char *key, const char *bytes, size_t length)
{
	struct buf body = buf_new(10000), sealed = buf_new(20000);

	buf_put(&body, bytes, length);
	rendition_seal(key, &body, &sealed);
	assert_false(buf_is_spoilt(&sealed));
	buf_free(&body);
	return sealed;
}

/* Opens what must not open, and nothing may come of it. */
static void assert_stays_shut(const char *key, const struct buf *sealed)
{
	struct buf body = buf_new(20000);

	buf_puts(&body, "before");
	assert_false(rendition_open(key, sealed, &body));
	support_assert_text(&body, "before");
}

static void what_was_sealed_opens(void **state)
{
	static const char bytes[] = "<p>a\0b</p>\xff";
	struct buf sealed = seal(KEY, bytes, sizeof(bytes));
	struct buf body = buf_new(1000);

	(void)state;
	buf_puts(&body, "before ");
	assert_true(rendition_open(KEY, &sealed, &body));
	assert_int_equal(body.length, 7 + sizeof(bytes));
	assert_memory_equal(body.bytes, "before ", 7);
	assert_memory_equal(body.bytes + 7, bytes, sizeof(bytes));
	buf_free(&body);
	buf_free(&sealed);
}

static void an_empty_body_and_an_empty_key_are_bodies_and_keys(void **state)
{
	struct buf sealed = seal("", "", 0);
	struct buf body = buf_new(10);

	(void)state;
	assert_true(rendition_open("", &sealed, &body));
	support_assert_text(&body, "");
	assert_stays_shut("a", &sealed);
	buf_free(&sealed);
}

static void another_key_opens_nothing(void **state)
{
	struct buf sealed = seal(KEY, "body", 4);

	(void)state;
	assert_stays_shut("", &sealed);
	assert_stays_shut(KEY "x", &sealed);
	assert_stays_shut("xignpost:revision:public:list:en:audience=workers",
			  &sealed);
	buf_free(&sealed);
	sealed = seal("ab", "cd", 2);
	assert_stays_shut("a", &sealed);
	assert_stays_shut("abc", &sealed);
	buf_free(&sealed);
}

static void one_changed_bit_is_refused(void **state)
{
	struct buf sealed = seal(KEY, "a body of some bytes", 20);

	(void)state;
	for (size_t i = 0; i < sealed.length * 8; i++) {
		sealed.bytes[i / 8] ^= (char)(1 << i % 8);
		assert_stays_shut(KEY, &sealed);
		sealed.bytes[i / 8] ^= (char)(1 << i % 8);
	}
	buf_free(&sealed);
}

static void what_was_cut_or_grew_is_refused(void **state)
{
	struct buf sealed = seal(KEY, "a body of some bytes", 20);
	struct buf part = buf_new(20000), longer = buf_new(20000);

	(void)state;
	assert_stays_shut(KEY, &part);
	for (size_t length = 0; length < sealed.length; length++) {
		buf_free(&part);
		buf_put(&part, sealed.bytes, length);
		assert_stays_shut(KEY, &part);
		buf_free(&part);
		buf_put(&part, sealed.bytes + length, sealed.length - length);
		assert_int_equal(length == 0, part.length == sealed.length);
		if (length > 0)
			assert_stays_shut(KEY, &part);
	}
	buf_put(&longer, sealed.bytes, sealed.length);
	buf_put(&longer, "\0", 1);
	assert_stays_shut(KEY, &longer);
	buf_free(&longer);
	buf_free(&part);
	buf_free(&sealed);
}

/* Two bodies in one place: neither is it. */
static void two_seals_are_none(void **state)
{
	struct buf one = seal(KEY, "one", 3), two = seal(KEY, "two", 3);

	(void)state;
	buf_put(&one, two.bytes, two.length);
	assert_stays_shut(KEY, &one);
	buf_free(&one);
	buf_free(&two);
}

static void what_does_not_fit_spoils_the_seal(void **state)
{
	struct buf body = buf_new(100), sealed = buf_new(60);

	(void)state;
	buf_puts(&body, "a body of some bytes");
	rendition_seal(KEY, &body, &sealed);
	assert_true(buf_is_spoilt(&sealed));
	buf_free(&body);
	buf_free(&sealed);
}

static void a_tag_is_strong_and_names_the_bytes(void **state)
{
	char one[RENDITION_ETAG], other[RENDITION_ETAG], none[RENDITION_ETAG];

	(void)state;
	rendition_etag("body", 4, one);
	rendition_etag("body", 4, other);
	assert_string_equal(one, other);
	rendition_etag("bodz", 4, other);
	assert_string_not_equal(one, other);
	rendition_etag("body\0", 5, other);
	assert_string_not_equal(one, other);
	rendition_etag("", 0, none);
	assert_string_not_equal(one, none);
	assert_int_equal(one[0], '"');
	assert_int_equal(one[strlen(one) - 1], '"');
	assert_true(strlen(one) >= 18);
	assert_int_equal(strspn(one + 1, "0123456789abcdef"), strlen(one) - 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_opens),
		cmocka_unit_test(
			an_empty_body_and_an_empty_key_are_bodies_and_keys),
		cmocka_unit_test(another_key_opens_nothing),
		cmocka_unit_test(one_changed_bit_is_refused),
		cmocka_unit_test(what_was_cut_or_grew_is_refused),
		cmocka_unit_test(two_seals_are_none),
		cmocka_unit_test(what_does_not_fit_spoils_the_seal),
		cmocka_unit_test(a_tag_is_strong_and_names_the_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
