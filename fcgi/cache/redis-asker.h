/* The questions by which Redis is found: a node's role, whom a sentinel has for
 * the master, and who has which slots in a cluster. Whatever is answered is
 * checked before anything is believed of it; that a question is not allowed is
 * no fault, but "not known". Not thread-safe. */
#ifndef SIGNPOST_CACHE_REDIS_ASKER_H
#define SIGNPOST_CACHE_REDIS_ASKER_H

#include "cache/redis-nodes.h"

struct redis_asker;

enum redis_role {
	REDIS_ROLE_MASTER,
	REDIS_ROLE_REPLICA,
	REDIS_ROLE_UNKNOWN, /* it may not be asked */
	REDIS_ROLE_NONE,    /* no answer, or none that says */
};

enum redis_finding {
	REDIS_FOUND,
	REDIS_UNKNOWN, /* it may not be asked, or says more than is read */
	REDIS_NOT_FOUND,
};

/* Says who it is as the nodes are told now. They are borrowed. For
 * redis_asker_free(). */
struct redis_asker *redis_asker_new(struct redis_nodes *nodes);
void redis_asker_free(struct redis_asker *asker);

enum redis_role redis_asker_role(struct redis_asker *asker,
				 const struct socket_address *address);

/* Where a sentinel says that the master is. Sentinels are told the password of
 * sentinels, and no other. */
enum redis_finding redis_asker_master(struct redis_asker *asker,
				      const struct socket_address *sentinel,
				      struct socket_address *master);

/* Fills `map`, as redis_nodes_map() takes it, with what a node of a cluster
 * says. */
enum redis_finding redis_asker_slots(struct redis_asker *asker,
				     const struct socket_address *address,
				     unsigned char map[REDIS_SLOTS]);

/* Why nothing was found, in our own words; of use only then. */
const char *redis_asker_trouble(const struct redis_asker *asker);

#endif
