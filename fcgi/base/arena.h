/* Memory with one owner and one end of life: what is taken from an arena
 * stays until the whole arena is freed. */
#ifndef SIGNPOST_BASE_ARENA_H
#define SIGNPOST_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* An empty arena, for arena_free(). */
struct arena *arena_new(void);

/* An empty arena for what may be larger than memory: the first of it is there,
 * and the rest lies in a file without a name in `folder`, or in memory too
 * where no file can be. For commands: it has a thread of its own then, and what
 * is in the file is slower to touch. */
struct arena *arena_new_in(const char *folder);

/* An empty arena that ends with `whole`, and of which arena_empty() can end all
 * that it holds before. To be taken by the thread that fills `whole`. */
struct arena *arena_new_within(struct arena *whole);

/* Ends the life of everything taken from `arena`, one of arena_new_within(),
 * which stays. */
void arena_empty(struct arena *arena);

/* Whether an arena is one of arena_new_in(): threads that help would fill
 * memory. */
bool arena_is_filed(const struct arena *arena);

/* To be called with each of many things that are looked at in turn: a file's
 * part of them is not left in memory, however late that thread comes. Costs
 * next to nothing. */
void arena_rest(struct arena *arena);

/* Ends the life of everything taken from `arena`. Accepts NULL. */
void arena_free(struct arena *arena);

/* `size` bytes, all zero, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* Room for a text of `size` bytes with its NUL, which the caller writes: not
 * aligned, and its bytes are anything. */
char *arena_room(struct arena *arena, size_t size);

/* A copy of the first `length` bytes of `text`, NUL-terminated, that lives as
 * long as `arena`. */
char *arena_text(struct arena *arena, const char *text, size_t length);

/* Formatted text that lives as long as `arena`. */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Lets what was taken from `other`, which ends, live as long as `arena`: what
 * one thread made in an arena of its own. Both are in memory. */
void arena_join(struct arena *arena, struct arena *other);

/* Bytes held, for those who watch memory. */
size_t arena_bytes(const struct arena *arena);

#endif
