/* Entries, facets and lists. */
#include "document/document.h"

#include <stdio.h>
#include <string.h>

#include "directory/members.h"
#include "document/record.h"
#include "search/lines.h"
#include "search/need.h"
#include "search/partial.h"

void document_phones(const struct edition *edition,
		     const struct phone *const *phones, size_t count,
		     const struct query *reader, document_phone_model *model,
		     json_t *object)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		if (reader == NULL || need_shows(reader, phones[i]))
			json_array_append_new(list, model(edition, phones[i]));
	json_object_del(object, "phone");
	document_items(object, "phone", list);
}

json_t *document_term(const struct edition *edition, const struct term *term)
{
	json_t *object = document_of(edition, term->record);

	if (term->word != NULL)
		document_text(object, "gloss",
			      edition_word(edition, term->word));
	return object;
}

static json_t *terms_of(const struct edition *edition,
			const struct entry *entry, size_t facet)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < entry->term_count; i++) {
		const struct term *term = &directory->terms[entry->terms[i]];

		if (term->facet == facet)
			json_array_append_new(list,
					      document_term(edition, term));
	}
	return list;
}

/* What the entry has of the facets that no row of it says. */
static void set_made_terms(const struct edition *edition,
			   const struct entry *entry, json_t *object)
{
	const struct directory *directory = edition->directory;

	for (size_t i = 0; i < directory->facet_count; i++)
		if (directory->facets[i].row == FACET_NO_ROW)
			json_object_set_new(object, directory->facets[i].id,
					    terms_of(edition, entry, i));
}

static void set_address(const struct entry *entry, json_t *object)
{
	if (json_object_get(object, "address") == NULL &&
	    record_is(entry->record, ENTRY_ADDRESS_VISIBILITY, "public"))
		document_text(object, "address",
			      record_text(entry->record, ENTRY_ADDRESS));
}

/* What a row says of a place is its id, which not everybody may know. */
static void set_locations(const struct edition *edition,
			  const struct entry *entry, const struct query *reader,
			  document_phone_model *model, json_t *object)
{
	json_t *list = json_array();

	json_object_del(object, "location");
	for (size_t i = 0; i < entry->location_count; i++)
		json_array_append_new(
			list, document_location(edition, entry->locations[i],
						reader, model));
	document_items(object, "location", list);
}

/* The entry through which another is reached, or NULL. */
static const struct entry *through_of(const struct entry *entry)
{
	return entry_has_contact(entry) ? NULL : entry_through(entry);
}

json_t *document_through(const struct edition *edition,
			 const struct entry *entry, const struct query *reader,
			 document_phone_model *model)
{
	const struct entry *through = through_of(entry);
	json_t *object;

	if (through == NULL)
		return NULL;
	object = document_reference(edition, through);
	document_row(edition, through->record, ENTRY_LINK, object);
	document_row(edition, through->record, ENTRY_EMAIL, object);
	document_phones(edition, through->phones, through->phone_count, reader,
			model, object);
	return object;
}

json_t *document_entry_with(const struct edition *edition,
			    const struct entry *entry,
			    const struct query *reader,
			    document_phone_model *model)
{
	json_t *object = document_reference(edition, entry);
	const struct entry *through = through_of(entry);

	for (size_t row = 0; row < entry->record->kind->field_count; row++)
		document_row(edition, entry->record, row, object);
	document_phones(edition, entry->phones, entry->phone_count, reader,
			model, object);
	set_made_terms(edition, entry, object);
	set_address(entry, object);
	set_locations(edition, entry, reader, model, object);
	document_contacts(edition, record_value(entry->record, ENTRY_CONTACT),
			  reader, model, object);
	if (through != NULL)
		json_object_set_new(object, "through",
				    document_reference(edition, through));
	return object;
}

json_t *document_entry(const struct edition *edition, const struct entry *entry,
		       const struct query *reader)
{
	return document_entry_with(edition, entry, reader, document_phone);
}

void document_project(const struct query *query, json_t *entry)
{
	json_t *untranslated = json_object_get(entry, "untranslated");
	size_t count = members_count(query->directory);
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < count && query->fields != NULL; i++) {
		if (query->fields[i])
			continue;
		members_name(query->directory, i, name);
		json_object_del(entry, name);
		json_object_del(untranslated, name);
		if (strcmp(name, "name") == 0)
			json_object_del(entry, "gloss");
	}
}

json_t *document_facet_term(const struct edition *edition,
			    const struct query *query,
			    const struct results *results, size_t number)
{
	const struct term *term = &query->directory->terms[number];
	json_t *object = document_term(edition, term);
	long long count = (long long)results->counts[number];

	json_object_set_new(object, "count", json_integer(count));
	if (query->chosen[number])
		json_object_set_new(object, "is_chosen", json_true());
	if (term->parent != TERM_NONE)
		document_text(object, "parent",
			      query->directory->terms[term->parent].id);
	return object;
}

json_t *document_facet(const struct edition *edition, const struct facet *facet)
{
	json_t *object = document_object(edition);

	document_text(object, "id", facet->id);
	if (facet->record == NULL) {
		document_text(object, "name", edition_word(edition, facet->id));
		return object;
	}
	document_words(edition, facet->record, FACET_NAME, "name", object);
	document_words(edition, facet->record, FACET_NOTE, "note", object);
	return object;
}

void document_facet_note_name(const struct facet *facet,
			      char name[MEMBERS_NAME])
{
	snprintf(name, MEMBERS_NAME, "%s_note", facet->id);
}

