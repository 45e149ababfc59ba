/* One CGI document as the records of a FastCGI answer. */
#include "server/fastcgi-reply.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/socket-address.h"

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

/* What is still to be sent. */
struct rest {
	const struct fastcgi_reply_piece *pieces;
	size_t count;
	size_t taken; /* bytes of the first piece */
	bool is_last; /* the answer ends with it */
};

static void skip_empty(struct rest *rest)
{
	while (rest->count > 0 && rest->taken == rest->pieces->length) {
		rest->pieces++;
		rest->count--;
		rest->taken = 0;
	}
}

/* Takes as much of the rest as fits. */
static void fill(struct batch *batch, int id, struct rest *rest)
{
	batch->count = 0;
	skip_empty(rest);
	for (size_t i = 0; i < RECORDS && rest->count > 0; i++) {
		size_t length = rest->pieces->length - rest->taken;

		if (length > CONTENT_BYTES)
			length = CONTENT_BYTES;
		fastcgi_record_write(batch->headers[i], FASTCGI_STDOUT, id,
				     length);
		add(batch, batch->headers[i], FASTCGI_HEADER_BYTES);
		add(batch, rest->pieces->bytes + rest->taken, length);
		rest->taken += length;
		skip_empty(rest);
	}
	if (rest->count > 0 || !rest->is_last)
		return;
	fastcgi_record_write(batch->end, FASTCGI_STDOUT, id, 0);
	end(batch->end + FASTCGI_HEADER_BYTES, id, FASTCGI_COMPLETE);
	add(batch, batch->end, sizeof(batch->end));
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

static int push(struct batch *batch, const struct fastcgi_client *client)
{
	struct msghdr message = {
		.msg_iov = batch->parts,
		.msg_iovlen = batch->count,
	};

	while (message.msg_iovlen > 0) {
		ssize_t sent = sendmsg(client->fd, &message,
				       MSG_DONTWAIT | MSG_NOSIGNAL);

		if (sent >= 0)
			advance(&message, (size_t)sent);
		else if (errno != EINTR &&
			 (errno != EAGAIN ||
			  !socket_address_wait(client->fd, POLLOUT,
					       client->deadline)))
			return -1;
	}
	return 0;
}

int fastcgi_reply_send(const struct fastcgi_client *client,
		       const struct fastcgi_reply_piece *pieces, size_t count,
		       bool is_last)
{
	struct rest rest = { pieces, count, .is_last = is_last };
	struct batch batch;

	do {
		fill(&batch, client->id, &rest);
		if (push(&batch, client) != 0)
			return -1;
	} while (rest.count > 0);
	return 0;
}

void fastcgi_reply_refuse(int fd, int id, enum fastcgi_status status)
{
	unsigned char record[END_RECORD];
	ssize_t sent;

	end(record, id, status);
	sent = send(fd, record, sizeof(record), MSG_DONTWAIT | MSG_NOSIGNAL);
	(void)sent; /* who does not take it learns it from the closing */
}
