/* What concerns places: a secret street that a public text gives away, and one
 * that programs are told no address of. */
#include "check/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "text/utf8.h"

/* A shorter one may stand in any text. */
#define STREET_LEAST 5

/* What must not be told, folded, and where it stands. */
struct secret {
	const char *folded;
	const struct value *value;
};

/* A number and a street without city and state, as a text would have it. */
static const char *street_of(const struct value *value, struct arena *arena)
{
	char *folded = utf8_folded(value->text);
	const char *street = arena_text(arena, folded, strcspn(folded, ",;"));

	free(folded);
	return street;
}

static bool holds(const char *text, const char *folded)
{
	char *other = text != NULL ? utf8_folded(text) : NULL;
	bool is_in = other != NULL && strstr(other, folded) != NULL;

	free(other);
	return is_in;
}

static void check_record(const struct record *record,
			 const struct secret *secret, struct err *warnings)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct field *field = &record->kind->fields[row];
		const struct value *value = record->values[row];

		for (; value != NULL && !field->is_private; value = value->next)
			if (holds(value->text, secret->folded) ||
			    holds(value->note, secret->folded))
				err_at_column(warnings, value->file,
					      value->line, value->column,
					      "%s: everybody can read this, "
					      "and it tells a street that is "
					      "internal (%s:%d)",
					      field->name, secret->value->file,
					      secret->value->line);
	}
}

static void check_contacts(const struct record *record, size_t row,
			   const struct secret *secret, struct err *warnings)
{
	const struct value *contact = record_value(record, row);

	for (; contact != NULL; contact = record_next(contact))
		check_record(contact->named, secret, warnings);
}

/* All that an entry shows to everybody. */
static void check_entry(const struct entry *entry, const struct value *street,
			struct arena *arena, struct err *warnings)
{
	struct secret secret = { NULL, street };

	if (street == NULL)
		return;
	secret.folded = street_of(street, arena);
	if (strlen(secret.folded) < STREET_LEAST)
		return;
	check_record(entry->record, &secret, warnings);
	check_contacts(entry->record, ENTRY_CONTACT, &secret, warnings);
	for (size_t i = 0; i < entry->phone_count; i++)
		check_record(entry->phones[i]->record, &secret, warnings);
	for (size_t i = 0; i < entry->location_count; i++) {
		const struct location *location = entry->locations[i];

		check_record(location->record, &secret, warnings);
		check_contacts(location->record, LOCATION_CONTACT, &secret,
			       warnings);
		for (size_t j = 0; j < location->phone_count; j++)
			check_record(location->phones[j]->record, &secret,
				     warnings);
	}
}

static void check_streets(const struct directory *directory,
			  const struct entry *entry, struct arena *arena,
			  struct err *warnings)
{
	const struct record *whole = collection_find(
		directory->collection, entry_entry.name, entry->id);
	const struct value *value = record_value(whole, ENTRY_LOCATION);

	for (; value != NULL; value = record_next(value)) {
		if (location_is_public(value->named))
			continue;
		check_entry(entry, record_value(value->named, LOCATION_STREET),
			    arena, warnings);
		check_entry(entry,
			    record_value(value->named, LOCATION_MAIL_STREET),
			    arena, warnings);
	}
	if (!record_is(whole, ENTRY_ADDRESS_VISIBILITY, "public"))
		check_entry(entry, record_value(whole, ENTRY_ADDRESS), arena,
			    warnings);
}

static void check_use(const struct collection *collection, struct arena *arena,
		      struct err *warnings)
{
	bool *used = arena_alloc(arena, collection->count + 1);

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];
		const struct value *value =
			strcmp(record->kind->name, entry_entry.name) == 0 ?
				record_value(record, ENTRY_LOCATION) :
				NULL;

		for (; value != NULL; value = record_next(value))
			used[value->named->place] = true;
	}
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if (location_is(record) && !used[i])
			err_at(warnings, record->file, record->line,
			       "[location:%s] is used nowhere", record->id);
	}
}

/* What an address has to have in HSDS 3.1, address.json, required. */
static const size_t address_rows[] = { LOCATION_CITY, LOCATION_STATE,
				       LOCATION_POSTAL_CODE, LOCATION_COUNTRY };

static void check_address(const struct record *record, struct err *warnings)
{
	const struct value *street = record_value(record, LOCATION_STREET);

	if (street == NULL || !location_is_public(record))
		return;
	for (size_t i = 0; i < sizeof(address_rows) / sizeof(*address_rows);
	     i++)
		if (record_value(record, address_rows[i]) == NULL)
			err_at_column(
				warnings, street->file, street->line,
				street->column,
				"street: /api/hsds has no address of "
				"[location:%s] without `%s`",
				record->id,
				record->kind->fields[address_rows[i]].name);
}

static void check_addresses(const struct collection *collection,
			    struct err *warnings)
{
	for (size_t i = 0; i < collection->count; i++)
		if (location_is(collection->records[i]))
			check_address(collection->records[i], warnings);
}

void lint_check_places(const struct directory *directory, struct err *warnings)
{
	struct arena *arena = arena_new();

	check_use(directory->collection, arena, warnings);
	check_addresses(directory->collection, warnings);
	for (size_t i = 0; i < directory->entry_count; i++)
		check_streets(directory, directory->entries[i], arena,
			      warnings);
	arena_free(arena);
}
