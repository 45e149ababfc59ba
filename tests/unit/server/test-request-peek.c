/* What is read of a request before libfcgi has it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "server/fastcgi-record.h"
#include "server/request-peek.h"

#define LONG_BYTES 40000

static unsigned char room[FRAMING_BYTES];

/* A whole request with the parameters, cut into records of so many bytes. */
static struct buf request_of(const struct buf *parameters, size_t record)
{
	static const char begin[] = { 0, 1, 0, 0, 0, 0, 0, 0 };
	struct buf bytes = buf_new(FRAMING_BYTES);

	fastcgi_record_put(&bytes, FASTCGI_BEGIN, 1, begin, sizeof(begin));
	for (size_t at = 0; at < parameters->length; at += record)
		fastcgi_record_put(&bytes, FASTCGI_PARAMS, 1,
				   parameters->bytes + at,
				   record < parameters->length - at ?
					   record :
					   parameters->length - at);
	fastcgi_record_put(&bytes, FASTCGI_PARAMS, 1, "", 0);
	fastcgi_record_put(&bytes, FASTCGI_STDIN, 1, "", 0);
	assert_false(buf_is_spoilt(&bytes));
	assert_int_equal(request_framing_judge((unsigned char *)bytes.bytes,
					       bytes.length)
				 .verdict,
			 FRAMING_WHOLE);
	return bytes;
}

static struct request peek(const struct buf *bytes)
{
	memset(room, 'x', sizeof(room));
	return request_peek((unsigned char *)bytes->bytes, bytes->length, room);
}

static void every_cut_gives_the_same_texts(void **state)
{
	struct buf parameters = buf_new(FRAMING_BYTES);

	(void)state;
	fastcgi_record_put_pair(&parameters, "REQUEST_METHOD", "HEAD");
	fastcgi_record_put_pair(&parameters, "NOTHING", "");
	fastcgi_record_put_pair(&parameters, "DOCUMENT_URI", "/a b");
	fastcgi_record_put_pair(&parameters, "QUERY_STRING", "");
	for (size_t record = 1; record <= parameters.length; record++) {
		struct buf bytes = request_of(&parameters, record);
		struct request request = peek(&bytes);

		assert_string_equal(request.method, "HEAD");
		assert_string_equal(request.path, "/a b");
		assert_string_equal(request.query, "");
		assert_string_equal(request.scope, "");
		buf_free(&bytes);
	}
	buf_free(&parameters);
}

static void a_long_value_hides_nothing_behind_it(void **state)
{
	struct buf parameters = buf_new(FRAMING_BYTES), bytes;
	char text[LONG_BYTES + 1];
	struct request request;

	(void)state;
	memset(text, 'y', LONG_BYTES);
	text[LONG_BYTES] = '\0';
	fastcgi_record_put_pair(&parameters, "QUERY_STRING", text);
	fastcgi_record_put_pair(&parameters, "DOCUMENT_URI", "/first");
	fastcgi_record_put_pair(&parameters, "DOCUMENT_URI", "/last");
	bytes = request_of(&parameters, 9999);
	request = peek(&bytes);
	assert_string_equal(request.query, text);
	assert_string_equal(request.path, "/last");
	buf_free(&bytes);
	buf_free(&parameters);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cut_gives_the_same_texts),
		cmocka_unit_test(a_long_value_hides_nothing_behind_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
