/* What must be there in a language before readers are offered it: how they are
 * kept safe, the crisis lines, and who answers those. Until then its pages are
 * for those who translate: they come up by their address alone. */
#ifndef SIGNPOST_SITE_OFFERING_H
#define SIGNPOST_SITE_OFFERING_H

#include <stddef.h>

#include "base/buf.h"
#include "directory/directory.h"
#include "site/locale.h"

/* Appends the names of what the language of `locale` lacks, a line each: the
 * words of the interface, and the keys of sections. How many there are. */
size_t offering_print_missing(const struct directory *directory,
			      const struct locale *locale, struct buf *out);

#endif
