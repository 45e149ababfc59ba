/* Everything that can be shown. */
#include "view.h"

#include <stddef.h>
#include <stdio.h>

#include "document.h"
#include "exposition.h"
#include "page.h"
#include "search.h"
#include "usage.h"
#include "wording.h"

#define HTML	    "text/html; charset=utf-8"
#define JSON	    "application/json"
#define PROBLEM	    "application/problem+json"

/* How long others may keep a view. */
#define LIFE(NAME)  offsetof(struct settings, NAME)
#define LIST_LIFE   LIFE(list_life)
#define ENTRY_LIFE  LIFE(entry_life)
#define PHONES_LIFE LIFE(phones_life)
#define API_LIFE    LIFE(api_life)
#define NEVER	    0

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

static json_t *review(const struct view_subject *subject)
{
	return page_review(subject->edition, subject->query, subject->news);
}

static json_t *last_resort(const struct view_subject *subject)
{
	return page_new(subject->edition, subject->query, false);
}

static json_t *last_resort_fragment(const struct view_subject *subject)
{
	return page_new(subject->edition, subject->query, true);
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

	return json_pack("{ss ss ss so so so}", "title",
			 wording_text(subject->edition,
				      subject->edition->directory->about,
				      DIRECTORY_TITLE),
			 "version", subject->edition->data_version, "revision",
			 subject->edition->revision, "entries",
			 json_sprintf("%s/api/v1/entries", base), "facets",
			 json_sprintf("%s/api/v1/facets", base), "phones",
			 json_sprintf("%s/api/v1/phones", base));
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
	return document_entry(subject->edition, subject->entry, NULL);
}

static json_t *api_facets(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *facets = document_facets(subject->edition, subject->query,
					 search(subject->query, arena));

	arena_free(arena);
	return json_pack("{so}", "facets", facets);
}

static json_t *api_phones(const struct view_subject *subject)
{
	return json_pack("{so}", "phones", usage_phones(subject->edition));
}

/* What is wrong with the query, with the values that there are. */
static void set_unclear(const struct view_subject *subject, json_t *problem)
{
	const char *name = subject->query->unclear;
	struct buf values = buf_new((size_t)64 * 1024);

	if (subject->status != 400 || name == NULL)
		return;
	query_print_values(subject->edition->directory, name, &values);
	json_object_set_new(problem, "parameter", json_string(name));
	json_object_set_new(problem, "detail",
			    json_sprintf("The parameter %s takes: %s.", name,
					 buf_text(&values)));
	buf_free(&values);
}

/* RFC 9457. */
static json_t *api_problem(const struct view_subject *subject)
{
	json_t *words = subject->edition->locale->words, *problem;
	char name[32];

	snprintf(name, sizeof(name), "error_%d", subject->status);
	problem = json_pack("{ss sO? si}", "type", "about:blank", "title",
			    json_object_get(words, name), "status",
			    subject->status);
	set_unclear(subject, problem);
	return problem;
}

static const struct view views[] = {
	[VIEW_LIST] = { "list", HTML, list, "layout", true, true, false,
			LIST_LIFE },
	[VIEW_LIST_FRAGMENT] = { "list-fragment", HTML, list_fragment,
				 "fragment", true, true, true, LIST_LIFE },
	[VIEW_EMBED] = { "embed", HTML, list, "embed", true, true, false,
			 LIST_LIFE },
	[VIEW_ENTRY] = { "entry", HTML, entry, "layout", true, false, false,
			 ENTRY_LIFE },
	[VIEW_ENTRY_FRAGMENT] = { "entry-fragment", HTML, entry_fragment,
				  "fragment", true, false, true, ENTRY_LIFE },
	[VIEW_LINES] = { "lines", HTML, lines, "layout", true, false, false,
			 PHONES_LIFE },
	[VIEW_REVIEW] = { "review", HTML, review, "layout", false, true, false,
			  NEVER },
	[VIEW_LAST_RESORT] = { "last-resort", HTML, last_resort, "last-resort",
			       false, false, false, PHONES_LIFE },
	[VIEW_LAST_RESORT_FRAGMENT] = { "last-resort-fragment", HTML,
					last_resort_fragment,
					"last-resort-fragment", false, false,
					true, PHONES_LIFE },
	[VIEW_ERROR] = { "error", HTML, error, "layout", false, false, false,
			 NEVER },
	[VIEW_ERROR_FRAGMENT] = { "error-fragment", HTML, error_fragment,
				  "fragment", false, false, true, NEVER },
	[VIEW_ERROR_FRAMED] = { "error-framed", HTML, error, "embed", false,
				false, false, NEVER },
	[VIEW_API] = { "api", JSON, api, NULL, false, false, false, API_LIFE },
	[VIEW_API_ENTRIES] = { "api-entries", JSON, api_entries, NULL, true,
			       true, false, API_LIFE },
	[VIEW_API_ENTRY] = { "api-entry", JSON, api_entry, NULL, true, false,
			     false, API_LIFE },
	[VIEW_API_FACETS] = { "api-facets", JSON, api_facets, NULL, true, true,
			      false, API_LIFE },
	[VIEW_API_PHONES] = { "api-phones", JSON, api_phones, NULL, true, false,
			      false, API_LIFE },
	[VIEW_API_PROBLEM] = { "api-problem", PROBLEM, api_problem, NULL, false,
			       false, false, NEVER },
	[VIEW_HEALTH] = { .name = "health", .media_type = JSON, .life = NEVER },
	[VIEW_READINESS] = { .name = "readiness",
			     .media_type = JSON,
			     .life = NEVER },
	[VIEW_METRICS] = { .name = "metrics",
			   .media_type = EXPOSITION_TYPE,
			   .life = NEVER },
};

const struct view *view_of(enum view_id id)
{
	return &views[id];
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

void view_render(const struct view *view, const struct view_subject *subject,
		 struct buf *out)
{
	json_t *model = view->model(subject);

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
