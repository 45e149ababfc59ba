/* Places, each as it may be known, and the entries that name them. */
#include "directory/places.h"

#include "record/redact.h"

/* A place, as those may know it who see this edition. */
static void fill_location(struct location *location,
			  const struct record *record, const bool *hidden,
			  bool is_inside, struct arena *arena)
{
	location->is_whole = is_inside || location_is_public(record);
	location->record =
		location->is_whole ? record : location_in_city(record, arena);
	location->record = redact_record(location->record, hidden, arena);
}

static void make(struct directory *directory, const bool *hidden,
		 bool is_inside, struct arena *arena)
{
	size_t count;
	const struct record **records =
		collection_gather(directory->collection, location_section.name,
				  hidden, arena, &count);
	struct location *locations =
		arena_alloc(arena, (count + 1) * sizeof(*locations));

	directory->locations =
		arena_alloc(arena, (count + 1) * sizeof(struct location *));
	for (size_t i = 0; i < count; i++) {
		fill_location(&locations[i], records[i], hidden, is_inside,
			      arena);
		directory->locations[i] = &locations[i];
	}
	directory->location_count = count;
}

static void give_locations(const struct directory *directory,
			   struct entry *entry, struct arena *arena)
{
	const struct value *value = entry->record->values[ENTRY_LOCATION];
	size_t most = 1;

	for (const struct value *each = value; each; each = each->next)
		most++;
	entry->locations = arena_alloc(arena, most * sizeof(struct location *));
	for (; value != NULL; value = value->next) {
		const struct location *location =
			directory_location(directory, value);

		if (location != NULL)
			entry->locations[entry->location_count++] = location;
	}
}

void places_make(struct directory *directory, const bool *hidden,
		 bool is_inside, struct arena *arena)
{
	make(directory, hidden, is_inside, arena);
	for (size_t i = 0; i < directory->entry_count; i++)
		give_locations(directory, directory->entries[i], arena);
}

void places_give_phones(struct directory *directory, struct arena *arena)
{
	for (size_t i = 0; i < directory->location_count; i++) {
		struct location *location = directory->locations[i];

		location->phones = directory_phones(
			directory, location->record->values[LOCATION_PHONE],
			arena, &location->phone_count);
	}
}
