/* The command `ping`, a FastCGI client. */
#include "command/commands.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "server/fastcgi-record.h"

#define DEADLINE_MS   5000
#define REQUEST_BYTES ((size_t)16 * 1024)
#define ANSWER_BYTES  ((size_t)64 * 1024 * 1024)
#define REQUEST_ID    1
#define LONGEST_PATH  ((size_t)4096)

/* A few hundred bytes, which a fresh socket takes whole. */
static int send_request(int fd, const char *path)
{
	static const char begin[FASTCGI_BEGIN_BYTES] = { 0, FASTCGI_RESPONDER };
	struct buf pairs = buf_new(REQUEST_BYTES);
	struct buf out = buf_new(REQUEST_BYTES);
	ssize_t sent;

	fastcgi_record_put_pair(&pairs, "REQUEST_METHOD", "GET");
	fastcgi_record_put_pair(&pairs, "DOCUMENT_URI", path);
	fastcgi_record_put_pair(&pairs, "QUERY_STRING", "");
	fastcgi_record_put(&out, FASTCGI_BEGIN, REQUEST_ID, begin,
			   sizeof(begin));
	fastcgi_record_put(&out, FASTCGI_PARAMS, REQUEST_ID, pairs.bytes,
			   pairs.length);
	fastcgi_record_put(&out, FASTCGI_PARAMS, REQUEST_ID, "", 0);
	fastcgi_record_put(&out, FASTCGI_STDIN, REQUEST_ID, "", 0);
	sent = send(fd, out.bytes, out.length, MSG_NOSIGNAL);
	errno = sent < 0 ? errno : EIO;
	sent -= (ssize_t)out.length;
	buf_free(&pairs);
	buf_free(&out);
	return sent == 0 ? 0 : -1;
}

/* Exactly `length` bytes. */
static int receive(int fd, void *bytes, size_t length, long long deadline)
{
	char *at = bytes;

	while (length > 0) {
		ssize_t got = recv(fd, at, length, MSG_DONTWAIT);

		if (got > 0) {
			at += got;
			length -= (size_t)got;
			continue;
		}
		if (got == 0)
			errno = ECONNRESET;
		if (got == 0 || (errno != EAGAIN && errno != EINTR) ||
		    !socket_address_wait(fd, POLLIN, deadline))
			return -1;
	}
	return 0;
}

/* Up to the end of the request; appends what is its standard output. */
static int receive_answer(int fd, struct buf *out, long long deadline)
{
	char content[FASTCGI_CONTENT_BYTES + UCHAR_MAX];
	unsigned char header[FASTCGI_HEADER_BYTES];
	struct fastcgi_record record;

	do {
		if (receive(fd, header, sizeof(header), deadline) != 0)
			return -1;
		record = fastcgi_record_read(header);
		if (receive(fd, content, record.length + record.padding,
			    deadline) != 0)
			return -1;
		if (record.type == FASTCGI_STDOUT)
			buf_put(out, content, record.length);
	} while (record.type != FASTCGI_END);
	return 0;
}

/* A responder at a port hangs up on whom it does not know. */
static int tell_silence(const struct socket_address *place, const char *address,
			struct err *err)
{
	bool is_hung_up = errno == ECONNRESET || errno == EPIPE;
	bool is_port = socket_address_path(place) == NULL;

	return err_plain(
		err, "%s gives no answer: %s%s", address, strerror(errno),
		is_hung_up && is_port ? " (or is this machine none of its "
					"server.peers?)" :
					"");
}

/* Whoever has no descriptor, or finds the queue full, knows of nobody's
 * absence. */
static int tell_unreached(const char *address, struct err *err)
{
	const char *reason = strerror(errno);

	switch (errno) {
	case EACCES:
	case EPERM:
		return err_plain(err, "this user may not connect to %s: %s",
				 address, reason);
	case ECONNREFUSED:
	case ENOENT:
	case ENOTDIR:
		return err_plain(err, "no one listens at %s: %s", address,
				 reason);
	default:
		return err_plain(err, "%s cannot be connected to: %s", address,
				 reason);
	}
}

int ping(const char *address, const char *path, struct buf *out,
	 struct err *err)
{
	long long deadline = clock_ms() + DEADLINE_MS;
	struct socket_address place;
	int result, fd;

	if (strlen(path) > LONGEST_PATH)
		return err_plain(err, "what %s would be asked for is too long",
				 address);
	if (!socket_address_read(&place, address))
		return err_plain(err,
				 "`%s` cannot be asked for: an address is "
				 "unix:PATH or HOST:PORT with a numeric "
				 "host",
				 address);
	fd = socket_address_connect(&place, deadline);
	if (fd < 0)
		return tell_unreached(address, err);
	result = send_request(fd, path);
	if (result == 0)
		result = receive_answer(fd, out, deadline);
	if (result != 0)
		tell_silence(&place, address, err);
	else if (buf_is_spoilt(out))
		result = err_plain(err, "%s gives an answer without end",
				   address);
	close(fd);
	return result;
}

/* Appends the body of a good answer. */
static int take_body(const char *answer, struct buf *out)
{
	const char *body = strstr(answer, "\r\n\r\n");

	if (body != NULL && strncmp(answer, "Status: 200", 11) == 0) {
		buf_puts(out, body + 4);
		return EX_OK;
	}
	fputs("signpost: the responder does not answer with 200\n", stderr);
	return EX_UNAVAILABLE;
}

/* The one of the operand, or of the settings: all that it says. */
static int ask_alone(const struct options *options,
		     const struct settings *settings, const char *path,
		     struct buf *out, struct err *err)
{
	struct buf answer = buf_new(ANSWER_BYTES);
	int code = EX_UNAVAILABLE;

	if (ping(options->operand ? options->operand : settings->listen, path,
		 &answer, err) == 0)
		code = take_body(buf_text(&answer), out);
	buf_free(&answer);
	return code;
}

int ping_run(const struct options *options, struct buf *out, struct err *err)
{
	struct arena *arena = arena_new();
	const struct settings *settings =
		settings_load(options->file, options->overrides, arena, err);
	int code = EX_CONFIG;

	if (settings != NULL) {
		const char *path =
			arena_printf(arena, "%s/healthz", settings->base);

		code = options->operand_count > 1 ?
			       ping_several(options, path, arena, out) :
			       ask_alone(options, settings, path, out, err);
	}
	arena_free(arena);
	return code;
}
