/* Two tables: lists, and members of what is in them. */
#include "import/older.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"

#define DEPTH	   12 /* of objects in objects */
#define RENAMES	   3
#define TEXT_BYTES ((size_t)64 * 1024)

struct older_list {
	const char *old, *now;
	const char *type; /* what `address_type` is for all of them, or NULL */
	struct {
		const char *old, *now;
	} renames[RENAMES];
};

/* clang-format off */
static const struct older_list lists[] = {
	{ "regular_schedules", "schedules", NULL, { { NULL, NULL } } },
	{ "regular_schedule", "schedules", NULL, { { NULL, NULL } } },
	{ "holiday_schedules", "schedules", NULL,
	  { { "start_date", "valid_from" }, { "end_date", "valid_to" } } },
	{ "holiday_schedule", "schedules", NULL,
	  { { "start_date", "valid_from" }, { "end_date", "valid_to" } } },
	{ "physical_addresses", "addresses", "physical", { { NULL, NULL } } },
	{ "physical_address", "addresses", "physical", { { NULL, NULL } } },
	{ "postal_addresses", "addresses", "postal", { { NULL, NULL } } },
	{ "postal_address", "addresses", "postal", { { NULL, NULL } } },
	{ "mail_addresses", "addresses", "postal", { { NULL, NULL } } },
	{ "mail_address", "addresses", "postal", { { NULL, NULL } } },
	{ "accessibility_for_disabilities", "accessibility", NULL,
	  { { "accessibility", "description" } } },
	{ "service_areas", "service_areas", NULL,
	  { { "service_area", "name" } } },
	{ "languages", "languages", NULL, { { "language", "name" } } },
	{ "service_taxonomys", "attributes", NULL,
	  { { "taxonomy", "taxonomy_term" }, { "taxonomy_detail", "label" },
	    { "taxonomy_id", "taxonomy_term_id" } } },
	{ "service_taxonomies", "attributes", NULL,
	  { { "taxonomy", "taxonomy_term" }, { "taxonomy_detail", "label" },
	    { "taxonomy_id", "taxonomy_term_id" } } },
	{ "services_taxonomy", "attributes", NULL,
	  { { "taxonomy", "taxonomy_term" }, { "taxonomy_detail", "label" },
	    { "taxonomy_id", "taxonomy_term_id" } } },
	{ "phones", "phones", NULL, { { "number_type", "type" } } },
};
/* clang-format on */

const struct older_list *older_list_of(const char *name)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (strcmp(lists[i].old, name) == 0)
			return &lists[i];
	return NULL;
}

const char *older_list_now(const struct older_list *list)
{
	return list->now;
}

/* What is there already by the new name stays. */
static void rename_member(json_t *object, const char *old, const char *now)
{
	json_t *value = json_object_get(object, old);

	if (value == NULL || json_object_get(object, now) != NULL)
		return;
	json_object_set(object, now, value);
	json_object_del(object, old);
}

void older_renew_item(const struct older_list *list, json_t *item)
{
	if (!json_is_object(item))
		return;
	for (size_t i = 0; i < RENAMES && list->renames[i].old != NULL; i++)
		rename_member(item, list->renames[i].old, list->renames[i].now);
	if (list->type != NULL && json_object_get(item, "address_type") == NULL)
		json_object_set_new(item, "address_type",
				    json_string(list->type));
}

/* Puts the objects of a list behind those of the list of now. */
static void renew_list(json_t *object, const struct older_list *list)
{
	json_t *value = json_object_get(object, list->old), *item, *now;
	size_t i;

	if (!json_is_array(value))
		return;
	json_array_foreach(value, i, item) older_renew_item(list, item);
	if (strcmp(list->old, list->now) == 0)
		return;
	now = json_object_get(object, list->now);
	if (json_is_array(now))
		json_array_extend(now, value);
	else
		json_object_set(object, list->now, value);
	json_object_del(object, list->old);
}

/* One text of those of a list. */
static json_t *joined(const json_t *list, const char *member)
{
	struct buf out = buf_new(TEXT_BYTES);
	json_t *item, *text;
	size_t i;

	json_array_foreach(list, i, item)
	{
		const char *one =
			json_string_value(json_object_get(item, member));

		if (one != NULL)
			buf_printf(&out, "%s%s", out.length > 0 ? "; " : "",
				   one);
	}
	text = out.length > 0 ? json_string(buf_text(&out)) : NULL;
	buf_free(&out);
	return text;
}

/* `eligibility`, as a text or as a list with ages, is a text and two ages. */
static void renew_eligibility(json_t *object, const char *name)
{
	static const char *const ages[] = { "minimum_age", "maximum_age" };
	json_t *value = json_object_get(object, name), *text, *age;

	if (json_is_string(value))
		rename_member(object, name, "eligibility_description");
	if (!json_is_array(value) ||
	    json_object_get(object, "eligibility_description") != NULL)
		return;
	for (size_t i = 0; i < 2; i++) {
		age = json_object_get(json_array_get(value, 0), ages[i]);
		if (json_array_size(value) == 1 && age != NULL &&
		    json_object_get(object, ages[i]) == NULL)
			json_object_set(object, ages[i], age);
	}
	text = joined(value, "eligibility");
	if (text != NULL)
		json_object_set_new(object, "eligibility_description", text);
	json_object_del(object, name);
}

static void renew(json_t *object, int depth)
{
	const char *name;
	json_t *value, *item;
	size_t i;

	if (!json_is_object(object) || depth == DEPTH)
		return;
	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		renew_list(object, &lists[i]);
	renew_eligibility(object, "eligibilitys");
	renew_eligibility(object, "eligibilities");
	renew_eligibility(object, "eligibility");
	json_object_foreach(object, name, value)
	{
		renew(value, depth + 1);
		json_array_foreach(value, i, item) renew(item, depth + 1);
	}
}

void older_renew(json_t *element)
{
	renew(element, 0);
}
