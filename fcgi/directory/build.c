/* From checked sections to a directory. */
#include "directory/build.h"

#include <stdlib.h>
#include <string.h>

#include "directory/hierarchy.h"
#include "directory/terms.h"

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const struct phone *const *)a)->id,
		      (*(const struct phone *const *)b)->id);
}

static bool is_in_use(const struct record *record)
{
	const char *status = record_text(record, PHONE_STATUS);

	return status == NULL || strcmp(status, "active") == 0;
}

static void fill_phone(const struct directory *directory, struct phone *phone,
		       const struct record *record, struct arena *arena)
{
	const char *type = record_text(record, PHONE_TYPE);
	size_t audience = directory_facet(directory, "audience");

	phone->id = record->id;
	phone->record = record;
	phone->type = type != NULL ? type : "voice";
	phone->answered_by =
		collection_find(directory->collection, "answered-by",
				record_text(record, PHONE_ANSWERED_BY));
	phone_read(record_text(record, PHONE_NUMBER), &phone->number);
	if (record_value(record, PHONE_RELAY) != NULL)
		phone_read(record_text(record, PHONE_RELAY), &phone->relay);
	if (audience < directory->facet_count)
		phone->terms = terms_of_values(directory, audience,
					       record->values[PHONE_AUDIENCE],
					       arena, &phone->term_count);
}

/* A number out of use is nowhere in the directory, so it cannot be shown. */
static void make_phones(struct directory *directory, const bool *hidden,
			struct arena *arena)
{
	size_t count;
	const struct record **records = collection_gather(
		directory->collection, "phone", hidden, arena, &count);
	struct phone *phones =
		arena_alloc(arena, (count + 1) * sizeof(*phones));

	directory->phones = arena_alloc(arena, (count + 1) * sizeof(phones));
	for (size_t i = 0; i < count; i++) {
		struct phone *phone = &phones[directory->phone_count];

		if (!is_in_use(records[i]))
			continue;
		fill_phone(directory, phone, records[i], arena);
		directory->phones[directory->phone_count++] = phone;
	}
	qsort(directory->phones, directory->phone_count,
	      sizeof(*directory->phones), by_id);
}

/* The phones that the values name, in their order, those out of use left
 * out. */
static const struct phone **named(const struct directory *directory,
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

		if (phone != NULL)
			phones[(*count)++] = phone;
	}
	return phones;
}

static void give_phones(struct directory *directory, struct arena *arena)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		entry->phones =
			named(directory, entry->record->values[ENTRY_PHONE],
			      arena, &entry->phone_count);
	}
	directory->crisis =
		named(directory, directory->about->values[DIRECTORY_CRISIS],
		      arena, &directory->crisis_count);
	directory->lines =
		named(directory, directory->about->values[DIRECTORY_LINES],
		      arena, &directory->line_count);
}

static int by_start_order(const void *a, const void *b)
{
	return collection_compare(*(const struct record *const *)a,
				  *(const struct record *const *)b,
				  START_ORDER);
}

const struct directory *directory_build(const struct collection *collection,
					const bool *hidden, struct arena *arena)
{
	struct directory *directory = arena_alloc(arena, sizeof(*directory));
	size_t count;
	const struct record **records =
		collection_gather(collection, "entry", hidden, arena, &count);

	directory->collection = collection;
	directory->about = collection->about;
	hierarchy_make(directory, records, count, arena);
	terms_make(directory, hidden, arena);
	make_phones(directory, hidden, arena);
	give_phones(directory, arena);
	directory->starts = collection_gather(collection, "start", hidden,
					      arena, &directory->start_count);
	qsort(directory->starts, directory->start_count,
	      sizeof(*directory->starts), by_start_order);
	return directory;
}
