/* hiredis formats and parses; all waiting is done here, by deadline. */
#include "cache/redis.h"

#include <errno.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/socket-address.h"
#include "cache/redis-memory.h"
#include "telemetry/log.h"

#define REPLY_BYTES ((size_t)64 * 1024 * 1024)
#define WORD_BYTES  24

struct redis {
	struct socket_address address;
	redisContext *context; /* NULL while there is no connection */
	redisReplyObjectFunctions makers;
	long wait_ms;
	char *user, *password; /* "": none */
	const char *trouble;   /* what went wrong last, in our own words */
	char refusal[64];      /* `trouble` with the name of an error */
	struct breaker *breaker;
	enum breaker_leave leave; /* for the call that is made now */
};

static void *refuse_array(const redisReadTask *task, HIREDIS_LENGTH elements)
{
	(void)task;
	(void)elements;
	return NULL;
}

static void hang_up(struct redis *redis)
{
	if (redis->context != NULL)
		redisFree(redis->context);
	redis->context = NULL;
}

static void failed(struct redis *redis)
{
	breaker_failed(redis->breaker, redis->leave, redis->trouble);
}

/* The first word of an error, by which Redis names it. Anybody may be talking,
 * so that nothing else of it comes into the log. */
static const char *name_error(const redisReply *reply, char word[WORD_BYTES])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length = strspn(reply->str, letters);

	if (length == 0 || length >= WORD_BYTES ||
	    (reply->str[length] != ' ' && reply->str[length] != '\0'))
		return "an unknown error";
	memcpy(word, reply->str, length);
	word[length] = '\0';
	return word;
}

/* Nothing may arrive between two exchanges: what does is the end of the
 * connection, or bytes that the next call would take for its own reply. */
static bool is_quiet(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
	       (errno == EAGAIN || errno == EWOULDBLOCK);
}

/* hiredis would go on with what it has sent, and crash where memory for its
 * next buffer is missing. */
static int send_before(struct redis *redis, const char *bytes, size_t length,
		       long long deadline)
{
	int fd = redis->context->fd;

	while (length > 0) {
		ssize_t sent =
			send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
		bool is_full =
			sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);

		redis->trouble = is_full ? "it takes no command" : "it hung up";
		if (is_full && socket_address_wait(fd, POLLOUT, deadline))
			continue;
		if (sent < 0)
			return -1;
		bytes += sent;
		length -= (size_t)sent;
	}
	return 0;
}

static int receive_before(struct redis *redis, long long deadline, void **reply)
{
	redisContext *context = redis->context;
	const redisReader *reader = context->reader;

	for (;;) {
		redis->trouble = "its answers are faulty";
		if (redisGetReplyFromReader(context, reply) != REDIS_OK)
			return -1;
		if (*reply != NULL)
			return reader->pos == reader->len ? 0 : -1;
		if (reader->len > REPLY_BYTES)
			return -1;
		redis->trouble = "it did not answer in time";
		if (!socket_address_wait(context->fd, POLLIN, deadline))
			return -1;
		redis->trouble = "it hung up";
		if (redisBufferRead(context) != REDIS_OK)
			return -1;
	}
}

/* Sends what redisFormatCommand() gave, which is freed, and takes the reply. */
static int exchange_before(struct redis *redis, long long deadline,
			   char *command, int length, void **reply)
{
	int result = -1;

	if (length < 0)
		return -1;
	if (send_before(redis, command, (size_t)length, deadline) == 0)
		result = receive_before(redis, deadline, reply);
	redisFreeCommand(command);
	return result;
}

static int dial_before(struct redis *redis, long long deadline)
{
	int fd;

	redis->trouble = "it accepts no connection";
	fd = socket_address_connect(&redis->address, deadline);
	if (fd < 0 && errno == EACCES)
		redis->trouble = "this user may not connect to it";
	if (fd < 0)
		return -1;
	redis->context = redisConnectFd(fd);
	if (redis->context == NULL) {
		close(fd);
		return -1;
	}
	/* Without this flag hiredis never waits: all waiting is done here. */
	redis->context->flags &= ~REDIS_BLOCK;
	/* No command of ours is answered with an array, and its length, which
	 * the peer chooses, would be allocated at once. */
	redis->makers = *redis->context->reader->fn;
	redis->makers.createArray = refuse_array;
	redis->context->reader->fn = &redis->makers;
	return 0;
}

/* Says who is calling, where that was set. */
static int log_in_before(struct redis *redis, long long deadline)
{
	char *command = NULL;
	void *reply = NULL;
	int length, result;

	if (redis->password[0] == '\0')
		return 0;
	length = redis->user[0] != '\0' ?
			 redisFormatCommand(&command, "AUTH %s %s", redis->user,
					    redis->password) :
			 redisFormatCommand(&command, "AUTH %s",
					    redis->password);
	result = exchange_before(redis, deadline, command, length, &reply);
	if (result == 0 &&
	    ((const redisReply *)reply)->type != REDIS_REPLY_STATUS) {
		redis->trouble = "it does not know the user or the password";
		result = -1;
	}
	if (reply != NULL)
		freeReplyObject(reply);
	return result;
}

static int connect_before(struct redis *redis, long long deadline)
{
	if (redis->context != NULL && !is_quiet(redis->context->fd))
		hang_up(redis);
	if (redis->context != NULL)
		return 0;
	if (dial_before(redis, deadline) != 0)
		return -1;
	return log_in_before(redis, deadline);
}

/* One exchange of a command as redisFormatCommand() spells it. NULL when there
 * was no reply: a context that has failed once cannot be used again, so a
 * failure also hangs up. Else a reply, perhaps an error, for
 * freeReplyObject(). Accepts a NULL `redis`. */
