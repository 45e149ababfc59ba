/* A connection to one node of Redis: commands go out and replies come in
 * before a deadline, or the connection ends. What is late, faulty or more than
 * was asked for ends it too, so that no reply is ever taken for another's. Not
 * thread-safe. Owns hiredis. */
#ifndef SIGNPOST_CACHE_REDIS_LINK_H
#define SIGNPOST_CACHE_REDIS_LINK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/socket-address.h"

#define REDIS_WORD_BYTES 24

struct redis_link;

/* A command as it is sent. */
struct redis_command {
	char *bytes;
	int length; /* negative: it could not be spelled */
};

/* Spells a command: words with blanks between, `%s` for a text, `%ld` for a
 * number, `%b` for bytes and their length as size_t. A value is one word,
 * whatever is in it. For redis_command_free(). */
struct redis_command redis_command_new(const char *format, ...);
struct redis_command redis_command_new_v(const char *format, va_list args);
void redis_command_free(struct redis_command *command);

/* A reply, as the library has it. */
struct redisReply;

enum redis_reply_kind {
	REPLY_TEXT,
	REPLY_NOTHING, /* there is none */
	REPLY_DONE,
	REPLY_ERROR,
	REPLY_NUMBER,
	REPLY_LIST,
	REPLY_OTHER,
};

enum redis_reply_kind redis_reply_kind(const struct redisReply *reply);

/* The bytes of a text or error, NUL-terminated. Borrowed from the reply. */
const char *redis_reply_text(const struct redisReply *reply);
size_t redis_reply_length(const struct redisReply *reply);
long long redis_reply_number(const struct redisReply *reply);

/* Of a list, how many it has, and one of them, borrowed from it. */
size_t redis_reply_count(const struct redisReply *reply);
const struct redisReply *redis_reply_item(const struct redisReply *reply,
					  size_t i);

/* Accepts NULL. */
void redis_reply_free(struct redisReply *reply);

/* To nowhere, made when it is first needed. The process has to ignore SIGPIPE.
 * For redis_link_free(). */
struct redis_link *redis_link_new(void);
void redis_link_free(struct redis_link *link);

/* Where later commands go, and whom they say that they come from; "" for no
 * user, or no password. Another than before ends the connection. */
void redis_link_point(struct redis_link *link,
		      const struct socket_address *address);
void redis_link_log_in(struct redis_link *link, const char *user,
		       const char *password);

/* The whole reply to a command, for redis_reply_free(), connecting first where
 * that is needed; NULL when there is none before `deadline` (as clock_ms()
 * counts). A reply with an array in it is faulty. */
struct redisReply *redis_link_ask(struct redis_link *link,
				  const struct redis_command *command,
				  long long deadline);

/* The same of what is answered with arrays, which have 4,096 elements at most,
 * all together, and are 4 deep. */
struct redisReply *redis_link_ask_list(struct redis_link *link,
				       const struct redis_command *command,
				       long long deadline);

/* Whether there was no reply because it has more elements than that. */
bool redis_link_was_too_long(const struct redis_link *link);

/* For whoever finds fault with a reply. */
void redis_link_hang_up(struct redis_link *link);

/* Why there was no reply, in our own words; of use only then. */
const char *redis_link_trouble(const struct redis_link *link);

/* The first word of an error, by which Redis names it; anybody may be talking,
 * so that nothing else of it comes into the log. */
const char *redis_link_name_error(const struct redisReply *reply,
				  char word[REDIS_WORD_BYTES]);

#endif
