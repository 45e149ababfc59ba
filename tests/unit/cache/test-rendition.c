/* The bytes of an answer: their tag, and the seal for a store that may lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <string.h>
#include <zlib.h>

#include "cache/rendition.h"
#include "lib/support.h"

#define KEY   "signpost:revision:public:list:en:audience=workers"
#define PAGES 3

static const struct digest_key secret = { "a secret of the site" };
static const struct digest_key other_secret = { "a secret of the sitf" };

static struct rendition *make(const char *bytes, size_t length)
{
	struct buf body = buf_new(1000000);

	buf_put(&body, bytes, length);
	return rendition_new(&body, PAGES);
}

static struct buf seal_with(const struct digest_key *with, const char *key,
			    const char *bytes, size_t length)
{
	struct rendition *rendition = make(bytes, length);
	struct buf sealed = buf_new(20000);

	rendition_seal(rendition, rendition_plain(rendition), key, with,
		       &sealed);
	assert_false(buf_is_spoilt(&sealed));
	rendition_release(rendition);
	return sealed;
}

static struct buf seal(const char *key, const char *bytes, size_t length)
{
	return seal_with(&secret, key, bytes, length);
}

static void assert_stays_shut(const char *key, const struct buf *sealed)
{
	assert_null(rendition_open(sealed, key, &secret));
}

static void assert_opens(const struct buf *sealed, const char *key,
			 const char *bytes, size_t length)
{
	struct rendition *rendition = rendition_open(sealed, key, &secret);

	assert_non_null(rendition);
	assert_int_equal(rendition_pages(rendition), PAGES);
	assert_int_equal(rendition_plain(rendition)->length, length);
	assert_memory_equal(rendition_plain(rendition)->bytes, bytes, length);
	rendition_release(rendition);
}

static void what_was_sealed_opens(void **state)
{
	static const char bytes[] = "<p>a\0b</p>\xff";
	struct buf sealed = seal(KEY, bytes, sizeof(bytes));

	(void)state;
	assert_opens(&sealed, KEY, bytes, sizeof(bytes));
	buf_free(&sealed);
}

static void an_empty_body_and_an_empty_key_are_bodies_and_keys(void **state)
{
	struct buf sealed = seal("", "", 0);

	(void)state;
	assert_opens(&sealed, "", "", 0);
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

static void who_does_not_know_the_secret_can_seal_nothing(void **state)
{
	struct buf theirs = seal_with(&other_secret, KEY, "body", 4);
	struct buf plain = seal_with(NULL, KEY, "body", 4);
	struct rendition *opened = rendition_open(&theirs, KEY, &other_secret);

	(void)state;
	assert_non_null(opened);
	rendition_release(opened);
	assert_stays_shut(KEY, &theirs);
	assert_stays_shut(KEY, &plain);
	buf_free(&theirs);
	buf_free(&plain);
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
	struct rendition *rendition = make("a body of some bytes", 20);
	struct buf sealed = buf_new(60);

	(void)state;
	rendition_seal(rendition, rendition_plain(rendition), KEY, &secret,
		       &sealed);
	assert_true(buf_is_spoilt(&sealed));
	rendition_release(rendition);
	buf_free(&sealed);
}

static void assert_tags_differ(const char *bytes, size_t length)
{
	struct rendition *one = make("body", 4), *other = make(bytes, length);

	assert_string_not_equal(rendition_plain(one)->etag,
				rendition_plain(other)->etag);
	rendition_release(one);
	rendition_release(other);
}

static void a_tag_is_strong_and_names_the_bytes(void **state)
{
	struct rendition *one = make("body", 4), *same = make("body", 4);
	const char *tag = rendition_plain(one)->etag;

	(void)state;
	assert_string_equal(tag, rendition_plain(same)->etag);
	assert_tags_differ("bodz", 4);
	assert_tags_differ("body\0", 5);
	assert_tags_differ("", 0);
	assert_int_equal(tag[0], '"');
	assert_int_equal(tag[strlen(tag) - 1], '"');
	assert_true(strlen(tag) >= 18);
	assert_int_equal(strspn(tag + 1, "0123456789abcdef"), strlen(tag) - 2);
	rendition_release(one);
	rendition_release(same);
}

static struct rendition *make_long(void)
{
	char bytes[5000];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = "<li>one more of them</li>\n"[i % 26];
	return make(bytes, sizeof(bytes));
}

static void assert_unpacks(const struct rendition_form *packed,
			   const struct rendition_form *plain)
{
	unsigned char bytes[6000];
	z_stream stream = { 0 };

	stream.next_in = (unsigned char *)packed->bytes;
	stream.avail_in = (uInt)packed->length;
	stream.next_out = bytes;
	stream.avail_out = sizeof(bytes);
	assert_int_equal(inflateInit2(&stream, 31), Z_OK);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	assert_int_equal(stream.avail_in, 0);
	assert_int_equal(stream.total_out, plain->length);
	assert_memory_equal(bytes, plain->bytes, plain->length);
	inflateEnd(&stream);
}

static void the_packed_form_unpacks_and_has_a_tag_of_its_own(void **state)
{
	struct rendition *rendition = make_long(), *again = make_long();
	const struct rendition_form *plain = rendition_plain(rendition);
	size_t before = rendition_bytes(rendition);
	size_t reserved = plain->length - plain->length / 8;
	const struct rendition_form *packed = rendition_gzip(rendition);

	(void)state;
	assert_null(plain->encoding);
	assert_string_equal(packed->encoding, "gzip");
	assert_true(packed->length < plain->length / 2);
	assert_string_not_equal(packed->etag, plain->etag);
	assert_string_equal(packed->etag, rendition_gzip(again)->etag);
	assert_unpacks(packed, plain);
	assert_ptr_equal(packed, rendition_gzip(rendition));
	assert_int_equal(rendition_bytes(rendition),
			 before - reserved + packed->length + 1);
	rendition_release(rendition);
	rendition_release(again);
}

static void what_packing_would_not_help_stays_plain(void **state)
{
	struct rendition *small = make("small", 5), *noise;
	char bytes[4096];
	unsigned number = 1;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++) {
		number = number * 1103515245 + 12345;
		bytes[i] = (char)(number >> 16);
	}
	noise = make(bytes, sizeof(bytes));
	assert_ptr_equal(rendition_gzip(small), rendition_plain(small));
	assert_ptr_equal(rendition_gzip(noise), rendition_plain(noise));
	assert_ptr_equal(rendition_gzip(noise), rendition_plain(noise));
	rendition_release(small);
	rendition_release(noise);
}

/* Sealed and opened again. */
static struct rendition *store(struct rendition *made,
			       const struct rendition_form *form)
{
	struct buf sealed = buf_new(20000);
	struct rendition *opened;

	rendition_seal(made, form, KEY, &secret, &sealed);
	opened = rendition_open(&sealed, KEY, &secret);
	assert_non_null(opened);
	buf_free(&sealed);
	return opened;
}

