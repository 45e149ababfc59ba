/* One section of the directory, read by the rows of its kind. Knows rows and
 * languages, and nothing of what a kind means. */
#ifndef SIGNPOST_RECORD_RECORD_H
#define SIGNPOST_RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "ini/file.h"
#include "record/field.h"

struct hours;
struct record;

/* What an id is made of. */
#define RECORD_ID_BYTES "abcdefghijklmnopqrstuvwxyz0123456789-"

/* One value of a key. */
struct value {
	const char *text;     /* the words, or the id */
	const char *note;     /* what stands behind ` | `, or NULL */
	const char *language; /* of `key.es`; NULL: the default language */
	const char *file;
	int line, column;
	/* Of an id: the section it names. NULL until references_check(). */
	const struct record *named;
	const struct hours *hours; /* what a FIELD_HOURS says, else NULL */
	struct value *next; /* of the same key, in the order of the file */
};

/* A kind of section: `[name]` or `[name:id]`, and the keys it may hold. */
struct kind {
	const char *name;
	const char *header, *help; /* as they are explained */
	const struct field *fields;
	size_t field_count;
	bool has_id;
};

/* The rows of a kind are all of the table FIELDS. */
#define RECORD_ROWS(FIELDS)                                                    \
	.fields = FIELDS, .field_count = sizeof(FIELDS) / sizeof(*(FIELDS))

/* The row by which every kind that is translated says who read that. */
#define RECORD_REVIEWED                                                        \
	{                                                                      \
		.name = "reviewed", .kind = FIELD_DATE, .has_note = true,      \
		.is_translated = true, .is_review = true, .is_private = true,  \
		.help = "When a speaker of the language read this section's "  \
			"translation, and in which role.",                     \
	}

/* The row by which a section says what other systems call it already. */
#define RECORD_UUID_NAME "uuid"
#define RECORD_UUID                                                            \
	{                                                                      \
		.name = RECORD_UUID_NAME, .check = uuid_fault,                 \
		.is_private = true,                                            \
		.help = "The UUID by which other systems know it already. "    \
			"Without it, one is made of [directory] namespace, "   \
			"the kind and the id of the section.",                 \
	}

/* The row by which a section says what it was called. */
#define RECORD_ALIAS_NAME "alias"
#define RECORD_ALIAS                                                           \
	{                                                                      \
		.name = RECORD_ALIAS_NAME, .kind = FIELD_ID, .is_list = true,  \
		.is_private = true,                                            \
		.help = "An id it had before; whoever uses that finds it. "    \
			"The first one goes on making its UUID, so a new "     \
			"name changes nothing for other systems. A section "   \
			"that took in another one names its own id first.",    \
	}

/* The row by which what readers see says when that last changed. */
#define RECORD_CHANGED_NAME  "changed"
#define RECORD_VERIFIED_NAME "verified"
#define RECORD_CHANGED                                                         \
	{                                                                      \
		.name = RECORD_CHANGED_NAME, .kind = FIELD_DATE,               \
		.has_note = true,                                              \
		.help = "When its content last changed. Feeds and harvesters " \
			"follow it, and with it every entry that shows it.",   \
	}

struct record {
	const struct kind *kind;
	const char *id; /* "" where the kind has none */
	const char *file;
	int line;
	size_t place;	       /* among all sections, in reading order */
	size_t folder;	       /* which folder of directory.path it is from */
	bool is_faulty;	       /* something in it is, and was reported */
	struct value **values; /* by the row's place in kind->fields */
};

/* What is known from other sections when one is read; lists end with NULL. */
struct record_scope {
	const char *const *languages; /* besides the default one */
	/* Keys and languages that are not known because of another fault, which
	 * is reported. */
	const char *const *excused;
	/* The name of the section's file, for whoever reads many sections of
	 * one; NULL: each record has a copy. */
	const char *file;
	/* Nobody needs the pairs of sections once records are made of them;
	 * what is faulty keeps them. For record_batch_read(). */
	bool lets_go;
};

/* Reads a section. Never NULL: what is faulty is reported to `err` and left
 * out. What names another section is kept as it stands; references_check()
 * judges it. Lives as long as `arena` and what the scope names, and borrows
 * nothing from the section. */
struct record *record_read(const struct ini_file_section *section,
			   const struct kind *kind,
			   const struct record_scope *scope,
			   struct arena *arena, struct err *err);

/* Whether a translation repeats the value of the row and only the note is in
 * another language. */
bool record_repeats(const struct field *field);

/* Whether what stands behind a value of a dated row is a time, and so no words.
 */
bool record_is_for_a_time(const struct field *field, const struct value *value);

/* Whether a value of a row that is translated has words that could be in
 * another language. */
bool record_has_words(const struct field *field, const struct value *value);

/* The first value of the row `field` in the default language, or NULL. */
const struct value *record_value(const struct record *record, size_t field);

/* The same of the row called `name`, which the kind need not have; and all of
 * its values, in every language. */
const struct value *record_named(const struct record *record, const char *name);
const struct value *record_values(const struct record *record,
				  const char *name);

/* Whether the kind has such a row. */
bool record_has_row(const struct record *record, const char *name);

/* The next value in the default language after `value`, or NULL. */
const struct value *record_next(const struct value *value);

/* The words of that first value, or NULL. */
const char *record_text(const struct record *record, size_t field);

/* The hours that the row `field` says in the default language, or NULL. */
const struct hours *record_hours(const struct record *record, size_t field);

/* Whether the row `field` holds exactly `text`. */
bool record_is(const struct record *record, size_t field, const char *text);

#endif
