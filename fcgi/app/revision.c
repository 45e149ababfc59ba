/* What an edition is called. */
#include "app/revision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/parallel.h"
#include "base/program.h"
#include "directory/uuid.h"
#include "hsds/hsds.h"

/* Entries are most of a directory, and are added by all cores: so many in a
 * row, whatever cores there are. */
#define PART ((size_t)512)

struct adding {
	const struct edition *edition;
	unsigned char (*hashes)[DIGEST_BYTES]; /* by part */
};

static void add_number(struct digest *digest, size_t number)
{
	digest_add(digest, &number, sizeof(number));
}

static void add_value(struct digest *digest, const struct value *value)
{
	digest_add_text(digest, value->text);
	digest_add_text(digest, value->note ? value->note : "");
	digest_add_text(digest, value->language ? value->language : "");
}

static size_t count_values(const struct value *value)
{
	size_t count = 0;

	for (; value != NULL; value = value->next)
		count++;
	return count;
}

static void add_row(struct digest *digest, const struct record *record,
		    size_t row)
{
	const struct value *value = record->values[row];

	digest_add_text(digest, record->kind->fields[row].name);
	add_number(digest, count_values(value));
	for (; value != NULL; value = value->next)
		add_value(digest, value);
}

/* All that a section says, but `gone`, of which add_gone() has what is so. */
static void add_record(struct digest *digest, const struct record *record)
{
	digest_add_text(digest, record->id);
	for (size_t row = 0; row < record->kind->field_count; row++)
		if (strcmp(record->kind->name, "directory") != 0 ||
		    row != DIRECTORY_GONE)
			add_row(digest, record, row);
}

static void add_gone(struct digest *digest, const struct directory *directory)
{
	const struct value *value = directory->about->values[DIRECTORY_GONE];
	const struct entry *instead;

	for (; value != NULL; value = value->next)
		if (directory_is_gone(directory, value->text, &instead)) {
			digest_add_text(digest, value->text);
			digest_add_text(digest, value->note ? value->note : "");
		}
}

/* A start link whose filter this edition does not know is not shown. */
static void add_starts(struct digest *digest, const struct edition *edition)
{
	for (size_t i = 0; i < edition->directory->start_count; i++)
		if (edition->starts[i] != NULL)
			add_record(digest, edition->directory->starts[i]);
}

static bool is_entry(const struct record *record)
{
	return strcmp(record->kind->name, entry_entry.name) == 0;
}

/* Whether the row names places or contacts. */
static bool names_parts(const struct field *field)
{
	return field->refers != NULL &&
	       (strcmp(field->refers, location_section.name) == 0 ||
		strcmp(field->refers, contact_section.name) == 0);
}

/* Whether a row says something to who sees the edition. A place or a contact
 * has no name where it is shown, so what names it is not told: add_parts() has
 * them. */
static bool is_told(const struct edition *edition, const struct record *record,
		    size_t row)
{
	const struct field *field = &record->kind->fields[row];

	if (names_parts(field))
		return false;
	if (is_entry(record) && row == ENTRY_ADDRESS &&
	    record_is(record, ENTRY_ADDRESS_VISIBILITY, "public"))
		return true;
	return edition->is_internal || !field->is_private ||
	       field->is_in_answers;
}

/* Most rows of most sections say nothing, and are not named; the end of a row
 * and of the section is. */
static void add_told(struct digest *digest, const struct edition *edition,
		     const struct record *record)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct value *value = record->values[row];

		if (value == NULL || !is_told(edition, record, row))
			continue;
		digest_add_text(digest, record->kind->fields[row].name);
		for (; value != NULL; value = value->next)
			if (value->named == NULL ||
			    !directory_hides(edition->directory, value->named))
				add_value(digest, value);
		digest_add_text(digest, "end of row");
	}
	digest_add_text(digest, "end of section");
}

static void add_named(struct digest *digest, const struct edition *edition,
		      const struct record *record)
{
	digest_add_text(digest, record->id);
	add_told(digest, edition, record);
}

static void add_contacts(struct digest *digest, const struct edition *edition,
			 const struct value *contact)
{
	for (; contact != NULL; contact = record_next(contact))
		add_told(digest, edition, contact->named);
}

