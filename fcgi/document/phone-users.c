/* Where each phone is named. */
#include "document/phone-users.h"

#include <stdio.h>

#include "base/table.h"
#include "document/document.h"

#define TOTAL_ROOM 32

/* The phones that are told of, by their places in the directory. */
struct usage {
	const struct directory *directory;
	size_t from, to;
	json_t *phones; /* as directory->phones has them from `from` on */
};

/* `used` of the phone `id`, or NULL where it is not told of. Borrowed. */
static json_t *used_of(const struct usage *usage, const char *id)
{
	size_t place = directory_phone_place(usage->directory, id);

	if (place < usage->from || place >= usage->to)
		return NULL;
	return json_object_get(
		json_array_get(usage->phones, place - usage->from), "used");
}

/* One more in a list that is full is only counted. */
static bool count_more(json_t *used, const char *name, const json_t *list)
{
	char total[TOTAL_ROOM];
	json_int_t known;

	if (json_array_size(list) < PHONE_USERS_NAMED)
		return false;
	snprintf(total, sizeof(total), "%s_total", name);
	known = json_integer_value(json_object_get(used, total));
	if (known == 0)
		known = PHONE_USERS_NAMED;
	json_object_set_new(used, total, json_integer(known + 1));
	return true;
}

/* The list to which one more may be added, or NULL. */
static json_t *room_in(json_t *used, const char *name)
{
	json_t *list = json_object_get(used, name);

	if (list == NULL) {
		list = json_array();
		json_object_set_new(used, name, list);
	}
	return count_more(used, name, list) ? NULL : list;
}

static void add_phones(const struct edition *edition, const struct usage *usage,
		       const struct entry *entry,
		       const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_t *used = used_of(usage, phones[i]->id);
		json_t *list = used != NULL ? room_in(used, "entries") : NULL;

		if (list != NULL)
			json_array_append_new(
				list, document_reference(edition, entry));
	}
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

static void add_phone(const struct usage *usage, const char *id,
		      const char *name, const struct phone *phone)
{
	json_t *used = used_of(usage, id);
	json_t *list = used != NULL ? room_in(used, name) : NULL;

	if (list != NULL)
		json_array_append_new(list, json_string(phone->id));
}

static void add_abroad(const struct usage *usage)
{
	for (size_t i = 0; i < usage->directory->phone_count; i++) {
		const struct phone *phone = usage->directory->phones[i];
		const char *id = record_text(phone->record, PHONE_ABROAD);

		if (id != NULL)
			add_phone(usage, id, "abroad", phone);
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
			add_phone(usage, first[number]->id, "relay", phone);
	}
}

static bool are_paged(const struct directory *directory)
{
	return directory->phone_count > PHONE_USERS_MOST;
}

long long phone_users_pages(const struct edition *edition,
			    const struct query *query)
{
	size_t count = edition->directory->phone_count;
	size_t per_page = (size_t)query->per_page;

	return are_paged(edition->directory) ?
		       (long long)((count + per_page - 1) / per_page) :
		       1;
}

/* The phones of the page that the wish asks for, or all. */
static struct usage usage_for(const struct edition *edition,
			      const struct query *query)
{
	const struct directory *directory = edition->directory;
	struct usage usage = { directory, 0, directory->phone_count,
			       json_array() };

	if (are_paged(directory)) {
		usage.from = (size_t)((query->page - 1) * query->per_page);
		usage.to = usage.from + (size_t)query->per_page;
	}
	if (usage.to > directory->phone_count)
		usage.to = directory->phone_count;
	for (size_t i = usage.from; i < usage.to; i++) {
		json_t *phone = document_phone(edition, directory->phones[i]);

		json_object_set_new(phone, "used", json_object());
		json_array_append_new(usage.phones, phone);
	}
	return usage;
}

json_t *phone_users(const struct edition *edition, const struct query *query)
{
	const struct directory *directory = edition->directory;
	const struct usage usage = usage_for(edition, query);
	struct arena *arena = arena_new();

	add_list(&usage, "crisis", directory->crisis, directory->crisis_count);
	add_list(&usage, "lines", directory->lines, directory->line_count);
	add_entries(edition, &usage);
	add_abroad(&usage);
	add_relays(&usage, arena);
	arena_free(arena);
	return are_paged(directory) ?
		       document_part(directory->phone_count, query, "phones",
				     usage.phones) :
		       json_pack("{so}", "phones", usage.phones);
}
