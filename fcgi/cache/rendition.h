/* The bytes of one answer: immutable once made, named by their tag, shared by
 * whoever holds them; and how they are sealed for a store that may lie. */
#ifndef SIGNPOST_CACHE_RENDITION_H
#define SIGNPOST_CACHE_RENDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/digest.h"

#define RENDITION_ETAG 40

/* The bytes in one encoding. */
struct rendition_form {
	const char *bytes;
	size_t length;
	const char *encoding;	   /* `gzip`; NULL: plain */
	char etag[RENDITION_ETAG]; /* strong, quotes included (RFC 9110,
				      section 8.8.3) */
};

struct rendition;

/* The tag that a form of these bytes has. */
void rendition_etag(const char *bytes, size_t length,
		    char etag[RENDITION_ETAG]);

/* The answer that `body` holds, which is taken over and empty afterward;
 * `pages`: how many the list has of which this is one, so that who finds it
 * need not search; else 0. The caller holds it; for rendition_release(). */
struct rendition *rendition_new(struct buf *body, long long pages);

/* One holder more; thread-safe while there is one. Returns `rendition`. */
struct rendition *rendition_hold(struct rendition *rendition);

/* One holder less; the last one ends its life. Thread-safe; accepts NULL. */
void rendition_release(struct rendition *rendition);

long long rendition_pages(const struct rendition *rendition);

/* Borrowed from the rendition. Of one that was sealed packed it has the length
 * and the tag, and no bytes. */
const struct rendition_form *rendition_plain(const struct rendition *rendition);

/* Whether the plain form has its bytes. */
bool rendition_has_plain(const struct rendition *rendition);

/* The same packed: made when it is first asked for, and once, whatever the
 * number of threads that ask. The plain form where packing saves too little
 * to be worth unpacking. Borrowed from the rendition. */
const struct rendition_form *rendition_gzip(struct rendition *rendition);

/* Whether rendition_gzip() has nothing left to do. */
bool rendition_is_packed(const struct rendition *rendition);

/* Bytes held, or reserved for the packed form as long as it is not made. */
size_t rendition_bytes(const struct rendition *rendition);

/* Appends one of its two forms under `key` as it is stored: magic, version,
 * lengths, the pages, both tags, the key itself, the bytes, a hash of all that,
 * keyed with `secret`. */
void rendition_seal(const struct rendition *rendition,
		    const struct rendition_form *form, const char *key,
		    const struct digest_key *secret, struct buf *out);

/* What was sealed for this key with this secret, for rendition_release(), with
 * nothing left to be packed or named; NULL unless every byte is as
 * rendition_seal() wrote it. */
struct rendition *rendition_open(const struct buf *sealed, const char *key,
				 const struct digest_key *secret);

#endif
