/* What says of itself, in whatever cell, that it is no more. */
#include "import/takes.h"

#include <string.h>

/* The words that say so, or NULL. */
static const char *closing_of(const struct harvest_section *section,
			      bool is_whole)
{
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (pair->refers == NULL &&
		    (is_whole || strcmp(pair->name, "name") == 0) &&
		    profile_is_closed(pair->value))
			return pair->value;
	return NULL;
}

/* An organization may say it of one of its services; its name says it of all.
 */
static void judge(struct harvest *harvest, struct harvest_section *entry)
{
	const char *status = harvest_value(entry, "status");

	if (status != NULL && strcmp(status, "active") != 0)
		return;
	entry->closing = closing_of(entry, true);
	if (entry->closing != NULL &&
	    (entry->is_service || entry->is_merged ||
	     closing_of(entry, false) != NULL) &&
	    harvest_value(entry, "visibility") == NULL)
		harvest_put(harvest, entry, "visibility", "internal", NULL);
}

void takes_closed(struct harvest *harvest)
{
	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind == harvest->entry)
			judge(harvest, at);
	}
}
