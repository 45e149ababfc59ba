/* Many sections at once, read on all cores. */
#ifndef SIGNPOST_RECORD_RECORD_BATCH_H
#define SIGNPOST_RECORD_RECORD_BATCH_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "record/record.h"

/* A section that is to be read, and what of. */
struct record_batch_item {
	const struct ini_file_section *section; /* borrowed */
	const struct kind *kind;
	struct record *record; /* made of it */
};

/* Reads each of the `count` sections as record_read() does; their faults go to
 * `err` in the order of the sections. The names of files are kept once where
 * the sections of a file stand together. The records live as long as `arena`
 * and what the scope names. */
void record_batch_read(struct record_batch_item *items, size_t count,
		       const struct record_scope *scope, struct arena *arena,
		       struct err *err);

#endif
