/* Everything that can be shown. */
#include "view.h"

#include <string.h>

#include "csv.h"
#include "document.h"
#include "feed.h"
#include "hsds-object.h"
#include "ndjson.h"
#include "page.h"
#include "parameter.h"
#include "problem.h"
#include "readout.h"
#include "search.h"
#include "sitemap.h"
#include "wording.h"

#define HTML "text/html; charset=utf-8"
#define JSON "application/json"

static json_t *list_model(const struct view_subject *subject, bool is_fragment)
{
	struct arena *arena = arena_new();
	const struct results *results = search(subject->query, arena);
	json_t *model = page_list(subject->edition, subject->query, results,
				  is_fragment);

	arena_free(arena);
	return model;
}

static json_t *list(const struct view_subject *subject)
{
	return list_model(subject, false);
}

static json_t *list_fragment(const struct view_subject *subject)
{
	return list_model(subject, true);
}

static json_t *entry(const struct view_subject *subject)
{
	return page_entry(subject->edition, subject->query, subject->entry,
			  false);
}

static json_t *entry_fragment(const struct view_subject *subject)
{
	return page_entry(subject->edition, subject->query, subject->entry,
			  true);
}

static json_t *lines(const struct view_subject *subject)
{
	return page_lines(subject->edition, subject->query, false);
}

static json_t *last_resort(const struct view_subject *subject)
{
	return page_new(subject->edition, subject->query, false);
}

static json_t *error(const struct view_subject *subject)
{
	return page_error(subject->edition, subject->query, subject->status,
			  subject->entry, false);
}

static json_t *error_fragment(const struct view_subject *subject)
{
	return page_error(subject->edition, subject->query, subject->status,
			  subject->entry, true);
}

static json_t *api(const struct view_subject *subject)
{
	const char *base = subject->edition->settings->base;

	return json_pack("{ss ss ss so so}", "title",
			 wording_text(subject->edition,
				      subject->edition->directory->about,
				      DIRECTORY_TITLE),
			 "version", subject->edition->data_version, "revision",
			 subject->edition->revision, "entries",
			 json_sprintf("%s/api/v1/entries", base), "facets",
			 json_sprintf("%s/api/v1/facets", base));
}

static json_t *api_entries(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *model = document_list(subject->edition, subject->query,
				      search(subject->query, arena));

	arena_free(arena);
	return model;
}

static json_t *api_entry(const struct view_subject *subject)
{
	json_t *model = document_entry(subject->edition, subject->entry, NULL);

	document_project(subject->query, model);
	return model;
}

static json_t *api_facets(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *facets = document_facets(subject->edition, subject->query,
					 search(subject->query, arena));

	arena_free(arena);
	return json_pack("{so}", "facets", facets);
}

/* A list in one of the formats that need no model. */
static void write_list(const struct view_subject *subject,
		       void (*write)(const struct edition *edition,
				     const struct query *query,
				     const struct results *results,
				     struct buf *out),
		       struct buf *out)
{
	struct arena *arena = arena_new();

	write(subject->edition, subject->query, search(subject->query, arena),
	      out);
	arena_free(arena);
}

static void entries_ndjson(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, ndjson_write, out);
}

static void entries_csv(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, csv_write, out);
}

static void entries_txt(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, readout_write, out);
}

static json_t *entries_atom(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *model = feed_new(subject->edition, subject->query,
				 search(subject->query, arena));

	arena_free(arena);
	return model;
}

static json_t *sitemap(const struct view_subject *subject)
{
	return sitemap_new(subject->edition);
}

static json_t *api_problem(const struct view_subject *subject)
{
	json_t *problem = problem_new(subject->edition, subject->status);
	const char *name = subject->query->unclear;

	if (subject->status == 400 && name != NULL)
		problem_blame(
			problem, name,
			parameter_schema(subject->edition->directory, name));
	return problem;
}

static json_t *hsds(const struct view_subject *subject)
{
	return hsds_about(subject->edition);
}

static json_t *hsds_list(const struct view_subject *subject)
{
	return hsds_page(subject->edition, subject->hsds);
}

static void hsds_lines(const struct view_subject *subject, struct buf *out)
{
	hsds_write(subject->edition, subject->hsds, out);
}

static json_t *hsds_one(const struct view_subject *subject)
{
	return hsds_object(subject->edition, subject->item,
			   subject->hsds->is_full_service ? HSDS_FULL_SERVICE :
							    HSDS_FULL);
}

/* A format that is not there is refused before anything else is read. */
static json_t *hsds_problem(const struct view_subject *subject)
{
	json_t *problem = problem_new(subject->edition, subject->status);
	const char *name =
		subject->hsds != NULL ? subject->hsds->unclear : "format";

	if (subject->status == 400)
		problem_blame(problem, name, hsds_query_schema(name));
	return problem;
}

/* A list of HSDS, and all of it line by line. */
#define HSDS_LIST(NAME, USE)                                                   \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON, .model = hsds_list,  \
		.format = "json", .hsds = USE, .is_paged = true,               \
	}
#define HSDS_LINES(NAME, USE)                                                  \
	{                                                                      \
		.name = "hsds-" NAME "-ndjson", .media_type = NDJSON_TYPE,     \
		.write = hsds_lines, .format = "ndjson", .hsds = USE,          \
		.is_streamed = true,                                           \
	}
#define HSDS_ONE(NAME, USE)                                                    \
	{                                                                      \
		.name = "hsds-" NAME, .media_type = JSON, .model = hsds_one,   \
		.hsds = USE,                                                   \
	}

