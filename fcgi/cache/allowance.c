/* A sum, and when it begins anew. */
#include "cache/allowance.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"

#define DAY_MS 86400000LL

struct allowance {
	pthread_mutex_t lock; /* over what follows */
	size_t bytes, spent;
	long long ends_ms; /* the day; 0: none has begun */
};

struct allowance *allowance_new(size_t bytes)
{
	struct allowance *allowance = alloc_zero(sizeof(*allowance));

	pthread_mutex_init(&allowance->lock, NULL);
	allowance->bytes = bytes;
	return allowance;
}

void allowance_free(struct allowance *allowance)
{
	if (allowance == NULL)
		return;
	pthread_mutex_destroy(&allowance->lock);
	free(allowance);
}

bool allowance_take(struct allowance *allowance, size_t bytes)
{
	long long now_ms = clock_ms();
	bool is_taken;

	pthread_mutex_lock(&allowance->lock);
	if (now_ms >= allowance->ends_ms) {
		allowance->ends_ms = now_ms + DAY_MS;
		allowance->spent = 0;
	}
	is_taken = bytes <= allowance->bytes - allowance->spent;
	if (is_taken)
		allowance->spent += bytes;
	pthread_mutex_unlock(&allowance->lock);
	return is_taken;
}

/* What was taken at the end of a day may come back in the next, which can have
 * given less. */
void allowance_give_back(struct allowance *allowance, size_t bytes)
{
	pthread_mutex_lock(&allowance->lock);
	allowance->spent -= bytes < allowance->spent ? bytes : allowance->spent;
	pthread_mutex_unlock(&allowance->lock);
}
