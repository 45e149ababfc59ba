/* The interface for other programs as OpenAPI 3.1 describes it. */
#include "http/handlers.h"

#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "document/parameter.h"
#include "document/problem.h"
#include "hsds/query.h"
#include "http/openapi-schema.h"

#define INTERFACE_VERSION "1"

static json_t *parameter_new(const char *name, const char *in, json_t *schema)
{
	return json_pack("{ss ss sb so}", "name", name, "in", in, "required",
			 strcmp(in, "path") == 0, "schema", schema);
}

static void add_help(json_t *parameter, const char *help, json_t *list)
{
	if (help != NULL)
		json_object_set_new(parameter, "description",
				    json_string(help));
	json_array_append_new(list, parameter);
}

/* Lists are written with commas. */
static json_t *query_parameter_new(const struct directory *directory,
				   const char *name)
{
	json_t *schema = parameter_schema(directory, name);
	bool is_list = json_object_get(schema, "items") != NULL;
	json_t *parameter = parameter_new(name, "query", schema);

	if (is_list)
		json_object_set_new(parameter, "explode", json_false());
	return parameter;
}

static void add_id(const struct address *address, json_t *list)
{
	json_t *schema = json_pack("{ss}", "type", "string");

	if (address->hsds != HSDS_NONE)
		json_object_set_new(schema, "format", json_string("uuid"));
	else
		json_object_set_new(schema, "pattern",
				    json_string("^[a-z0-9-]+$"));
	add_help(parameter_new("id", "path", schema), NULL, list);
}

static void add_hsds(const struct directory *directory,
		     const struct address *address, json_t *list)
{
	unsigned use = address->hsds;

	if (address_has_id(address))
		use = use == HSDS_ORGANIZATIONS ? HSDS_ORGANIZATION :
						  HSDS_OTHER_ITEM;
	for (size_t i = 0; i < HSDS_PARAMETERS; i++)
		if (hsds_parameters[i].uses & use)
			add_help(
				parameter_new(hsds_parameters[i].name, "query",
					      hsds_query_schema(
						      directory,
						      hsds_parameters[i].name)),
				hsds_parameters[i].help, list);
}

static void add_query(const struct edition *edition,
		      const struct address *address, json_t *list)
{
	unsigned takes = address->takes | QUERY_FOR_ALL;

	for (size_t i = 0; i < query_parameter_count; i++) {
		const struct query_parameter *row = &query_parameters[i];

		if ((row->uses & takes) &&
		    (row->kind != QUERY_WORDS || edition->index != NULL))
			add_help(query_parameter_new(edition->directory,
						     row->name),
				 row->help, list);
	}
}

static void add_facets(const struct edition *edition, json_t *list)
{
	const struct directory *directory = edition->directory;

	for (size_t i = 0; i < directory->facet_count; i++) {
		json_t *facet = document_facet(edition, &directory->facets[i]);

		add_help(
			query_parameter_new(directory, directory->facets[i].id),
			json_string_value(json_object_get(facet, "name")),
			list);
		json_decref(facet);
	}
}

static json_t *parameters_of(const struct edition *edition,
			     const struct address *address)
{
	json_t *list = json_array();

	if (address_has_id(address))
		add_id(address, list);
	add_query(edition, address, list);
	if (view_of(address->views[0])->is_filtered)
		add_facets(edition, list);
	add_hsds(edition->directory, address, list);
	return list;
}

static void add_content(const struct edition *edition,
			const struct address *address, enum view_id id,
			json_t *content)
{
	const char *type = view_of(id)->media_type;
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(type, ";"), type);
	json_object_set_new(content, name,
			    json_pack("{so}", "schema",
				      openapi_schema_of(edition, address, id)));
}

static json_t *success_of(const struct edition *edition,
			  const struct address *address)
{
	const enum view_id *views = address->views;
	json_t *content = json_object();

	for (size_t i = 0; i < address_formats(address); i++)
		add_content(edition, address, views[i], content);
	return json_pack("{ss so}", "description", "OK", "content", content);
}

static json_t *problem_response(const struct edition *edition, int status)
{
	json_t *problem = problem_new(edition, status, NULL);
	bool is_down = status >= 500;
	json_t *response =
		json_pack("{sO s{s{s{ss}}}}", "description",
			  is_down ? json_object_get(edition->locale->words,
						    "last_resort") :
				    json_object_get(problem, "title"),
			  "content", PROBLEM_TYPE, "schema", "$ref",
			  "#/components/schemas/Problem");

	json_decref(problem);
	return response;
}

