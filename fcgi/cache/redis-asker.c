/* Three commands, and the shapes of their answers. */
#include "cache/redis-asker.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "cache/redis-link.h"

/* A question may take longer than a page waits, and not long: who stops waits
 * for its end. */
#define LEAST_MS 250L
#define MOST_MS	 1000L

struct redis_asker {
	struct redis_nodes *nodes;
	struct redis_link *link;
	struct redis_login *login;
	const char *trouble;
};

struct redis_asker *redis_asker_new(struct redis_nodes *nodes)
{
	struct redis_asker *asker = alloc_zero(sizeof(*asker));

	asker->nodes = nodes;
	asker->link = redis_link_new();
	asker->login = redis_nodes_login(nodes);
	asker->trouble = "redis.nodes names none of its addresses";
	return asker;
}

void redis_asker_free(struct redis_asker *asker)
{
	redis_link_free(asker->link);
	redis_login_free(asker->login);
	free(asker);
}

/* The command is freed. */
static struct redisReply *ask(struct redis_asker *asker,
			      const struct socket_address *address,
			      struct redis_command command)
{
	long wait_ms = redis_nodes_wait_ms(asker->nodes);
	struct redisReply *reply;

	wait_ms = wait_ms < LEAST_MS ? LEAST_MS : wait_ms;
	wait_ms = wait_ms > MOST_MS ? MOST_MS : wait_ms;
	redis_link_point(asker->link, address);
	reply = redis_link_ask_list(asker->link, &command,
				    clock_ms() + wait_ms);
	redis_command_free(&command);
	if (reply == NULL)
		asker->trouble = redis_link_trouble(asker->link);
	return reply;
}

static struct redisReply *ask_node(struct redis_asker *asker,
				   const struct socket_address *address,
				   const char *words)
{
	redis_link_log_in(asker->link, asker->login->user,
			  asker->login->password);
	return ask(asker, address, redis_command_new(words));
}

static bool is_error(const struct redisReply *reply, const char *name)
{
	char word[REDIS_WORD_BYTES];

	return redis_reply_kind(reply) == REPLY_ERROR &&
	       strcmp(redis_link_name_error(reply, word), name) == 0;
}

/* That a question is not allowed, or not known, says nothing about Redis. */
static bool is_unanswerable(const struct redisReply *reply)
{
	return is_error(reply, "NOPERM") || is_error(reply, "ERR");
}

static bool is_text(const struct redisReply *reply)
{
	return redis_reply_kind(reply) == REPLY_TEXT;
}

static bool is_number(const struct redisReply *reply)
{
	return redis_reply_kind(reply) == REPLY_NUMBER;
}

static bool is_array(const struct redisReply *reply, size_t least)
{
	return redis_reply_kind(reply) == REPLY_LIST &&
	       redis_reply_count(reply) >= least;
}

static enum redis_role read_role(const struct redisReply *reply)
{
	if (is_unanswerable(reply))
		return REDIS_ROLE_UNKNOWN;
	if (!is_array(reply, 1) || !is_text(redis_reply_item(reply, 0)))
		return REDIS_ROLE_NONE;
	if (strcmp(redis_reply_text(redis_reply_item(reply, 0)), "master") == 0)
		return REDIS_ROLE_MASTER;
	return strcmp(redis_reply_text(redis_reply_item(reply, 0)), "slave") ==
			       0 ?
		       REDIS_ROLE_REPLICA :
		       REDIS_ROLE_NONE;
}

enum redis_role redis_asker_role(struct redis_asker *asker,
				 const struct socket_address *address)
{
	struct redisReply *reply = ask_node(asker, address, "ROLE");
	enum redis_role role;

	if (reply == NULL)
		return REDIS_ROLE_NONE;
	role = read_role(reply);
	asker->trouble = role == REDIS_ROLE_REPLICA ?
				 "there are replicas and no master" :
			 is_error(reply, "NOAUTH") ?
				 "it wants a password (NOAUTH)" :
				 "it does not say that it is a master";
	redis_reply_free(reply);
	return role;
}

/* What stands for an address in an answer of `from`. */
static enum redis_endpoint read_place(struct redis_asker *asker,
				      const struct redisReply *host,
				      long long port,
				      const struct socket_address *from,
				      struct socket_address *to)
{
	enum redis_endpoint endpoint = ENDPOINT_FAULTY;

	if (is_text(host) || redis_reply_kind(host) == REPLY_NOTHING)
		endpoint = redis_address_endpoint(
			is_text(host) ? redis_reply_text(host) : NULL, port,
			from, to);
	if (endpoint == ENDPOINT_NAMED)
		redis_nodes_tell_named(asker->nodes);
	return endpoint;
}

