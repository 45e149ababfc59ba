/* One CGI document as the records of a FastCGI answer. */
#include "server/fastcgi-reply.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* The largest content that needs no padding to end on a multiple of eight. */
#define CONTENT_BYTES ((size_t)65528)
#define RECORDS	      16
#define END_RECORD    (FASTCGI_HEADER_BYTES + FASTCGI_END_BYTES)

/* What one system call writes: some records of output, and after the last of
 * them the end of the output and of the request. */
struct batch {
	struct iovec parts[2 * RECORDS + 1];
	unsigned char headers[RECORDS][FASTCGI_HEADER_BYTES];
	unsigned char end[FASTCGI_HEADER_BYTES + END_RECORD];
	size_t count;
};

static void end(unsigned char *record, int id, enum fastcgi_status status)
{
	memset(record, 0, END_RECORD);
	fastcgi_record_write(record, FASTCGI_END, id, FASTCGI_END_BYTES);
	record[FASTCGI_HEADER_BYTES + 4] = (unsigned char)status;
}

static void add(struct batch *batch, const void *bytes, size_t length)
{
	/* iovec serves reading too and so has no const. */
	batch->parts[batch->count++] = (struct iovec){ (void *)bytes, length };
}

/* The part of the pieces, taken for one text, that begins at `at` and lies in
 * one of them; its length is 0 where there is none. */
static struct fastcgi_reply_piece part_at(const struct fastcgi_reply *reply,
					  size_t at)
{
	for (size_t i = 0; i < FASTCGI_REPLY_PIECES; i++) {
		const struct fastcgi_reply_piece *piece = &reply->pieces[i];

		if (at < piece->length)
			return (struct fastcgi_reply_piece){
				piece->bytes + at, piece->length - at
			};
		at -= piece->length;
	}
	return (struct fastcgi_reply_piece){ "", 0 };
}

/* Takes as much as fits of what is not framed yet; how many bytes of the pieces
 * that is. The same again as long as nothing else is framed. */
static size_t fill(struct batch *batch, const struct fastcgi_reply *reply)
{
	size_t at = reply->framed;
	struct fastcgi_reply_piece part = part_at(reply, at);

	batch->count = 0;
	for (size_t i = 0; i < RECORDS && part.length > 0; i++) {
		if (part.length > CONTENT_BYTES)
			part.length = CONTENT_BYTES;
		fastcgi_record_write(batch->headers[i], FASTCGI_STDOUT,
				     reply->id, part.length);
		add(batch, batch->headers[i], FASTCGI_HEADER_BYTES);
		add(batch, part.bytes, part.length);
		at += part.length;
		part = part_at(reply, at);
	}
	if (part.length == 0 && reply->is_last) {
		fastcgi_record_write(batch->end, FASTCGI_STDOUT, reply->id, 0);
		end(batch->end + FASTCGI_HEADER_BYTES, reply->id,
		    FASTCGI_COMPLETE);
		add(batch, batch->end, sizeof(batch->end));
	}
	return at - reply->framed;
}

/* Forgets the first `sent` bytes. */
static void advance(struct msghdr *message, size_t sent)
{
	while (message->msg_iovlen > 0 && sent >= message->msg_iov->iov_len) {
		sent -= message->msg_iov->iov_len;
		message->msg_iov++;
		message->msg_iovlen--;
	}
	if (message->msg_iovlen == 0)
		return;
	message->msg_iov->iov_base = (char *)message->msg_iov->iov_base + sent;
	message->msg_iov->iov_len -= sent;
}

/* Writes what is left of a batch of which `*begun` bytes are written. */
static enum fastcgi_reply_state write_batch(struct batch *batch, int fd,
					    size_t *begun)
{
	struct msghdr message = {
		.msg_iov = batch->parts,
		.msg_iovlen = batch->count,
	};

	advance(&message, *begun);
	while (message.msg_iovlen > 0) {
		ssize_t sent =
			sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent < 0 && errno == EAGAIN)
			return FASTCGI_REPLY_WAITS;
		if (sent < 0 && errno != EINTR)
			return FASTCGI_REPLY_BROKEN;
		if (sent < 0)
			continue;
		*begun += (size_t)sent;
		advance(&message, (size_t)sent);
	}
	return FASTCGI_REPLY_WRITTEN;
}

enum fastcgi_reply_state fastcgi_reply_push(int fd, struct fastcgi_reply *reply)
{
	enum fastcgi_reply_state state;
	struct batch batch;
	size_t framed;

	do {
		framed = fill(&batch, reply);
		state = write_batch(&batch, fd, &reply->begun);
		if (state != FASTCGI_REPLY_WRITTEN)
			return state;
		reply->framed += framed;
		reply->begun = 0;
	} while (part_at(reply, reply->framed).length > 0);
	return FASTCGI_REPLY_WRITTEN;
}

void fastcgi_reply_refuse(int fd, int id, enum fastcgi_status status)
{
	unsigned char record[END_RECORD];
	ssize_t sent;

	end(record, id, status);
	sent = send(fd, record, sizeof(record), MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)sent; /* who does not take it learns it from the closing */
}