/* The places and contacts of an entry, and the contacts at those places. */
static void add_parts(struct digest *digest, const struct edition *edition,
		      const struct entry *entry)
{
	for (size_t i = 0; i < entry->location_count; i++) {
		const struct location *location = entry->locations[i];

		add_named(digest, edition, location->record);
		for (size_t j = 0; j < location->phone_count; j++)
			digest_add_text(digest, location->phones[j]->id);
		add_contacts(digest, edition,
			     record_value(location->record, LOCATION_CONTACT));
		digest_add_text(digest, "end of place");
	}
	add_contacts(digest, edition,
		     record_value(entry->record, ENTRY_CONTACT));
	digest_add_text(digest, "end of parts");
}

static void add_phones(struct digest *digest, const struct edition *edition,
		       const struct phone *const *phones, size_t count)
{
	add_number(digest, count);
	for (size_t i = 0; i < count; i++)
		add_named(digest, edition, phones[i]->record);
}

/* What other systems call things and take them for is in no document. */
static void add_identity(struct digest *digest,
			 const struct directory *directory,
			 const struct record *record)
{
	char text[UUID_TEXT];

	uuid_of(directory, record, text);
	digest_add_text(digest, text);
}

/* When an entry changed, sections say that are shown nowhere else. */
static void add_entry(struct digest *digest, const struct edition *edition,
		      const struct entry *entry)
{
	add_identity(digest, edition->directory, entry->record);
	digest_add_text(digest,
			hsds_is_service(entry) ? "service" : "organization");
	add_named(digest, edition, entry->record);
	digest_add_text(digest, entry->change.from);
	digest_add_text(digest, entry->change.until);
	add_parts(digest, edition, entry);
}

static void add_part(void *data, size_t number)
{
	const struct adding *adding = data;
	const struct directory *directory = adding->edition->directory;
	struct digest digest = digest_new();
	size_t from = number * PART, end = from + PART;

	for (size_t i = from; i < end && i < directory->entry_count; i++)
		add_entry(&digest, adding->edition, directory->entries[i]);
	digest_end(&digest, adding->hashes[number]);
}

static void add_entries(struct digest *digest, const struct edition *edition)
{
	size_t count = edition->directory->entry_count,
	       parts = count / PART + 1;
	struct adding adding = { edition, alloc_zero(parts * DIGEST_BYTES) };

	parallel_do(parts, add_part, &adding);
	add_number(digest, count);
	digest_add(digest, adding.hashes, parts * DIGEST_BYTES);
	free(adding.hashes);
}

/* What is filtered by, in its order; a department has the words of its entry.
 */
static void add_terms(struct digest *digest, const struct edition *edition)
{
	const struct directory *directory = edition->directory;

	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct facet *facet = &directory->facets[i];

		digest_add_text(digest, facet->id);
		if (facet->record != NULL)
			add_told(digest, edition, facet->record);
		add_number(digest, facet->count);
	}
	for (size_t i = 0; i < directory->term_count; i++) {
		const struct term *term = &directory->terms[i];

		digest_add_text(digest, term->id);
		if (directory->facets[term->facet].row != FACET_NO_ROW)
			add_told(digest, edition, term->record);
	}
}

/* What entries are, and who answers phones. */
static void add_vocabulary(struct digest *digest, const struct edition *edition)
{
	const struct collection *collection = edition->directory->collection;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if ((record->kind == &vocabulary_kind ||
		     record->kind == &vocabulary_answered_by) &&
		    !directory_hides(edition->directory, record))
			add_named(digest, edition, record);
	}
}

/* The directory as visitors of this edition may see it, and no more of it; the
 * site it stands in and the day have no part in it. It is what was read, in all
 * languages: what is made of that is the program's, which is in the revision.
 */
static void add_contents(struct digest *digest, const struct edition *edition)
{
	const struct directory *directory = edition->directory;

	add_phones(digest, edition, directory->phones, directory->phone_count);
	add_phones(digest, edition, directory->closed, directory->closed_count);
	add_entries(digest, edition);
	add_terms(digest, edition);
	add_vocabulary(digest, edition);
}

