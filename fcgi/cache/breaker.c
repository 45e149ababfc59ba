/* A count of failures, and when the next probe may go. */
#include "cache/breaker.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "telemetry/log.h"

#define FAILURES_IN_A_ROW 3
#define PAUSE_LEAST_MS	  100LL
#define PAUSE_MOST_MS	  10000LL
#define TOLD_MS		  60000LL

struct breaker {
	pthread_mutex_t lock; /* over what follows */
	char name[BREAKER_NAME];
	int failures; /* in a row, no more than count */
	long long pause_ms, pause_until;
	bool is_unwritable, was_told_unwritable;
	bool was_looked_at;
	long long told_until; /* until then the log has been told enough */
	atomic_ullong failed, refused; /* ever; asked without the lock */
	atomic_bool was_answered;
};

struct breaker *breaker_new(const char *name)
{
	struct breaker *breaker = alloc_zero(sizeof(*breaker));

	pthread_mutex_init(&breaker->lock, NULL);
	snprintf(breaker->name, sizeof(breaker->name), "%s", name);
	return breaker;
}

void breaker_rename(struct breaker *breaker, const char *name)
{
	pthread_mutex_lock(&breaker->lock);
	snprintf(breaker->name, sizeof(breaker->name), "%s", name);
	breaker->failures = 0;
	breaker->pause_ms = 0;
	breaker->is_unwritable = false;
	breaker->was_told_unwritable = false;
	breaker->was_looked_at = false;
	pthread_mutex_unlock(&breaker->lock);
}

const char *breaker_write_name(struct breaker *breaker, char name[BREAKER_NAME])
{
	pthread_mutex_lock(&breaker->lock);
	memcpy(name, breaker->name, BREAKER_NAME);
	pthread_mutex_unlock(&breaker->lock);
	return name;
}

void breaker_free(struct breaker *breaker)
{
	if (breaker == NULL)
		return;
	pthread_mutex_destroy(&breaker->lock);
	free(breaker);
}

static bool is_open(const struct breaker *breaker)
{
	return breaker->failures == FAILURES_IN_A_ROW;
}

/* Twice as long as the last time. */
static void pause_longer(struct breaker *breaker)
{
	breaker->pause_ms *= 2;
	if (breaker->pause_ms < PAUSE_LEAST_MS)
		breaker->pause_ms = PAUSE_LEAST_MS;
	if (breaker->pause_ms > PAUSE_MOST_MS)
		breaker->pause_ms = PAUSE_MOST_MS;
	breaker->pause_until = clock_ms() + breaker->pause_ms;
}

enum breaker_leave breaker_ask(struct breaker *breaker)
{
	enum breaker_leave leave = BREAKER_YES;

	pthread_mutex_lock(&breaker->lock);
	if (is_open(breaker) && clock_ms() < breaker->pause_until) {
		leave = BREAKER_NO;
	} else if (is_open(breaker)) {
		leave = BREAKER_PROBE;
		breaker->pause_until = clock_ms() + breaker->pause_ms;
	}
	pthread_mutex_unlock(&breaker->lock);
	return leave;
}

void breaker_hurry(struct breaker *breaker)
{
	pthread_mutex_lock(&breaker->lock);
	if (is_open(breaker)) {
		breaker->pause_ms = PAUSE_LEAST_MS;
		breaker->pause_until = clock_ms();
	}
	pthread_mutex_unlock(&breaker->lock);
}

/* Calls that were under way when the breaker opened do not count again. */
void breaker_failed(struct breaker *breaker, enum breaker_leave leave,
		    const char *trouble)
{
	char name[BREAKER_NAME];
	bool is_news = false;

	pthread_mutex_lock(&breaker->lock);
	breaker->failed++;
	if (leave == BREAKER_PROBE) {
		pause_longer(breaker);
	} else if (!is_open(breaker)) {
		breaker->failures++;
		is_news = is_open(breaker);
	}
	if (is_news)
		pause_longer(breaker);
	pthread_mutex_unlock(&breaker->lock);
	if (is_news)
		log_event(LOG_WARNING, "%s is unavailable: %s",
			  breaker_write_name(breaker, name), trouble);
}

void breaker_succeeded(struct breaker *breaker)
{
	char name[BREAKER_NAME];
	bool was_open;

	atomic_store(&breaker->was_answered, true);
	pthread_mutex_lock(&breaker->lock);
	was_open = is_open(breaker);
	breaker->failures = 0;
	breaker->pause_ms = 0;
	if (was_open)
		breaker->was_looked_at = false;
	pthread_mutex_unlock(&breaker->lock);
	if (was_open)
		log_event(LOG_NOTICE, "%s is back",
			  breaker_write_name(breaker, name));
}

void breaker_wrote(struct breaker *breaker, const char *word)
{
	bool is_refusal = word != NULL, is_news;
	char name[BREAKER_NAME];

	pthread_mutex_lock(&breaker->lock);
	breaker->is_unwritable = is_refusal;
	breaker->refused += is_refusal;
	is_news = breaker->was_told_unwritable != is_refusal &&
		  clock_ms() >= breaker->told_until;
	if (is_news) {
		breaker->was_told_unwritable = is_refusal;
		breaker->told_until = clock_ms() + TOLD_MS;
	}
	pthread_mutex_unlock(&breaker->lock);
	if (is_news && is_refusal)
		log_event(LOG_WARNING,
			  "%s refuses to write: %s; it is still read",
			  breaker_write_name(breaker, name), word);
	else if (is_news)
		log_event(LOG_NOTICE, "%s writes again",
			  breaker_write_name(breaker, name));
}

bool breaker_is_first(struct breaker *breaker)
{
	bool is_first;

	pthread_mutex_lock(&breaker->lock);
	is_first = !breaker->was_looked_at;
	breaker->was_looked_at = true;
	pthread_mutex_unlock(&breaker->lock);
	return is_first;
}

enum breaker_state breaker_state(struct breaker *breaker)
{
	enum breaker_state state = BREAKER_UP;

	pthread_mutex_lock(&breaker->lock);
	if (is_open(breaker))
		state = BREAKER_DOWN;
	else if (breaker->failures > 0)
		state = BREAKER_FAILING;
	else if (breaker->is_unwritable)
		state = BREAKER_UNWRITABLE;
	pthread_mutex_unlock(&breaker->lock);
	return state;
}

const char *breaker_state_name(enum breaker_state state)
{
	static const char *const names[] = {
		[BREAKER_UP] = "up",
		[BREAKER_UNWRITABLE] = "unwritable",
		[BREAKER_FAILING] = "failing",
		[BREAKER_DOWN] = "down",
	};

	return names[state];
}

bool breaker_was_answered(struct breaker *breaker)
{
	return atomic_load(&breaker->was_answered);
}

bool breaker_is_untried(struct breaker *breaker)
{
	return !breaker_was_answered(breaker) && breaker_failures(breaker) == 0;
}

unsigned long long breaker_failures(struct breaker *breaker)
{
	return atomic_load(&breaker->failed);
}

unsigned long long breaker_refusals(struct breaker *breaker)
{
	return atomic_load(&breaker->refused);
}
