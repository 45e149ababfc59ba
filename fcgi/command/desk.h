/* The editor's desk: the directory as its files have it, even where something
 * in it is faulty; whether lines would be right in it; and writing into the
 * folder that is a site's own, never into a shipped file. */
#ifndef SIGNPOST_COMMAND_DESK_H
#define SIGNPOST_COMMAND_DESK_H

#include "command/options.h"
#include "directory/collection.h"
#include "ini/edit.h"

/* What a file may hold that is changed here. */
#define DESK_BYTES ((size_t)256 * 1024 * 1024)

/* A shipped section that was copied into the own folder since desk_open(). */
struct desk_copy {
	const struct record *record;
	const char *path;
	struct desk_copy *next;
};

struct desk {
	const struct options *options;
	struct arena *arena;
	const char *own;    /* the folder to write into */
	const char *before; /* those read before it, colons between, or "" */
	const char *locale; /* the folder for words of its own, or "" */
	size_t own_number;  /* which it is among the folders */
	struct ini_file_section *sections;
	const struct collection *collection;
	struct desk_copy *copies;
	struct err *err;
};

/* Reads the directory that the options name, for desk_close(). 0, or -1 with
 * the reason in `err`, as where there is no folder of a site's own. */
int desk_open(const struct options *options, struct desk *desk,
	      struct err *err);
void desk_close(struct desk *desk);

/* Why no section of the kind can be called so, as words, or NULL. */
const char *desk_id_fault(const char *kind, const char *id);

/* Whether the lines `first` to `last` of `text`, some sections, would be right
 * in the directory; what is not is in `faults`, without a place. */
bool desk_check(const struct desk *desk, const char *text, int first, int last,
		struct err *faults);

#define DESK_TO_COME "that day is still to come"

/* Whether a value of `verified` or `checked`, which begins with a date, is of a
 * day that is still to come. */
bool desk_is_to_come(const char *value);

/* The file in the own folder that the options or `name` say, ours.ini where
 * both are NULL. NULL, with the reason, where it would not be read. */
const char *desk_file(const struct desk *desk, const char *name);

/* Writes `sections` behind all else in `path`. Who writes into it meanwhile
 * loses nothing. 0, or -1 with the reason in the desk's `err`. */
int desk_append(const struct desk *desk, const char *path,
		const char *sections);

/* Makes `count` changes in the section of `record` at once: where it stands in
 * the own folder, in its place there; where it is shipped, in a copy in
 * desk_file() that replaces it, one for all its changes. Sets `*path` to the
 * file. 0, or -1 with the reason in the desk's `err`, and nothing is written.
 */
int desk_change(struct desk *desk, const struct record *record,
		const struct ini_edit *edits, size_t count, const char **path);

#endif
