/* Everything that can be shown. */
#include "view/view.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "document/phone-users.h"
#include "document/problem.h"
#include "hsds/hsds.h"
#include "page/page.h"
#include "search/facet-search.h"
#include "site/wording.h"
#include "telemetry/prometheus.h"
#include "view/formats.h"

#define HTML	    "text/html; charset=utf-8"
#define JSON	    "application/json"
#define NDJSON	    "application/x-ndjson"
#define PATH_ROOM   96 /* an id has at most 48 bytes */

/* How long others may keep a view. */
#define LIFE(NAME)  offsetof(struct settings, NAME)
#define LIST_LIFE   LIFE(list_life)
#define ENTRY_LIFE  LIFE(entry_life)
#define PHONES_LIFE LIFE(phones_life)
#define API_LIFE    LIFE(api_life)

static const struct view views[VIEW_COUNT];

/* The same list in other formats; spreadsheets want a table marked. */
static void add_formats(const struct view_args *args, json_t *page)
{
	for (size_t i = 0; i < VIEW_COUNT; i++) {
		struct query there = *args->query;

		there.has_mark = views[i].write == csv_write_list;
		if (views[i].alternate != NULL)
			page_add_alternate(args->edition, &there,
					   views[i].alternate,
					   views[i].media_type, page);
	}
}

static json_t *list(const struct view_args *args)
{
	json_t *page =
		page_list(args->edition, args->query, facet_search(args->query),
			  args->view->is_fragment);

	add_formats(args, page);
	return page;
}

static json_t *entry(const struct view_args *args)
{
	json_t *page = page_entry(args->edition, args->query, args->entry,
				  args->view->is_fragment);
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "/api/v1/entries/%s", args->entry->id);
	page_add_alternate(args->edition, args->query, path, JSON, page);
	return page;
}

static json_t *lines(const struct view_args *args)
{
	json_t *page = page_lines(args->edition, args->query);

	page_add_alternate(args->edition, args->query, "/api/v1/phones", JSON,
			   page);
	return page;
}

static json_t *handout(const struct view_args *args)
{
	return page_handout(args->edition, args->query, args->handout);
}

static json_t *review(const struct view_args *args)
{
	return page_review(args->edition, args->query, args->part,
			   args->reports);
}

static json_t *last_resort(const struct view_args *args)
{
	return page_new(args->edition, args->query, args->view->is_fragment);
}

static json_t *error(const struct view_args *args)
{
	return page_error(args->edition, args->query, args->status, args->entry,
			  args->view->is_fragment);
}

static json_t *api_start(const struct view_args *args)
{
	const char *base = args->edition->settings->base;

	return json_pack("{ss ss ss so so so so so}", "title",
			 wording_text(args->edition,
				      args->edition->directory->about,
				      DIRECTORY_TITLE),
			 "version", args->edition->data_version, "revision",
			 args->edition->revision, "entries",
			 json_sprintf("%s/api/v1/entries", base), "facets",
			 json_sprintf("%s/api/v1/facets", base), "phones",
			 json_sprintf("%s/api/v1/phones", base), "hsds",
			 json_sprintf("%s/api/hsds/", base), "openapi",
			 json_sprintf("%s/openapi.json", base));
}

static json_t *api_entries(const struct view_args *args)
{
	return document_list(args->edition, args->query,
			     facet_search(args->query));
}

static json_t *api_entry(const struct view_args *args)
{
	json_t *model = document_entry(args->edition, args->entry, NULL);

	document_project(args->query, model);
	return model;
}

static json_t *api_facets(const struct view_args *args)
{
	return json_pack("{so}", "facets",
			 document_facets(args->edition, args->query,
					 facet_search(args->query)));
}

static json_t *api_phones(const struct view_args *args)
{
	return phone_users(args->edition, args->query);
}

static size_t ndjson(const struct view_args *args, size_t from, struct buf *out)
{
	return document_lines(args->edition, args->query,
			      facet_search(args->query), from, out);
}

static json_t *hsds(const struct view_args *args)
{
	return hsds_about(args->edition);
}

static json_t *hsds_list(const struct view_args *args)
{
	return hsds_page(args->edition, args->hsds, &args->found);
}

static size_t hsds_lines(const struct view_args *args, size_t from,
			 struct buf *out)
{
	return hsds_write(args->edition, args->hsds, &args->found, from, out);
}

static json_t *hsds_one(const struct view_args *args)
{
	return hsds_object(args->edition, args->found.items,
			   args->hsds->is_full_service ? HSDS_FULL_SERVICE :
							 HSDS_FULL);
}

