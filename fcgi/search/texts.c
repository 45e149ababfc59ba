/* Row by row, as the rows of sections say. */
#include "search/texts.h"

#include <string.h>

#include "directory/contact.h"
#include "site/hours-words.h"
#include "site/seasons.h"
#include "site/staleness.h"
#include "site/wording.h"
#include "text/language-name.h"

#define HOURS_ROOM ((size_t)4096)

/* The ranks of what the rows of sections say. */
static const enum rank search_ranks[] = {
	[SEARCH_NOT] = RANK_NOWHERE,
	[SEARCH_ABBREVIATION] = RANK_ABBREVIATION,
	[SEARCH_NAME] = RANK_NAME,
	[SEARCH_TEXT] = RANK_TEXT,
	[SEARCH_DETAIL] = RANK_DETAIL,
};

struct reading {
	const struct edition *edition;
	texts_taker *take;
	void *of;
};

static void add_text(const struct reading *reading, const char *text,
		     enum rank rank)
{
	if (text != NULL && text[0] != '\0')
		reading->take(reading->of, text, rank);
}

/* What the edition shows of a value in its own language, or NULL: what it shows
 * in the default language is in the index of that. */
static const char *shown(const struct edition *edition,
			 const struct record *record, size_t row,
			 const struct value *value)
{
	struct wording wording = wording_of(edition, record, row, value);
	const struct field *field = &record->kind->fields[row];

	if (edition_is_translated(edition) &&
	    (wording.is_untranslated || !field->is_translated))
		return wording.gloss;
	if (wording.gloss != NULL)
		return wording.gloss;
	return record_repeats(field) ? wording.note : wording.text;
}

/* Hours in the words of the edition, as readers see them. */
static void add_hours(const struct reading *reading,
		      const struct record *record, size_t row)
{
	const struct value *value = record_value(record, row);

	for (; value != NULL; value = record_next(value)) {
		struct buf words = buf_new(HOURS_ROOM);

		if (!seasons_is_over(reading->edition, value))
			hours_words_print(reading->edition, value->hours, false,
					  &words);
		add_text(reading, buf_text(&words), RANK_DETAIL);
		buf_free(&words);
	}
}

/* A number in every spelling: in groups as it is shown, whole, and without what
 * leads to the country and to the area. */
static void add_number(const struct reading *reading,
		       const struct phone_number *number)
{
	const char *local = strchr(number->shown, '-');

	if (edition_is_translated(reading->edition))
		return;
	add_text(reading, number->shown, RANK_DETAIL);
	add_text(reading, number->dialed, RANK_DETAIL);
	for (; local != NULL; local = strchr(local + 1, '-'))
		add_text(reading, local + 1, RANK_DETAIL);
}

/* Days that are over are told to nobody. */
static bool is_past(const struct reading *reading, const struct field *field,
		    const struct value *value)
{
	return field->kind == FIELD_DAYS &&
	       seasons_is_over(reading->edition, value);
}

static void add_row(const struct reading *reading, const struct record *record,
		    size_t row, enum rank rank)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);

	for (; value != NULL; value = record_next(value)) {
		if (is_past(reading, field, value))
			continue;
		add_text(reading, shown(reading->edition, record, row, value),
			 rank);
		if (field->finds_note &&
		    !edition_is_translated(reading->edition))
			add_text(reading, value->note, RANK_DETAIL);
	}
}

static bool is_over(const struct reading *reading, const struct record *record,
		    size_t row)
{
	const struct value *value = record_value(record, row);

	return value != NULL && staleness_is_over(reading->edition, value);
}

static void add_rows(const struct reading *reading, const struct record *record)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct field *field = &record->kind->fields[row];

		if (field->search == SEARCH_NOT || field->kind == FIELD_PHONE)
			continue;
		if (field->is_passing && is_over(reading, record, row))
			continue;
		if (field->kind == FIELD_HOURS)
			add_hours(reading, record, row);
		else if (!field->is_private)
			add_row(reading, record, row,
				search_ranks[field->search]);
	}
}

