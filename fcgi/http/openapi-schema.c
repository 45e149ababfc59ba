/* What the answers for other programs hold. */
#include "http/openapi-schema.h"

#include <string.h>

#include "document/document.h"
#include "view/formats.h"

#define HSDS_REFERENCE                                                         \
	"https://docs.openreferral.org/en/3.1/hsds/"                           \
	"schema_reference.html"

static json_t *of_type(const char *type)
{
	return json_pack("{ss}", "type", type);
}

static json_t *named(const char *name)
{
	return json_pack("{so}", "$ref",
			 json_sprintf("#/components/schemas/%s", name));
}

static json_t *list_of(json_t *items)
{
	return json_pack("{ss so}", "type", "array", "items", items);
}

/* An object of texts. */
static json_t *texts(const char *const *names, size_t count)
{
	json_t *properties = json_object();

	for (size_t i = 0; i < count; i++)
		json_object_set_new(properties, names[i], of_type("string"));
	return json_pack("{ss so}", "type", "object", "properties", properties);
}

static json_t *noted(const struct field *field)
{
	static const char *const date[] = { "date", "source" };
	static const char *const link[] = { "href", "name" };
	const char *const text[] = { "text", field->note_name != NULL ?
						     field->note_name :
						     "source" };

	if (field->kind == FIELD_DATE)
		return texts(date, 2);
	return texts(field->kind == FIELD_LINK ? link : text, 2);
}

/* One value of a row, as the model has it. */
static json_t *value_schema(const struct field *field)
{
	if (field->kind == FIELD_ID && field->refers != NULL)
		return named("Reference");
	if (field->kind == FIELD_NUMBER)
		return of_type("integer");
	return field->has_note ? noted(field) : of_type("string");
}

static void set_row(const struct field *field, json_t *properties)
{
	char name[MEMBERS_NAME];
	json_t *schema = value_schema(field);

	if (field->is_list)
		schema = list_of(schema);
	members_print(field->name, name);
	json_object_set_new(schema, "description", json_string(field->help));
	json_object_set_new(properties, name, schema);
}

static json_t *rows_schema(const struct kind *kind)
{
	json_t *properties = json_object();

	json_object_set_new(properties, "id", of_type("string"));
	for (size_t i = 0; i < kind->field_count; i++)
		if (!kind->fields[i].is_private)
			set_row(&kind->fields[i], properties);
	return properties;
}

static json_t *phone_schema(void)
{
	static const char *const members[] = { "dialed", "href", "type" };
	static const char *const way[] = { "number", "dialed", "href" };
	json_t *properties = rows_schema(&entry_phone);

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		json_object_set_new(properties, members[i], of_type("string"));
	json_object_set_new(properties, "types", list_of(of_type("string")));
	json_object_set_new(properties, "relay", texts(way, 3));
	json_object_set_new(properties, "is_unconfirmed", of_type("boolean"));
	return json_pack("{ss so s[ssss]}", "type", "object", "properties",
			 properties, "required", "id", "number", "purpose",
			 "answered_by");
}

/* A list of sections that are told with what names them. Not each may be told
 * by its id. */
static void set_parts(const struct kind *kind, const char *name,
		      json_t *properties)
{
	json_t *part = rows_schema(kind);

	if (json_object_get(part, "contact") != NULL)
		set_parts(&contact_section, "contact", part);
	json_object_set_new(part, "phone", list_of(named("Phone")));
	json_object_set_new(part, "address", of_type("string"));
	json_object_set_new(properties, name,
			    list_of(json_pack("{ss so}", "type", "object",
					      "properties", part)));
}

/* `fields` may leave out any of them. */
static json_t *entry_schema(const struct directory *directory)
{
	static const char *const members[] = { "page", "gloss", "address" };
	json_t *properties = rows_schema(&entry_entry);

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		json_object_set_new(properties, members[i], of_type("string"));
	json_object_set_new(properties, "phone", list_of(named("Phone")));
	set_parts(&location_section, "location", properties);
	set_parts(&contact_section, "contact", properties);
	json_object_set_new(properties, "through", named("Reference"));
	json_object_set_new(properties, "hours_later",
			    list_of(of_type("object")));
	for (size_t i = 0; i < directory->facet_count; i++)
		json_object_set_new(properties, directory->facets[i].id,
				    list_of(named("Reference")));
	return json_pack("{ss so}", "type", "object", "properties", properties);
}

static json_t *page_schema(void)
{
	static const char *const numbers[] = { "total_items", "total_pages",
					       "page_number", "size" };
	static const char *const flags[] = { "first_page", "last_page",
					     "empty" };
	json_t *properties = json_object(), *required = json_array();

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		json_object_set_new(properties, numbers[i], of_type("integer"));
	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		json_object_set_new(properties, flags[i], of_type("boolean"));
	json_object_set_new(properties, "contents", of_type("array"));
	for (void *at = json_object_iter(properties); at != NULL;
	     at = json_object_iter_next(properties, at))
		json_array_append_new(required,
				      json_string(json_object_iter_key(at)));
	json_object_set_new(properties, "per_page", of_type("integer"));
	return json_pack("{ss so so}", "type", "object", "properties",
			 properties, "required", required);
}

