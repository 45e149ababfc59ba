/* What every page and fragment shows beside its own content: the words of the
 * interface, the site, the crisis lines, the levels of the headings. */
#ifndef SIGNPOST_PAGE_PAGE_H
#define SIGNPOST_PAGE_PAGE_H

#include <jansson.h>
#include <stdbool.h>

#include "check/reload-report.h"
#include "directory/hours.h"
#include "search/facet-search.h"
#include "search/query.h"
#include "site/edition.h"

/* The model of a page, or of a fragment, on which nothing stands yet: `site`,
 * `words`, `crisis`, `exit` where there is one, and what else stands around the
 * content. For json_decref(). */
json_t *page_new(const struct edition *edition, const struct query *query,
		 bool is_fragment);

/* Adds the page's addresses in all languages, and where it is read in the
 * original while its translation is not reviewed. `path` is what the address
 * has behind the base; NULL: the list, as `query` wants it. */
void page_set_languages(const struct edition *edition,
			const struct query *query, const char *path,
			json_t *page);

/* Prepares a whole page for templates: what an object does not say of its
 * language must not be looked up in the object around it. */
void page_close_languages(const struct edition *edition, json_t *page);

/* Phones of one purpose and one answering side after another form a group:
 * `{purpose, answered_by, relay, phones}`. Only those that `query` may show.
 * For json_decref(). */
json_t *page_groups(const struct edition *edition, const struct query *query,
		    const struct phone *const *phones, size_t count);

/* Prepares phones (an array of document_phone(), or NULL) for templates: what a
 * phone does not have must not be looked up in the entry around it, lists get
 * their marks, and `limits` are hours other than all of them. */
void page_close_phones(const struct edition *edition, json_t *phones);

/* A word of the interface, by its name in the model; borrowed. */
const char *page_word(const struct edition *edition, const char *name);

/* Adds to `{date, ...}`, or NULL, the date `in_words` of the edition. */
void page_set_date(const struct edition *edition, json_t *dated);

/* Adds to `{text, ...}` the hours `in_words` of the edition: what an editor
 * writes briefly is no language of readers. Nothing where `hours` is NULL. */
void page_set_hours(const struct edition *edition, const struct hours *hours,
		    json_t *object);

/* The same for the `hours` of a document_phone(). */
void page_set_phone_hours(const struct edition *edition, json_t *phone);

/* Gives a member another name, with what is said of its language. */
void page_rename(json_t *object, const char *name, const char *new_name);

/* Whether a member of an object is in the default language. */
bool page_is_untranslated(const json_t *object, const char *name);

/* Gives an entry's document `status_words` unless it is active. */
void page_set_status(const struct edition *edition, json_t *entry);

/* What an entry's document says of who is helped and how, as `{name, value}` in
 * words of the edition. For json_decref(). */
json_t *page_details(const struct edition *edition, const json_t *entry);

/* Gives a full page its `canonical` address, which has `path` behind the base,
 * unless the settings say no. */
void page_set_canonical(const struct edition *edition, const char *path,
			json_t *page);

/* Gives a full page its `json_ld`, which it takes and which may be NULL. */
void page_set_schema(const struct edition *edition, json_t *schema,
		     json_t *page);

/* The address of a link to the list, changed as `change` says: on the host's
 * page or in the section, as the wish is. For json_decref(). */
json_t *page_link(const struct edition *edition, const struct query *query,
		  const struct query_change *change);

/* The start links as `{id, name, href}`, those that this edition can follow.
 * For json_decref(). */
json_t *page_starts(const struct edition *edition, const struct query *query);

/* Where a script asks for this list under another wish: what the form sends
 * follows. For json_decref(). */
json_t *page_source(const struct edition *edition, const struct query *query);

/* For each facet that is filtered, `{name, count, href}` of the list without
 * that filter, where it holds anything. For json_decref(). */
json_t *page_wider(const struct edition *edition, const struct query *query);

/* What the list page adds to document_list(): groups under their departments,
 * filters, chosen filters, the pages. For json_decref(). */
json_t *page_list(const struct edition *edition, const struct query *query,
		  const struct results *results, bool is_fragment);

/* Whether words are looked for in this list. */
bool page_is_searched(const struct query *query);

/* Gives a list what it shows of a search by words: the box for them, and where
 * nothing was found what else to look for. Nothing where nobody can search. */
void page_set_words(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page);

/* Gives the texts of a card, and of its phones, `NAME_marked`: pieces from
 * highlight_text(), where words that were looked for are in them. */
void page_mark_card(const struct query *query, json_t *card);

/* The facets for a form: document_facets() with the names of its boxes. For
 * json_decref(). */
json_t *page_facets(const struct edition *edition, const struct query *query,
		    const struct results *results);

/* The page for those who keep the directory. For json_decref(). */
json_t *page_review(const struct edition *edition, const struct query *query,
		    const struct reload_report_sheet *reports);

/* The page of an entry. For json_decref(). */
json_t *page_entry(const struct edition *edition, const struct query *query,
		   const struct entry *entry, bool is_fragment);

/* The page of all lines. For json_decref(). */
json_t *page_lines(const struct edition *edition, const struct query *query);

/* The page or fragment for a fault, with a link to `instead` unless NULL;
 * `status` is 404 and the like, and names the
 * words `error_404` and `error_404_help`. For json_decref(). */
json_t *page_error(const struct edition *edition, const struct query *query,
		   int status, const struct entry *instead, bool is_fragment);

#endif
