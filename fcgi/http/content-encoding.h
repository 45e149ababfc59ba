/* What a visitor's browser can unpack. */
#ifndef SIGNPOST_HTTP_CONTENT_ENCODING_H
#define SIGNPOST_HTTP_CONTENT_ENCODING_H

#include <stdbool.h>

/* Whether gzip is what an Accept-Encoding (RFC 9110, section 12.5.3) likes no
 * less than plain bytes. What cannot be read says nothing. */
bool content_encoding_takes_gzip(const char *accept);

#endif
