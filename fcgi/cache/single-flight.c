/* A list of flights, and a condition for each. */
#include "cache/single-flight.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"

struct flight {
	struct flight *next;
	struct rendition *made; /* held for those who wait */
	bool has_landed;
	size_t waiting;
	pthread_cond_t landing;
	char key[];
};

/* There are never more flights than threads, so a list will do. */
struct single_flight {
	pthread_mutex_t lock; /* over everything */
	struct flight *first;
	size_t waiting;
};

struct single_flight *single_flight_new(void)
{
	struct single_flight *flights = alloc_zero(sizeof(*flights));

	pthread_mutex_init(&flights->lock, NULL);
	return flights;
}

void single_flight_free(struct single_flight *flights)
{
	if (flights == NULL)
		return;
	pthread_mutex_destroy(&flights->lock);
	free(flights);
}

static struct flight **find(struct single_flight *flights, const char *key)
{
	struct flight **place = &flights->first;

	while (*place != NULL && strcmp((*place)->key, key) != 0)
		place = &(*place)->next;
	return place;
}

static void begin(struct flight **place, const char *key)
{
	size_t size = strlen(key) + 1;
	struct flight *flight = alloc_zero(sizeof(*flight) + size);

	memcpy(flight->key, key, size);
	pthread_cond_init(&flight->landing, NULL);
	*place = flight;
}

static void end(struct flight *flight)
{
	rendition_release(flight->made);
	pthread_cond_destroy(&flight->landing);
	free(flight);
}

/* The last one to leave a flight that has landed ends it. */
static struct rendition *wait_for(struct single_flight *flights,
				  struct flight *flight, long long deadline)
{
	struct rendition *made = NULL;

	flight->waiting++;
	flights->waiting++;
	while (!flight->has_landed &&
	       clock_wait(&flight->landing, &flights->lock, deadline))
		continue;
	flight->waiting--;
	flights->waiting--;
	if (flight->made != NULL)
		made = rendition_hold(flight->made);
	if (flight->has_landed && flight->waiting == 0)
		end(flight);
	return made;
}

bool single_flight_leads(struct single_flight *flights, const char *key,
			 long long deadline, struct rendition **made)
{
	struct flight **place;
	bool leads;

	*made = NULL;
	pthread_mutex_lock(&flights->lock);
	place = find(flights, key);
	leads = *place == NULL;
	if (leads)
		begin(place, key);
	else
		*made = wait_for(flights, *place, deadline);
	pthread_mutex_unlock(&flights->lock);
	return leads;
}

void single_flight_land(struct single_flight *flights, const char *key,
			struct rendition *made)
{
	struct flight **place, *flight;

	pthread_mutex_lock(&flights->lock);
	place = find(flights, key);
	flight = *place;
	*place = flight->next;
	flight->has_landed = true;
	if (flight->waiting == 0) {
		end(flight);
	} else {
		flight->made = made != NULL ? rendition_hold(made) : NULL;
		pthread_cond_broadcast(&flight->landing);
	}
	pthread_mutex_unlock(&flights->lock);
}

size_t single_flight_waiting(struct single_flight *flights)
{
	size_t waiting;

	pthread_mutex_lock(&flights->lock);
	waiting = flights->waiting;
	pthread_mutex_unlock(&flights->lock);
	return waiting;
}