/* A department is the entry of that name. */
static void add_term(const struct reading *reading, const struct term *term)
{
	const struct directory *directory = reading->edition->directory;

	if (strcmp(directory->facets[term->facet].id, VOCABULARY_DEPARTMENT) !=
	    0) {
		add_row(reading, term->record, TERM_NAME, RANK_TEXT);
		return;
	}
	add_row(reading, term->record, ENTRY_NAME, RANK_TEXT);
	add_row(reading, term->record, ENTRY_ABBREVIATION, RANK_TEXT);
}

/* How it is reached, in the word by which readers see it. */
static void add_types(const struct reading *reading, const struct phone *phone)
{
	const json_t *words = reading->edition->locale->words;

	for (size_t i = 0; i < phone->type_count; i++)
		add_text(reading,
			 json_string_value(
				 json_object_get(words, phone->types[i]->verb)),
			 RANK_DETAIL);
}

static void add_languages(const struct reading *reading,
			  const struct record *record, size_t row)
{
	const struct value *code = record_value(record, row);

	for (; code != NULL; code = record_next(code)) {
		add_text(reading, code->text, RANK_DETAIL);
		add_text(reading, language_names(code->text), RANK_DETAIL);
	}
}

static void add_phone(const struct reading *reading, const struct phone *phone)
{
	add_rows(reading, phone->record);
	add_languages(reading, phone->record, PHONE_LANGUAGE_CODE);
	add_types(reading, phone);
	add_number(reading, &phone->number);
	if (phone->relay.dialed[0] != '\0')
		add_number(reading, &phone->relay);
}

/* Whom to ask for, and the phones of that role. */
static void add_contact(const struct reading *reading,
			const struct record *contact)
{
	struct arena *arena = arena_new();
	size_t count = 0;
	const struct phone **phones =
		directory_phones(reading->edition->directory,
				 contact->values[CONTACT_PHONE], arena, &count);

	add_rows(reading, contact);
	for (size_t i = 0; i < count; i++)
		add_phone(reading, phones[i]);
	arena_free(arena);
}

static void add_contacts(const struct reading *reading,
			 const struct record *record, size_t row)
{
	const struct value *contact = record_value(record, row);

	for (; contact != NULL; contact = record_next(contact))
		add_contact(reading, contact->named);
}

/* What may be known of a place is all that is in it. */
static void add_location(const struct reading *reading,
			 const struct location *location)
{
	add_rows(reading, location->record);
	add_languages(reading, location->record, LOCATION_LANGUAGE_CODE);
	add_contacts(reading, location->record, LOCATION_CONTACT);
	for (size_t i = 0; i < location->phone_count; i++)
		add_phone(reading, location->phones[i]);
}

void texts_of_entry(const struct edition *edition, const struct entry *entry,
		    texts_taker *take, void *of)
{
	const struct directory *directory = edition->directory;
	const struct reading reading = { edition, take, of };

	add_rows(&reading, entry->record);
	if (record_is(entry->record, ENTRY_ADDRESS_VISIBILITY, "public"))
		add_row(&reading, entry->record, ENTRY_ADDRESS, RANK_DETAIL);
	add_languages(&reading, entry->record, ENTRY_LANGUAGE_CODE);
	add_contacts(&reading, entry->record, ENTRY_CONTACT);
	for (size_t i = 0; i < entry->location_count; i++)
		add_location(&reading, entry->locations[i]);
	for (size_t i = 0; i < entry->term_count; i++)
		add_term(&reading, &directory->terms[entry->terms[i]]);
	for (size_t i = 0; i < entry->phone_count; i++)
		add_phone(&reading, entry->phones[i]);
}

/* A line is found by itself, and by who answers it. */
void texts_of_line(const struct edition *edition, const struct phone *line,
		   texts_taker *take, void *of)
{
	const struct reading reading = { edition, take, of };

	add_phone(&reading, line);
	add_row(&reading, line->answered_by, ANSWERED_BY_NAME, RANK_DETAIL);
}
