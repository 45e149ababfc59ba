/* What several unit tests share: a scratch folder to work in, faults as they
 * are printed, and small directories. */
#ifndef SIGNPOST_TESTS_SUPPORT_H
#define SIGNPOST_TESTS_SUPPORT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "app/generation.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "directory/directory.h"
#include "ini/file.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Group fixtures: makes a scratch folder and works in it; leaves and removes
 * it. */
int support_enter(void **state);
int support_leave(void **state);

/* Writes a file of the scratch folder. */
void support_write(const char *name, const char *bytes, size_t length);

/* Asserts what err_print() prints, and forgets the faults. */
void support_assert_faults(struct err *err, const char *expected);

/* Reads `text` as the file input.ini. Faults go to `err`. */
struct ini_file_section *support_sections(const char *text, struct arena *arena,
					  struct err *err);

/* The directory that tests/cases/base.ini and `text` make, in which no fault
 * may be found. Lives as long as `arena`. */
const struct directory *support_directory(const char *text, bool is_inside,
					  struct arena *arena);

/* What the program makes of such a directory, with the shipped templates;
 * internal content exists. No fault may be found. For generation_release(). */
struct generation *support_generation(const char *text);

/* Asserts that a model, which it takes, is the JSON `expected`. */
void support_assert_model(json_t *model, const char *expected);

/* Asserts the bytes of `buf`, and gives them back. */
void support_assert_text(struct buf *buf, const char *expected);

/* What tests of queries share: the directory of tests/cases/base.ini with one
 * more goal, `other`, for support_leave_directory(). */
struct support_place {
	struct arena *arena;
	const struct directory *directory;
};

int support_enter_directory(void **state);
int support_leave_directory(void **state);

/* The wish of a query string there; it lives as long as the place. */
const struct query *support_query(void **state, const char *text);

#endif
