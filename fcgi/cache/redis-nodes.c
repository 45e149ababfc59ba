/* A table, and a map from slots to its rows. */
#include "cache/redis-nodes-internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "telemetry/log.h"

/* Under the lock, as all helpers up to redis_nodes_new(). */
static uint64_t bit_of(unsigned index)
{
	return index < REDIS_NODES ? (uint64_t)1 << index : 0;
}

/* Who has something anew was found to serve, however long it was gone. */
static void hurry_new(struct redis_nodes *nodes, uint64_t before)
{
	for (unsigned i = 0; i < nodes->count; i++)
		if ((nodes->in_use & ~before & bit_of(i)) != 0)
			breaker_hurry(nodes->entries[i].breaker);
}

static void note_use(struct redis_nodes *nodes)
{
	uint64_t before = nodes->in_use;

	nodes->in_use = bit_of(nodes->serving);
	for (unsigned i = 0; i < nodes->count; i++)
		if (nodes->entries[i].slots > 0)
			nodes->in_use |= bit_of(i);
	hurry_new(nodes, before);
}

/* A row for one more node: that which has been with one that has nothing any
 * more for longest, so that several new ones get a row each before they have
 * anything; REDIS_NODES_NONE. */
static unsigned spare_row(struct redis_nodes *nodes)
{
	if (nodes->count < REDIS_NODES)
		return nodes->count;
	for (unsigned i = 0; i < REDIS_NODES; i++) {
		nodes->reused = (nodes->reused + 1) % REDIS_NODES;
		if ((nodes->in_use & bit_of(nodes->reused)) == 0)
			return nodes->reused;
	}
	return REDIS_NODES_NONE;
}

/* The row of an address: its own, or one for it. */
static unsigned row_of(struct redis_nodes *nodes,
		       const struct socket_address *address)
{
	for (unsigned i = 0; i < nodes->count; i++)
		if (socket_address_is_same(&nodes->entries[i].address, address))
			return i;
	return spare_row(nodes);
}

static unsigned add(struct redis_nodes *nodes,
		    const struct socket_address *address)
{
	unsigned row = row_of(nodes, address);
	struct redis_nodes_entry *entry =
		&nodes->entries[row < REDIS_NODES_NONE ? row : 0];
	char name[REDIS_NODE_BYTES], title[REDIS_NODE_BYTES + 16] = "redis";
	bool is_known;

	if (row == REDIS_NODES_NONE)
		return REDIS_NODES_NONE;
	is_known = row < nodes->count &&
		   socket_address_is_same(&entry->address, address);
	if (is_known)
		return row;
	if (nodes->address.kind != REDIS_ONE)
		snprintf(title, sizeof(title), "redis at %s",
			 redis_nodes_write_name(address, name));
	entry->address = *address;
	entry->is_read_only = false;
	if (entry->breaker == NULL)
		entry->breaker = breaker_new(title);
	else
		breaker_rename(entry->breaker, title);
	if (row == nodes->count)
		nodes->count++;
	return row;
}

static bool is_allowed(const struct redis_nodes *nodes,
		       const struct socket_address *address)
{
	return nodes->allowed == NULL || nodes->allowed->count == 0 ||
	       socket_address_path(address) != NULL ||
	       network_list_has(nodes->allowed,
				(const struct sockaddr *)&address->socket);
}

static void hand_out(const struct redis_nodes *nodes, unsigned index,
		     struct redis_node *node)
{
	node->index = index;
	node->address = nodes->entries[index].address;
	node->breaker = nodes->entries[index].breaker;
	node->in_use = nodes->in_use;
}

struct redis_nodes *redis_nodes_new(const struct redis_plan *plan)
{
	static const struct redis_login nobody = { "", "", "", "" };
	struct redis_nodes *nodes;
	struct redis_address address;
	struct redis_node only;

