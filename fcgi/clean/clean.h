/* What other programs write, as editors write it here. Every rule is a row: it
 * is named, has an example and is counted where it did something. A rule
 * changes only what has one meaning; whether what comes out is right, the row
 * of the key says (record/field.h), and what is not right is for a person. */
#ifndef SIGNPOST_CLEAN_CLEAN_H
#define SIGNPOST_CLEAN_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* What a text is meant to be. Sets of them are sums. */
enum clean_use {
	CLEAN_TEXT = 1,
	CLEAN_NUMBER = 2, /* of a telephone */
	CLEAN_HOURS = 4,
	CLEAN_DATE = 8,
	CLEAN_LINK = 16,
	CLEAN_EMAIL = 32,
	CLEAN_STATE = 64, /* of the United States */
	CLEAN_LANGUAGE = 128,
	CLEAN_WORD = 256,      /* one of a few, as `Temporarily Closed` */
	CLEAN_EXTENSION = 512, /* by itself */
	CLEAN_ALL = 1023,
};

struct clean_rule {
	const char *name; /* as reports count it */
	unsigned uses;
	/* The text as it is afterward, which lives as long as `arena`; the same
	 * pointer where there is nothing to do. */
	const char *(*apply)(const char *text, struct arena *arena);
	const char *before, *after; /* an example */
	const char *help;	    /* whole sentences */
};

/* All of them, in the order in which they are applied. */
#define CLEAN_RULES 23
extern const struct clean_rule clean_rules[CLEAN_RULES];

/* How often each did something. Starts as `{ 0 }`. */
struct clean_tally {
	size_t counts[CLEAN_RULES];
};

/* The text after every rule for its use. Lives as long as `arena` and `text`.
 */
const char *clean(const char *text, enum clean_use use,
		  struct clean_tally *tally, struct arena *arena);

/* What stands between hours and what is said of them, as in an INI line. */
#define CLEAN_BAR " | "

/* The same of hours; what they say of holidays goes to `*note`, or NULL. */
const char *clean_hours(const char *text, struct clean_tally *tally,
			struct arena *arena, const char **note);

/* One of the numbers in a text. */
struct clean_number {
	const char *number;    /* as phone_read() takes it */
	const char *extension; /* NULL: none */
	const char *type; /* as phone_type_of() knows it; NULL: nobody says */
};

#define CLEAN_NUMBERS 8

/* Takes the numbers of a text, parted as people part them. How many; `*rest` is
 * what no rule is sure of, in its own words, or NULL. */
size_t clean_numbers(const char *text, struct clean_tally *tally,
		     struct arena *arena,
		     struct clean_number numbers[CLEAN_NUMBERS],
		     const char **rest);

#endif
