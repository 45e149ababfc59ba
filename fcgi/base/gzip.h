/* Bytes made smaller (RFC 1952). Owns zlib. */
#ifndef SIGNPOST_BASE_GZIP_H
#define SIGNPOST_BASE_GZIP_H

#include <stddef.h>

#include "base/buf.h"

/* Appends `bytes` as a gzip member; the same bytes always become the same
 * member. Spoils `out` when it has no room for that. */
void gzip_pack(const char *bytes, size_t length, struct buf *out);

#endif
