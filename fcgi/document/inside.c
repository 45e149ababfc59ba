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

bool document_is_inside_alone(const struct edition *edition,
			      const struct entry *entry)
{
	const struct edition *open = edition_open(edition);
	/* Not a copy of it, which may write addresses differently. */
	const struct edition *own = edition_in(
		edition, edition->is_asked_for ? edition->locale->tag : NULL);
	const struct entry *seen;
	json_t *inside, *outside;
	bool is_same;

	if (!edition->is_internal)
		return false;
	seen = directory_entry(open->directory, entry->id);
	if (seen == NULL)
		return true;
	inside = told_of(own, entry);
	outside = told_of(open, seen);
	is_same = json_equal(inside, outside);
	json_decref(inside);
	json_decref(outside);
	return !is_same;
}
