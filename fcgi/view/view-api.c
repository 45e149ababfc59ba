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

json_t *view_api_start(const struct view_args *args)
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

json_t *view_api_entries(const struct view_args *args)
{
	return document_list(args->edition, args->query,
			     facet_search(args->query));
}

json_t *view_api_entry(const struct view_args *args)
{
	json_t *model = document_entry(args->edition, args->entry, NULL);

	document_project(args->query, model);
	return model;
}

json_t *view_api_facets(const struct view_args *args)
{
	return json_pack("{so}", "facets",
			 document_facets(args->edition, args->query,
					 facet_search(args->query)));
}

json_t *view_api_phones(const struct view_args *args)
{
	return json_pack("{so}", "phones", phone_users(args->edition));
}

/* A list in one of the formats that need no model. */
static void write_list(const struct view_args *args,
		       void (*write)(const struct edition *edition,
				     const struct query *query,
				     const struct results *results,
				     struct buf *out),
		       struct buf *out)
{
	write(args->edition, args->query, facet_search(args->query), out);
}

void view_api_ndjson(const struct view_args *args, struct buf *out)
{
	write_list(args, ndjson_write, out);
}

void view_api_csv(const struct view_args *args, struct buf *out)
{
	write_list(args, csv_write, out);
}

void view_api_txt(const struct view_args *args, struct buf *out)
{
	write_list(args, plain_text_write, out);
}

json_t *view_api_atom(const struct view_args *args)
{
	return feed_new(args->edition, args->query, facet_search(args->query));
}

json_t *view_api_sitemap(const struct view_args *args)
{
	return sitemap_new(args->edition);
}

json_t *view_api_problem(const struct view_args *args)
{
	json_t *problem = problem_new(args->edition, args->status);
	const char *name = args->query->unclear;

	if (args->status == 400 && name != NULL)
		problem_blame(problem, name,
			      parameter_schema(args->edition->directory, name));
	return problem;
}

json_t *view_api_hsds(const struct view_args *args)
{
	return hsds_about(args->edition);
}

json_t *view_api_hsds_list(const struct view_args *args)
{
	return hsds_page(args->edition, args->hsds);
}

void view_api_hsds_lines(const struct view_args *args, struct buf *out)
{
	hsds_write(args->edition, args->hsds, out);
}

json_t *view_api_hsds_one(const struct view_args *args)
{
	return hsds_object(args->edition, args->item,
			   args->hsds->is_full_service ? HSDS_FULL_SERVICE :
							 HSDS_FULL);
}

/* A format that is not there is refused before anything else is read. */
json_t *view_api_hsds_problem(const struct view_args *args)
{
	const struct directory *directory = args->edition->directory;
	json_t *problem = problem_new(args->edition, args->status);
	const char *name = args->hsds != NULL ? args->hsds->unclear : "format";
	json_t *schema;

	if (args->status != 400)
		return problem;
	schema = hsds_query_schema(name);
	problem_blame(problem, name,
		      schema != NULL ? schema :
				       parameter_schema(directory, name));
	return problem;
}

json_t *view_api_document(const struct view_args *args)
{
	return json_incref(args->document);
}
