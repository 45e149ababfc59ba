/* One short function for each address. */
#ifndef SIGNPOST_HTTP_HANDLERS_H
#define SIGNPOST_HTTP_HANDLERS_H

#include "http/exchange.h"

void answer_list(struct visit *visit);
void answer_entry(struct visit *visit);
void answer_view(struct visit *visit);
void answer_review(struct visit *visit);
void answer_api_list(struct visit *visit);

/* 404 unless the site has an address of its own to build on. */
void answer_sitemap(struct visit *visit);

/* What describes the interface; takes `document`. */
void answer_document(struct visit *visit, json_t *document);

/* A list of HSDS, and one thing of it by its identifier. */
void answer_hsds_list(struct visit *visit);
void answer_hsds_item(struct visit *visit);

/* What may be done with an address for programs, and from where. */
void answer_options(struct visit *visit);

/* The base without its slash. */
void answer_moved(struct visit *visit);

/* The visit's error view with `status`. */
void answer_error(struct visit *visit, int status);

#endif
