/* A call: the node, the exchange, one hop, and what the reply says. */
#include "cache/redis.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "cache/redis-link.h"
#include "cache/redis-memory.h"

struct redis {
	struct redis_nodes *nodes;
	struct redis_link *links[REDIS_NODES]; /* NULL: not needed */
	uint64_t in_use; /* of the nodes, when links were last looked at */
	struct redis_login *login;
	const char *trouble; /* what went wrong last, in our own words */
	char refusal[64];    /* `trouble` with the name of an error */
	/* What calls may still take; -1: each has a wait of its own. */
	long long page_left_ms;
	/* Of the call that is made now. */
	struct redis_node node;
	enum breaker_leave leave;
};

/* What a call says, and where it belongs. */
struct call {
	struct redis_command command;
	unsigned slot;
	long long deadline;
};

static void let_go(struct redis *redis, uint64_t in_use)
{
	if (redis->in_use == in_use)
		return;
	for (unsigned i = 0; i < REDIS_NODES; i++) {
		if ((in_use >> i & 1) != 0)
			continue;
		redis_link_free(redis->links[i]);
		redis->links[i] = NULL;
	}
	redis->in_use = in_use;
}

/* The connection to the node of this call. */
static struct redis_link *link_of(struct redis *redis)
{
	struct redis_link **link = &redis->links[redis->node.index];

	let_go(redis, redis->node.in_use);
	if (*link == NULL)
		*link = redis_link_new();
	redis_link_log_in(*link, redis->login->user, redis->login->password);
	redis_link_point(*link, &redis->node.address);
	return *link;
}

/* Nobody is to wait where the node fails: what is known is looked at again. */
static void failed(struct redis *redis, const char *trouble)
{
	redis->trouble = trouble;
	if (redis->page_left_ms > 0)
		redis->page_left_ms = 0;
	redis_link_hang_up(redis->links[redis->node.index]);
	breaker_failed(redis->node.breaker, redis->leave, trouble);
	redis_nodes_renew(redis->nodes, NULL);
}

/* One exchange with the node of this call; NULL when there is no reply. */
static struct redisReply *exchange(struct redis *redis, const struct call *call,
				   const struct redis_command *command)
{
	struct redis_link *link = link_of(redis);
	struct redisReply *reply =
		redis_link_ask(link, command, call->deadline);

	if (reply == NULL)
		failed(redis, redis_link_trouble(link));
	return reply;
}

/* Whether the node of this call may be called. */
static bool may_call(struct redis *redis)
{
	redis->leave = breaker_ask(redis->node.breaker);
	return redis->leave != BREAKER_NO;
}

/* What a node that has taken a slot in says only to those who say first that
 * they were sent. */
static bool announce(struct redis *redis, const struct call *call)
{
	struct redis_command asking = redis_command_new("ASKING");
	struct redisReply *reply = exchange(redis, call, &asking);
	bool is_taken = reply != NULL && redis_reply_kind(reply) == REPLY_DONE;

	redis_command_free(&asking);
	redis_reply_free(reply);
	return is_taken;
}

/* Goes where a redirection leads; false: nowhere. */
static bool follow(struct redis *redis, const struct call *call,
		   const struct redis_redirect *redirect)
{
	struct redis_node from = redis->node;

	if (!redirect->is_ask)
		redis_nodes_renew(redis->nodes, &from);
	if (redirect->endpoint == ENDPOINT_NAMED)
		redis_nodes_tell_named(redis->nodes);
	if (redirect->endpoint != ENDPOINT_TAKEN ||
	    !redis_nodes_at(redis->nodes, &redirect->to, &redis->node))
		return false;
	if (!redirect->is_ask)
		redis_nodes_moved(redis->nodes, redirect->slot, &redis->node);
	return may_call(redis) && (!redirect->is_ask || announce(redis, call));
}

/* The reply, or that of the node which the first one names. A second
 * redirection is a miss. */
static struct redisReply *hop(struct redis *redis, const struct call *call,
			      struct redisReply *reply)
{
	struct redis_redirect redirect;

