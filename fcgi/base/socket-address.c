/* What inet_pton() and poll() do for addresses of streams. */
#include "base/socket-address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

#define UNIX_PREFIX "unix:"

static bool read_path(struct socket_address *address, const char *path)
{
	struct sockaddr_un *local = (struct sockaddr_un *)&address->socket;
	size_t length = strlen(path);

	if (length == 0 || length >= sizeof(local->sun_path))
		return false;
	local->sun_family = AF_UNIX;
	memcpy(local->sun_path, path, length + 1);
	address->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
				      length + 1);
	return true;
}

/* 0 when `text` is not a port. */
static in_port_t read_port(const char *text)
{
	unsigned long port = strtoul(text, NULL, 10);

	if (strlen(text) > 5 || text[strspn(text, "0123456789")] != '\0')
		return 0;
	return port <= UINT16_MAX ? htons((in_port_t)port) : 0;
}

static bool read_host(struct socket_address *address, const char *host)
{
	struct sockaddr_in *four = (struct sockaddr_in *)&address->socket;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address->socket;
	size_t length = strlen(host);
	char bare[INET6_ADDRSTRLEN];

	if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		address->length = sizeof(*four);
		return true;
	}
	if (length < 2 || host[0] != '[' || host[length - 1] != ']' ||
	    length - 2 >= sizeof(bare))
		return false;
	memcpy(bare, host + 1, length - 2);
	bare[length - 2] = '\0';
	six->sin6_family = AF_INET6;
	address->length = sizeof(*six);
	return inet_pton(AF_INET6, bare, &six->sin6_addr) == 1;
}

static bool read_host_and_port(struct socket_address *address, const char *text)
{
	const char *colon = strrchr(text, ':');
	char host[INET6_ADDRSTRLEN + 2];
	in_port_t port;

	if (colon == NULL || (size_t)(colon - text) >= sizeof(host))
		return false;
	memcpy(host, text, (size_t)(colon - text));
	host[colon - text] = '\0';
	port = read_port(colon + 1);
	if (port == 0 || !read_host(address, host))
		return false;
	/* The port is at the same place in both families. */
	((struct sockaddr_in *)&address->socket)->sin_port = port;
	return true;
}

bool socket_address_read(struct socket_address *address, const char *text)
{
	*address = (struct socket_address){ 0 };
	if (strncmp(text, UNIX_PREFIX, strlen(UNIX_PREFIX)) == 0)
		return read_path(address, text + strlen(UNIX_PREFIX));
	return read_host_and_port(address, text);
}

const char *socket_address_path(const struct socket_address *address)
{
	if (address->socket.ss_family != AF_UNIX)
		return NULL;
	return ((const struct sockaddr_un *)&address->socket)->sun_path;
}

/* Both have come from nothing but zeros, so that what is not set is alike. */
bool socket_address_is_same(const struct socket_address *one,
			    const struct socket_address *other)
{
	return one->length == other->length &&
	       memcmp(&one->socket, &other->socket, one->length) == 0;
}

void socket_address_write(const struct socket_address *address, struct buf *out)
{
	const struct sockaddr_in *four = (const void *)&address->socket;
	const struct sockaddr_in6 *six = (const void *)&address->socket;
	char host[INET6_ADDRSTRLEN] = "?";

	switch (address->socket.ss_family) {
	case AF_UNIX:
		buf_printf(out, UNIX_PREFIX "%s", socket_address_path(address));
		break;
	case AF_INET6:
		inet_ntop(AF_INET6, &six->sin6_addr, host, sizeof(host));
		buf_printf(out, "[%s]:%d", host, ntohs(six->sin6_port));
		break;
	default:
		inet_ntop(AF_INET, &four->sin_addr, host, sizeof(host));
		buf_printf(out, "%s:%d", host, ntohs(four->sin_port));
	}
}

bool socket_address_wait(int fd, short events, long long deadline)
{
	struct pollfd watched = { .fd = fd, .events = events };
	int ready;

	do {
		long long left = deadline - clock_ms();

		left = left < 0 ? 0 : left > INT_MAX ? INT_MAX : left;
		ready = poll(&watched, 1, (int)left);
	} while (ready < 0 && errno == EINTR);
	if (ready == 0)
		errno = ETIMEDOUT;
	return ready > 0;
}

/* How the connect() that was under way on `fd` ended: 0, or -1 with errno. */
static int outcome(int fd, long long deadline)
{
	socklen_t length = sizeof(errno);
	int fault = 0;

	if (!socket_address_wait(fd, POLLOUT, deadline))
		return -1;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &fault, &length) != 0)
		return -1;
	errno = fault;
	return fault == 0 ? 0 : -1;
}

int socket_address_connect(const struct socket_address *address,
			   long long deadline)
{
	int fd = socket(address->socket.ss_family,
			SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int why;

	if (fd < 0)
		return -1;
	if (connect(fd, (const struct sockaddr *)&address->socket,
		    address->length) == 0)
		return fd;
	if (errno == EINPROGRESS && outcome(fd, deadline) == 0)
		return fd;
	why = errno;
	close(fd);
	errno = why;
	return -1;
}
