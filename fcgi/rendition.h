/* The bytes of one answer: how they are named, and how they are sealed for a
 * store that may lie. */
#ifndef SIGNPOST_RENDITION_H
#define SIGNPOST_RENDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

#define RENDITION_ETAG 40

/* Writes the strong entity tag of the bytes (RFC 9110, section 8.8.3), quotes
 * included. */
void rendition_etag(const char *bytes, size_t length,
		    char etag[RENDITION_ETAG]);

/* Appends the body under `key` in the form in which it is stored: magic,
 * lengths, the key itself, the body, a hash of all that. */
void rendition_seal(const char *key, const struct buf *body, struct buf *out);

/* Appends the body of a sealed rendition to `body`. False, and nothing
 * appended, unless every byte is as rendition_seal() wrote it for `key`. */
bool rendition_open(const char *key, const struct buf *sealed,
		    struct buf *body);

#endif
