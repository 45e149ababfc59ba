/* A wish in the terms of the Human Services Data Specification (HSDS 3.1): its
 * parameters, which add up. Of one that is repeated the first counts. */
#ifndef SIGNPOST_HSDS_QUERY_H
#define SIGNPOST_HSDS_QUERY_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "search/match.h"
#include "search/query.h"
#include "site/edition.h"

/* What there is of which there are lists; as bits, so that a parameter says
 * which it is for. */
enum hsds_use {
	HSDS_NONE = 0,
	HSDS_SERVICES = 1,
	HSDS_ORGANIZATIONS = 2,
	HSDS_TAXONOMIES = 4,
	HSDS_TERMS = 8,
	HSDS_PLACES = 64, /* services at locations */
	HSDS_LISTS = HSDS_SERVICES | HSDS_ORGANIZATIONS | HSDS_TAXONOMIES |
		     HSDS_TERMS | HSDS_PLACES,
	HSDS_ORGANIZATION = 16, /* one alone */
	HSDS_OTHER_ITEM = 32,
};

#define HSDS_PARAMETERS 14

struct hsds_query {
	const struct directory *directory;
	enum hsds_use use;
	long long page, per_page;
	enum query_sort sort;
	bool is_minimal, is_full, is_full_service, is_top_only;
	long long modified_after_ms; /* LLONG_MIN: whenever */
	/* What an identifier names; one that is well formed and names nothing
	 * here leaves `finds_nothing`. */
	size_t facet, term, parent; /* facet_count, TERM_NONE: none asked for */
	const struct entry *organization;
	bool finds_nothing;
	const char *text; /* words that are looked for; NULL: none */
	/* What they find in each language; NULL: nobody looked. */
	const struct match *const *matches;
	size_t match_count;
	/* By the place of the parameter: what was sent, where it is well
	 * formed; of `search` only "". */
	const char *values[HSDS_PARAMETERS];
	const char *unclear; /* the parameter that could not be read, or NULL */
};

/* What a parameter takes, and so which type its member has. */
enum hsds_by {
	HSDS_BY_WORDS, /* all of which must be there; no member */
	HSDS_BY_UUID,  /* size_t: the number of a facet or term; or no member */
	HSDS_BY_MOMENT, /* long long: milliseconds */
	HSDS_BY_FLAG,	/* bool */
	HSDS_BY_FORMAT, /* no member */
	HSDS_BY_NUMBER, /* long long */
	HSDS_BY_ORDER,	/* enum query_sort, in the words of our own lists */
};

struct hsds_parameter {
	const char *name;
	unsigned uses;
	const char *help;
	enum hsds_by kind;
	enum hsds_use of; /* of a UUID: what it names */
	size_t offset;
	long long most, fallback; /* of a number */
};

extern const struct hsds_parameter hsds_parameters[HSDS_PARAMETERS];

/* Reads a query string for `use`. Never fails. Lives as long as `arena`. */
const struct hsds_query *hsds_query_parse(const struct directory *directory,
					  enum hsds_use use, const char *text,
					  struct arena *arena);

/* Looks for the words, where there are any: in the index of every language of
 * the site, as lists of our own look in one. Where nobody can search, `search`
 * is what cannot be read. */
void hsds_query_look(struct hsds_query *query, const struct edition *edition,
		     struct arena *arena);

/* Appends the query string of another page of the same list. False, and nothing
 * appended, where it would repeat the words of a visitor. */
bool hsds_query_print(const struct hsds_query *query, long long page,
		      struct buf *out);

/* The one spelling of the wish, in the order of the parameters and without what
 * says nothing, that an answer may be kept by; NULL where there would be no end
 * to those, or it would hold the words of a visitor. Lives as long as `arena`.
 */
const char *hsds_query_key(const struct hsds_query *query, struct arena *arena);

/* The JSON Schema of a parameter's values, for json_decref(); NULL where there
 * is none of that name. */
json_t *hsds_query_schema(const struct directory *directory, const char *name);

#endif
