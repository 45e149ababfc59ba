/* An answer that goes out piecemeal is the one that goes out at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "server/fastcgi-reply.h"

#define BODY_BYTES ((size_t)3 * 1024 * 1024 + 17) /* more than one batch */
#define WIRE_BYTES ((size_t)8 * 1024 * 1024)

static struct fastcgi_reply reply_of(const struct buf *body, bool is_last)
{
	return (struct fastcgi_reply){
		.id = 258,
		.pieces = { { "head", 4 }, { body->bytes, body->length } },
		.is_last = is_last,
	};
}

/* Takes at most so many bytes, if there are any. */
static void take(int fd, size_t most, struct buf *wire)
{
	static char bytes[512 * 1024];
	ssize_t length = recv(fd, bytes, most, MSG_DONTWAIT);

	if (length > 0)
		buf_put(wire, bytes, (size_t)length);
}

/* What comes out where the client takes so many bytes at a time. */
static struct buf send_to(size_t most, struct fastcgi_reply reply)
{
	struct buf wire = buf_new(WIRE_BYTES);
	enum fastcgi_reply_state state;
	size_t before;
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	do {
		state = fastcgi_reply_push(ends[0], &reply);
		assert_int_not_equal(state, FASTCGI_REPLY_BROKEN);
		take(ends[1], most, &wire);
	} while (state != FASTCGI_REPLY_WRITTEN);
	do {
		before = wire.length;
		take(ends[1], most, &wire);
	} while (wire.length > before);
	close(ends[0]);
	close(ends[1]);
	return wire;
}

/* The content of the records, which end as they should. */
static struct buf content_of(const struct buf *wire, bool is_last)
{
	const unsigned char *bytes = (const unsigned char *)wire->bytes;
	struct buf content = buf_new(WIRE_BYTES);
	int last = FASTCGI_STDOUT;
	size_t at = 0;

	while (at < wire->length) {
		struct fastcgi_record record = fastcgi_record_read(bytes + at);

		assert_int_equal(record.id, 258);
		last = record.type;
		if (last == FASTCGI_STDOUT)
			buf_put(&content, (const char *)record.content,
				record.length);
		at += fastcgi_record_size(&record);
	}
	assert_int_equal(at, wire->length);
	assert_int_equal(last, is_last ? FASTCGI_END : FASTCGI_STDOUT);
	return content;
}

static void whoever_takes_it_slowly_gets_the_same_bytes(void **state)
{
	static const size_t takes[] = { 512 * 1024, 100003, 4099 };
	struct buf body = buf_new(BODY_BYTES);

	(void)state;
	for (size_t i = 0; i < BODY_BYTES; i++)
		buf_put(&body, (const char[]){ (char)(i % 251) }, 1);
	for (int is_last = 0; is_last < 2; is_last++) {
		struct fastcgi_reply reply = reply_of(&body, is_last);

		for (size_t i = 0; i < 3; i++) {
			struct buf wire = send_to(takes[i], reply);
			struct buf content = content_of(&wire, is_last);

			assert_int_equal(content.length, 4 + BODY_BYTES);
			assert_memory_equal(content.bytes, "head", 4);
			assert_memory_equal(content.bytes + 4, body.bytes,
					    BODY_BYTES);
			buf_free(&content);
			buf_free(&wire);
		}
	}
	buf_free(&body);
}

static void an_answer_of_nothing_has_an_end(void **state)
{
	struct fastcgi_reply reply = { .id = 258, .is_last = true };
	struct buf wire = send_to(4099, reply);
	struct buf content = content_of(&wire, true);

	(void)state;
	assert_int_equal(content.length, 0);
	buf_free(&content);
	buf_free(&wire);
}

static void a_client_that_has_gone_breaks_it(void **state)
{
	struct fastcgi_reply reply = { .id = 258, .is_last = true };
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	close(ends[1]);
	assert_int_equal(fastcgi_reply_push(ends[0], &reply),
			 FASTCGI_REPLY_BROKEN);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_takes_it_slowly_gets_the_same_bytes),
		cmocka_unit_test(an_answer_of_nothing_has_an_end),
		cmocka_unit_test(a_client_that_has_gone_breaks_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
