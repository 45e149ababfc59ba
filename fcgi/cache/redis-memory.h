/* Whether a Redis has a bound, as the log tells it. */
#ifndef SIGNPOST_CACHE_REDIS_MEMORY_H
#define SIGNPOST_CACHE_REDIS_MEMORY_H

/* Tells the log what an operator should know of `info`, which is what the Redis
 * that is called `name` answers to INFO memory; NULL: it refuses to say. */
void redis_memory_tell(const char *name, const char *info);

#endif
