/* hiredis formats and parses; all waiting is done here, by deadline. */
#include "cache/redis-link.h"

#include <errno.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"

#define REPLY_BYTES   ((size_t)64 * 1024 * 1024)
#define LIST_BYTES    ((size_t)1024 * 1024)
#define LIST_ELEMENTS 4096
#define LIST_DEPTH    4

struct redis_link {
	struct socket_address address;
	redisContext *context; /* NULL while there is no connection */
	redisReplyObjectFunctions makers;
	/* hiredis's own; what it makes is counted first. */
	void *(*make_array)(const redisReadTask *task, HIREDIS_LENGTH elements);
	size_t elements_left; /* that the list may have */
	bool takes_list, is_too_long;
	size_t bytes_most;
	char *user, *password; /* "": none */
	const char *trouble;   /* what went wrong last, in our own words */
};

struct redis_command redis_command_new_v(const char *format, va_list args)
{
	struct redis_command command = { 0 };

	command.length = redisvFormatCommand(&command.bytes, format, args);
	return command;
}

struct redis_command redis_command_new(const char *format, ...)
{
	struct redis_command command;
	va_list args;

	va_start(args, format);
	command = redis_command_new_v(format, args);
	va_end(args);
	return command;
}

void redis_command_free(struct redis_command *command)
{
	if (command->length >= 0)
		redisFreeCommand(command->bytes);
}

enum redis_reply_kind redis_reply_kind(const struct redisReply *reply)
{
	static const enum redis_reply_kind kinds[] = {
		[0] = REPLY_OTHER,
		[REDIS_REPLY_STRING] = REPLY_TEXT,
		[REDIS_REPLY_ARRAY] = REPLY_LIST,
		[REDIS_REPLY_INTEGER] = REPLY_NUMBER,
		[REDIS_REPLY_NIL] = REPLY_NOTHING,
		[REDIS_REPLY_STATUS] = REPLY_DONE,
		[REDIS_REPLY_ERROR] = REPLY_ERROR,
	};
	size_t type = (size_t)reply->type;

	return type < sizeof(kinds) / sizeof(*kinds) ? kinds[type] :
						       REPLY_OTHER;
}

const char *redis_reply_text(const struct redisReply *reply)
{
	return reply->str;
}

size_t redis_reply_length(const struct redisReply *reply)
{
	return (size_t)reply->len;
}

long long redis_reply_number(const struct redisReply *reply)
{
	return reply->integer;
}

size_t redis_reply_count(const struct redisReply *reply)
{
	return (size_t)reply->elements;
}

const struct redisReply *redis_reply_item(const struct redisReply *reply,
					  size_t i)
{
	return reply->element[i];
}

void redis_reply_free(struct redisReply *reply)
{
	if (reply != NULL)
		freeReplyObject(reply);
}

/* Most commands of ours are answered with no array, and its length, which the
 * peer chooses, would be allocated at once. */
static void *make_array(const redisReadTask *task, HIREDIS_LENGTH elements)
{
	struct redis_link *link = task->privdata;
	int depth = 1;

	for (const redisReadTask *at = task->parent; at != NULL;
	     at = at->parent)
		depth++;
	if (!link->takes_list || task->type != REDIS_REPLY_ARRAY ||
	    depth > LIST_DEPTH)
		return NULL;
	link->is_too_long = (size_t)elements > link->elements_left;
	if (link->is_too_long)
		return NULL;
	link->elements_left -= (size_t)elements;
	return link->make_array(task, elements);
}

void redis_link_hang_up(struct redis_link *link)
{
	if (link->context != NULL)
		redisFree(link->context);
	link->context = NULL;
}

const char *redis_link_name_error(const struct redisReply *reply,
				  char word[REDIS_WORD_BYTES])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t length = strspn(reply->str, letters);

	if (length == 0 || length >= REDIS_WORD_BYTES ||
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
static int send_before(struct redis_link *link, const char *bytes,
		       size_t length, long long deadline)
{
	int fd = link->context->fd;

	while (length > 0) {
		ssize_t sent =
			send(fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL);
		bool is_full =
			sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);

		link->trouble = is_full ? "it takes no command" : "it hung up";
		if (is_full && socket_address_wait(fd, POLLOUT, deadline))
			continue;
		if (sent < 0)
			return -1;
		bytes += sent;
		length -= (size_t)sent;
	}
	return 0;
}

