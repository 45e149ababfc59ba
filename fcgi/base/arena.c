/* Chunks that are filled from both ends. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena-file.h"

/* What grows large does so in larger steps, which the C library takes from the
 * system one by one and gives back so. */
#define CHUNK_BYTES  ((size_t)16 * 1024)
#define CHUNK_MOST   ((size_t)1024 * 1024)

#define MEMORY_BYTES ((size_t)32 * 1024 * 1024) /* before there is a file */
#define RESTS_AT     64	 /* it asks the kernel each so many times */
#define SOME_BYTES   256 /* most of what is printed is shorter */

/* Blocks fill a chunk from its beginning, texts from its end: these need no
 * alignment, and in a directory they are most of what there is. */
struct chunk {
	struct chunk *next;
	size_t used, size; /* what is free lies between the two */
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct chunk *chunks; /* the one being filled comes first */
	struct chunk *filed;  /* the same in the file, or NULL */
	struct arena *within; /* those that end with it */
	struct arena *beside; /* the next that ends with the same */
	size_t bytes;
	char *folder; /* NULL: all of it is in memory */
	struct arena_file *file;
	size_t seen; /* calls of arena_rest() */
};

struct arena *arena_new(void)
{
	return alloc_zero(sizeof(struct arena));
}

struct arena *arena_new_in(const char *folder)
{
	struct arena *arena = arena_new();

	arena->folder = alloc_text(folder);
	return arena;
}

bool arena_is_filed(const struct arena *arena)
{
	return arena->folder != NULL;
}

struct arena *arena_new_within(struct arena *whole)
{
	struct arena *arena = arena_new();

	arena->beside = whole->within;
	whole->within = arena;
	return arena;
}

void arena_empty(struct arena *arena)
{
	while (arena->chunks != NULL) {
		struct chunk *chunk = arena->chunks;

		arena->chunks = chunk->next;
		free(chunk);
	}
	arena->bytes = 0;
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	arena_empty(arena);
	while (arena->within != NULL) {
		struct arena *part = arena->within;

		arena->within = part->beside;
		arena_free(part);
	}
	arena_file_free(arena->file);
	free(arena->folder);
	free(arena);
}

void arena_rest(struct arena *arena)
{
	if (arena->file != NULL && ++arena->seen % RESTS_AT == 0)
		arena_file_rest(arena->file);
}

static size_t room_for(const struct arena *arena, size_t size)
{
	size_t room = arena->bytes / 8;

	room = room < CHUNK_BYTES ? CHUNK_BYTES : room;
	room = room > CHUNK_MOST ? CHUNK_MOST : room;
	return size > room ? size : room;
}

/* A chunk in the file, or NULL where it is to be in memory. */
static struct chunk *take_filed(struct arena *arena, size_t size)
{
	if (arena->folder == NULL || arena->bytes < MEMORY_BYTES)
		return NULL;
	if (arena->file == NULL)
		arena->file = arena_file_new(arena->folder);
	return arena->file != NULL ? arena_file_take(arena->file, size) : NULL;
}

static struct chunk *add_chunk(struct arena *arena, size_t room)
{
	struct chunk *chunk = take_filed(arena, sizeof(*chunk) + room);

	arena->filed = chunk;
	if (chunk == NULL) {
		chunk = alloc_grow(NULL, sizeof(*chunk) + room);
		chunk->next = arena->chunks;
		arena->chunks = chunk;
	}
	chunk->used = 0;
	chunk->size = room;
	arena->bytes += sizeof(*chunk) + room;
	return chunk;
}

static struct chunk *chunk_for(struct arena *arena, size_t size)
{
	struct chunk *chunk =
		arena->filed != NULL ? arena->filed : arena->chunks;

	if (chunk != NULL && chunk->size - chunk->used >= size)
		return chunk;
	return add_chunk(arena, room_for(arena, size));
}

/* Bytes that hold anything. */
static void *take(struct arena *arena, size_t size)
{
	size_t step = alignof(max_align_t);
	size_t whole = (size + step - 1) / step * step;
	struct chunk *chunk = chunk_for(arena, whole);
	void *block = chunk->bytes + chunk->used;

	chunk->used += whole;
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(take(arena, size), 0, size);
}

char *arena_room(struct arena *arena, size_t size)
{
	struct chunk *chunk = chunk_for(arena, size);

	chunk->size -= size;
	return chunk->bytes + chunk->size;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_room(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	char some[SOME_BYTES];
	va_list args;
	int length;
	char *text;

	va_start(args, format);
	length = vsnprintf(some, sizeof(some), format, args);
	va_end(args);
	if ((size_t)length < sizeof(some))
		return arena_text(arena, some, (size_t)length);
	text = arena_room(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

/* The chunk that is being filled stays the first. */
void arena_join(struct arena *arena, struct arena *other)
{
	struct chunk **last = &arena->chunks;
	struct arena **parts = &arena->within;

	while (*last != NULL)
		last = &(*last)->next;
	*last = other->chunks;
	while (*parts != NULL)
		parts = &(*parts)->beside;
	*parts = other->within;
	arena->bytes += other->bytes;
	free(other);
}

size_t arena_bytes(const struct arena *arena)
{
	size_t bytes = arena->bytes;

	for (const struct arena *part = arena->within; part != NULL;
	     part = part->beside)
		bytes += arena_bytes(part);
	return bytes;
}
