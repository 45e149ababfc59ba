/* The interface for other programs as OpenAPI 3.1 describes it, made of the
 * tables by which it answers. */
#ifndef SIGNPOST_HTTP_OPENAPI_H
#define SIGNPOST_HTTP_OPENAPI_H

struct exchange;

void openapi_answer(struct exchange *exchange);

#endif