static bool read_master(struct redis_asker *asker,
			const struct redisReply *reply,
			const struct socket_address *from,
			struct socket_address *master)
{
	asker->trouble = "no sentinel knows a master of that name";
	if (redis_reply_kind(reply) == REPLY_NOTHING)
		return false;
	asker->trouble = "what sentinels answer is faulty, or refused";
	if (!is_array(reply, 2) || !is_text(redis_reply_item(reply, 0)) ||
	    !is_text(redis_reply_item(reply, 1)) ||
	    read_place(asker, redis_reply_item(reply, 0),
		       strtoll(redis_reply_text(redis_reply_item(reply, 1)),
			       NULL, 10),
		       from, master) != ENDPOINT_TAKEN)
		return false;
	/* Unless it is asked next. */
	asker->trouble = "redis.nodes does not name the master that sentinels "
			 "have";
	return true;
}

enum redis_finding redis_asker_master(struct redis_asker *asker,
				      const struct socket_address *sentinel,
				      struct socket_address *master)
{
	struct redisReply *reply;
	bool is_known;

	redis_link_log_in(asker->link, asker->login->sentinel_user,
			  asker->login->sentinel_password);
	reply = ask(asker, sentinel,
		    redis_command_new("SENTINEL get-master-addr-by-name %s",
				      redis_nodes_address(asker->nodes)->name));
	if (reply == NULL) {
		asker->trouble = strstr(asker->trouble, "password") != NULL ?
					 "sentinels do not know the user or "
					 "the password" :
					 "no sentinel answers";
		return REDIS_NOT_FOUND;
	}
	is_known = read_master(asker, reply, sentinel, master);
	redis_reply_free(reply);
	return is_known ? REDIS_FOUND : REDIS_NOT_FOUND;
}

/* A row: the first slot, the last, and nodes, the master first. */
static bool is_range(const struct redisReply *row)
{
	return is_array(row, 3) && is_number(redis_reply_item(row, 0)) &&
	       is_number(redis_reply_item(row, 1)) &&
	       redis_reply_number(redis_reply_item(row, 0)) >= 0 &&
	       redis_reply_number(redis_reply_item(row, 1)) < REDIS_SLOTS &&
	       is_array(redis_reply_item(row, 2), 2) &&
	       is_number(redis_reply_item(redis_reply_item(row, 2), 1));
}

/* Adds a row to the map; false: it is faulty. */
static bool read_range(struct redis_asker *asker, const struct redisReply *row,
		       const struct socket_address *from,
		       unsigned char map[REDIS_SLOTS])
{
	struct socket_address address;
	enum redis_endpoint endpoint;
	struct redis_node node;

	if (!is_range(row))
		return false;
	endpoint =
		read_place(asker, redis_reply_item(redis_reply_item(row, 2), 0),
			   redis_reply_number(redis_reply_item(
				   redis_reply_item(row, 2), 1)),
			   from, &address);
	if (endpoint != ENDPOINT_TAKEN)
		return endpoint == ENDPOINT_NAMED;
	if (!redis_nodes_at(asker->nodes, &address, &node))
		return true;
	for (long long slot = redis_reply_number(redis_reply_item(row, 0));
	     slot <= redis_reply_number(redis_reply_item(row, 1)); slot++)
		map[slot] = (unsigned char)node.index;
	return true;
}

static bool read_slots(struct redis_asker *asker,
		       const struct redisReply *reply,
		       const struct socket_address *from,
		       unsigned char map[REDIS_SLOTS])
{
	asker->trouble = "what the cluster says of its slots is faulty, or "
			 "refused";
	if (!is_array(reply, 1))
		return false;
	memset(map, REDIS_NODES, REDIS_SLOTS);
	for (size_t i = 0; i < redis_reply_count(reply); i++)
		if (!read_range(asker, redis_reply_item(reply, i), from, map))
			return false;
	return true;
}

enum redis_finding redis_asker_slots(struct redis_asker *asker,
				     const struct socket_address *address,
				     unsigned char map[REDIS_SLOTS])
{
	struct redisReply *reply = ask_node(asker, address, "CLUSTER SLOTS");
	enum redis_finding finding = REDIS_NOT_FOUND;

	if (reply == NULL && redis_link_was_too_long(asker->link)) {
		redis_nodes_tell_pieces(asker->nodes);
		return REDIS_UNKNOWN;
	}
	if (reply == NULL)
		return REDIS_NOT_FOUND;
	if (read_slots(asker, reply, address, map))
		finding = REDIS_FOUND;
	else if (is_unanswerable(reply))
		finding = REDIS_UNKNOWN;
	redis_reply_free(reply);
	return finding;
}

const char *redis_asker_trouble(const struct redis_asker *asker)
{
	return asker->trouble;
}
