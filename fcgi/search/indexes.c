/* Words are read side by side, one language to a thread. */
#include "search/indexes.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/parallel.h"
#include "search/index.h"

/* What is made of one edition. */
struct making {
	const struct edition *edition;
	struct index *index;
	const struct inverted_index *words;
	struct arena *arena; /* its thread's own, until it is joined */
};

struct indexes {
	struct making *makings; /* of the editions that have words */
	size_t count;
	struct arena *arena;
	pthread_mutex_t lock; /* over the making */
	atomic_bool are_made;
};

struct indexes *indexes_new(struct edition *all)
{
	struct indexes *indexes;

	if (!all[0].settings->has_search)
		return NULL;
	indexes = alloc_zero(sizeof(*indexes));
	pthread_mutex_init(&indexes->lock, NULL);
	indexes->arena = arena_new();
	indexes->makings = arena_alloc(
		indexes->arena, all[0].count * sizeof(*indexes->makings));
	for (size_t i = 0; i < all[0].count; i++) {
		struct index *index;

		if (i > 0 && !edition_is_translated(&all[i])) {
			all[i].index = all[0].index;
			continue;
		}
		index = arena_alloc(indexes->arena, sizeof(*index));
		index->owner = indexes;
		all[i].index = index;
		indexes->makings[indexes->count++] =
			(struct making){ .edition = &all[i], .index = index };
	}
	return indexes;
}

static void read_words(void *data, size_t number)
{
	struct making *making = (struct making *)data + number;

	making->arena = arena_new();
	making->words = index_words(making->edition, making->arena);
}

static void make_all(struct indexes *indexes)
{
	struct stems *stems = stems_new(indexes->arena);

	parallel_do(indexes->count, read_words, indexes->makings);
	for (size_t i = 0; i < indexes->count; i++) {
		struct making *making = &indexes->makings[i];

		arena_join(indexes->arena, making->arena);
		index_fill(making->index, making->edition, making->words,
			   i > 0 ? indexes->makings[0].index : NULL, stems,
			   indexes->arena);
	}
	stems_free(stems);
}

void indexes_make(struct indexes *indexes)
{
	if (atomic_load(&indexes->are_made))
		return;
	pthread_mutex_lock(&indexes->lock);
	if (!atomic_load(&indexes->are_made))
		make_all(indexes);
	atomic_store(&indexes->are_made, true);
	pthread_mutex_unlock(&indexes->lock);
}

size_t indexes_bytes(const struct indexes *indexes)
{
	return indexes != NULL && atomic_load(&indexes->are_made) ?
		       arena_bytes(indexes->arena) :
		       0;
}

void indexes_free(struct indexes *indexes)
{
	if (indexes == NULL)
		return;
	arena_free(indexes->arena);
	pthread_mutex_destroy(&indexes->lock);
	free(indexes);
}
