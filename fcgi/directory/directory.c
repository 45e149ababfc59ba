/* One generation's data: looking things up in it. */
#include "directory/directory.h"

#include <stdlib.h>
#include <string.h>

bool directory_hides(const struct directory *directory,
		     const struct record *record)
{
	return directory->hidden != NULL && directory->hidden[record->place];
}

static int against_entry(const void *id, const void *element)
{
	return strcmp(id, (*(struct entry *const *)element)->id);
}

const struct entry *directory_entry(const struct directory *directory,
				    const char *id)
{
	struct entry **found =
		bsearch(id, directory->by_id, directory->entry_count,
			sizeof(*directory->by_id), against_entry);

	return found != NULL ? *found : NULL;
}

/* The value that is `id`, or NULL. */
static const struct value *find(const struct value *value, const char *id)
{
	while (value != NULL && strcmp(value->text, id) != 0)
		value = value->next;
	return value;
}

const struct entry *directory_renamed(const struct directory *directory,
				      const char *id)
{
	for (size_t i = 0; i < directory->entry_count; i++)
		if (find(directory->entries[i]->record->values[ENTRY_ALIAS],
			 id) != NULL)
			return directory->entries[i];
	return NULL;
}

bool directory_is_gone(const struct directory *directory, const char *id,
		       const struct entry **instead)
{
	const struct value *value =
		find(directory->about->values[DIRECTORY_GONE], id);

	if (value == NULL)
		return false;
	*instead = value->note != NULL ?
			   directory_entry(directory, value->note) :
			   NULL;
	return value->note == NULL || *instead != NULL;
}

static int against_phone(const void *id, const void *element)
{
	return strcmp(id, (*(struct phone *const *)element)->id);
}

/* The one of the phones, which are in the order of their ids, that is or was
 * called `id`, or NULL. */
static const struct phone **find_phone(const struct directory *directory,
				       const struct phone **phones,
				       size_t count, const char *id)
{
	const struct record *record =
		collection_find(directory->collection, "phone", id);

	return record != NULL ? bsearch(record->id, phones, count,
					sizeof(*phones), against_phone) :
				NULL;
}

size_t directory_phone_place(const struct directory *directory, const char *id)
{
	const struct phone **found = find_phone(directory, directory->phones,
						directory->phone_count, id);

	return found != NULL ? (size_t)(found - directory->phones) :
			       directory->phone_count;
}

const struct phone *directory_phone(const struct directory *directory,
				    const char *id)
{
	size_t place = directory_phone_place(directory, id);

	return place < directory->phone_count ? directory->phones[place] : NULL;
}

const struct phone *directory_closed(const struct directory *directory,
				     const char *id)
{
	const struct phone **found = find_phone(directory, directory->closed,
						directory->closed_count, id);

	return found != NULL ? *found : NULL;
}

static bool is_among(const struct phone *const *phones, size_t count,
		     const struct phone *phone)
{
	for (size_t i = 0; i < count; i++)
		if (phones[i] == phone)
			return true;
	return false;
}

const struct phone **directory_phones(const struct directory *directory,
				      const struct value *value,
				      struct arena *arena, size_t *count)
{
	size_t most = 1;
	const struct phone **phones;

	for (const struct value *each = value; each; each = each->next)
		most++;
	phones = arena_alloc(arena, most * sizeof(*phones));
	for (; value != NULL; value = value->next) {
		const struct phone *phone =
			directory_phone(directory, value->text);

		if (phone != NULL && !is_among(phones, *count, phone))
			phones[(*count)++] = phone;
	}
	return phones;
}

static int against_place(const void *place, const void *element)
{
	const struct location *location =
		*(const struct location *const *)element;
	size_t wanted = *(const size_t *)place, is = location->record->place;

	return (wanted > is) - (wanted < is);
}

const struct location *directory_location(const struct directory *directory,
					  const struct value *value)
{
	struct location **found =
		bsearch(&value->named->place, directory->locations,
			directory->location_count,
			sizeof(*directory->locations), against_place);

	return found != NULL ? *found : NULL;
}

size_t directory_facet(const struct directory *directory, const char *id)
{
	size_t i = 0;

	while (i < directory->facet_count &&
	       strcmp(directory->facets[i].id, id) != 0)
		i++;
	return i;
}

size_t directory_term(const struct directory *directory, size_t facet,
		      const char *id)
{
	const struct facet *of = &directory->facets[facet];

	for (size_t i = of->first; i < of->first + of->count; i++)
		if (strcmp(directory->terms[i].id, id) == 0)
			return i;
	return TERM_NONE;
}