	for (int hops = 0;
	     reply != NULL && redis_reply_kind(reply) == REPLY_ERROR &&
	     redis_slot_redirect(redis_reply_text(reply), &redis->node.address,
				 &redirect);
	     hops++) {
		breaker_succeeded(redis->node.breaker);
		redis_reply_free(reply);
		reply = NULL;
		if (hops == 0 && follow(redis, call, &redirect))
			reply = exchange(redis, call, &call->command);
	}
	return reply;
}

static bool is_cluster(const struct redis *redis)
{
	return redis_nodes_address(redis->nodes)->kind == REDIS_CLUSTER;
}

static struct redisReply *make_call(struct redis *redis,
				    const struct call *call)
{
	struct redisReply *reply;

	if (!redis_nodes_find(redis->nodes, call->slot, &redis->node) ||
	    !may_call(redis))
		return NULL;
	reply = exchange(redis, call, &call->command);
	return is_cluster(redis) ? hop(redis, call, reply) : reply;
}

/* Makes a call that ends before its page's time does; NULL when there is none
 * left. */
static struct redisReply *make_in_time(struct redis *redis, struct call *call)
{
	long long begun = clock_ms(), left_ms = redis->page_left_ms;
	struct redisReply *reply;

	if (left_ms == 0)
		return NULL;
	if (left_ms < 0)
		left_ms = redis_nodes_wait_ms(redis->nodes);
	call->deadline = begun + left_ms;
	reply = make_call(redis, call);
	left_ms = call->deadline - clock_ms();
	if (redis->page_left_ms > 0)
		redis->page_left_ms = left_ms > 0 ? left_ms : 0;
	return reply;
}

/* One exchange of a command as redis_command_new() spells it. NULL when there
 * is no reply; what `redis` is NULL for was never asked. */
static struct redisReply *ask(struct redis *redis, const char *key,
			      const char *format, ...)
{
	struct call call = { .slot = 0 };
	struct redisReply *reply = NULL;
	va_list args;

	if (redis == NULL)
		return NULL;
	if (is_cluster(redis))
		call.slot = redis_slot_of(key);
	va_start(args, format);
	call.command = redis_command_new_v(format, args);
	va_end(args);
	if (call.command.length >= 0)
		reply = make_in_time(redis, &call);
	redis_command_free(&call.command);
	return reply;
}

/* Whether a reply to GET is a value or says that there is none. An error of
 * one key (a foreign type) says nothing about Redis; any other error (loading,
 * moved, forbidden) means that nothing can be had, as if it were not there. */
static bool judge_get(struct redis *redis, const struct redisReply *reply)
{
	static const char foreign[] = "WRONGTYPE ";
	char word[REDIS_WORD_BYTES];

	if (redis_reply_kind(reply) == REPLY_TEXT ||
	    redis_reply_kind(reply) == REPLY_NOTHING) {
		breaker_succeeded(redis->node.breaker);
		return redis_reply_kind(reply) == REPLY_TEXT;
	}
	if (redis_reply_kind(reply) != REPLY_ERROR) {
		failed(redis, "its answers are faulty");
	} else if (strncmp(redis_reply_text(reply), foreign, strlen(foreign)) !=
		   0) {
		snprintf(redis->refusal, sizeof(redis->refusal),
			 "it refuses to read: %s",
			 redis_link_name_error(reply, word));
		failed(redis, redis->refusal);
	}
	return false;
}

/* One that was a master and reads only is one no more: where it is now is
 * asked again. */
static void note_write(struct redis *redis, const char *word)
{
	bool is_read_only = word != NULL && strcmp(word, "READONLY") == 0;

	breaker_wrote(redis->node.breaker, word);
	redis_nodes_note_read_only(redis->nodes, redis->node.index,
				   is_read_only);
	if (is_read_only)
		redis_nodes_renew(redis->nodes, NULL);
}

/* Whether a reply to SET says that it was done; frees it. A Redis that refuses
 * to write (full, read-only) may still be read, so that is no failure of the
 * connection. */
