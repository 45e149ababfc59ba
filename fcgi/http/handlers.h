/* What answers at an address. */
#ifndef SIGNPOST_HTTP_HANDLERS_H
#define SIGNPOST_HTTP_HANDLERS_H

#include "http/exchange.h"

void handle_list(struct exchange *exchange);
void handle_entry(struct exchange *exchange);
void handle_view(struct exchange *exchange);
void handle_review(struct exchange *exchange);

/* Leads to the first entry of a list, or shows the list where it has none. */
void handle_first(struct exchange *exchange);
void handle_api_list(struct exchange *exchange);

/* What takes no filters, and has pages where it is long. */
void handle_api_phones(struct exchange *exchange);
void handle_lines(struct exchange *exchange);

/* Chosen entries to be handed over, made of what everybody may see, and kept by
 * nobody; 404 where the site has none. */
void handle_handout(struct exchange *exchange);

/* 404 unless the site has an address of its own to build on, and the sitemap
 * such a page. */
void handle_sitemap(struct exchange *exchange);

/* The interface for other programs: as OpenAPI 3.1 describes it, and as a page
 * with an example of each address to try. */
void handle_openapi(struct exchange *exchange);
void handle_api_docs(struct exchange *exchange);

/* Either, as the model that `describe` makes of the exchange, if it is needed.
 */
void handle_document(struct exchange *exchange,
		     json_t *(*describe)(const void *exchange));

/* How Redis is doing, one truth for all who tell of it: it is asked where
 * nobody has asked it yet. Borrowed; NULL where there is none. */
struct redis_state handlers_redis(struct redis *redis);

/* JSON for operators. It lives: 200, with what it serves. */
void handle_health(struct exchange *exchange);

/* It is to be given requests: 200, or 503 once it has begun to stop. A reload
 * that was refused is told of and changes nothing, because the generation
 * before it serves on. */
void handle_readiness(struct exchange *exchange);

/* What is counted and measured, for Prometheus. All numbers are those of the
 * scope that asks, or of the process. */
void handle_metrics(struct exchange *exchange);

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
