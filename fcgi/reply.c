/* One CGI document as the records of a FastCGI answer. */
#include "reply.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "address.h"
#include "fastcgi.h"

/* The largest content that needs no padding to end on a multiple of eight. */
#define CONTENT_BYTES ((size_t)65528)
#define RECORDS	      16
#define END_BYTES     ((size_t)8)

/* What one system call writes: some records of output, and after the last of
 * them the end of the output and of the request. */
struct batch {
	struct iovec parts[2 * RECORDS + 1];
	unsigned char headers[RECORDS][FASTCGI_HEADER_BYTES];
	unsigned char end[2 * FASTCGI_HEADER_BYTES + END_BYTES];
	size_t count;
};

static void head(unsigned char *header, enum fastcgi_type type, int id,
		 size_t length)
{
	header[0] = FASTCGI_VERSION;
	header[1] = (unsigned char)type;
	header[2] = (unsigned char)(id >> 8);
	header[3] = (unsigned char)id;
	header[4] = (unsigned char)(length >> 8);
	header[5] = (unsigned char)length;
	header[6] = 0;
	header[7] = 0;
}

static void add(struct batch *batch, const void *bytes, size_t length)
{
	/* iovec serves reading too and so has no const. */
	batch->parts[batch->count++] = (struct iovec){ (void *)bytes, length };
}

/* Takes as much of the document as fits; returns how many bytes that is. */
static size_t fill(struct batch *batch, int id, const char *bytes,
		   size_t length, bool is_last)
{
	size_t taken = 0;

	batch->count = 0;
	for (size_t i = 0; i < RECORDS && taken < length; i++) {
		size_t piece = length - taken;

		if (piece > CONTENT_BYTES)
			piece = CONTENT_BYTES;
		head(batch->headers[i], FASTCGI_STDOUT, id, piece);
		add(batch, batch->headers[i], FASTCGI_HEADER_BYTES);
		add(batch, bytes + taken, piece);
		taken += piece;
	}
	if (taken < length || !is_last)
		return taken;
	memset(batch->end, 0, sizeof(batch->end));
	head(batch->end, FASTCGI_STDOUT, id, 0);
	head(batch->end + FASTCGI_HEADER_BYTES, FASTCGI_END, id, END_BYTES);
	add(batch, batch->end, sizeof(batch->end));
	return taken;
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

static int push(int fd, struct batch *batch, long long deadline)
{
	struct msghdr message = {
		.msg_iov = batch->parts,
		.msg_iovlen = batch->count,
	};

	while (message.msg_iovlen > 0) {
		ssize_t sent =
			sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
		bool is_full =
			sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);

		if (sent >= 0)
			advance(&message, (size_t)sent);
		else if (is_full && !address_wait(fd, POLLOUT, deadline))
			return -1;
		else if (!is_full && errno != EINTR)
			return -1;
	}
	return 0;
}

static int send_all(int fd, int id, const char *bytes, size_t length,
		    bool is_last, long long deadline)
{
	struct batch batch;
	size_t sent = 0;

	do {
		sent += fill(&batch, id, bytes + sent, length - sent, is_last);
		if (push(fd, &batch, deadline) != 0)
			return -1;
	} while (sent < length);
	return 0;
}

int reply_send(int fd, int id, const char *bytes, size_t length,
	       long long deadline)
{
	return send_all(fd, id, bytes, length, true, deadline);
}

int reply_send_piece(int fd, int id, const char *bytes, size_t length,
		     long long deadline)
{
	return send_all(fd, id, bytes, length, false, deadline);
}