/* clang-format off */
static const struct view views[] = {
	[VIEW_LIST] = {
		.name = "list", .media_type = HTML, .model = list,
		.template = "layout", .is_stored = true, .is_filtered = true,
	},
	[VIEW_LIST_FRAGMENT] = {
		.name = "list-fragment", .media_type = HTML,
		.model = list_fragment, .template = "fragment",
		.is_stored = true, .is_filtered = true, .is_fragment = true,
	},
	[VIEW_ENTRY] = {
		.name = "entry", .media_type = HTML, .model = entry,
		.template = "layout", .is_stored = true,
	},
	[VIEW_ENTRY_FRAGMENT] = {
		.name = "entry-fragment", .media_type = HTML,
		.model = entry_fragment, .template = "fragment",
		.is_stored = true, .is_fragment = true,
	},
	[VIEW_LINES] = {
		.name = "lines", .media_type = HTML, .model = lines,
		.template = "layout", .is_stored = true,
	},
	[VIEW_LAST_RESORT] = {
		.name = "last-resort", .media_type = HTML,
		.model = last_resort, .template = "last-resort",
	},
	[VIEW_LAST_RESORT_FRAGMENT] = {
		.name = "last-resort-fragment", .media_type = HTML,
		.model = last_resort, .template = "last-resort-fragment",
		.is_fragment = true,
	},
	[VIEW_ERROR] = {
		.name = "error", .media_type = HTML, .model = error,
		.template = "layout",
	},
	[VIEW_ERROR_FRAGMENT] = {
		.name = "error-fragment", .media_type = HTML,
		.model = error_fragment, .template = "fragment",
		.is_fragment = true,
	},
	[VIEW_API] = {
		.name = "api", .media_type = JSON, .model = api,
	},
	[VIEW_API_ENTRIES] = {
		.name = "api-entries", .media_type = JSON,
		.model = api_entries, .format = "json", .is_stored = true,
		.is_filtered = true, .is_paged = true,
	},
	[VIEW_API_ENTRY] = {
		.name = "api-entry", .media_type = JSON, .model = api_entry,
		.is_stored = true,
	},
	[VIEW_API_FACETS] = {
		.name = "api-facets", .media_type = JSON, .model = api_facets,
		.is_stored = true, .is_filtered = true,
	},
	[VIEW_ENTRIES_NDJSON] = {
		.name = "entries-ndjson", .media_type = NDJSON_TYPE,
		.write = entries_ndjson, .format = "ndjson",
		.file = "list.ndjson", .is_filtered = true,
		.is_streamed = true,
	},
	[VIEW_ENTRIES_CSV] = {
		.name = "entries-csv", .media_type = CSV_TYPE,
		.write = entries_csv, .format = "csv", .file = "list.csv",
		.is_filtered = true, .is_streamed = true,
	},
	[VIEW_ENTRIES_TXT] = {
		.name = "entries-txt", .media_type = READOUT_TYPE,
		.write = entries_txt, .format = "txt", .is_filtered = true,
		.is_streamed = true,
	},
	[VIEW_ENTRIES_ATOM] = {
		.name = "entries-atom", .media_type = FEED_TYPE,
		.model = entries_atom, .template = "atom", .format = "atom",
		.is_stored = true, .is_filtered = true,
	},
	[VIEW_SITEMAP] = {
		.name = "sitemap", .media_type = SITEMAP_TYPE,
		.model = sitemap, .template = "sitemap", .is_stored = true,
	},
	[VIEW_API_PROBLEM] = {
		.name = "api-problem", .media_type = PROBLEM_TYPE,
		.model = api_problem,
	},
	[VIEW_HSDS] = { .name = "hsds", .media_type = JSON, .model = hsds },
	[VIEW_HSDS_SERVICES] = HSDS_LIST("services", HSDS_SERVICES),
	[VIEW_HSDS_ORGANIZATIONS] =
		HSDS_LIST("organizations", HSDS_ORGANIZATIONS),
	[VIEW_HSDS_TAXONOMIES] = HSDS_LIST("taxonomies", HSDS_TAXONOMIES),
	[VIEW_HSDS_TERMS] = HSDS_LIST("taxonomy-terms", HSDS_TERMS),
	[VIEW_HSDS_SERVICES_NDJSON] = HSDS_LINES("services", HSDS_SERVICES),
	[VIEW_HSDS_ORGANIZATIONS_NDJSON] =
		HSDS_LINES("organizations", HSDS_ORGANIZATIONS),
	[VIEW_HSDS_TAXONOMIES_NDJSON] =
		HSDS_LINES("taxonomies", HSDS_TAXONOMIES),
	[VIEW_HSDS_TERMS_NDJSON] = HSDS_LINES("taxonomy-terms", HSDS_TERMS),
	[VIEW_HSDS_SERVICE] = HSDS_ONE("service", HSDS_SERVICES),
	[VIEW_HSDS_ORGANIZATION] =
		HSDS_ONE("organization", HSDS_ORGANIZATIONS),
	[VIEW_HSDS_TAXONOMY] = HSDS_ONE("taxonomy", HSDS_TAXONOMIES),
	[VIEW_HSDS_TERM] = HSDS_ONE("taxonomy-term", HSDS_TERMS),
	[VIEW_HSDS_PROBLEM] = {
		.name = "hsds-problem", .media_type = PROBLEM_TYPE,
		.model = hsds_problem,
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

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

void view_render(const struct view *view, const struct view_subject *subject,
		 struct buf *out)
{
	json_t *model;

	if (view->write != NULL) {
		view->write(subject, out);
		return;
	}
	model = view->model(subject);
	if (view->template != NULL)
		page_close_languages(subject->edition, model);
	if (model == NULL)
		out->spoilt = true;
	else if (view->template == NULL)
		json_dump_callback(model, put, out, JSON_COMPACT);
	else if (template_render(subject->edition->templates, view->template,
				 model, out) != 0)
		out->spoilt = true;
	json_decref(model);
}
