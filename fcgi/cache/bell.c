/* A condition with a clock that nobody sets. */
#include "cache/bell.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/clock.h"

struct bell {
	pthread_mutex_t lock; /* over what follows */
	pthread_cond_t rings;
	bool is_asked, is_over;
};

struct bell *bell_new(void)
{
	struct bell *bell = alloc_zero(sizeof(*bell));
	pthread_condattr_t by_clock;

	pthread_mutex_init(&bell->lock, NULL);
	pthread_condattr_init(&by_clock);
	pthread_condattr_setclock(&by_clock, CLOCK_MONOTONIC);
	pthread_cond_init(&bell->rings, &by_clock);
	pthread_condattr_destroy(&by_clock);
	return bell;
}

void bell_free(struct bell *bell)
{
	if (bell == NULL)
		return;
	pthread_cond_destroy(&bell->rings);
	pthread_mutex_destroy(&bell->lock);
	free(bell);
}

static void set(struct bell *bell, bool *what)
{
	pthread_mutex_lock(&bell->lock);
	*what = true;
	pthread_cond_signal(&bell->rings);
	pthread_mutex_unlock(&bell->lock);
}

void bell_ring(struct bell *bell)
{
	set(bell, &bell->is_asked);
}

void bell_end(struct bell *bell)
{
	set(bell, &bell->is_over);
}

/* Up to a time that clock_ms() counts. Under the lock. */
static void sleep_until(struct bell *bell, long long until)
{
	long long left_ms = until - clock_ms();
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_sec += left_ms / 1000;
	at.tv_nsec += left_ms % 1000 * 1000000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_nsec -= 1000000000;
		at.tv_sec++;
	}
	pthread_cond_timedwait(&bell->rings, &bell->lock, &at);
}

bool bell_wait(struct bell *bell, long least_ms, long most_ms)
{
	long long least = clock_ms() + least_ms, most = clock_ms() + most_ms;
	bool is_over;

	pthread_mutex_lock(&bell->lock);
	while (!bell->is_over && clock_ms() < (bell->is_asked ? least : most))
		sleep_until(bell, bell->is_asked ? least : most);
	bell->is_asked = false;
	is_over = bell->is_over;
	pthread_mutex_unlock(&bell->lock);
	return !is_over;
}

bool bell_is_over(struct bell *bell)
{
	bool is_over;

	pthread_mutex_lock(&bell->lock);
	is_over = bell->is_over;
	pthread_mutex_unlock(&bell->lock);
	return is_over;
}
