/* How what memory holds was asked for and answered: the head of an answer is
 * the same for whoever asks the same of one generation, so neither the wish is
 * read again nor the head made. Bytes are the cache's: what memory has
 * forgotten, or has otherwise by now, is not known. Of who asked it has what
 * their browser takes and prefers, and nothing else: what only some visitors
 * send, or any query string but the one spelling of its wish, is not kept here.
 */
#ifndef SIGNPOST_HTTP_KNOWN_H
#define SIGNPOST_HTTP_KNOWN_H

#include <stdbool.h>

#include "http/exchange.h"

/* At most 2 MiB. Its users see to it that one thread at a time has it. */
struct known;

/* Empty. For known_free(), which accepts NULL. */
struct known *known_new(void);
void known_free(struct known *known);

/* Nothing is known any more: another generation is served. */
void known_forget(struct known *known);

/* Answers the exchange's request, and sets its view, source and response; false
 * where nothing is known of it. The exchange is as it was begun. */
bool known_answer(const struct known *known, struct exchange *exchange);

/* Keeps how the exchange was answered, where that came from memory and anybody
 * would be answered so. */
void known_keep(struct known *known, const struct exchange *exchange);

#endif
