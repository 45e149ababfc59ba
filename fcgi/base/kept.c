/* Lists by hash that only grow, at their heads. */
#include "base/kept.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define LISTS ((size_t)4096) /* a power of two */

/* The key, then the bytes. Nothing of it changes once it is in a list. */
struct piece {
	const struct piece *next;
	size_t size, length;
	char bytes[];
};

struct kept {
	size_t ceiling;
	atomic_size_t bytes;
	_Atomic(const struct piece *) lists[LISTS];
};

struct kept *kept_new(size_t ceiling)
{
	struct kept *kept = alloc_zero(sizeof(*kept));

	kept->ceiling = ceiling;
	atomic_init(&kept->bytes, sizeof(*kept));
	for (size_t i = 0; i < LISTS; i++)
		atomic_init(&kept->lists[i], NULL);
	return kept;
}

void kept_free(struct kept *kept)
{
	for (size_t i = 0; kept != NULL && i < LISTS; i++) {
		const struct piece *piece = atomic_load(&kept->lists[i]);

		while (piece != NULL) {
			const struct piece *next = piece->next;

			free((void *)piece);
			piece = next;
		}
	}
	free(kept);
}

/* As FNV-1a does it, of eight bytes at a time, whose high bits have to come
 * down; the keys are of our making. */
static size_t list_of(const void *key, size_t size)
{
	const char *bytes = key;
	uint64_t hash = 0xcbf29ce484222325, word;

	for (size_t i = 0; i < size; i += sizeof(word)) {
		word = 0;
		memcpy(&word, bytes + i,
		       size - i < sizeof(word) ? size - i : sizeof(word));
		hash = (hash ^ word) * 0x100000001b3;
		hash ^= hash >> 32;
	}
	return (size_t)hash & (LISTS - 1);
}

static const struct piece *find(const struct piece *piece, const void *key,
				size_t size)
{
	while (piece != NULL &&
	       (piece->size != size || memcmp(piece->bytes, key, size) != 0))
		piece = piece->next;
	return piece;
}

const char *kept_find(const struct kept *kept, const void *key, size_t size,
		      size_t *length)
{
	const struct piece *piece =
		find(atomic_load(&kept->lists[list_of(key, size)]), key, size);

	if (piece == NULL)
		return NULL;
	*length = piece->length;
	return piece->bytes + size;
}

/* Takes so many bytes of what there is room for. */
static int reserve(struct kept *kept, size_t bytes)
{
	size_t before = atomic_load(&kept->bytes);

	do {
		if (before > kept->ceiling || bytes > kept->ceiling - before)
			return -1;
	} while (!atomic_compare_exchange_weak(&kept->bytes, &before,
					       before + bytes));
	return 0;
}

void kept_add(struct kept *kept, const void *key, size_t size,
	      const char *bytes, size_t length)
{
	_Atomic(const struct piece *) *list = &kept->lists[list_of(key, size)];
	const struct piece *first = atomic_load(list);
	size_t whole = sizeof(struct piece) + size + length;
	struct piece *piece;

	if (find(first, key, size) != NULL || reserve(kept, whole) != 0)
		return;
	piece = alloc_zero(whole);
	piece->size = size;
	piece->length = length;
	memcpy(piece->bytes, key, size);
	memcpy(piece->bytes + size, bytes, length);
	do {
		/* Two threads made the same: one of them is as good. */
		if (find(first, key, size) != NULL) {
			atomic_fetch_sub(&kept->bytes, whole);
			free(piece);
			return;
		}
		piece->next = first;
	} while (!atomic_compare_exchange_weak(list, &first, piece));
}

bool kept_is_half_full(const struct kept *kept)
{
	return atomic_load(&kept->bytes) >= kept->ceiling / 2;
}

size_t kept_bytes(const struct kept *kept)
{
	return atomic_load(&kept->bytes);
}
