/* What a facet may be called. */
#ifndef SIGNPOST_DIRECTORY_FACET_NAME_H
#define SIGNPOST_DIRECTORY_FACET_NAME_H

#include <stdbool.h>

/* Whether something else has the name `id` already: a key of entries, a kind of
 * section, or a member of the model. */
bool facet_name_is_taken(const char *id);

#endif
