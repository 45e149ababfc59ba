/* Rounds of questions, and how soon the next one is. */
#include "cache/redis-scout.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "cache/redis-asker.h"
#include "telemetry/log.h"

#define PERIOD_MS    5000L
#define GAP_LEAST_MS 100L
#define GAP_MOST_MS  2000L

struct redis_scout {
	struct redis_nodes *nodes;
	pthread_t thread;
	struct redis_asker *asker; /* of this round */
	size_t first; /* of the addresses: the last that knew something */
	unsigned char map[REDIS_SLOTS];
};

static bool is_over(const struct redis_scout *scout)
{
	return bell_is_over(redis_nodes_bell(scout->nodes));
}

/* Of nodes that may not be asked, one that was not found to be read only is
 * better than one that was. */
static bool is_better(struct redis_scout *scout, const struct redis_node *node,
		      const struct redis_node *guess)
{
	return guess->index == REDIS_NODES ||
	       (redis_nodes_is_read_only(scout->nodes, guess->index) &&
		!redis_nodes_is_read_only(scout->nodes, node->index));
}

static bool look_in_order(struct redis_scout *scout)
{
	const struct redis_address *address = redis_nodes_address(scout->nodes);
	struct redis_node node, guess = { .index = REDIS_NODES };

	for (size_t i = 0; i < address->count && !is_over(scout); i++) {
		enum redis_role role = REDIS_ROLE_NONE;

		if (redis_nodes_at(scout->nodes, &address->at[i], &node))
			role = redis_asker_role(scout->asker, &node.address);
		if (role == REDIS_ROLE_UNKNOWN &&
		    is_better(scout, &node, &guess))
			guess = node;
		if (role != REDIS_ROLE_MASTER)
			continue;
		guess = node;
		break;
	}
	if (guess.index != REDIS_NODES)
		redis_nodes_serve(scout->nodes, &guess);
	return guess.index != REDIS_NODES;
}

/* What a sentinel says holds only where the node says so too: during a
 * failover, the old master may be told. */
static bool look_at_sentinel(struct redis_scout *scout,
			     const struct socket_address *sentinel)
{
	struct socket_address master;
	struct redis_node node;
	enum redis_role role;

	if (redis_asker_master(scout->asker, sentinel, &master) !=
		    REDIS_FOUND ||
	    !redis_nodes_at(scout->nodes, &master, &node))
		return false;
	role = redis_asker_role(scout->asker, &master);
	if (role != REDIS_ROLE_MASTER && role != REDIS_ROLE_UNKNOWN)
		return false;
	redis_nodes_serve(scout->nodes, &node);
	return true;
}

/* Where nobody may ask for slots, or they are too many to be told, each key is
 * asked for at this node, which says where it is. */
static bool look_at_slots(struct redis_scout *scout,
			  const struct socket_address *address)
{
	enum redis_finding finding;
	struct redis_node node;

	if (!redis_nodes_at(scout->nodes, address, &node))
		return false;
	finding = redis_asker_slots(scout->asker, address, scout->map);
	if (finding == REDIS_FOUND)
		redis_nodes_map(scout->nodes, scout->map);
	if (finding == REDIS_UNKNOWN)
		redis_nodes_serve(scout->nodes, &node);
	return finding != REDIS_NOT_FOUND;
}

/* Any of the addresses will do; the one that knew something last is asked
 * first. */
static bool look_at_any(struct redis_scout *scout,
			bool (*look)(struct redis_scout *scout,
				     const struct socket_address *address))
{
	const struct redis_address *address = redis_nodes_address(scout->nodes);

	for (size_t i = 0; i < address->count && !is_over(scout); i++) {
		size_t at = (scout->first + i) % address->count;

		if (!look(scout, &address->at[at]))
			continue;
		scout->first = at;
		return true;
	}
	return false;
}