static json_t *document(const struct view_args *args)
{
	return args->describe(args->described);
}

/* A list of HSDS, all of it line by line, and one thing of it. */
#define HSDS_LIST(NAME)                                                        \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON, .model = hsds_list,  \
		.format = "json", .is_stored = true, .is_paged = true,         \
		.life = API_LIFE,                                              \
	}
#define HSDS_LINES(NAME)                                                       \
	{                                                                      \
		.name = "hsds-" NAME "-ndjson", .media_type = NDJSON,          \
		.write = hsds_lines, .format = "ndjson", .is_streamed = true,  \
	}
#define HSDS_ONE(NAME)                                                         \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON, .model = hsds_one,   \
		.is_stored = true, .life = API_LIFE,                           \
	}

/* clang-format off */
static const struct view views[VIEW_COUNT] = {
	[VIEW_LIST] = {
		.name = "list", .media_type = HTML, .model = list,
		.template = "layout", .is_stored = true, .is_filtered = true,
		.life = LIST_LIFE,
	},
	[VIEW_LIST_FRAGMENT] = {
		.name = "list-fragment", .media_type = HTML, .model = list,
		.template = "fragment", .is_stored = true, .is_filtered = true,
		.is_fragment = true, .life = LIST_LIFE,
	},
	[VIEW_EMBED] = {
		.name = "embed", .media_type = HTML, .model = list,
		.template = "embed", .is_stored = true, .is_filtered = true,
		.life = LIST_LIFE,
	},
	[VIEW_ENTRY] = {
		.name = "entry", .media_type = HTML, .model = entry,
		.template = "layout", .is_stored = true, .life = ENTRY_LIFE,
	},
	[VIEW_ENTRY_FRAGMENT] = {
		.name = "entry-fragment", .media_type = HTML, .model = entry,
		.template = "fragment", .is_stored = true, .is_fragment = true,
		.life = ENTRY_LIFE,
	},
	[VIEW_LINES] = {
		.name = "lines", .media_type = HTML, .model = lines,
		.template = "layout", .is_stored = true,
		.pages = page_lines_pages, .life = PHONES_LIFE,
	},
	[VIEW_REVIEW] = {
		.name = "review", .media_type = HTML, .model = review,
		.template = "layout", .is_filtered = true,
	},
	[VIEW_HANDOUT] = {
		.name = "handout", .media_type = HTML, .model = handout,
		.template = "handout",
	},
	[VIEW_HANDOUT_CARD] = {
		.name = "handout-card", .media_type = HTML, .model = handout,
		.template = "handout",
	},
	[VIEW_HANDOUT_TEXT] = {
		.name = "handout-text", .media_type = PLAIN_TEXT_TYPE,
		.write = handout_text_write,
	},
	[VIEW_LAST_RESORT] = {
		.name = "last-resort", .media_type = HTML, .model = last_resort,
		.template = "last-resort", .life = PHONES_LIFE,
	},
	[VIEW_LAST_RESORT_FRAGMENT] = {
		.name = "last-resort-fragment", .media_type = HTML,
		.model = last_resort, .template = "last-resort-fragment",
		.is_fragment = true, .life = PHONES_LIFE,
	},
	[VIEW_ERROR] = {
		.name = "error", .media_type = HTML, .model = error,
		.template = "layout",
	},
	[VIEW_ERROR_FRAGMENT] = {
		.name = "error-fragment", .media_type = HTML, .model = error,
		.template = "fragment", .is_fragment = true,
	},
	[VIEW_ERROR_FRAMED] = {
		.name = "error-framed", .media_type = HTML, .model = error,
		.template = "embed",
	},
	[VIEW_API] = {
		.name = "api", .media_type = JSON, .model = api_start,
		.life = API_LIFE,
	},
	[VIEW_API_ENTRIES] = {
		.name = "api-entries", .media_type = JSON, .model = api_entries,
		.format = "json", .alternate = "/api/v1/entries",
		.is_stored = true, .is_filtered = true, .is_paged = true,
		.life = API_LIFE,
	},
	[VIEW_API_ENTRY] = {
		.name = "api-entry", .media_type = JSON, .model = api_entry,
		.is_stored = true, .life = API_LIFE,
	},
	[VIEW_API_FACETS] = {
		.name = "api-facets", .media_type = JSON, .model = api_facets,
		.is_stored = true, .is_filtered = true, .is_paged = true,
		.pages = document_facet_pages, .life = API_LIFE,
	},
	[VIEW_API_PHONES] = {
		.name = "api-phones", .media_type = JSON, .model = api_phones,
		.is_stored = true, .is_paged = true,
		.pages = phone_users_pages, .life = API_LIFE,
	},
	[VIEW_ENTRIES_NDJSON] = {
		.name = "entries-ndjson", .media_type = NDJSON,
		.write = ndjson, .format = "ndjson",
		.alternate = "/entries.ndjson", .is_saved = true,
		.is_filtered = true, .is_streamed = true,
	},
	[VIEW_ENTRIES_CSV] = {
		.name = "entries-csv", .media_type = CSV_TYPE,
		.write = csv_write_list, .format = "csv",
		.alternate = "/entries.csv", .is_saved = true,
		.is_filtered = true, .is_streamed = true,
	},
	[VIEW_ENTRIES_TXT] = {
		.name = "entries-txt", .media_type = PLAIN_TEXT_TYPE,
		.write = plain_text_write, .format = "txt",
		.alternate = "/entries.txt", .is_filtered = true,
		.is_streamed = true,
	},
	[VIEW_ENTRIES_ATOM] = {
		.name = "entries-atom", .media_type = FEED_TYPE,
		.model = feed_new, .template = "atom", .format = "atom",
		.alternate = "/entries.atom", .is_stored = true,
		.is_filtered = true, .life = API_LIFE,
	},
	[VIEW_SITEMAP] = {
		.name = "sitemap", .media_type = SITEMAP_TYPE,
		.model = sitemap_new, .template = "sitemap", .is_stored = true,
		.pages = sitemap_pages, .life = API_LIFE,
	},
	[VIEW_API_PROBLEM] = {
		.name = "api-problem", .media_type = PROBLEM_TYPE,
		.model = problem_model,
	},
	[VIEW_HSDS] = {
		.name = "hsds", .media_type = JSON, .model = hsds,
		.life = API_LIFE,
	},
	[VIEW_HSDS_SERVICES] = HSDS_LIST("services"),
	[VIEW_HSDS_ORGANIZATIONS] = HSDS_LIST("organizations"),
	[VIEW_HSDS_TAXONOMIES] = HSDS_LIST("taxonomies"),
	[VIEW_HSDS_TERMS] = HSDS_LIST("taxonomy-terms"),
	[VIEW_HSDS_PLACES] = HSDS_LIST("services-at-locations"),
	[VIEW_HSDS_SERVICES_NDJSON] = HSDS_LINES("services"),
	[VIEW_HSDS_ORGANIZATIONS_NDJSON] = HSDS_LINES("organizations"),
	[VIEW_HSDS_TAXONOMIES_NDJSON] = HSDS_LINES("taxonomies"),
	[VIEW_HSDS_TERMS_NDJSON] = HSDS_LINES("taxonomy-terms"),
	[VIEW_HSDS_PLACES_NDJSON] = HSDS_LINES("services-at-locations"),
	[VIEW_HSDS_SERVICE] = HSDS_ONE("service"),
	[VIEW_HSDS_ORGANIZATION] = HSDS_ONE("organization"),
	[VIEW_HSDS_TAXONOMY] = HSDS_ONE("taxonomy"),
	[VIEW_HSDS_TERM] = HSDS_ONE("taxonomy-term"),
	[VIEW_HSDS_PLACE] = HSDS_ONE("service-at-location"),
	[VIEW_HSDS_PROBLEM] = {
		.name = "hsds-problem", .media_type = PROBLEM_TYPE,
		.model = hsds_problem_model,
	},
	[VIEW_OPENAPI] = {
		.name = "openapi", .media_type = JSON, .model = document,
		.is_stored = true, .life = API_LIFE,
	},
	[VIEW_MANUAL] = {
		.name = "manual", .media_type = HTML, .model = document,
		.template = "layout",
	},
	[VIEW_HEALTH] = {
		.name = "health", .media_type = JSON,
	},
	[VIEW_READINESS] = {
		.name = "readiness", .media_type = JSON,
	},
	[VIEW_METRICS] = {
		.name = "metrics", .media_type = PROMETHEUS_TYPE,
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

long long view_pages(const struct view_args *args)
{
	const struct query *query = args->query;

	return args->view->pages != NULL ?
		       args->view->pages(args->edition, query) :
		       facet_search_pages(facet_search(query), query->per_page);
}

void view_render(const struct view_args *args, struct buf *out)
{
	const struct view *view = args->view;
	json_t *model;

	if (view->write != NULL) {
		view->write(args, 0, out);
		return;
	}
	model = view->model(args);
	if (model == NULL)
		out->spoilt = true;
	else if (view->template == NULL)
		document_print(model, out);
	else if (html_write(args, model, out) != 0)
		out->spoilt = true;
	json_decref(model);
}