static json_t *problem_schema(void)
{
	static const char *const members[] = { "type", "title", "detail",
					       "instance", "parameter" };
	json_t *schema = texts(members, 5);
	json_t *properties = json_object_get(schema, "properties");

	json_object_set_new(properties, "status", of_type("integer"));
	json_object_set_new(properties, "minimum", of_type("integer"));
	json_object_set_new(properties, "maximum", of_type("integer"));
	json_object_set_new(properties, "values", list_of(of_type("string")));
	json_object_set_new(schema, "required",
			    json_pack("[sss]", "type", "title", "status"));
	return schema;
}

static json_t *facet_schema(void)
{
	static const char *const members[] = { "id", "name", "note" };
	json_t *schema = texts(members, 3);

	json_object_set_new(json_object_get(schema, "properties"), "terms",
			    list_of(named("Reference")));
	json_object_set_new(
		schema, "description",
		json_string("One with more than 100 terms has those of this "
			    "page, and beside them what a page of a list says "
			    "of itself."));
	return schema;
}

static json_t *reference_schema(void)
{
	static const char *const members[] = { "id",   "name",	"page",
					       "note", "gloss", "caution" };
	json_t *schema = texts(members, 6);

	json_object_set_new(json_object_get(schema, "properties"), "count",
			    of_type("integer"));
	json_object_set_new(schema, "required", json_pack("[s]", "id"));
	return schema;
}

/* The specification has the schemas of these. */
static json_t *hsds_schema(void)
{
	return json_pack("{ss s{s{ss ss}} s[s] s{ss}}", "type", "object",
			 "properties", "id", "type", "string", "format", "uuid",
			 "required", "id", "externalDocs", "url",
			 HSDS_REFERENCE);
}

json_t *openapi_schemas(const struct directory *directory)
{
	return json_pack("{so so so so so so so}", "Entry",
			 entry_schema(directory), "Phone", phone_schema(),
			 "Reference", reference_schema(), "Facet",
			 facet_schema(), "Page", page_schema(), "Problem",
			 problem_schema(), "Hsds", hsds_schema());
}

/* A page of a list of what `items` says. */
static json_t *page_of(json_t *items)
{
	return json_pack("{s[o{s{so}}]}", "allOf", named("Page"), "properties",
			 "contents", list_of(items));
}

static json_t *described(json_t *schema, const char *help)
{
	json_object_set_new(schema, "description", json_string(help));
	return schema;
}

/* What words find besides stands on the first page. */
static json_t *entries_page(void)
{
	json_t *page = page_of(named("Entry"));
	json_t *own = json_array_get(json_object_get(page, "allOf"), 1);
	json_t *properties = json_object_get(own, "properties");

	json_object_set_new(
		properties, "lines",
		described(list_of(named("Phone")),
			  "Lines of the directory that the words of `q` find, "
			  "on the first page."));
	json_object_set_new(
		properties, "some_words",
		described(list_of(named("Entry")),
			  "Where few entries have all words of `q`, those that "
			  "have most of them, at most ten, the best first, on "
			  "the first page."));
	return page;
}

/* Beside them, where they are very many, what a page says of itself. */
static json_t *phones_schema(void)
{
	json_t *page = page_schema();
	json_t *properties = json_object_get(page, "properties");

	json_object_del(page, "required");
	json_object_del(properties, "contents");
	json_object_set_new(properties, "phones", list_of(named("Phone")));
	json_object_set_new(page, "required", json_pack("[s]", "phones"));
	return described(
		page, "All phones; more than 100 come page by page, and only "
		      "then the answer says which page it is.");
}

static json_t *table_schema(const struct edition *edition)
{
	json_t *schema = of_type("string");

	json_object_set_new(schema, "x-columns", csv_columns(edition));
	return schema;
}

json_t *openapi_schema_of(const struct edition *edition,
			  const struct address *address, enum view_id id)
{
	const struct view *view = view_of(id);

	if (address->hsds != HSDS_NONE && view->is_paged)
		return page_of(named("Hsds"));
	if (address->hsds != HSDS_NONE && !view->is_streamed)
		return named("Hsds");
	switch (id) {
	case VIEW_API_ENTRIES:
		return entries_page();
	case VIEW_API_ENTRY:
		return named("Entry");
	case VIEW_API_FACETS:
		return json_pack("{ss s{so}}", "type", "object", "properties",
				 "facets", list_of(named("Facet")));
	case VIEW_API_PHONES:
		return phones_schema();
	case VIEW_ENTRIES_CSV:
		return table_schema(edition);
	default:
		return of_type(strcmp(view->media_type, "application/json") ==
					       0 ?
				       "object" :
				       "string");
	}
}