static bool look_at_sentinels(struct redis_scout *scout)
{
	return look_at_any(scout, look_at_sentinel);
}

/* Who said that a slot has moved knows more than who was asked last. */
static bool look_at_who_knows(struct redis_scout *scout)
{
	struct redis_node node;

	return redis_nodes_renewer(scout->nodes, &node) &&
	       look_at_slots(scout, &node.address);
}

/* Nodes that are known, where none of the addresses answers any more. */
static bool look_at_known(struct redis_scout *scout)
{
	struct redis_node_report reports[REDIS_NODES];
	size_t count = redis_nodes_report(scout->nodes, reports);
	struct socket_address address;

	for (size_t i = 0; i < count && !is_over(scout); i++)
		if (socket_address_read(&address, reports[i].name) &&
		    look_at_slots(scout, &address))
			return true;
	return false;
}

static bool look_at_cluster(struct redis_scout *scout)
{
	return look_at_who_knows(scout) || look_at_any(scout, look_at_slots) ||
	       look_at_known(scout);
}

static bool look(struct redis_scout *scout)
{
	static bool (*const looks[])(struct redis_scout *) = {
		[REDIS_LIST] = look_in_order,
		[REDIS_SENTINEL] = look_at_sentinels,
		[REDIS_CLUSTER] = look_at_cluster,
	};
	bool is_known;

	scout->asker = redis_asker_new(scout->nodes);
	is_known = looks[redis_nodes_address(scout->nodes)->kind](scout);
	if (!is_over(scout))
		redis_nodes_tell(scout->nodes,
				 is_known ? NULL :
					    redis_asker_trouble(scout->asker));
	redis_asker_free(scout->asker);
	return is_known;
}

/* Whether what is known needs no second look. */
static bool is_well(const struct redis_scout *scout)
{
	enum breaker_state state = redis_nodes_state(scout->nodes).state;

	return state == BREAKER_UP || state == BREAKER_UNWRITABLE;
}

/* The more often something is noticed, the longer it takes until somebody
 * looks; after a quiet time, he looks soon again. */
static bool wait_for_next(struct redis_scout *scout, bool goes_well,
			  long *gap_ms)
{
	long long begun = clock_ms();
	bool goes_on = bell_wait(redis_nodes_bell(scout->nodes), *gap_ms,
				 goes_well ? PERIOD_MS : *gap_ms);

	*gap_ms *= 2;
	if (*gap_ms > GAP_MOST_MS)
		*gap_ms = GAP_MOST_MS;
	if (clock_ms() - begun >= PERIOD_MS)
		*gap_ms = GAP_LEAST_MS;
	return goes_on;
}

static void *run(void *data)
{
	struct redis_scout *scout = data;
	long gap_ms = GAP_LEAST_MS;

	while (wait_for_next(scout, look(scout) && is_well(scout), &gap_ms))
		continue;
	return NULL;
}

struct redis_scout *redis_scout_start(struct redis_nodes *nodes)
{
	struct redis_scout *scout;
	int fault;

	if (nodes == NULL || redis_nodes_address(nodes)->kind == REDIS_ONE)
		return NULL;
	scout = alloc_zero(sizeof(*scout));
	scout->nodes = nodes;
	fault = pthread_create(&scout->thread, NULL, run, scout);
	if (fault == 0)
		return scout;
	log_event(LOG_WARNING,
		  "redis is not used: no thread to look for it: %s",
		  strerror(fault));
	free(scout);
	return NULL;
}

void redis_scout_stop(struct redis_scout *scout)
{
	if (scout == NULL)
		return;
	bell_end(redis_nodes_bell(scout->nodes));
	pthread_join(scout->thread, NULL);
	free(scout);
}

void redis_scout_look(struct redis_nodes *nodes)
{
	struct redis_scout scout = { .nodes = nodes };

	if (nodes != NULL && redis_nodes_address(nodes)->kind != REDIS_ONE)
		look(&scout);
}