/* With which status an address can be refused. */
static bool can_be(const struct address *address, int status)
{
	switch (status) {
	case 400:
		return view_of(address->views[0])->is_filtered ||
		       address->takes != 0 || address->hsds != HSDS_NONE;
	case 404:
		return address_has_id(address) ||
		       address->views[0] == VIEW_SITEMAP;
	case 410:
		return address->views[0] == VIEW_API_ENTRY;
	case 406:
		return address->is_negotiable;
	default:
		return true;
	}
}

static json_t *responses_of(const struct edition *edition,
			    const struct address *address)
{
	static const int statuses[] = { 400, 404, 405, 406, 410,
					429, 500, 502, 503, 504 };
	json_t *responses = json_object();
	char name[16];

	json_object_set_new(responses, "200", success_of(edition, address));
	json_object_set_new(responses, "304",
			    json_pack("{ss}", "description", "Not Modified"));
	if (address->views[0] == VIEW_API_ENTRY)
		json_object_set_new(
			responses, "301",
			json_pack("{ss}", "description", "Moved Permanently"));
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++) {
		if (!can_be(address, statuses[i]))
			continue;
		snprintf(name, sizeof(name), "%d", statuses[i]);
		json_object_set_new(responses, name,
				    problem_response(edition, statuses[i]));
	}
	return responses;
}

static json_t *operation_of(const struct edition *edition,
			    const struct address *address)
{
	const char *name = view_of(address->views[0])->name;
	json_t *summary =
		json_object_get(edition->locale->words, address->about);

	return json_pack("{ss so so so}", "operationId", name, "summary",
			 summary != NULL ? json_incref(summary) :
					   json_string(name),
			 "parameters", parameters_of(edition, address),
			 "responses", responses_of(edition, address));
}

static json_t *paths_of(const struct edition *edition)
{
	json_t *paths = json_object();

	for (const struct address *each = address_next(NULL); each != NULL;
	     each = address_next(each)) {
		json_t *path = json_sprintf(
			"%.*s%s", (int)strcspn(each->path, "*"), each->path,
			address_has_id(each) ? "{id}" : "");

		json_object_set_new(
			paths, json_string_value(path),
			json_pack("{so}", "get", operation_of(edition, each)));
		json_decref(path);
	}
	return paths;
}

/* Whom to ask: where mistakes are reported, or who publishes the list. */
static json_t *contact_of(const struct edition *edition, const json_t *about)
{
	const struct settings *settings = edition->settings;
	json_t *contact =
		json_pack("{sO}", "name", json_object_get(about, "title"));

	if (strncmp(settings->report, "mailto:", 7) == 0)
		document_text(contact, "email", settings->report + 7);
	else if (settings->report[0] != '\0')
		document_text(contact, "url", settings->report);
	else if (settings->url[0] != '\0')
		json_object_set_new(
			contact, "url",
			json_sprintf("%s%s/", settings->url, settings->base));
	return contact;
}

static void set_license(const struct edition *edition, json_t *info)
{
	const struct value *license =
		edition->directory->about->values[DIRECTORY_LICENSE];

	if (license != NULL)
		json_object_set_new(info, "license",
				    json_pack("{ss ss*}", "name", license->text,
					      "url", license->note));
}

static json_t *info_of(const struct edition *edition)
{
	json_t *about = document_about(edition);
	json_t *info =
		json_pack("{sO ss}", "title", json_object_get(about, "title"),
			  "version", INTERFACE_VERSION);

	if (json_object_get(about, "note") != NULL)
		json_object_set(info, "description",
				json_object_get(about, "note"));
	json_object_set_new(info, "contact", contact_of(edition, about));
	set_license(edition, info);
	json_decref(about);
	return info;
}

static json_t *describe(const void *of)
{
	const struct exchange *exchange = of;
	const struct edition *edition = exchange->edition;
	const struct settings *settings = edition->settings;

	return json_pack("{ss so s[{so}] so s{so}}", "openapi", "3.1.0", "info",
			 info_of(edition), "servers", "url",
			 json_sprintf("%s%s", settings->url, settings->base),
			 "paths", paths_of(edition), "components", "schemas",
			 openapi_schemas(edition->directory));
}

void handle_openapi(struct exchange *exchange)
{
	handle_document(exchange, describe);
}
