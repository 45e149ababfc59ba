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

/* An entry, from its document; NULL where its kind names no type. For
 * json_decref(). */
json_t *jsonld_entry(const struct edition *edition, const json_t *entry);

#endif
