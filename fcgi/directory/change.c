/* The latest of what the sections of an entry say. */
#include "directory/change.h"

#include <string.h>

#include "directory/directory.h"

static void take_later(char day[DATE_DAY], const char *other)
{
	if (strcmp(other, day) > 0)
		memcpy(day, other, DATE_DAY);
}

static void add(struct change *change, const struct change *other)
{
	take_later(change->from, other->from);
	take_later(change->until, other->until);
}

static void add_date(struct change *change, const char *date)
{
	struct change of_date = { "", "" };

	if (field_is_undated(date))
		return;
	date_first_day(date, of_date.from);
	date_last_day(date, of_date.until);
	add(change, &of_date);
}

struct change change_of_record(const struct record *record)
{
	static const char *const names[] = {
		RECORD_CHANGED_NAME,
		RECORD_VERIFIED_NAME,
	};
	struct change change = { "", "" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct value *value = record_named(record, names[i]);

		if (value != NULL)
			add_date(&change, value->text);
	}
	return change;
}

bool change_is_same(const struct change *a, const struct change *b)
{
	return strcmp(a->from, b->from) == 0 && strcmp(a->until, b->until) == 0;
}

/* Whether the first `length` bytes of the day say all that is known. */
static bool says_all(const struct change *change, size_t length)
{
	char date[DATE_DAY] = "";
	struct change same;

	memcpy(date, change->from, length);
	date_first_day(date, same.from);
	date_last_day(date, same.until);
	return change_is_same(&same, change);
}

void change_print(const struct change *change, char date[DATE_DAY])
{
	static const size_t lengths[] = { DATE_YEAR, DATE_MONTH };

	memcpy(date, change->from, DATE_DAY);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++)
		if (date[0] != '\0' && says_all(change, lengths[i])) {
			date[lengths[i]] = '\0';
			return;
		}
}

/* What this edition does not show has no part in it. */
static void add_record(const struct directory *directory,
		       const struct record *record, struct change *change)
{
	struct change other;

	if (record == NULL || directory_hides(directory, record))
		return;
	other = change_of_record(record);
	add(change, &other);
}

/* A phone, and who answers it. */
static void add_line(const struct directory *directory,
		     const struct record *phone, struct change *change)
{
	const struct value *who;

	if (phone == NULL || directory_hides(directory, phone))
		return;
	who = record_value(phone, PHONE_ANSWERED_BY);
	add_record(directory, phone, change);
	add_record(directory, who->named, change);
}

static void add_phone(const struct directory *directory,
		      const struct record *phone, struct change *change)
{
	const struct value *abroad;

	add_line(directory, phone, change);
	if (phone == NULL || directory_hides(directory, phone))
		return;
	abroad = record_value(phone, PHONE_ABROAD);
	if (abroad != NULL)
		add_line(directory, abroad->named, change);
}

/* When a place changed of which only the city is public tells that something
 * about it did. */
static void add_locations(const struct directory *directory,
			  const struct entry *entry, struct change *change)
{
	for (size_t i = 0; i < entry->location_count; i++) {
		const struct location *location = entry->locations[i];

		if (location->is_whole)
			add_record(directory, location->record, change);
		for (size_t j = 0; j < location->phone_count; j++)
			add_phone(directory, location->phones[j]->record,
				  change);
	}
}

/* A department is an entry, whose changes are its own. */
static void add_terms(const struct directory *directory,
		      const struct entry *entry, struct change *change)
{
	for (size_t i = 0; i < entry->term_count; i++) {
		const struct term *term = &directory->terms[entry->terms[i]];

		if (directory->facets[term->facet].row != FACET_NO_ROW)
			add_record(directory, term->record, change);
	}
}

static void set(const struct directory *directory, struct entry *entry)
{
	const struct value *phone = record_value(entry->record, ENTRY_PHONE);

	add_record(directory, entry->record, &entry->change);
	add_record(directory, entry->kind, &entry->change);
	add_terms(directory, entry, &entry->change);
	for (; phone != NULL; phone = record_next(phone))
		add_phone(directory, phone->named, &entry->change);
	add_locations(directory, entry, &entry->change);
}

void change_set(struct directory *directory)
{
	for (size_t i = 0; i < directory->entry_count; i++)
		set(directory, directory->entries[i]);
}