static redisReply *ask(struct redis *redis, const char *format, ...)
{
	long long deadline;
	char *command = NULL;
	void *reply = NULL;
	int length = -1;
	va_list args;

	if (redis == NULL)
		return NULL;
	deadline = clock_ms() + redis->wait_ms;
	redis->leave = breaker_ask(redis->breaker);
	if (redis->leave == BREAKER_NO)
		return NULL;
	if (connect_before(redis, deadline) == 0) {
		va_start(args, format);
		length = redisvFormatCommand(&command, format, args);
		va_end(args);
	}
	if (exchange_before(redis, deadline, command, length, &reply) == 0)
		return reply;
	if (reply != NULL)
		freeReplyObject(reply);
	hang_up(redis);
	failed(redis);
	return NULL;
}

/* Whether a reply to GET is a value or says that there is none. An error of
 * one key (a foreign type) says nothing about Redis; any other error (loading,
 * moved, forbidden) means that nothing can be had, as if it were not there. */
static bool judge_get(struct redis *redis, const redisReply *reply)
{
	static const char foreign[] = "WRONGTYPE ";
	char word[WORD_BYTES];

	if (reply->type == REDIS_REPLY_STRING ||
	    reply->type == REDIS_REPLY_NIL) {
		breaker_succeeded(redis->breaker);
		return reply->type == REDIS_REPLY_STRING;
	}
	if (reply->type == REDIS_REPLY_ERROR &&
	    strncmp(reply->str, foreign, strlen(foreign)) == 0)
		return false;
	redis->trouble = "its answers are faulty";
	if (reply->type == REDIS_REPLY_ERROR) {
		snprintf(redis->refusal, sizeof(redis->refusal),
			 "it refuses to read: %s", name_error(reply, word));
		redis->trouble = redis->refusal;
	}
	hang_up(redis);
	failed(redis);
	return false;
}

/* Whether a reply to SET says that it was done; frees it. A Redis that refuses
 * to write (full, read-only) may still be read, so that is no failure of the
 * connection. */
static bool judge_set(struct redis *redis, redisReply *reply)
{
	char word[WORD_BYTES];
	bool is_refused;

	if (reply == NULL)
		return false;
	is_refused = reply->type == REDIS_REPLY_ERROR;
	if (!is_refused)
		breaker_succeeded(redis->breaker);
	breaker_wrote(redis->breaker,
		      is_refused ? name_error(reply, word) : NULL);
	freeReplyObject(reply);
	return !is_refused;
}

struct redis *redis_new(const char *address, long wait_ms,
			struct breaker *breaker)
{
	struct socket_address place;
	struct redis *redis;

	if (!socket_address_read(&place, address))
		return NULL;
	redis = alloc_zero(sizeof(*redis));
	redis->address = place;
	redis->wait_ms = wait_ms;
	redis->breaker = breaker;
	redis->user = alloc_text("");
	redis->password = alloc_text("");
	return redis;
}

void redis_free(struct redis *redis)
{
	if (redis == NULL)
		return;
	hang_up(redis);
	free(redis->user);
	free(redis->password);
	free(redis);
}

void redis_log_in(struct redis *redis, const char *user, const char *password)
{
	if (redis == NULL || (strcmp(redis->user, user) == 0 &&
			      strcmp(redis->password, password) == 0))
		return;
	hang_up(redis);
	free(redis->user);
	free(redis->password);
	redis->user = alloc_text(user);
	redis->password = alloc_text(password);
}

bool redis_get(struct redis *redis, const char *key, struct buf *out)
{
	redisReply *reply = ask(redis, "GET %s", key);
	bool found = false;

	if (reply == NULL)
		return false;
	if (judge_get(redis, reply) && !buf_is_spoilt(out) &&
	    (size_t)reply->len <= out->ceiling - out->length) {
		buf_put(out, reply->str, (size_t)reply->len);
		found = true;
	}
	freeReplyObject(reply);
	return found;
}

/* Whoever keeps something first also asks what Redis has for a bound. */
static void look_at_memory(struct redis *redis)
{
	redisReply *reply;

	if (!breaker_is_first(redis->breaker))
		return;
	reply = ask(redis, "INFO memory");
	if (reply == NULL)
		return;
	redis_memory_tell(reply->type == REDIS_REPLY_STRING ? reply->str :
							      NULL);
	freeReplyObject(reply);
}

bool redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s)
{
	bool is_kept = life_s > 0 && bytes != NULL &&
		       judge_set(redis, ask(redis, "SET %s %b EX %ld", key,
					    bytes, length, life_s));

	if (is_kept)
		look_at_memory(redis);
	return is_kept;
}

void redis_drop(struct redis *redis, const char *key)
{
	redisReply *reply = ask(redis, "UNLINK %s", key);

	/* A full Redis removes, which does not tell that it writes. */
	if (reply != NULL && reply->type != REDIS_REPLY_ERROR)
		breaker_succeeded(redis->breaker);
	if (reply != NULL)
		freeReplyObject(reply);
}

struct breaker *redis_breaker(const struct redis *redis)
{
	return redis != NULL ? redis->breaker : NULL;
}

bool redis_memory(struct redis *redis, struct buf *out)
{
	redisReply *reply = ask(redis, "INFO memory");
	bool is_told = reply != NULL && reply->type == REDIS_REPLY_STRING;

	if (is_told)
		buf_put(out, reply->str, (size_t)reply->len);
	if (reply != NULL)
		freeReplyObject(reply);
	return is_told;
}

const char *redis_trouble(const struct redis *redis)
{
	return redis->trouble;
}
