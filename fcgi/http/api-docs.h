/* The page that tells people what other programs can ask for, each with an
 * example to try. */
#ifndef SIGNPOST_HTTP_API_DOCS_H
#define SIGNPOST_HTTP_API_DOCS_H

struct exchange;

void api_docs_answer(struct exchange *exchange);

#endif
