/* Clients of a FastCGI responder, on connections that stay open as nginx's do:
 * each sends the same request again as soon as it has its answer.
 *
 *   askers SOCKET REQUEST CONNECTIONS SECONDS
 *
 * REQUEST is a file with all records of request 1. Prints how many answers
 * there were, how many a second, and the median and the 99th percentile of the
 * microseconds that they took. Of an answer only the length is looked at, which
 * must be that of the first: who asks is to cost less than who answers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/socket-address.h"
#include "server/fastcgi-record.h"

#define REQUEST_BYTES ((size_t)64 * 1024)
#define ANSWER_BYTES  ((size_t)16 * 1024 * 1024)
#define MOST	      64 /* connections */
#define PATIENCE_MS   5000
#define LONGEST_US    1000000 /* who takes longer counts as this */

struct asker {
	int fd;
	size_t got; /* of its answer */
	long long begun_us;
};

struct crowd {
	struct asker askers[MOST];
	char *request;
	size_t request_length, answer_length;
	size_t count, took[LONGEST_US + 1]; /* answers, and of each length */
	char bytes[ANSWER_BYTES];
};

static void fail(const char *what)
{
	perror(what);
	exit(EX_IOERR);
}

static void ask(const struct crowd *crowd, struct asker *asker)
{
	asker->got = 0;
	asker->begun_us = clock_us();
	if (send(asker->fd, crowd->request, crowd->request_length,
		 MSG_NOSIGNAL) != (ssize_t)crowd->request_length)
		fail("send");
}

/* Takes what has come of an answer to `bytes`. */
static void take(struct crowd *crowd, struct asker *asker, char *bytes)
{
	size_t room = (size_t)(crowd->bytes + ANSWER_BYTES - bytes);
	ssize_t length = recv(asker->fd, bytes, room, 0);

	if (length <= 0)
		fail("recv");
	asker->got += (size_t)length;
}

/* Reads an answer to its last record, which nothing else in it looks like. */
static void measure_first(struct crowd *crowd, struct asker *asker)
{
	static const unsigned char content[FASTCGI_END_BYTES];
	struct buf end = buf_new(FASTCGI_HEADER_BYTES + FASTCGI_END_BYTES);

	fastcgi_record_put(&end, FASTCGI_END, 1, content, sizeof(content));
	ask(crowd, asker);
	do
		take(crowd, asker, crowd->bytes + asker->got);
	while (asker->got < end.length ||
	       memcmp(crowd->bytes + asker->got - end.length, end.bytes,
		      end.length) != 0);
	crowd->answer_length = asker->got;
	buf_free(&end);
}

static void go_on(struct crowd *crowd, struct asker *asker)
{
	long long us;

	take(crowd, asker, crowd->bytes);
	if (asker->got < crowd->answer_length)
		return;
	if (asker->got > crowd->answer_length) {
		fputs("an answer is longer than the first\n", stderr);
		exit(EX_PROTOCOL);
	}
	us = clock_us() - asker->begun_us;
	crowd->took[us < LONGEST_US ? us : LONGEST_US]++;
	crowd->count++;
	ask(crowd, asker);
}

/* The microseconds that it took. */
static long long run(struct crowd *crowd, int connections, long long seconds)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	long long begun_us = clock_us();

	for (int i = 0; i < connections; i++) {
		struct asker *asker = &crowd->askers[i];
		struct epoll_event event = { EPOLLIN, { .ptr = asker } };

		epoll_ctl(epoll, EPOLL_CTL_ADD, asker->fd, &event);
		ask(crowd, asker);
	}
	while (clock_us() - begun_us < seconds * 1000000) {
		struct epoll_event events[MOST];
		int count = epoll_wait(epoll, events, MOST, PATIENCE_MS);

		if (count <= 0)
			fail("epoll_wait");
		for (int i = 0; i < count; i++)
			go_on(crowd, events[i].data.ptr);
	}
	return clock_us() - begun_us;
}

/* What `share` of the answers took at most. */
static size_t at(const struct crowd *crowd, double share)
{
	size_t us = 0, seen = crowd->took[0];

	while ((double)seen < share * (double)crowd->count)
		seen += crowd->took[++us];
	return us;
}

int main(int count, char **words)
{
	static struct crowd crowd;
	int connections = count == 5 ? atoi(words[3]) : 0;
	struct socket_address address;
	struct err err = { 0 };
	long long took_us;

	if (connections < 1 || connections > MOST ||
	    !socket_address_read(&address, words[1])) {
		fputs("usage: askers SOCKET REQUEST CONNECTIONS SECONDS\n",
		      stderr);
		return EX_USAGE;
	}
	crowd.request =
		file_read(words[2], REQUEST_BYTES, &crowd.request_length, &err);
	err_print(&err, stderr);
	for (int i = 0; i < connections; i++) {
		int fd = socket(address.socket.ss_family, SOCK_STREAM, 0);

		if (connect(fd, (const struct sockaddr *)&address.socket,
			    address.length) != 0)
			fail(words[1]);
		crowd.askers[i].fd = fd;
	}
	measure_first(&crowd, crowd.askers);
	took_us = run(&crowd, connections, atoll(words[4]));
	printf("%zu %.0f %zu %zu\n", crowd.count,
	       (double)crowd.count * 1e6 / (double)took_us, at(&crowd, 0.5),
	       at(&crowd, 0.99));
	free(crowd.request);
	return EX_OK;
}
