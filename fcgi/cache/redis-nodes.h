/* The nodes of Redis that are known, how each is doing, and which of them has
 * what: one truth for all threads. Whoever wants a key asks here and never
 * waits; redis-scout.h finds out. Never speaks to a node. Thread-safe. */
#ifndef SIGNPOST_CACHE_REDIS_NODES_H
#define SIGNPOST_CACHE_REDIS_NODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cache/bell.h"
#include "cache/breaker.h"
#include "cache/redis-address.h"
#include "cache/redis-login.h"
#include "cache/redis-slot.h"
#include "text/network-list.h"

/* In use at the same time. A bit for each, in `in_use` below. */
#define REDIS_NODES	 64
#define REDIS_NODE_BYTES 128 /* of an address as text */

struct redis_nodes;

/* What an operator has set. Borrowed. */
struct redis_plan {
	const char *address; /* as redis_address_read() takes it */
	long wait_ms;	     /* the longest a page may wait */
	/* The only machines that are spoken to as nodes; none: all. */
	const struct network_list *allowed;
};

/* NULL where `plan` says `off`, or no address. For redis_nodes_free(). */
struct redis_nodes *redis_nodes_new(const struct redis_plan *plan);
void redis_nodes_free(struct redis_nodes *nodes);

const struct redis_address *redis_nodes_address(
	const struct redis_nodes *nodes);
long redis_nodes_wait_ms(const struct redis_nodes *nodes);

/* Whom the nodes are told that they speak with, by whoever looks for them; the
 * copy is for redis_login_free(). Nobody, before it is first set. */
void redis_nodes_log_in(struct redis_nodes *nodes,
			const struct redis_login *login);
struct redis_login *redis_nodes_login(struct redis_nodes *nodes);

/* How many connections one thread may have at the same time; 0 of NULL. */
size_t redis_nodes_most(const struct redis_nodes *nodes);

/* A node, as one call sees it. */
struct redis_node {
	unsigned index; /* below REDIS_NODES */
	struct socket_address address;
	struct breaker *breaker; /* borrowed from the nodes */
	uint64_t in_use; /* a bit for each index; others need no connection */
};

/* The node that has what is in `slot` (of use in a cluster alone). False: none
 * is known. */
bool redis_nodes_find(struct redis_nodes *nodes, unsigned slot,
		      struct redis_node *node);

/* The node at an address that a node has named. False: it is not allowed, which
 * is told once, or there are too many. */
bool redis_nodes_at(struct redis_nodes *nodes,
		    const struct socket_address *address,
		    struct redis_node *node);

/* What was learned. One node has everything; or each slot the one at its place
 * in `map`, an index or REDIS_NODES for none; or one slot has moved. */
void redis_nodes_serve(struct redis_nodes *nodes,
		       const struct redis_node *node);
void redis_nodes_map(struct redis_nodes *nodes, const unsigned char *map);
void redis_nodes_moved(struct redis_nodes *nodes, unsigned slot,
		       const struct redis_node *node);

/* Of a node whose role nobody may ask: whether it only reads. */
void redis_nodes_note_read_only(struct redis_nodes *nodes, unsigned index,
				bool is_read_only);
bool redis_nodes_is_read_only(struct redis_nodes *nodes, unsigned index);

/* Asks for what is known to be found anew, of `from` first, who knows more than
 * we, where that is not NULL. */
void redis_nodes_renew(struct redis_nodes *nodes,
		       const struct redis_node *from);

/* The node that renewal was asked of; false: of none. Once. */
bool redis_nodes_renewer(struct redis_nodes *nodes, struct redis_node *node);

/* Which redis_nodes_renew() rings. Borrowed. */
struct bell *redis_nodes_bell(struct redis_nodes *nodes);

/* How Redis is doing, all nodes that have something taken together. */
struct redis_state {
	bool is_off; /* there are no nodes; for whoever tells of it */
	enum breaker_state state;
	bool was_answered; /* ever */
	bool is_untried;
	unsigned long long failures, refusals; /* since the start */
	/* Why none is known, in our own words, or "". */
	const char *trouble;
};

struct redis_state redis_nodes_state(struct redis_nodes *nodes);

/* Tell the log, once, that a node was named by a name; or that the cluster has
 * its slots in more pieces than are read. */
void redis_nodes_tell_named(struct redis_nodes *nodes);
void redis_nodes_tell_pieces(struct redis_nodes *nodes);

/* Told by whoever looks: why what is known may be wrong; NULL: it is right. The
 * log has it when it changes. */
void redis_nodes_tell(struct redis_nodes *nodes, const char *trouble);

/* One that has something. */
struct redis_node_report {
	char name[REDIS_NODE_BYTES];
	enum breaker_state state;
	unsigned slots; /* in a cluster */
};

/* Appends to `reports`, which has room for REDIS_NODES; how many. */
size_t redis_nodes_report(struct redis_nodes *nodes,
			  struct redis_node_report *reports);

#endif
