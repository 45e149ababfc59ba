/* Everything that can be shown. */
#include "view/view.h"

#include <stddef.h>
#include <string.h>

#include "document/ndjson.h"
#include "document/problem.h"
#include "page/page.h"
#include "search/facet-search.h"
#include "telemetry/prometheus.h"
#include "view/csv.h"
#include "view/feed.h"
#include "view/plain-text.h"
#include "view/sitemap.h"
#include "view/view-api.h"

#define HTML	    "text/html; charset=utf-8"
#define JSON	    "application/json"

/* How long others may keep a view. */
#define LIFE(NAME)  offsetof(struct settings, NAME)
#define LIST_LIFE   LIFE(list_life)
#define ENTRY_LIFE  LIFE(entry_life)
#define PHONES_LIFE LIFE(phones_life)
#define API_LIFE    LIFE(api_life)
#define NEVER	    0

static json_t *list_model(const struct view_args *args, bool is_fragment)
{
	return page_list(args->edition, args->query, facet_search(args->query),
			 is_fragment);
}

static json_t *list(const struct view_args *args)
{
	return list_model(args, false);
}

static json_t *list_fragment(const struct view_args *args)
{
	return list_model(args, true);
}

static json_t *entry(const struct view_args *args)
{
	return page_entry(args->edition, args->query, args->entry, false);
}

static json_t *entry_fragment(const struct view_args *args)
{
	return page_entry(args->edition, args->query, args->entry, true);
}

static json_t *lines(const struct view_args *args)
{
	return page_lines(args->edition, args->query, false);
}

static json_t *review(const struct view_args *args)
{
	return page_review(args->edition, args->query, args->reports);
}

static json_t *last_resort(const struct view_args *args)
{
	return page_new(args->edition, args->query, false);
}

static json_t *last_resort_fragment(const struct view_args *args)
{
	return page_new(args->edition, args->query, true);
}

static json_t *error(const struct view_args *args)
{
	return page_error(args->edition, args->query, args->status, args->entry,
			  false);
}

static json_t *error_fragment(const struct view_args *args)
{
	return page_error(args->edition, args->query, args->status, args->entry,
			  true);
}

/* A list of HSDS, all of it line by line, and one thing of it. */
#define HSDS_LIST(NAME)                                                        \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON,                      \
		.model = view_api_hsds_list, .format = "json",                 \
		.is_paged = true, .life = API_LIFE,                            \
	}
#define HSDS_LINES(NAME)                                                       \
	{                                                                      \
		.name = "hsds-" NAME "-ndjson", .media_type = NDJSON_TYPE,     \
		.write = view_api_hsds_lines, .format = "ndjson",              \
		.is_streamed = true, .life = NEVER,                            \
	}
#define HSDS_ONE(NAME)                                                         \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON,                      \
		.model = view_api_hsds_one, .life = API_LIFE,                  \
	}