/* A list of terms that are made says by what. */
static void set_made_note(const struct edition *edition,
			  const struct facet *facet, json_t *object)
{
	char name[MEMBERS_NAME];

	if (facet->record != NULL)
		return;
	document_facet_note_name(facet, name);
	document_text(object, "note", edition_word(edition, name));
}

json_t *document_facet_alone(const struct edition *edition,
			     const struct facet *facet)
{
	json_t *object = document_facet(edition, facet);

	set_made_note(edition, facet, object);
	if (facet->is_open)
		json_object_set_new(object, "is_open", json_true());
	return object;
}

static json_t *facet_whole(const struct edition *edition,
			   const struct query *query,
			   const struct results *results,
			   const struct facet *facet)
{
	json_t *object = document_facet_alone(edition, facet);
	json_t *terms = json_array();

	for (size_t i = 0; i < facet->count; i++)
		json_array_append_new(
			terms, document_facet_term(edition, query, results,
						   facet->first + i));
	json_object_set_new(object, "terms", terms);
	return object;
}

/* A facet with the terms of this page, which its envelope says. */
static json_t *facet_page(const struct edition *edition,
			  const struct query *query,
			  const struct results *results,
			  const struct facet *facet)
{
	json_t *object = document_facet_alone(edition, facet);
	json_t *terms = json_array(), *part;
	size_t from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page;

	for (size_t i = from; i < to && i < facet->count; i++)
		json_array_append_new(
			terms, document_facet_term(edition, query, results,
						   facet->first + i));
	part = document_part(facet->count, query, "terms", terms);
	json_object_update(object, part);
	json_decref(part);
	return object;
}

long long document_facet_pages(const struct edition *edition,
			       const struct query *query)
{
	const struct directory *directory = edition->directory;
	size_t most = 0, per_page = (size_t)query->per_page;

	for (size_t i = 0; i < directory->facet_count; i++)
		if (directory->facets[i].count > most)
			most = directory->facets[i].count;
	return most <= DOCUMENT_TERMS_MOST ?
		       1 :
		       (long long)((most + per_page - 1) / per_page);
}

json_t *document_facets(const struct edition *edition,
			const struct query *query,
			const struct results *results)
{
	json_t *facets = json_array();

	for (size_t i = 0; i < query->directory->facet_count; i++) {
		const struct facet *facet = &query->directory->facets[i];

		json_array_append_new(
			facets,
			facet->count <= DOCUMENT_TERMS_MOST ?
				facet_whole(edition, query, results, facet) :
				facet_page(edition, query, results, facet));
	}
	return facets;
}

json_t *document_envelope(size_t total, long long page, long long per_page,
			  json_t *contents)
{
	long long count = (long long)total;
	long long pages = count > 0 ? (count + per_page - 1) / per_page : 1;

	return json_pack("{sI sI sI sI sb sb sb so}", "total_items",
			 (json_int_t)count, "total_pages", (json_int_t)pages,
			 "page_number", (json_int_t)page, "size",
			 (json_int_t)json_array_size(contents), "first_page",
			 page == 1, "last_page", page >= pages, "empty",
			 json_array_size(contents) == 0, "contents", contents);
}

json_t *document_part(size_t total, const struct query *query, const char *name,
		      json_t *list)
{
	json_t *part =
		document_envelope(total, query->page, query->per_page, list);

	json_object_set_new(part, "per_page", json_integer(query->per_page));
	json_object_set(part, name, list);
	json_object_del(part, "contents");
	return part;
}

/* An entry, but for what the wish's `fields` do not name. */
static json_t *wanted_of(const struct edition *edition,
			 const struct query *query, const struct entry *entry)
{
	json_t *object = document_entry(edition, entry, NULL);

	document_project(query, object);
	return object;
}

size_t document_lines(const struct edition *edition, const struct query *query,
		      const struct results *results, size_t from,
		      struct buf *out)
{
	while (from < results->count) {
		json_t *entry =
			wanted_of(edition, query, results->entries[from]);

		document_print(entry, out);
		buf_puts(out, "\n");
		json_decref(entry);
		from++;
		if (buf_has_enough(out))
			break;
	}
	return from < results->count ? from : 0;
}

/* What words find besides the entries that have them all. */
static void set_besides(const struct edition *edition,
			const struct query *query, json_t *envelope)
{
	const struct partial *partial = partial_find(query);
	size_t count;
	const struct phone *const *found = lines_find(query, &count);
	json_t *lines = json_array(), *some = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(lines, document_phone(edition, found[i]));
	for (size_t i = 0; partial != NULL && i < partial->count; i++)
		json_array_append_new(
			some, wanted_of(edition, query, partial->entries[i]));
	document_items(envelope, "lines", lines);
	document_items(envelope, "some_words", some);
}

json_t *document_list(const struct edition *edition, const struct query *query,
		      const struct results *results)
{
	size_t from = (size_t)((query->page - 1) * query->per_page);
	json_t *contents = json_array(), *envelope;

	for (size_t i = from;
	     i < results->count && i < from + (size_t)query->per_page; i++)
		json_array_append_new(contents, wanted_of(edition, query,
							  results->entries[i]));
	envelope = document_envelope(results->count, query->page,
				     query->per_page, contents);
	json_object_set_new(envelope, "per_page",
			    json_integer(query->per_page));
	if (query->page == 1)
		set_besides(edition, query, envelope);
	return envelope;
}

json_t *document_about(const struct edition *edition)
{
	const struct record *about = edition->directory->about;
	json_t *object = document_object(edition);

	document_words(edition, about, DIRECTORY_TITLE, "title", object);
	document_words(edition, about, DIRECTORY_SCOPE_NOTE, "scope_note",
		       object);
	document_words(edition, about, DIRECTORY_NOTE, "note", object);
	return object;
}
