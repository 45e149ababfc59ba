/* A problem, and its schema in words. */
#include "document/problem.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"

#define DETAIL_BYTES ((size_t)64 * 1024)

static json_t *word(const struct edition *edition, const char *form, int status)
{
	char name[32];

	snprintf(name, sizeof(name), form, status);
	return json_object_get(edition->locale->words, name);
}

json_t *problem_new(const struct edition *edition, int status,
		    const char *place)
{
	json_t *problem =
		json_pack("{ss sO? si sO?}", "type", "about:blank", "title",
			  word(edition, "error_%d", status), "status", status,
			  "detail", word(edition, "error_%d_help", status));

	if (place != NULL)
		json_object_set_new(
			problem, "instance",
			json_sprintf("%s%.*s", edition->settings->base,
				     (int)strcspn(place, "*"), place));
	return problem;
}

/* The values there are, or NULL where they are not that few. */
static const json_t *values_of(const json_t *schema)
{
	const json_t *items = json_object_get(schema, "items");

	return json_object_get(items != NULL ? items : schema, "enum");
}

/* What a value is, where all of them cannot be told. */
static void print_kind(const json_t *schema, struct buf *out)
{
	static const char *const names[] = { "description", "format", "type" };
	const json_t *items = json_object_get(schema, "items");
	const json_t *kind = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && kind == NULL;
	     i++)
		kind = json_object_get(items != NULL ? items : schema,
				       names[i]);
	buf_printf(out, "%s%s",
		   json_object_get(items, "description") != NULL ? "" : "a ",
		   json_string_value(kind));
}

/* In words what the schema says. */
static void print_values(const json_t *schema, struct buf *out)
{
	const json_t *values = values_of(schema), *value;
	const json_t *least = json_object_get(schema, "minimum");
	size_t i;

	json_array_foreach(values, i, value) buf_printf(
		out, "%s%s", i > 0 ? ", " : "", json_string_value(value));
	if (least != NULL)
		buf_printf(out, "%lld to %lld",
			   (long long)json_integer_value(least),
			   (long long)json_integer_value(
				   json_object_get(schema, "maximum")));
	else if (values == NULL)
		print_kind(schema, out);
}

void problem_blame(json_t *problem, const char *parameter, json_t *schema)
{
	static const char *const bounds[] = { "minimum", "maximum" };
	struct buf values = buf_new(DETAIL_BYTES);

	print_values(schema, &values);
	json_object_set_new(problem, "parameter", json_string(parameter));
	json_object_set_new(problem, "detail",
			    json_sprintf("The parameter %s takes: %s.",
					 parameter, buf_text(&values)));
	if (values_of(schema) != NULL)
		json_object_set(problem, "values", (json_t *)values_of(schema));
	for (size_t i = 0; i < 2; i++)
		if (json_object_get(schema, bounds[i]) != NULL)
			json_object_set(problem, bounds[i],
					json_object_get(schema, bounds[i]));
	buf_free(&values);
	json_decref(schema);
}