/* clang-format off */
static const struct view views[] = {
	[VIEW_LIST] = {
		.name = "list", .media_type = HTML, .model = list,
		.template = "layout", .is_stored = true, .is_filtered = true,
		.life = LIST_LIFE,
	},
	[VIEW_LIST_FRAGMENT] = {
		.name = "list-fragment", .media_type = HTML,
		.model = list_fragment, .template = "fragment",
		.is_stored = true, .is_filtered = true, .is_fragment = true,
		.life = LIST_LIFE,
	},
	[VIEW_EMBED] = {
		.name = "embed", .media_type = HTML, .model = list,
		.template = "embed", .is_stored = true, .is_filtered = true,
		.life = LIST_LIFE,
	},
	[VIEW_ENTRY] = {
		.name = "entry", .media_type = HTML, .model = entry,
		.template = "layout", .is_stored = true,
		.life = ENTRY_LIFE,
	},
	[VIEW_ENTRY_FRAGMENT] = {
		.name = "entry-fragment", .media_type = HTML,
		.model = entry_fragment, .template = "fragment",
		.is_stored = true, .is_fragment = true,
		.life = ENTRY_LIFE,
	},
	[VIEW_LINES] = {
		.name = "lines", .media_type = HTML, .model = lines,
		.template = "layout", .is_stored = true,
		.life = PHONES_LIFE,
	},
	[VIEW_REVIEW] = {
		.name = "review", .media_type = HTML, .model = review,
		.template = "layout", .is_filtered = true,
		.life = NEVER,
	},
	[VIEW_LAST_RESORT] = {
		.name = "last-resort", .media_type = HTML,
		.model = last_resort, .template = "last-resort",
		.life = PHONES_LIFE,
	},
	[VIEW_LAST_RESORT_FRAGMENT] = {
		.name = "last-resort-fragment", .media_type = HTML,
		.model = last_resort_fragment,
		.template = "last-resort-fragment",
		.is_fragment = true,
		.life = PHONES_LIFE,
	},
	[VIEW_ERROR] = {
		.name = "error", .media_type = HTML, .model = error,
		.template = "layout",
		.life = NEVER,
	},
	[VIEW_ERROR_FRAGMENT] = {
		.name = "error-fragment", .media_type = HTML,
		.model = error_fragment, .template = "fragment",
		.is_fragment = true,
		.life = NEVER,
	},
	[VIEW_ERROR_FRAMED] = {
		.name = "error-framed", .media_type = HTML, .model = error,
		.template = "embed",
		.life = NEVER,
	},
	[VIEW_API] = {
		.name = "api", .media_type = JSON, .model = view_api_start,
		.life = API_LIFE,
	},
	[VIEW_API_ENTRIES] = {
		.name = "api-entries", .media_type = JSON,
		.model = view_api_entries, .format = "json", .is_stored = true,
		.is_filtered = true, .is_paged = true,
		.life = API_LIFE,
	},
	[VIEW_API_ENTRY] = {
		.name = "api-entry", .media_type = JSON,
		.model = view_api_entry, .is_stored = true,
		.life = API_LIFE,
	},
	[VIEW_API_FACETS] = {
		.name = "api-facets", .media_type = JSON,
		.model = view_api_facets, .is_stored = true,
		.is_filtered = true,
		.life = API_LIFE,
	},
	[VIEW_API_PHONES] = {
		.name = "api-phones", .media_type = JSON,
		.model = view_api_phones, .is_stored = true,
		.life = API_LIFE,
	},
	[VIEW_ENTRIES_NDJSON] = {
		.name = "entries-ndjson", .media_type = NDJSON_TYPE,
		.write = view_api_ndjson, .format = "ndjson",
		.is_saved = true, .is_filtered = true,
		.is_streamed = true,
		.life = NEVER,
	},
	[VIEW_ENTRIES_CSV] = {
		.name = "entries-csv", .media_type = CSV_TYPE,
		.write = view_api_csv, .format = "csv", .is_saved = true,
		.is_filtered = true, .is_streamed = true,
		.life = NEVER,
	},
	[VIEW_ENTRIES_TXT] = {
		.name = "entries-txt", .media_type = PLAIN_TEXT_TYPE,
		.write = view_api_txt, .format = "txt", .is_filtered = true,
		.is_streamed = true,
		.life = NEVER,
	},
	[VIEW_ENTRIES_ATOM] = {
		.name = "entries-atom", .media_type = FEED_TYPE,
		.model = view_api_atom, .template = "atom", .format = "atom",
		.is_stored = true, .is_filtered = true,
		.life = API_LIFE,
	},
	[VIEW_SITEMAP] = {
		.name = "sitemap", .media_type = SITEMAP_TYPE,
		.model = view_api_sitemap, .template = "sitemap",
		.is_stored = true,
		.life = API_LIFE,
	},
	[VIEW_API_PROBLEM] = {
		.name = "api-problem", .media_type = PROBLEM_TYPE,
		.model = view_api_problem,
		.life = NEVER,
	},
	[VIEW_HSDS] = {
		.name = "hsds", .media_type = JSON, .model = view_api_hsds,
		.life = API_LIFE,
	},
	[VIEW_HSDS_SERVICES] = HSDS_LIST("services"),
	[VIEW_HSDS_ORGANIZATIONS] = HSDS_LIST("organizations"),
	[VIEW_HSDS_TAXONOMIES] = HSDS_LIST("taxonomies"),
	[VIEW_HSDS_TERMS] = HSDS_LIST("taxonomy-terms"),
	[VIEW_HSDS_SERVICES_NDJSON] = HSDS_LINES("services"),
	[VIEW_HSDS_ORGANIZATIONS_NDJSON] = HSDS_LINES("organizations"),
	[VIEW_HSDS_TAXONOMIES_NDJSON] = HSDS_LINES("taxonomies"),
	[VIEW_HSDS_TERMS_NDJSON] = HSDS_LINES("taxonomy-terms"),
	[VIEW_HSDS_SERVICE] = HSDS_ONE("service"),
	[VIEW_HSDS_ORGANIZATION] = HSDS_ONE("organization"),
	[VIEW_HSDS_TAXONOMY] = HSDS_ONE("taxonomy"),
	[VIEW_HSDS_TERM] = HSDS_ONE("taxonomy-term"),
	[VIEW_HSDS_PROBLEM] = {
		.name = "hsds-problem", .media_type = PROBLEM_TYPE,
		.model = view_api_hsds_problem,
		.life = NEVER,
	},
	[VIEW_OPENAPI] = {
		.name = "openapi", .media_type = JSON,
		.model = view_api_document,
		.life = API_LIFE,
	},
	[VIEW_MANUAL] = {
		.name = "manual", .media_type = HTML,
		.model = view_api_document, .template = "layout",
		.life = NEVER,
	},
	[VIEW_HEALTH] = {
		.name = "health", .media_type = JSON,
		.life = NEVER,
	},
	[VIEW_READINESS] = {
		.name = "readiness", .media_type = JSON,
		.life = NEVER,
	},
	[VIEW_METRICS] = {
		.name = "metrics", .media_type = PROMETHEUS_TYPE,
		.life = NEVER,
	},
};
/* clang-format on */

const struct view *view_of(enum view_id id)
{
	return &views[id];
}

bool view_is_html(const struct view *view)
{
	return strcmp(view->media_type, HTML) == 0;
}

size_t view_count(void)
{
	return sizeof(views) / sizeof(*views);
}

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

void view_render(const struct view *view, const struct view_args *args,
		 struct buf *out)
{
	json_t *model;

	if (view->write != NULL) {
		view->write(args, out);
		return;
	}
	model = view->model(args);
	if (view->template != NULL)
		page_close_languages(args->edition, model);
	if (model == NULL)
		out->spoilt = true;
	else if (view->template == NULL)
		json_dump_callback(model, put, out, JSON_COMPACT);
	else if (template_render(args->edition->templates, view->template,
				 model, out) != 0)
		out->spoilt = true;
	json_decref(model);
}
