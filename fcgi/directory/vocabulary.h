/* The words a directory is made of: what it says of itself, its facets and
 * their terms, kinds, who answers, the starting links. Tables; the rows stand
 * in vocabulary.c. */
#ifndef SIGNPOST_DIRECTORY_VOCABULARY_H
#define SIGNPOST_DIRECTORY_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>

#include "record/record.h"

enum directory_row {
	DIRECTORY_TITLE,
	DIRECTORY_LANGUAGES,
	DIRECTORY_NAMESPACE,
	DIRECTORY_TIME_ZONE,
	DIRECTORY_STALE_AFTER,
	DIRECTORY_CRISIS,
	DIRECTORY_LINES,
	DIRECTORY_SHORT_CODES,
	DIRECTORY_SCOPE_NOTE,
	DIRECTORY_NOTE,
	DIRECTORY_GONE,
	DIRECTORY_LICENSE,
	DIRECTORY_SYNONYM,
	DIRECTORY_REVIEWED,
};

enum facet_row {
	FACET_NAME,
	FACET_NOTE,
	FACET_ORDER,
	FACET_OPEN,
	FACET_EXPECTED,
	FACET_SCHEMA_ORG,
	FACET_VISIBILITY,
	FACET_UUID,
	FACET_REVIEWED,
};

enum term_row {
	TERM_NAME,
	TERM_SUMMARY,
	TERM_NOTE,
	TERM_ORDER,
	TERM_PARENT,
	TERM_CODE,
	TERM_REPORTS,
	TERM_ASIDE,
	TERM_CHANGED,
	TERM_VISIBILITY,
	TERM_UUID,
	TERM_REVIEWED,
};

enum kind_row {
	KIND_NAME,
	KIND_HSDS,
	KIND_SCHEMA_ORG,
	KIND_DEPARTMENT,
	KIND_CHANGED,
	KIND_REVIEWED,
};

enum answered_by_row {
	ANSWERED_BY_NAME,
	ANSWERED_BY_SHORT,
	ANSWERED_BY_CAUTION,
	ANSWERED_BY_HELP,
	ANSWERED_BY_CHANGED,
	ANSWERED_BY_REVIEWED,
};

enum start_row {
	START_NAME,
	START_FILTER,
	START_ORDER,
	START_VISIBILITY,
	START_REVIEWED,
};

/* The kinds of section whose keys never change. A facet's id is the name of the
 * kind of its terms. */
extern const struct kind vocabulary_directory, vocabulary_facet,
	vocabulary_term, vocabulary_kind, vocabulary_answered_by,
	vocabulary_start;

/* All of them in the order in which they are explained, with those of entry.h;
 * of an entry the keys that do not depend on the facets. */
extern const struct kind *const vocabulary_kinds[];
extern const size_t vocabulary_kind_count;

/* Whether something else has the name `id` already, so that no facet can: a key
 * of entries, a kind of section, or a member of the model. */
bool vocabulary_is_taken(const char *id);

/* The ids of the facets that a directory has by itself: the second where there
 * are places, unless it has one of that name of its own. */
#define VOCABULARY_DEPARTMENT "department"
#define VOCABULARY_PLACE      "place"

/* One way to part the entries. */
struct facet {
	const char *id;
	const struct record
		*record; /* NULL: one made by itself may have none */
	bool is_open;
	size_t row;	     /* in entries; FACET_NO_ROW: its terms are made */
	size_t first, count; /* its terms: numbers first .. first + count - 1 */
};

/* One value of a facet. */
struct term {
	const char *id;
	const struct record *record; /* a term's, or a department's entry */
	/* Of the interface, for what it is where its name does not say that;
	 * NULL: none. */
	const char *word;
	size_t facet;
	size_t parent;	/* the number of its parent, or TERM_NONE */
	bool is_report; /* who filters by it wants to report something */
	bool is_aside;	/* who holds it is not for whoever needs help first */
};

#define TERM_NONE    ((size_t)-1)
#define FACET_NO_ROW ((size_t)-1)

#endif
