/* A phone in whole sentences of the edition's language, for formats that have
 * no markup: the same, in the same order, as templates say of it. */
#ifndef SIGNPOST_DOCUMENT_PHONE_WORDS_H
#define SIGNPOST_DOCUMENT_PHONE_WORDS_H

#include <jansson.h>

#include "base/buf.h"
#include "site/edition.h"

/* Appends what a document_phone() says: who answers, for whom it is, whether it
 * was confirmed; what it is for and all that reaches it; what a caller should
 * know besides. `between` stands between the sentences. */
void phone_words_print(const struct edition *edition, const json_t *phone,
		       const char *between, struct buf *out);

/* Appends its hours, as people read them; nothing where they are not known. */
void phone_words_print_hours(const struct edition *edition, const json_t *phone,
			     struct buf *out);

#endif
