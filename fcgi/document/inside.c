/* What those inside see of an entry besides what everybody sees. */
#include "document/document.h"

/* What only says who sees something is nothing that is seen. */
static const char *const marks[] = { "visibility", "address_visibility" };

static void forget_marks(json_t *value)
{
	const char *name;
	json_t *part;
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		json_object_del(value, marks[i]);
	json_object_foreach(value, name, part) forget_marks(part);
	json_array_foreach(value, i, part) forget_marks(part);
}

/* All that is told of an entry, with that through which it is reached. */
static json_t *told_of(const struct edition *edition, const struct entry *entry)
{
	json_t *object = document_entry(edition, entry, NULL);
	json_t *through =
		document_through(edition, entry, NULL, document_phone);

	if (through != NULL)
		json_object_set_new(object, "through", through);
	forget_marks(object);
	return object;
}

/* The edition as the open one writes addresses: not a copy of it, which may
 * write them differently. */
static const struct edition *alike(const struct edition *edition)
{
	return edition_in(edition,
			  edition->is_asked_for ? edition->locale->tag : NULL);
}

/* Whether two say other than each other; takes both over. */
static bool differ(json_t *inside, json_t *outside)
{
	bool is_same = json_equal(inside, outside);

	json_decref(inside);
	json_decref(outside);
	return !is_same;
}

bool document_is_inside_alone(const struct edition *edition,
			      const struct entry *entry)
{
	const struct edition *open = edition_open(edition);
	const struct entry *seen;

	if (!edition->is_internal)
		return false;
	seen = directory_entry(open->directory, entry->id);
	return seen == NULL ||
	       differ(told_of(alike(edition), entry), told_of(open, seen));
}

static json_t *told_of_phone(const struct edition *edition,
			     const struct phone *phone)
{
	json_t *object = document_phone(edition, phone);

	forget_marks(object);
	return object;
}

bool document_phone_is_inside_alone(const struct edition *edition,
				    const struct phone *phone)
{
	const struct edition *open = edition_open(edition);
	const struct phone *seen;

	if (!edition->is_internal)
		return false;
	seen = directory_phone(open->directory, phone->id);
	return seen == NULL || differ(told_of_phone(alike(edition), phone),
				      told_of_phone(open, seen));
}
