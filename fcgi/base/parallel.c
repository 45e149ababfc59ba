/* Who is free takes the next part. */
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* More gain little: what follows is done by one. */
#define THREADS_MOST ((size_t)8)

struct work {
	atomic_size_t next;
	size_t count;
	parallel_part *part;
	void *data;
};

static void *take_parts(void *data)
{
	struct work *work = data;
	size_t number = atomic_fetch_add(&work->next, 1);

	for (; number < work->count; number = atomic_fetch_add(&work->next, 1))
		work->part(work->data, number);
	return NULL;
}

/* Besides the caller. */
static size_t helpers_for(size_t count)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = cores > 1 ? (size_t)cores - 1 : 0;

	if (most > THREADS_MOST)
		most = THREADS_MOST;
	return count > 0 && most > count - 1 ? count - 1 : most;
}

void parallel_do(size_t count, parallel_part *part, void *data)
{
	struct work work = { .count = count, .part = part, .data = data };
	pthread_t helpers[THREADS_MOST];
	size_t most = helpers_for(count), begun = 0;

	atomic_init(&work.next, 0);
	while (begun < most &&
	       pthread_create(&helpers[begun], NULL, take_parts, &work) == 0)
		begun++;
	take_parts(&work);
	while (begun > 0)
		pthread_join(helpers[--begun], NULL);
}
