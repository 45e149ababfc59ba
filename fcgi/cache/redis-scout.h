/* The one thread that finds where Redis is: it asks the addresses in order for
 * their role, or the sentinels for the master, or a cluster for its slots, and
 * tells the nodes, from which all other threads read. It looks every few
 * seconds, and soon after somebody has noticed that something has changed. */
#ifndef SIGNPOST_CACHE_REDIS_SCOUT_H
#define SIGNPOST_CACHE_REDIS_SCOUT_H

#include <stdbool.h>

#include "cache/redis-nodes.h"

struct redis_scout;

/* NULL where there is nothing to look for, of one address or of NULL, and where
 * there can be no thread, which the log is told. `nodes` are borrowed. For
 * redis_scout_stop(). */
struct redis_scout *redis_scout_start(struct redis_nodes *nodes);
void redis_scout_stop(struct redis_scout *scout);

/* Looks once, for whoever has no thread for it. */
void redis_scout_look(struct redis_nodes *nodes);

#endif
