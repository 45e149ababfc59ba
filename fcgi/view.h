/* Everything that can be shown, as a table: what it is called, what it is made
 * of, what type it has. */
#ifndef SIGNPOST_VIEW_H
#define SIGNPOST_VIEW_H

#include <jansson.h>
#include <stdbool.h>

#include "buf.h"
#include "edition.h"
#include "news.h"
#include "query.h"

enum view_id {
	VIEW_LIST,
	VIEW_LIST_FRAGMENT,
	VIEW_EMBED,
	VIEW_ENTRY,
	VIEW_ENTRY_FRAGMENT,
	VIEW_LINES,
	VIEW_REVIEW,
	VIEW_LAST_RESORT,
	VIEW_LAST_RESORT_FRAGMENT,
	VIEW_ERROR,
	VIEW_ERROR_FRAGMENT,
	VIEW_ERROR_FRAMED,
	VIEW_API,
	VIEW_API_ENTRIES,
	VIEW_API_ENTRY,
	VIEW_API_FACETS,
	VIEW_API_PHONES,
	VIEW_API_PROBLEM,
	/* For operators; not rendered but written by who answers, because they
	 * are never the same again. */
	VIEW_HEALTH,
	VIEW_READINESS,
	VIEW_METRICS,
};

/* What a view is made from. Borrowed. */
struct view_subject {
	const struct edition *edition;
	const struct query *query;
	const struct entry *entry; /* NULL where the view is of none; with an
				      error, what to look at instead */
	const struct news_sheet *news; /* of a review */
	int status;		       /* of an error */
};

struct view {
	const char *name;
	const char *media_type;
	/* The model, for json_decref(). */
	json_t *(*model)(const struct view_subject *subject);
	const char *template; /* NULL: the model is dumped as JSON */
	bool is_stored;	      /* may be kept in the cache */
	bool is_filtered;     /* the whole wish changes it */
	bool is_fragment;
	/* The member of struct settings that says how long others may keep it;
	 * 0: not at all. */
	size_t life;
};

const struct view *view_of(enum view_id id);

/* How many there are. */
size_t view_count(void);

/* Appends the view to `out`. A result that is not whole spoils `out`. */
void view_render(const struct view *view, const struct view_subject *subject,
		 struct buf *out);

#endif
