/* Blocks of an arena in a file without a name, for what is larger than the
 * memory that a command should have. A thread lets go of those that have come
 * into memory whenever they are many; whoever touches one again has it as it
 * was. */
#ifndef SIGNPOST_BASE_ARENA_FILE_H
#define SIGNPOST_BASE_ARENA_FILE_H

#include <stddef.h>

struct arena_file;

/* An empty one in `folder`; NULL where no file can be. */
struct arena_file *arena_file_new(const char *folder);

/* Ends it and all its blocks. Accepts NULL. */
void arena_file_free(struct arena_file *file);

/* Lets go now of what has come into memory, where that is much. For the thread
 * that takes blocks. */
void arena_file_rest(struct arena_file *file);

/* `size` bytes, all zero, aligned for any type; NULL where the file system has
 * no room. */
void *arena_file_take(struct arena_file *file, size_t size);

#endif
