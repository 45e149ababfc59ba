/* INI files as sections and pairs, each with its line. Knows the form of the
 * files and nothing of what may stand in them. Owns libinih. */
#ifndef SIGNPOST_INI_FILE_H
#define SIGNPOST_INI_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ini/lines.h"

/* `name = value`, continuation lines joined by one blank each. */
struct ini_file_pair {
	const char *name, *value;
	const char *file;
	int line;    /* of the name */
	int column;  /* of the value's first byte, in bytes from 1 */
	size_t span; /* how many bytes of the value stand on that line */
	/* Continuation lines that read like a pair themselves; for whoever
	 * knows the names to say whether one was meant. */
	struct ini_file_pair *lookalikes;
	struct ini_file_pair *next;
};

/* `[kind]` or `[kind:id]` and what stands below it. */
struct ini_file_section {
	const char *kind;
	const char *id; /* NULL for `[kind]` */
	const char *file;
	int line;
	/* Its header is faulty, which is reported; `kind` and `id` are what was
	 * probably meant, and it has no pairs. What names it is not at fault.
	 */
	bool is_lost;
	/* The names of lines that are no pairs, as they were probably meant. */
	struct ini_file_pair *lost_pairs;
	/* For whoever reads several folders; 0, false and NULL at first. */
	size_t folder;
	bool is_hidden, is_moved;
	bool is_doubtful; /* `replaces` is faulty in it, which is reported */
	/* What hides it, and the column of the id there. */
	const struct ini_file_pair *hider;
	int hider_column;
	struct ini_file_section *replacement;
	struct ini_file_pair *pairs;
	struct ini_lines *lines; /* in which they are; NULL: beside it */
	struct ini_file_section *next;
};

/* What ini_file_read() returns where nothing could be read at all. */
#define INI_FILE_UNREAD (-2)

/* Sets what libinih keeps for the process. To be called before several threads
 * read files at the same time. */
void ini_file_prepare(void);

/* Reads `path` into `arena` and appends its sections behind `*tail`, which
 * moves along. 0, or -1 with every fault in `err`; what could be read is there
 * all the same, so that later checks find their faults too. After a faulty
 * header its pairs are left out. INI_FILE_UNREAD, with one fault, where there
 * is no such file or its bytes are no lines of text. */
int ini_file_read(const char *path, struct arena *arena,
		  struct ini_file_section ***tail, struct err *err);

/* The same of bytes, with a NUL behind them, that are, or will be, those of the
 * file `name`. */
int ini_file_read_bytes(const char *name, const char *bytes, size_t length,
			struct arena *arena, struct ini_file_section ***tail,
			struct err *err);

/* What stands behind the first `name` of a section, borrowed from it; NULL
 * where there is none. */
const char *ini_file_value(const struct ini_file_section *section,
			   const char *name);

/* The next section, for who goes through all those of `arena`: arena_rest(). */
struct ini_file_section *ini_file_next(const struct ini_file_section *section,
				       struct arena *arena);

/* Whether the value is wholly in quotes, which ini_file_read() has reported. */
bool ini_file_is_quoted(const struct ini_file_pair *pair);

/* The column of the byte `at` of the pair's value where that stands on the
 * pair's line, else of the first byte of the value. */
int ini_file_column(const struct ini_file_pair *pair, const char *at);

/* Reports that a lookalike is a pair which was indented by mistake. Returns
 * -1. */
int ini_file_report_indented(const struct ini_file_pair *lookalike,
			     struct err *err);

#endif
