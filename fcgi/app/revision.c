/* What an edition is called. */
#include "app/revision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "directory/uuid.h"
#include "document/document.h"
#include "hsds/hsds.h"
#include "search/facet-search.h"
#include "search/query.h"

static int add_bytes(const char *bytes, size_t length, void *digest)
{
	digest_add(digest, bytes, length);
	return 0;
}

/* Takes `model`. */
static void add_model(struct digest *digest, json_t *model)
{
	json_dump_callback(model, add_bytes, digest, JSON_COMPACT);
	json_decref(model);
}

static void add_number(struct digest *digest, size_t number)
{
	digest_add(digest, &number, sizeof(number));
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
	for (; value != NULL; value = value->next) {
		digest_add_text(digest, value->text);
		digest_add_text(digest, value->note ? value->note : "");
		digest_add_text(digest, value->language ? value->language : "");
	}
}

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

/* The directory as visitors of this edition may see it, and no more of it; the
 * site it stands in and the day have no part in it. */
static void add_documents(struct digest *digest, const struct edition *edition,
			  const struct query *query)
{
	const struct directory *directory = edition->directory;
	struct settings nowhere = *edition->settings;
	struct edition alone = *edition;

	alone.today[0] = '\0';
	nowhere.base = "";
	nowhere.unreviewed = UNREVIEWED_LABEL;
	alone.settings = &nowhere;
	add_number(digest, directory->phone_count);
	for (size_t i = 0; i < directory->phone_count; i++)
		add_model(digest, document_phone(&alone, directory->phones[i]));
	for (size_t i = 0; i < directory->closed_count; i++)
		add_model(digest, document_phone(&alone, directory->closed[i]));
	add_number(digest, directory->entry_count);
	for (size_t i = 0; i < directory->entry_count; i++)
		add_model(digest,
			  document_entry(&alone, directory->entries[i], NULL));
	add_model(digest, document_facets(&alone, query, facet_search(query)));
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

static void add_identities(struct digest *digest,
			   const struct directory *directory)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		add_identity(digest, directory, entry->record);
		digest_add_text(digest, hsds_is_service(entry) ?
						"service" :
						"organization");
	}
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
	struct arena *arena = arena_new();
	const struct query *query = query_parse(directory, "", arena);

	add_record(digest, directory->about);
	add_gone(digest, directory);
	add_identities(digest, directory);
	add_offers(digest, directory);
	add_starts(digest, edition);
	for (size_t i = 0; i < edition->count; i++)
		if (i == 0 || edition_is_translated(&edition->all[i]))
			add_documents(digest, &edition->all[i], query);
	arena_free(arena);
}

static void set_version(struct edition *edition, const char *today,
			const unsigned char hash[DIGEST_BYTES])
{
	char word[DIGEST_WORD];

	digest_word(hash, word);
	snprintf(edition->today, sizeof(edition->today), "%s", today);
	snprintf(edition->data_version, sizeof(edition->data_version), "%s %s",
		 edition->today, word);
}

static void add_language(struct digest *digest, const struct edition *edition)
{
	digest_add_text(digest, edition->locale->tag);
	digest_add_text(digest, edition->locale->name);
	digest_add_text(digest, edition->locale->direction);
	digest_add_text(digest, edition->is_reviewed ? "reviewed" : "");
	add_model(digest, json_incref(edition->locale->words));
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
	digest_add_file(digest, "/proc/self/exe");
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
	for (size_t i = 1; i < all->count; i++) {
		memcpy(all[i].today, all->today, sizeof(all->today));
		memcpy(all[i].data_version, all->data_version,
		       sizeof(all->data_version));
		memcpy(all[i].revision, all->revision, sizeof(all->revision));
	}
}
