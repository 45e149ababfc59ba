/* The model: entries, phones and lists as jansson trees, from which JSON is
 * dumped and templates are rendered. Names are the INI names with `_` for `-`.
 * What is absent is left out, never null. In an edition of another language
 * than the default, each object says in `untranslated`, by name, which of its
 * texts are in the default language (the names of entries always are; `gloss`
 * says what such a name means). */
#ifndef SIGNPOST_DOCUMENT_DOCUMENT_H
#define SIGNPOST_DOCUMENT_DOCUMENT_H

#include <jansson.h>

#include "document/record.h"
#include "search/facet-search.h"
#include "search/query.h"
#include "site/edition.h"

/* One entry. `reader` NULL: with every phone; else with those that a list
 * under this wish may show. For json_decref(). */
json_t *document_entry(const struct edition *edition, const struct entry *entry,
		       const struct query *reader);

/* What makes the model of one phone of an entry. For json_decref(). */
typedef json_t *document_phone_model(const struct edition *edition,
				     const struct phone *phone);

/* The same with each phone as `model` makes it. */
json_t *document_entry_with(const struct edition *edition,
			    const struct entry *entry,
			    const struct query *reader,
			    document_phone_model *model);

/* `{id, name, page}` of the entry through which another is reached, with its
 * `phone`, its `link` and its `email` as a list under the wish shows them; NULL
 * where there is none, or none is needed. For json_decref(). */
json_t *document_through(const struct edition *edition,
			 const struct entry *entry, const struct query *reader,
			 document_phone_model *model);

/* Whether something of the entry is for those inside alone, who see the
 * edition: all of it, or more is told of it than everybody is told. */
bool document_is_inside_alone(const struct edition *edition,
			      const struct entry *entry);

/* The same of a phone. */
bool document_phone_is_inside_alone(const struct edition *edition,
				    const struct phone *phone);

/* Takes from an entry's document what the wish's `fields` do not name. */
void document_project(const struct query *query, json_t *entry);

/* One phone, as everything that shows numbers takes it: `number` is what is
 * shown, `href` what is dialed. For json_decref(). */
json_t *document_phone(const struct edition *edition,
		       const struct phone *phone);

/* Sets `phone` to a list of those of the phones that `reader` may see, each as
 * `model` makes it, unless there is none. */
void document_phones(const struct edition *edition,
		     const struct phone *const *phones, size_t count,
		     const struct query *reader, document_phone_model *model,
		     json_t *object);

/* A place of an entry, with the phones that `reader` may see, each as `model`
 * makes it; `address` is what stands on an envelope, or the city where only
 * that may be known. For json_decref(). */
json_t *document_location(const struct edition *edition,
			  const struct location *location,
			  const struct query *reader,
			  document_phone_model *model);

/* What the languages of these codes are called, or their codes, in one line;
 * false where `codes` is NULL. For json_decref(). */
json_t *document_language_names(const struct edition *edition,
				const json_t *codes);

/* Sets `contact` to those whom the values name, each with the phones that
 * `reader` may see, unless there is none. What a row says of a contact is its
 * id, which is not told. */
void document_contacts(const struct edition *edition, const struct value *value,
		       const struct query *reader, document_phone_model *model,
		       json_t *object);

/* A contact, with the phones that `reader` may see, each as `model` makes it;
 * without its id, which may be a person's name. For json_decref(). */
json_t *document_contact(const struct edition *edition,
			 const struct record *contact,
			 const struct query *reader,
			 document_phone_model *model);

/* What a link to the phone's number leads to when it is used in that way, or
 * NULL where nothing is dialed. For json_decref(). */
json_t *document_dial(const struct phone *phone, const struct phone_type *type);

/* A facet with more terms than this comes page by page. */
#define DOCUMENT_TERMS_MOST 100

/* The facets with their terms, each with the count it would give. Of one with
 * very many, those of the page that the wish asks for, beside them what
 * document_envelope() says but `contents`, and `per_page`. For json_decref().
 */
json_t *document_facets(const struct edition *edition,
			const struct query *query,
			const struct results *results);

/* On how many pages they are: one, where no facet has very many terms. */
long long document_facet_pages(const struct edition *edition,
			       const struct query *query);

/* One of them, without its terms. For json_decref(). */
json_t *document_facet_alone(const struct edition *edition,
			     const struct facet *facet);

/* A term in a facet, by its place among all of the directory. For
 * json_decref(). */
json_t *document_facet_term(const struct edition *edition,
			    const struct query *query,
			    const struct results *results, size_t number);

/* `{id, name, gloss}` of a term: what it is, where its name does not say so.
 * For json_decref(). */
json_t *document_term(const struct edition *edition, const struct term *term);

/* `{id, name, note}` of a facet; one that is made may have no record of its
 * own. For json_decref(). */
json_t *document_facet(const struct edition *edition,
		       const struct facet *facet);

/* The name of the word of the interface that is the note of a facet without a
 * record in a list of its terms; there may be none. */
void document_facet_note_name(const struct facet *facet,
			      char name[MEMBERS_NAME]);

/* `{title, note}` of the directory. For json_decref(). */
json_t *document_about(const struct edition *edition);

/* One page of a list of `total` in its envelope: total_items, total_pages,
 * page_number, size, first_page, last_page, empty, contents. Takes `contents`.
 * For json_decref(). */
json_t *document_envelope(size_t total, long long page, long long per_page,
			  json_t *contents);

/* The same with `per_page`, and the list under a name of its own: a page of
 * something that is whole where it is short. Takes `list`. For json_decref().
 */
json_t *document_part(size_t total, const struct query *query, const char *name,
		      json_t *list);

/* One page of the list of entries in its envelope, with `per_page` as it holds:
 * who asks for more than the most gets that. The first page of what words find
 * also has `lines`, phones that they find, and `some_words`, entries that have
 * some of the words only. For json_decref(). */
json_t *document_list(const struct edition *edition, const struct query *query,
		      const struct results *results);

/* Appends an entry to a line, from entry number `from` of the list on, until
 * `out` has enough. The number of the next one, 0 where there is none. */
size_t document_lines(const struct edition *edition, const struct query *query,
		      const struct results *results, size_t from,
		      struct buf *out);

#endif
