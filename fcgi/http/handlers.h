/* One short function for each address. */
#ifndef SIGNPOST_HTTP_HANDLERS_H
#define SIGNPOST_HTTP_HANDLERS_H

#include "http/exchange.h"

void handle_list(struct exchange *exchange);
void handle_entry(struct exchange *exchange);
void handle_view(struct exchange *exchange);
void handle_review(struct exchange *exchange);
void handle_api_list(struct exchange *exchange);

/* 404 unless the site has an address of its own to build on. */
void handle_sitemap(struct exchange *exchange);

/* What describes the interface; takes `document`. */
void handle_document(struct exchange *exchange, json_t *document);

/* A list of HSDS, and one thing of it by its identifier. */
void handle_hsds_list(struct exchange *exchange);
void handle_hsds_item(struct exchange *exchange);

/* What may be done with an address for programs, and from where. */
void handle_options(struct exchange *exchange);

/* The base without its slash. */
void handle_moved(struct exchange *exchange);

/* The exchange's error view with `status`. */
void handle_error(struct exchange *exchange, int status);

#endif