	redis_address_read(&address, plan->address);
	if (address.kind == REDIS_OFF)
		return NULL;
	nodes = alloc_zero(sizeof(*nodes));
	nodes->address = address;
	nodes->wait_ms = plan->wait_ms;
	nodes->allowed = plan->allowed;
	nodes->login = redis_login_copy(&nobody);
	pthread_mutex_init(&nodes->lock, NULL);
	nodes->bell = bell_new();
	memset(nodes->map, REDIS_NODES_NONE, sizeof(nodes->map));
	nodes->from = REDIS_NODES_NONE;
	nodes->serving = REDIS_NODES_NONE;
	if (address.kind == REDIS_ONE &&
	    redis_nodes_at(nodes, &address.at[0], &only))
		nodes->serving = only.index;
	else if (address.kind == REDIS_ONE)
		nodes->trouble = "redis.nodes does not name its address";
	note_use(nodes);
	return nodes;
}

void redis_nodes_free(struct redis_nodes *nodes)
{
	if (nodes == NULL)
		return;
	for (unsigned i = 0; i < nodes->count; i++)
		breaker_free(nodes->entries[i].breaker);
	redis_login_free(nodes->login);
	bell_free(nodes->bell);
	pthread_mutex_destroy(&nodes->lock);
	free(nodes);
}

const struct redis_address *redis_nodes_address(const struct redis_nodes *nodes)
{
	return &nodes->address;
}

long redis_nodes_wait_ms(const struct redis_nodes *nodes)
{
	return nodes->wait_ms;
}

void redis_nodes_log_in(struct redis_nodes *nodes,
			const struct redis_login *login)
{
	pthread_mutex_lock(&nodes->lock);
	redis_login_free(nodes->login);
	nodes->login = redis_login_copy(login);
	pthread_mutex_unlock(&nodes->lock);
	redis_nodes_renew(nodes, NULL);
}

struct redis_login *redis_nodes_login(struct redis_nodes *nodes)
{
	struct redis_login *copy;

	pthread_mutex_lock(&nodes->lock);
	copy = redis_login_copy(nodes->login);
	pthread_mutex_unlock(&nodes->lock);
	return copy;
}

size_t redis_nodes_most(const struct redis_nodes *nodes)
{
	if (nodes == NULL)
		return 0;
	return nodes->address.kind == REDIS_CLUSTER ? REDIS_NODES : 1;
}

bool redis_nodes_find(struct redis_nodes *nodes, unsigned slot,
		      struct redis_node *node)
{
	unsigned index;

	pthread_mutex_lock(&nodes->lock);
	index = nodes->map[slot] != REDIS_NODES_NONE ? nodes->map[slot] :
						       nodes->serving;
	if (index != REDIS_NODES_NONE)
		hand_out(nodes, index, node);
	pthread_mutex_unlock(&nodes->lock);
	return index != REDIS_NODES_NONE;
}

bool redis_nodes_at(struct redis_nodes *nodes,
		    const struct socket_address *address,
		    struct redis_node *node)
{
	bool is_right = is_allowed(nodes, address), is_news = false;
	char name[REDIS_NODE_BYTES];
	unsigned index = REDIS_NODES_NONE;

	pthread_mutex_lock(&nodes->lock);
	if (is_right)
		index = add(nodes, address);
	if (index != REDIS_NODES_NONE)
		hand_out(nodes, index, node);
	else
		is_news = !nodes->was_told_refused;
	nodes->was_told_refused |= is_news;
	pthread_mutex_unlock(&nodes->lock);
	if (is_news)
		log_event(LOG_WARNING, "redis at %s is not used: %s",
			  redis_nodes_write_name(address, name),
			  is_right ? "there are 64 nodes already" :
				     "redis.nodes does not name it");
	return index != REDIS_NODES_NONE;
}

/* Where nobody may ask for slots, what was learned of those of a node that is
 * down is forgotten: others say who has them now. Under the lock. */