/* Entries have theirs with what they say. */
static void add_identities(struct digest *digest,
			   const struct directory *directory)
{
	for (size_t i = 0; i < directory->phone_count; i++)
		add_identity(digest, directory, directory->phones[i]->record);
	for (size_t i = 0; i < directory->location_count; i++)
		if (directory->locations[i]->is_whole)
			add_identity(digest, directory,
				     directory->locations[i]->record);
	for (size_t i = 0; i < directory->term_count; i++)
		add_identity(digest, directory, directory->terms[i].record);
	for (size_t i = 0; i < directory->facet_count; i++)
		if (directory->facets[i].record != NULL)
			add_identity(digest, directory,
				     directory->facets[i].record);
}

/* What lists offer and in which order they are is in no document. */
static void add_offers(struct digest *digest, const struct directory *directory)
{
	for (size_t i = 0; i < directory->phone_count; i++) {
		const struct phone *phone = directory->phones[i];

		digest_add_text(digest, phone->is_help ? "help" : "");
		add_number(digest, phone->fit_count);
		for (size_t j = 0; j < phone->fit_count; j++)
			add_number(digest, phone->fits[j]);
	}
	for (size_t i = 0; i < directory->term_count; i++) {
		digest_add_text(digest,
				directory->terms[i].is_report ? "reports" : "");
		digest_add_text(digest,
				directory->terms[i].is_aside ? "aside" : "");
	}
}

static void add_directory(struct digest *digest, const struct edition *edition)
{
	const struct directory *directory = edition->directory;

	add_record(digest, directory->about);
	add_gone(digest, directory);
	add_identities(digest, directory);
	add_offers(digest, directory);
	add_starts(digest, edition);
	add_contents(digest, edition);
}

static void set_version(struct edition *edition, const char *today,
			const unsigned char hash[DIGEST_BYTES])
{
	char word[DIGEST_WORD];

	digest_word(hash, word);
	snprintf(edition->data_version, sizeof(edition->data_version), "%s %s",
		 today, word);
}

static int add_bytes(const char *bytes, size_t length, void *digest)
{
	digest_add(digest, bytes, length);
	return 0;
}

static void add_language(struct digest *digest, const struct edition *edition)
{
	digest_add_text(digest, edition->locale->tag);
	digest_add_text(digest, edition->locale->name);
	digest_add_text(digest, edition->locale->direction);
	digest_add_text(digest, edition->is_reviewed ? "reviewed" : "");
	json_dump_callback(edition->locale->words, add_bytes, digest,
			   JSON_COMPACT);
}

static void add_settings(struct digest *digest, const struct settings *settings)
{
	for (size_t i = 0; i < settings_row_count; i++)
		if (settings_rows[i].is_in_answers)
			digest_add_text(digest, settings->texts[i]);
}

static void add_surroundings(struct digest *digest,
			     const struct edition *edition)
{
	program_add_to_digest(digest);
	add_settings(digest, edition->settings);
	digest_add_text(digest, edition->data_version);
	digest_add_text(digest, edition->is_internal ? "internal" : "public");
	template_add_to_digest(edition->templates, digest);
	digest_add_text(digest, edition->assets->sheet);
	digest_add_text(digest, edition->assets->print);
	digest_add_text(digest, edition->assets->script);
	digest_add_text(digest, edition->assets->handout);
	for (size_t i = 0; i < edition->count; i++)
		add_language(digest, &edition->all[i]);
}

void revision_set(struct edition *all, const char *today)
{
	unsigned char hash[DIGEST_BYTES];
	struct digest directory = digest_new(), whole = digest_new();

	add_directory(&directory, all);
	digest_end(&directory, hash);
	set_version(all, today, hash);
	digest_add(&whole, hash, sizeof(hash));
	add_surroundings(&whole, all);
	digest_end(&whole, hash);
	digest_hex(hash, (sizeof(all->revision) - 1) / 2, all->revision);
	for (size_t i = 0; i < all->count; i++)
		snprintf(all[i].today, sizeof(all[i].today), "%s", today);
	for (size_t i = 1; i < all->count; i++) {
		memcpy(all[i].data_version, all->data_version,
		       sizeof(all->data_version));
		memcpy(all[i].revision, all->revision, sizeof(all->revision));
	}
}
