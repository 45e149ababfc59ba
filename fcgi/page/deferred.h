/* What a page does not make where a template has written it before: cards,
 * entries, filters and the crisis lines of most wishes stand in a model as
 * numbers, and behind the numbers what was written once for each language and
 * kind of page.
 *
 * Nothing of a wish but which phones it may see, whether it has a filter and
 * what that would find, and of a host's page but the level of its headings and
 * whether it takes the filters, is in what is kept: of wishes with more than
 * that, and inside, nothing is. */
#ifndef SIGNPOST_PAGE_DEFERRED_H
#define SIGNPOST_PAGE_DEFERRED_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "search/query.h"
#include "site/edition.h"
#include "template/template.h"

/* What the numbers in the models of pages stand for. */
enum page_thing {
	PAGE_CARD,   /* the entry at this place of what the wish finds */
	PAGE_CRISIS, /* the crisis lines that stand together, by their place */
	PAGE_ENTRY,  /* what the page of an entry says of it */
	PAGE_TERM,   /* the filter for a term, by its place in the directory */
	PAGE_THINGS,
};

/* What is deferred, and what stands around it: every member of a page is in one
 * of the lists. */
extern const struct template_deferral page_deferral;

/* Tells templates what is deferred, and which names are an object's own, before
 * any is added. */
void page_prepare(struct template_set *templates);

/* Whether these let pages defer it. */
bool page_can_defer(const struct template_set *templates);

/* Whether the model of a page for this wish has numbers. */
bool page_is_deferred(const struct edition *edition, const struct query *query);

/* The number of a thing. For json_decref(). */
json_t *page_deferred(enum page_thing thing, size_t place);

/* Whether a card says under what its entry stands, which the heading above it
 * does not. */
bool page_says_above(const struct query *query, const struct entry *entry);

/* The model of a card of a list that this wish finds. For json_decref(). */
json_t *page_card(const struct edition *edition, const struct query *query,
		  const struct entry *entry);

/* The model of what the page of an entry says of it. For json_decref(). */
json_t *page_entry_told(const struct edition *edition,
			const struct query *query, const struct entry *entry);

/* What search engines are told of an entry, as JSON in a text, or NULL where
 * its kind has no name for them: false where that was not kept yet. For
 * json_decref(). */
bool page_find_schema(const struct edition *edition, const struct entry *entry,
		      json_t **schema);

/* Keeps it. */
void page_keep_schema(const struct edition *edition, const struct entry *entry,
		      const json_t *schema);

/* What search engines are told of a page of the list, whose title this is and
 * on which the cards have these numbers: JSON as a text. For json_decref(). */
json_t *page_deferred_schema(const struct edition *edition,
			     const struct query *query, const json_t *title,
			     const json_t *numbers);

/* What is behind the numbers of a model: borrowed, for this wish. */
struct page_things {
	const struct edition *edition;
	const struct query *query;
	const struct entry *entry; /* whose page it is, or NULL */
	uint32_t shape; /* of the page: see what is constant around a thing */
};

/* That of a page whole or a fragment, of an entry or not (NULL). */
struct page_things page_things_of(const struct edition *edition,
				  const struct query *query,
				  const struct entry *entry, bool is_fragment,
				  const json_t *model);

/* For template_render_from(); borrows `things`. */
struct template_source page_source_of(const struct page_things *things);

#endif