static void forget_down(struct redis_nodes *nodes)
{
	for (unsigned slot = 0; slot < REDIS_SLOTS; slot++) {
		struct redis_nodes_entry *entry;

		if (nodes->map[slot] == REDIS_NODES_NONE)
			continue;
		entry = &nodes->entries[nodes->map[slot]];
		if (breaker_state(entry->breaker) != BREAKER_DOWN)
			continue;
		entry->slots--;
		nodes->map[slot] = REDIS_NODES_NONE;
	}
}

void redis_nodes_serve(struct redis_nodes *nodes, const struct redis_node *node)
{
	bool is_news;
	char name[REDIS_NODE_BYTES];

	pthread_mutex_lock(&nodes->lock);
	is_news = nodes->serving != node->index;
	nodes->serving = add(nodes, &node->address);
	forget_down(nodes);
	note_use(nodes);
	pthread_mutex_unlock(&nodes->lock);
	if (is_news)
		log_event(LOG_NOTICE, "redis is at %s",
			  redis_nodes_write_name(&node->address, name));
}

void redis_nodes_map(struct redis_nodes *nodes, const unsigned char *map)
{
	uint64_t before;
	int count;

	pthread_mutex_lock(&nodes->lock);
	before = nodes->in_use;
	for (unsigned i = 0; i < nodes->count; i++)
		nodes->entries[i].slots = 0;
	memcpy(nodes->map, map, sizeof(nodes->map));
	for (unsigned slot = 0; slot < REDIS_SLOTS; slot++)
		if (map[slot] != REDIS_NODES_NONE)
			nodes->entries[map[slot]].slots++;
	nodes->serving = REDIS_NODES_NONE;
	note_use(nodes);
	count = nodes->in_use != before ? __builtin_popcountll(nodes->in_use) :
					  0;
	pthread_mutex_unlock(&nodes->lock);
	if (count > 0)
		log_event(LOG_NOTICE,
			  "redis is a cluster; nodes with what is kept: %d",
			  count);
}

void redis_nodes_moved(struct redis_nodes *nodes, unsigned slot,
		       const struct redis_node *node)
{
	unsigned before, index;

	pthread_mutex_lock(&nodes->lock);
	before = nodes->map[slot];
	index = add(nodes, &node->address);
	if (index != REDIS_NODES_NONE && index != before) {
		nodes->map[slot] = (unsigned char)index;
		nodes->entries[index].slots++;
		if (before != REDIS_NODES_NONE)
			nodes->entries[before].slots--;
		note_use(nodes);
	}
	pthread_mutex_unlock(&nodes->lock);
}

void redis_nodes_note_read_only(struct redis_nodes *nodes, unsigned index,
				bool is_read_only)
{
	pthread_mutex_lock(&nodes->lock);
	nodes->entries[index].is_read_only = is_read_only;
	pthread_mutex_unlock(&nodes->lock);
}

bool redis_nodes_is_read_only(struct redis_nodes *nodes, unsigned index)
{
	bool is_read_only;

	pthread_mutex_lock(&nodes->lock);
	is_read_only = nodes->entries[index].is_read_only;
	pthread_mutex_unlock(&nodes->lock);
	return is_read_only;
}

void redis_nodes_renew(struct redis_nodes *nodes, const struct redis_node *from)
{
	pthread_mutex_lock(&nodes->lock);
	if (from != NULL)
		nodes->from = from->index;
	pthread_mutex_unlock(&nodes->lock);
	bell_ring(nodes->bell);
}

bool redis_nodes_renewer(struct redis_nodes *nodes, struct redis_node *node)
{
	bool is_asked;

	pthread_mutex_lock(&nodes->lock);
	is_asked = nodes->from != REDIS_NODES_NONE;
	if (is_asked)
		hand_out(nodes, nodes->from, node);
	nodes->from = REDIS_NODES_NONE;
	pthread_mutex_unlock(&nodes->lock);
	return is_asked;
}

struct bell *redis_nodes_bell(struct redis_nodes *nodes)
{
	return nodes->bell;
}
