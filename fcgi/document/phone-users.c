/* Where each phone is named. */
#include "document/phone-users.h"

#include "base/table.h"
#include "document/document.h"

struct usage {
	const struct directory *directory;
	json_t *phones; /* as directory->phones */
};

/* `used` of the phone `id`, or NULL where there is none. Borrowed. */
static json_t *used_of(const struct usage *usage, const char *id)
{
	size_t place = directory_phone_place(usage->directory, id);

	return json_object_get(json_array_get(usage->phones, place), "used");
}

static void add_to(json_t *used, const char *name, json_t *one)
{
	json_t *list = json_object_get(used, name);

	if (list == NULL) {
		list = json_array();
		json_object_set_new(used, name, list);
	}
	json_array_append_new(list, one);
}

static void add_phones(const struct edition *edition, const struct usage *usage,
		       const struct entry *entry,
		       const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_to(used_of(usage, phones[i]->id), "entries",
		       document_reference(edition, entry));
}

static void add_entries(const struct edition *edition,
			const struct usage *usage)
{
	for (size_t i = 0; i < usage->directory->entry_count; i++) {
		const struct entry *entry = usage->directory->entries[i];

		add_phones(edition, usage, entry, entry->phones,
			   entry->phone_count);
		for (size_t j = 0; j < entry->location_count; j++)
			add_phones(edition, usage, entry,
				   entry->locations[j]->phones,
				   entry->locations[j]->phone_count);
	}
}

static void add_list(const struct usage *usage, const char *name,
		     const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		json_object_set_new(used_of(usage, phones[i]->id), name,
				    json_true());
}

static void add_abroad(const struct usage *usage)
{
	for (size_t i = 0; i < usage->directory->phone_count; i++) {
		const struct phone *phone = usage->directory->phones[i];
		const char *id = record_text(phone->record, PHONE_ABROAD);
		json_t *used = id != NULL ? used_of(usage, id) : NULL;

		if (used != NULL)
			add_to(used, "abroad", json_string(phone->id));
	}
}

/* A relay is named by its number, which one phone has, or none. */
static void add_relays(const struct usage *usage, struct arena *arena)
{
	const struct directory *directory = usage->directory;
	struct table numbers = table_new(directory->phone_count, arena);
	const struct phone **first = arena_alloc(
		arena, (directory->phone_count + 1) * sizeof(*first));

	for (size_t i = 0; i < directory->phone_count; i++) {
		const struct phone *phone = directory->phones[i];
		size_t number = table_add(&numbers, "", phone->number.dialed);

		if (first[number] == NULL)
			first[number] = phone;
	}
	for (size_t i = 0; i < directory->phone_count; i++) {
		const struct phone *phone = directory->phones[i];
		size_t number = table_find(&numbers, "", phone->relay.dialed);

		if (number != TABLE_NONE)
			add_to(used_of(usage, first[number]->id), "relay",
			       json_string(phone->id));
	}
}

json_t *phone_users(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	struct usage usage = { directory, json_array() };
	struct arena *arena = arena_new();

	for (size_t i = 0; i < directory->phone_count; i++) {
		json_t *phone = document_phone(edition, directory->phones[i]);

		json_object_set_new(phone, "used", json_object());
		json_array_append_new(usage.phones, phone);
	}
	add_list(&usage, "crisis", directory->crisis, directory->crisis_count);
	add_list(&usage, "lines", directory->lines, directory->line_count);
	add_entries(edition, &usage);
	add_abroad(&usage);
	add_relays(&usage, arena);
	arena_free(arena);
	return usage.phones;
}
