/* Addresses at their limits, and what a caller sees who cannot connect. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "lib/support.h"

static const char *const good[] = {
	"unix:/a",     "unix:relative",
	"127.0.0.1:1", "127.0.0.1:65535",
	"0.0.0.0:80",  "[::]:80",
	"[::1]:9000",  "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535",
};

static const char *const faulty[] = {
	"",
	"unix:",
	"/a",
	":80",
	"127.0.0.1",
	"127.0.0.1:",
	"127.0.0.1:0",
	"127.0.0.1:65536",
	"127.0.0.1:000080",
	"127.0.0.1:-1",
	"127.0.0.1:+1",
	"127.0.0.1: 1",
	"127.0.0.1:1x",
	"127.1:80",
	"256.0.0.1:80",
	"localhost:80",
	"::1:80",
	"[]:80",
	"[:80",
	"]:80",
	"[::1:80",
	"[127.0.0.1]:80",
	"[::1%lo]:80",
	"[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:80",
	"111111111111111111111111111111111111111111111111111111:80",
};

static void what_is_read_is_written_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		struct buf out = buf_new(200);
		struct socket_address address;

		if (!socket_address_read(&address, good[i]))
			fail_msg("%s", good[i]);
		socket_address_write(&address, &out);
		assert_string_equal(buf_text(&out), good[i]);
		buf_free(&out);
	}
}

static void what_is_no_address_is_refused(void **state)
{
	struct socket_address address;

	(void)state;
	for (size_t i = 0; i < COUNT(faulty); i++)
		if (socket_address_read(&address, faulty[i]))
			fail_msg("%s", faulty[i]);
}

/* Whether a path of so many bytes is read, and comes back whole. */
static bool takes_path(size_t length)
{
	struct socket_address address;
	char text[200] = "unix:";

	memset(text + 5, 'x', length);
	return socket_address_read(&address, text) &&
	       strcmp(socket_address_path(&address), text + 5) == 0;
}

static void a_path_may_be_as_long_as_a_socket_takes(void **state)
{
	struct sockaddr_un local;

	(void)state;
	assert_true(takes_path(sizeof(local.sun_path) - 1));
	assert_false(takes_path(sizeof(local.sun_path)));
	assert_false(takes_path(sizeof(local.sun_path) + 1));
}

static void only_a_unix_socket_has_a_path(void **state)
{
	struct socket_address address;

	(void)state;
	assert_true(socket_address_read(&address, "[::1]:80"));
	assert_null(socket_address_path(&address));
}

static void who_cannot_connect_learns_why(void **state)
{
	static const struct {
		const char *address;
		int number;
	} cases[] = {
		{ "unix:/nowhere/at/all", ENOENT },
		{ "unix:/dev/null", ECONNREFUSED },
		{ "127.0.0.1:1", ECONNREFUSED },
		{ "[::1]:1", ECONNREFUSED },
		{ "unix:/dev/null/x", ENOTDIR },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct socket_address address;

		assert_true(socket_address_read(&address, cases[i].address));
		errno = 0;
		assert_int_equal(
			socket_address_connect(&address, clock_ms() + 5000),
			-1);
		/* Where there is no IPv6, that is why. */
		if (errno != EADDRNOTAVAIL && errno != EAFNOSUPPORT &&
		    errno != cases[i].number)
			fail_msg("%s: %s", cases[i].address, strerror(errno));
	}
}

/* Connects to a listener whose queue has no room until one has to wait. */
static int fill(const struct socket_address *address, int fds[64])
{
	int count = 0;

	while (count < 64) {
		fds[count] = socket_address_connect(address, clock_ms());
		if (fds[count] < 0)
			break;
		count++;
	}
	return count;
}

/* Of a file it is said at once that the queue is full; at a port the other side
 * says nothing, and nobody waits longer than he wants to. */
static void who_is_not_let_in_in_time_learns_that(void **state)
{
	static const struct {
		const char *address;
		int number;
	} cases[] = {
		{ "unix:full.sock", EAGAIN },
		{ "127.0.0.1:0", ETIMEDOUT },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct socket_address address = {
			.length = sizeof(struct sockaddr_in),
		};
		struct sockaddr_in *four = (void *)&address.socket;
		int fds[64], count, listener;

		four->sin_family = AF_INET;
		four->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		if (strncmp(cases[i].address, "unix:", 5) == 0)
			assert_true(socket_address_read(&address,
							cases[i].address));
		listener = socket(address.socket.ss_family, SOCK_STREAM, 0);
		assert_int_equal(
			bind(listener, (void *)&address.socket, address.length),
			0);
		assert_int_equal(listen(listener, 0), 0);
		assert_int_equal(getsockname(listener, (void *)&address.socket,
					     &address.length),
				 0);
		count = fill(&address, fds);
		assert_int_equal(errno, cases[i].number);
		assert_true(count >= 1 && count < 64);
		while (count-- > 0)
			close(fds[count]);
		close(listener);
	}
	unlink("full.sock");
}

static void a_wait_may_be_as_long_as_time(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	assert_true(socket_address_wait(ends[0], POLLOUT, LLONG_MAX));
	close(ends[0]);
	/* What is no descriptor is not waited for. */
	assert_true(socket_address_wait(ends[0], POLLOUT, LLONG_MAX));
	close(ends[1]);
}

static void without_a_descriptor_nobody_is_connected(void **state)
{
	struct rlimit before, none;
	struct socket_address address;

	(void)state;
	assert_true(socket_address_read(&address, "127.0.0.1:1"));
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	assert_int_equal(socket_address_connect(&address, clock_ms() + 5000),
			 -1);
	assert_int_equal(errno, EMFILE);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void a_wait_that_is_over_takes_what_is_ready(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	assert_false(socket_address_wait(ends[0], POLLIN, 0));
	assert_int_equal(errno, ETIMEDOUT);
	assert_int_equal(write(ends[1], "x", 1), 1);
	assert_true(socket_address_wait(ends[0], POLLIN, 0));
	close(ends[1]);
	assert_true(socket_address_wait(ends[0], POLLIN, 0));
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_written_the_same),
		cmocka_unit_test(what_is_no_address_is_refused),
		cmocka_unit_test(a_path_may_be_as_long_as_a_socket_takes),
		cmocka_unit_test(only_a_unix_socket_has_a_path),
		cmocka_unit_test(who_cannot_connect_learns_why),
		cmocka_unit_test(who_is_not_let_in_in_time_learns_that),
		cmocka_unit_test(without_a_descriptor_nobody_is_connected),
		cmocka_unit_test(a_wait_may_be_as_long_as_time),
		cmocka_unit_test(a_wait_that_is_over_takes_what_is_ready),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
