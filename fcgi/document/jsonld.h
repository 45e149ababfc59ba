/* What stands on a page, in the words of schema.org, for search engines. Made
 * from the page's own model, so that both say the same. */
#ifndef SIGNPOST_DOCUMENT_JSONLD_H
#define SIGNPOST_DOCUMENT_JSONLD_H

#include <jansson.h>

#include "site/edition.h"

/* A page of the list, which has this title, in the order in which it shows the
 * entries: document_reference() of each or more. For json_decref(). */
json_t *jsonld_list(const struct edition *edition, json_t *title,
		    const json_t *entries);

/* The same as a text, in parts: what stands before the items; an item at its
 * place, from 1; what stands behind them. An item says what jsonld_print_said()
 * appends of its entry, `length` bytes that are the same in every list. */
void jsonld_print_begin(const json_t *title, struct buf *out);
void jsonld_print_item(size_t place, const char *said, size_t length,
		       struct buf *out);
void jsonld_print_end(struct buf *out);
void jsonld_print_said(const struct edition *edition, const struct entry *entry,
		       struct buf *out);

/* An entry, from its document; NULL where its kind names no type. For
 * json_decref(). */
json_t *jsonld_entry(const struct edition *edition, const json_t *entry);

#endif