static bool judge_set(struct redis *redis, struct redisReply *reply)
{
	char word[REDIS_WORD_BYTES];
	bool is_refused;

	if (reply == NULL)
		return false;
	is_refused = redis_reply_kind(reply) == REPLY_ERROR;
	if (!is_refused)
		breaker_succeeded(redis->node.breaker);
	note_write(redis,
		   is_refused ? redis_link_name_error(reply, word) : NULL);
	redis_reply_free(reply);
	return !is_refused;
}

struct redis *redis_new(struct redis_nodes *nodes)
{
	static const struct redis_login nobody = { "", "", "", "" };
	struct redis *redis;

	if (nodes == NULL)
		return NULL;
	redis = alloc_zero(sizeof(*redis));
	redis->nodes = nodes;
	redis->trouble = "it is not known where it is";
	redis->login = redis_login_copy(&nobody);
	redis->page_left_ms = -1;
	return redis;
}

void redis_free(struct redis *redis)
{
	if (redis == NULL)
		return;
	for (unsigned i = 0; i < REDIS_NODES; i++)
		redis_link_free(redis->links[i]);
	redis_login_free(redis->login);
	free(redis);
}

void redis_log_in(struct redis *redis, const struct redis_login *login)
{
	if (redis == NULL || redis_login_is_same(redis->login, login))
		return;
	redis_login_free(redis->login);
	redis->login = redis_login_copy(login);
	redis_nodes_log_in(redis->nodes, login);
}

void redis_begin_page(struct redis *redis)
{
	if (redis != NULL)
		redis->page_left_ms = redis_nodes_wait_ms(redis->nodes);
}

bool redis_get(struct redis *redis, const char *key, struct buf *out)
{
	struct redisReply *reply = ask(redis, key, "GET %s", key);
	bool found = false;

	if (reply == NULL)
		return false;
	if (judge_get(redis, reply) && !buf_is_spoilt(out) &&
	    redis_reply_length(reply) <= out->ceiling - out->length) {
		buf_put(out, redis_reply_text(reply),
			redis_reply_length(reply));
		found = true;
	}
	redis_reply_free(reply);
	return found;
}

/* Whoever keeps something first at a node also asks what it has for a bound. */
static void look_at_memory(struct redis *redis, const char *key)
{
	char name[BREAKER_NAME];
	struct redisReply *reply;

	if (!breaker_is_first(redis->node.breaker))
		return;
	reply = ask(redis, key, "INFO memory");
	if (reply == NULL)
		return;
	redis_memory_tell(breaker_write_name(redis->node.breaker, name),
			  redis_reply_kind(reply) == REPLY_TEXT ?
				  redis_reply_text(reply) :
				  NULL);
	redis_reply_free(reply);
}

bool redis_set(struct redis *redis, const char *key, const char *bytes,
	       size_t length, long life_s)
{
	bool is_kept = life_s > 0 && bytes != NULL &&
		       judge_set(redis, ask(redis, key, "SET %s %b EX %ld", key,
					    bytes, length, life_s));

	if (is_kept)
		look_at_memory(redis, key);
	return is_kept;
}

void redis_drop(struct redis *redis, const char *key)
{
	struct redisReply *reply = ask(redis, key, "UNLINK %s", key);

	/* A full Redis removes, which does not tell that it writes. */
	if (reply != NULL && redis_reply_kind(reply) != REPLY_ERROR)
		breaker_succeeded(redis->node.breaker);
	redis_reply_free(reply);
}

bool redis_memory(struct redis *redis, const char *key, struct buf *out)
{
	struct redisReply *reply = ask(redis, key, "INFO memory");
	bool is_told = reply != NULL && redis_reply_kind(reply) == REPLY_TEXT;

	if (is_told)
		buf_put(out, redis_reply_text(reply),
			redis_reply_length(reply));
	redis_reply_free(reply);
	return is_told;
}

const char *redis_trouble(const struct redis *redis)
{
	return redis->trouble;
}

struct redis_nodes *redis_nodes_of(const struct redis *redis)
{
	return redis != NULL ? redis->nodes : NULL;
}