static int receive_before(struct redis_link *link, long long deadline,
			  void **reply)
{
	redisContext *context = link->context;
	const redisReader *reader = context->reader;

	for (;;) {
		link->trouble = "its answers are faulty";
		if (redisGetReplyFromReader(context, reply) != REDIS_OK)
			return -1;
		if (*reply != NULL)
			return reader->pos == reader->len ? 0 : -1;
		if (reader->len > link->bytes_most)
			return -1;
		link->trouble = "it did not answer in time";
		if (!socket_address_wait(context->fd, POLLIN, deadline))
			return -1;
		link->trouble = "it hung up";
		if (redisBufferRead(context) != REDIS_OK)
			return -1;
	}
}

static int exchange_before(struct redis_link *link,
			   const struct redis_command *command,
			   long long deadline, void **reply)
{
	if (command->length < 0 ||
	    send_before(link, command->bytes, (size_t)command->length,
			deadline) != 0)
		return -1;
	return receive_before(link, deadline, reply);
}

static int dial_before(struct redis_link *link, long long deadline)
{
	redisReader *reader;
	int fd;

	link->trouble = "it accepts no connection";
	fd = socket_address_connect(&link->address, deadline);
	if (fd < 0 && errno == EACCES)
		link->trouble = "this user may not connect to it";
	if (fd < 0)
		return -1;
	link->context = redisConnectFd(fd);
	if (link->context == NULL) {
		close(fd);
		return -1;
	}
	/* Without this flag hiredis never waits: all waiting is done here. */
	link->context->flags &= ~REDIS_BLOCK;
	reader = link->context->reader;
	link->makers = *reader->fn;
	link->make_array = link->makers.createArray;
	link->makers.createArray = make_array;
	reader->fn = &link->makers;
	reader->privdata = link;
	return 0;
}

/* Says who is calling, where that was set. */
static int log_in_before(struct redis_link *link, long long deadline)
{
	struct redis_command command;
	void *reply = NULL;
	int result;

	if (link->password[0] == '\0')
		return 0;
	command = link->user[0] != '\0' ?
			  redis_command_new("AUTH %s %s", link->user,
					    link->password) :
			  redis_command_new("AUTH %s", link->password);
	result = exchange_before(link, &command, deadline, &reply);
	redis_command_free(&command);
	if (result == 0 && redis_reply_kind(reply) != REPLY_DONE) {
		link->trouble = "it does not know the user or the password";
		result = -1;
	}
	redis_reply_free(reply);
	return result;
}

static int connect_before(struct redis_link *link, long long deadline)
{
	if (link->context != NULL && !is_quiet(link->context->fd))
		redis_link_hang_up(link);
	if (link->context != NULL)
		return 0;
	if (dial_before(link, deadline) != 0)
		return -1;
	return log_in_before(link, deadline);
}

struct redis_link *redis_link_new(void)
{
	struct redis_link *link = alloc_zero(sizeof(*link));

	link->user = alloc_text("");
	link->password = alloc_text("");
	link->trouble = "";
	return link;
}

void redis_link_free(struct redis_link *link)
{
	if (link == NULL)
		return;
	redis_link_hang_up(link);
	free(link->user);
	free(link->password);
	free(link);
}

void redis_link_point(struct redis_link *link,
		      const struct socket_address *address)
{
	if (socket_address_is_same(&link->address, address))
		return;
	redis_link_hang_up(link);
	link->address = *address;
}

void redis_link_log_in(struct redis_link *link, const char *user,
		       const char *password)
{
	if (strcmp(link->user, user) == 0 &&
	    strcmp(link->password, password) == 0)
		return;
	redis_link_hang_up(link);
	free(link->user);
	free(link->password);
	link->user = alloc_text(user);
	link->password = alloc_text(password);
}

static struct redisReply *ask(struct redis_link *link,
			      const struct redis_command *command,
			      long long deadline, size_t elements)
{
	void *reply = NULL;

	link->takes_list = false;
	link->is_too_long = false;
	link->bytes_most = LIST_BYTES;
	if (connect_before(link, deadline) == 0) {
		link->takes_list = elements > 0;
		link->elements_left = elements;
		link->bytes_most = elements > 0 ? LIST_BYTES : REPLY_BYTES;
		if (exchange_before(link, command, deadline, &reply) == 0)
			return reply;
	}
	redis_reply_free(reply);
	redis_link_hang_up(link);
	return NULL;
}

struct redisReply *redis_link_ask(struct redis_link *link,
				  const struct redis_command *command,
				  long long deadline)
{
	return ask(link, command, deadline, 0);
}

struct redisReply *redis_link_ask_list(struct redis_link *link,
				       const struct redis_command *command,
				       long long deadline)
{
	return ask(link, command, deadline, LIST_ELEMENTS);
}

bool redis_link_was_too_long(const struct redis_link *link)
{
	return link->is_too_long;
}

const char *redis_link_trouble(const struct redis_link *link)
{
	return link->trouble;
}
