/* Everything that can be shown, as a table: what it is called, what it is made
 * of, what type it has. */
#ifndef SIGNPOST_VIEW_VIEW_H
#define SIGNPOST_VIEW_VIEW_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "check/reload-report.h"
#include "hsds/hsds.h"
#include "search/query.h"
#include "site/edition.h"

enum view_id {
	VIEW_NONE,
	VIEW_LIST,
	VIEW_LIST_FRAGMENT,
	VIEW_EMBED,
	VIEW_ENTRY,
	VIEW_ENTRY_FRAGMENT,
	VIEW_LINES,
	VIEW_REVIEW,
	VIEW_HANDOUT,
	VIEW_HANDOUT_CARD,
	VIEW_HANDOUT_TEXT,
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
	VIEW_ENTRIES_NDJSON,
	VIEW_ENTRIES_CSV,
	VIEW_ENTRIES_TXT,
	VIEW_ENTRIES_ATOM,
	VIEW_SITEMAP,
	VIEW_API_PROBLEM,
	VIEW_HSDS,
	VIEW_HSDS_SERVICES,
	VIEW_HSDS_ORGANIZATIONS,
	VIEW_HSDS_TAXONOMIES,
	VIEW_HSDS_TERMS,
	VIEW_HSDS_PLACES,
	VIEW_HSDS_SERVICES_NDJSON,
	VIEW_HSDS_ORGANIZATIONS_NDJSON,
	VIEW_HSDS_TAXONOMIES_NDJSON,
	VIEW_HSDS_TERMS_NDJSON,
	VIEW_HSDS_PLACES_NDJSON,
	VIEW_HSDS_SERVICE,
	VIEW_HSDS_ORGANIZATION,
	VIEW_HSDS_TAXONOMY,
	VIEW_HSDS_TERM,
	VIEW_HSDS_PLACE,
	VIEW_HSDS_PROBLEM,
	VIEW_OPENAPI,
	VIEW_MANUAL,
	/* For operators; not rendered but written by who answers, because they
	 * are never the same again. */
	VIEW_HEALTH,
	VIEW_READINESS,
	VIEW_METRICS,
	VIEW_COUNT, /* how many there are */
};

struct view;

/* What a view is made from. All of it is borrowed; what the view does not need
 * is NULL. */
struct view_args {
	const struct view *view;
	const struct edition *edition;
	const struct query *query;
	const struct entry *entry; /* with an error, what to look at instead */
	int status;		   /* of an error */
	const char *place; /* below the base; a `*` is what a visitor chose */
	const struct reload_report_sheet *reports; /* of a review */
	const char *part;			   /* of a review */
	const struct page_handout *handout;	   /* of a handout */
	const struct hsds_query *hsds;		   /* of HSDS */
	struct hsds_items found; /* by it, or the one thing that is shown */
	/* What describes the interface, for json_decref(), and of what. */
	json_t *(*describe)(const void *described);
	const void *described;
};

struct view {
	const char *name;
	const char *media_type;
	/* The model, for json_decref(); NULL: `write` does without. */
	json_t *(*model)(const struct view_args *args);
	const char *template; /* NULL: the model is dumped as JSON */
	/* Appends a list from its entry number `from` on, 0 with what stands
	 * before the first, until `out` has enough: the number of the next
	 * entry, 0 where there is none. */
	size_t (*write)(const struct view_args *args, size_t from,
			struct buf *out);
	const char *format; /* its name in `format=`, or NULL */
	/* Below the base, where the list is in this format, for pages to name;
	 * or NULL. */
	const char *alternate;
	bool is_saved;	  /* by a browser, as a file, instead of shown */
	bool is_stored;	  /* may be kept in the cache */
	bool is_filtered; /* the whole wish changes it */
	bool is_fragment;
	bool is_paged; /* a page of a list, which says how many there are */
	/* How many, where that is not by what the wish finds; or NULL. Of a
	 * view that is not filtered, `page` and `per_page` are all that it
	 * takes. */
	long long (*pages)(const struct edition *edition,
			   const struct query *query);
	bool is_streamed; /* without end, so it is sent on in pieces */
	/* The member of struct settings that says how long others may keep it;
	 * 0: not at all. */
	size_t life;
};

const struct view *view_of(enum view_id id);

/* Whether the view is for people and not for programs. */
bool view_is_html(const struct view *view);

/* On how many pages a view is that the whole wish changes, or that says itself
 * how many. */
long long view_pages(const struct view_args *args);

/* Appends what `args` say to `out`. A result that is not whole spoils `out`. */
void view_render(const struct view_args *args, struct buf *out);

#endif
