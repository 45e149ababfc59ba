/* Memory that is never NULL. A process without memory cannot give a right
 * answer, so it says so and ends; its supervisor starts it again. */
#ifndef SIGNPOST_BASE_ALLOC_H
#define SIGNPOST_BASE_ALLOC_H

#include <stddef.h>

/* Says that memory has ended, and ends the process: for what a library could
 * not do without it. */
_Noreturn void alloc_give_up(void);

/* `size` bytes, all zero, for free(). */
void *alloc_zero(size_t size);

/* `block` (or NULL) made `size` bytes long, for free(). */
void *alloc_grow(void *block, size_t size);

/* A copy of `text`, for free(). */
char *alloc_text(const char *text);

/* Gives what was freed back to the system, where the C library would keep it
 * for itself: for who has just freed very much. */
void alloc_give_back(void);

/* Gives jansson these same functions. On its own it drops members silently
 * when memory ends. To be called before the first json_t is made. */
void alloc_serve_jansson(void);

#endif