static void assert_same_form(const struct rendition_form *one,
			     const struct rendition_form *other)
{
	assert_string_equal(one->etag, other->etag);
	assert_int_equal(one->length, other->length);
	assert_memory_equal(one->bytes, other->bytes, one->length);
	assert_int_equal(one->encoding == NULL, other->encoding == NULL);
}

static void what_is_sealed_packed_opens_packed_and_has_both_tags(void **state)
{
	struct rendition *made = make_long();
	struct rendition *opened = store(made, rendition_gzip(made));
	struct rendition *again = store(opened, rendition_gzip(opened));

	(void)state;
	assert_true(rendition_is_packed(opened));
	assert_false(rendition_has_plain(opened));
	assert_same_form(rendition_gzip(opened), rendition_gzip(made));
	assert_same_form(rendition_gzip(again), rendition_gzip(made));
	assert_string_equal(rendition_plain(opened)->etag,
			    rendition_plain(made)->etag);
	assert_int_equal(rendition_plain(opened)->length,
			 rendition_plain(made)->length);
	assert_int_equal(rendition_pages(opened), PAGES);
	assert_true(rendition_bytes(opened) < rendition_bytes(made));
	rendition_release(made);
	rendition_release(opened);
	rendition_release(again);
}

static void what_is_sealed_plain_may_be_packed_later(void **state)
{
	struct rendition *made = make_long();
	struct rendition *opened = store(made, rendition_plain(made));

	(void)state;
	assert_true(rendition_has_plain(opened));
	assert_false(rendition_is_packed(opened));
	assert_same_form(rendition_plain(opened), rendition_plain(made));
	assert_same_form(rendition_gzip(opened), rendition_gzip(made));
	rendition_release(made);
	rendition_release(opened);
}

static void what_packing_did_not_help_is_not_packed_again(void **state)
{
	struct rendition *made = make("small", 5);
	struct rendition *opened = store(made, rendition_gzip(made));

	(void)state;
	assert_true(rendition_is_packed(opened));
	assert_ptr_equal(rendition_gzip(opened), rendition_plain(opened));
	assert_same_form(rendition_plain(opened), rendition_plain(made));
	rendition_release(made);
	rendition_release(opened);
}

static void *pack(void *rendition)
{
	return (void *)rendition_gzip(rendition);
}

static void threads_that_ask_together_get_the_same_packed_form(void **state)
{
	struct rendition *rendition = make_long();
	pthread_t threads[8];
	void *form;

	(void)state;
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_create(&threads[i], NULL, pack, rendition);
	for (size_t i = 0; i < COUNT(threads); i++) {
		pthread_join(threads[i], &form);
		assert_ptr_equal(form, rendition_gzip(rendition));
	}
	rendition_release(rendition);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_opens),
		cmocka_unit_test(
			an_empty_body_and_an_empty_key_are_bodies_and_keys),
		cmocka_unit_test(another_key_opens_nothing),
		cmocka_unit_test(who_does_not_know_the_secret_can_seal_nothing),
		cmocka_unit_test(one_changed_bit_is_refused),
		cmocka_unit_test(what_was_cut_or_grew_is_refused),
		cmocka_unit_test(two_seals_are_none),
		cmocka_unit_test(what_does_not_fit_spoils_the_seal),
		cmocka_unit_test(a_tag_is_strong_and_names_the_bytes),
		cmocka_unit_test(
			the_packed_form_unpacks_and_has_a_tag_of_its_own),
		cmocka_unit_test(what_packing_would_not_help_stays_plain),
		cmocka_unit_test(
			what_is_sealed_packed_opens_packed_and_has_both_tags),
		cmocka_unit_test(what_is_sealed_plain_may_be_packed_later),
		cmocka_unit_test(what_packing_did_not_help_is_not_packed_again),
		cmocka_unit_test(
			threads_that_ask_together_get_the_same_packed_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
