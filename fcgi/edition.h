/* What renderers work from: one generation as one kind of visitor sees it.
 * Immutable and borrowed; it lives as long as its generation. */
#ifndef SIGNPOST_EDITION_H
#define SIGNPOST_EDITION_H

#include <jansson.h>
#include <stdbool.h>

#include "directory.h"
#include "secrets.h"
#include "settings.h"
#include "template.h"

struct edition {
	const struct directory *directory;
	const struct settings *settings;
	const struct secrets *secrets;
	const struct template_set *templates;
	json_t *texts; /* the words of the interface */
	bool is_internal;
	char revision[33];     /* of everything that can change an answer */
	char data_version[16]; /* of the directory, for people */
	char today[11];	       /* the day it was made on, YYYY-MM-DD */
};

#endif
