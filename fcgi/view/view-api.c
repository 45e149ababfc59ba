/* What other programs are shown. */
#include "view/view-api.h"

#include "document/document.h"
#include "document/ndjson.h"
#include "document/parameter.h"
#include "document/phone-users.h"
#include "document/problem.h"
#include "hsds/object.h"
#include "search/facet-search.h"
#include "site/wording.h"
#include "view/csv.h"
#include "view/feed.h"
#include "view/plain-text.h"
#include "view/sitemap.h"

json_t *view_api_start(const struct view_subject *subject)
{
	const char *base = subject->edition->settings->base;

	return json_pack("{ss ss ss so so so so so}", "title",
			 wording_text(subject->edition,
				      subject->edition->directory->about,
				      DIRECTORY_TITLE),
			 "version", subject->edition->data_version, "revision",
			 subject->edition->revision, "entries",
			 json_sprintf("%s/api/v1/entries", base), "facets",
			 json_sprintf("%s/api/v1/facets", base), "phones",
			 json_sprintf("%s/api/v1/phones", base), "hsds",
			 json_sprintf("%s/api/hsds/", base), "openapi",
			 json_sprintf("%s/openapi.json", base));
}

json_t *view_api_entries(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *model = document_list(subject->edition, subject->query,
				      search(subject->query, arena));

	arena_free(arena);
	return model;
}

json_t *view_api_entry(const struct view_subject *subject)
{
	json_t *model = document_entry(subject->edition, subject->entry, NULL);

	document_project(subject->query, model);
	return model;
}

json_t *view_api_facets(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *facets = document_facets(subject->edition, subject->query,
					 search(subject->query, arena));

	arena_free(arena);
	return json_pack("{so}", "facets", facets);
}

json_t *view_api_phones(const struct view_subject *subject)
{
	return json_pack("{so}", "phones", usage_phones(subject->edition));
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

void view_api_ndjson(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, ndjson_write, out);
}

void view_api_csv(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, csv_write, out);
}

void view_api_txt(const struct view_subject *subject, struct buf *out)
{
	write_list(subject, readout_write, out);
}

json_t *view_api_atom(const struct view_subject *subject)
{
	struct arena *arena = arena_new();
	json_t *model = feed_new(subject->edition, subject->query,
				 search(subject->query, arena));

	arena_free(arena);
	return model;
}

json_t *view_api_sitemap(const struct view_subject *subject)
{
	return sitemap_new(subject->edition);
}

json_t *view_api_problem(const struct view_subject *subject)
{
	json_t *problem = problem_new(subject->edition, subject->status);
	const char *name = subject->query->unclear;

	if (subject->status == 400 && name != NULL)
		problem_blame(
			problem, name,
			parameter_schema(subject->edition->directory, name));
	return problem;
}

json_t *view_api_hsds(const struct view_subject *subject)
{
	return hsds_about(subject->edition);
}

json_t *view_api_hsds_list(const struct view_subject *subject)
{
	return hsds_page(subject->edition, subject->hsds);
}

void view_api_hsds_lines(const struct view_subject *subject, struct buf *out)
{
	hsds_write(subject->edition, subject->hsds, out);
}

json_t *view_api_hsds_one(const struct view_subject *subject)
{
	return hsds_object(subject->edition, subject->item,
			   subject->hsds->is_full_service ? HSDS_FULL_SERVICE :
							    HSDS_FULL);
}

/* A format that is not there is refused before anything else is read. */
json_t *view_api_hsds_problem(const struct view_subject *subject)
{
	const struct directory *directory = subject->edition->directory;
	json_t *problem = problem_new(subject->edition, subject->status);
	const char *name =
		subject->hsds != NULL ? subject->hsds->unclear : "format";
	json_t *schema;

	if (subject->status != 400)
		return problem;
	schema = hsds_query_schema(name);
	problem_blame(problem, name,
		      schema != NULL ? schema :
				       parameter_schema(directory, name));
	return problem;
}

json_t *view_api_document(const struct view_subject *subject)
{
	return json_incref(subject->document);
}
