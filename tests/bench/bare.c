/* A bare responder: epoll, one read, one write of the bytes of a file, whatever
 * it is asked. Nobody who speaks FastCGI over a socket can do less, so it is
 * what the program is compared with.
 *
 *   bare SOCKET FILE [HEAD]
 *
 * HEAD is a file with the head of the answer, so that nginx has the same
 * headers to read as from the program; else there is a Content-Type and no
 * more.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/file.h"
#include "base/socket-address.h"
#include "server/fastcgi-record.h"

#define FILE_BYTES    ((size_t)16 * 1024 * 1024)
#define REQUEST_BYTES ((size_t)64 * 1024)
#define CONTENT_BYTES ((size_t)65528)
#define BACKLOG	      1024
#define EVENTS	      64
/* nginx has one request at a time on a connection, and calls it this. */
#define REQUEST	      1
#define HEAD_BYTES    ((size_t)16 * 1024)
#define HEAD	      "Content-Type: text/html; charset=utf-8\r\n\r\n"

/* All records of the answer. */
static void frame(const struct buf *head, const char *bytes, size_t length,
		  struct buf *answer)
{
	static const unsigned char end[FASTCGI_END_BYTES];

	fastcgi_record_put(answer, FASTCGI_STDOUT, REQUEST, head->bytes,
			   head->length);
	for (size_t at = 0; at < length; at += CONTENT_BYTES)
		fastcgi_record_put(answer, FASTCGI_STDOUT, REQUEST, bytes + at,
				   length - at < CONTENT_BYTES ? length - at :
								 CONTENT_BYTES);
	fastcgi_record_put(answer, FASTCGI_STDOUT, REQUEST, "", 0);
	fastcgi_record_put(answer, FASTCGI_END, REQUEST, end, sizeof(end));
}

/* What stands before the bytes. */
static struct buf read_head(const char *path, struct err *err)
{
	struct buf head = buf_new(HEAD_BYTES);
	size_t length = sizeof(HEAD) - 1;
	char *bytes =
		path != NULL ? file_read(path, HEAD_BYTES, &length, err) : NULL;

	buf_put(&head, bytes != NULL ? bytes : HEAD, length);
	free(bytes);
	return head;
}

static int listen_at(const char *text)
{
	struct socket_address address;
	int fd;

	if (!socket_address_read(&address, text))
		return -1;
	fd = socket(address.socket.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (socket_address_path(&address) != NULL)
		unlink(socket_address_path(&address));
	if (fd >= 0 &&
	    bind(fd, (const struct sockaddr *)&address.socket,
		 address.length) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	return -1;
}

static void watch(int epoll, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

	epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

/* Connections block, so that each answer is one write. */
static void answer_one(int fd, const struct buf *answer)
{
	char request[REQUEST_BYTES];

	if (read(fd, request, sizeof(request)) <= 0 ||
	    send(fd, answer->bytes, answer->length, MSG_NOSIGNAL) !=
		    (ssize_t)answer->length)
		close(fd);
}

static void serve(int listener, const struct buf *answer)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);

	watch(epoll, listener);
	for (;;) {
		struct epoll_event events[EVENTS];
		int count = epoll_wait(epoll, events, EVENTS, -1);

		for (int i = 0; i < count; i++)
			if (events[i].data.fd == listener)
				watch(epoll, accept(listener, NULL, NULL));
			else
				answer_one(events[i].data.fd, answer);
	}
}

int main(int count, char **arguments)
{
	struct buf answer = buf_new(2 * FILE_BYTES);
	struct err err = { 0 };
	struct buf head;
	size_t length;
	int listener;
	char *bytes;

	if (count != 3 && count != 4) {
		fputs("usage: bare SOCKET FILE [HEAD]\n", stderr);
		return EX_USAGE;
	}
	bytes = file_read(arguments[2], FILE_BYTES, &length, &err);
	head = read_head(arguments[3], &err); /* NULL behind the last one */
	err_print(&err, stderr);
	listener = listen_at(arguments[1]);
	if (err.count > 0 || listener < 0) {
		perror(arguments[1]);
		return EX_OSERR;
	}
	frame(&head, bytes, length, &answer);
	serve(listener, &answer);
	return EX_OK;
}
