/* Police and the like, and who is said to answer their numbers. */
#include "import/takes.h"

#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"

#define DEPTH 8 /* of organizations above one another */

/* What a section is called. */
static bool has_watched_name(const struct harvest_section *section)
{
	static const char *const names[] = { "name", "aka", "purpose", "title",
					     "department" };

	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			if (strcmp(names[i], pair->name) == 0 &&
			    profile_is_watched(pair->value))
				return true;
	return false;
}

/* Whether an organization above is, which may be told behind its services. */
static bool is_below_watched(const struct harvest *harvest,
			     const struct harvest_section *entry)
{
	for (int i = 0; entry != NULL && i < DEPTH; i++) {
		if (entry->is_watched)
			return true;
		entry = harvest_above(harvest, entry);
	}
	return false;
}

/* The numbers of whom nobody knows who answers. */
static void add_phones(const struct harvest_section *section,
		       struct table *phones)
{
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, "phone") == 0 && pair->refers == NULL)
			table_add(phones, "", pair->value);
}

/* Where nobody's default answers, whom it would answer for is not asked. */
static void find_watched(struct taking *taking, struct table *phones)
{
	struct harvest *harvest = taking->harvest;
	bool is_default =
		strcmp(taking->profile->answered_by, PROFILE_UNKNOWN) != 0;
	struct harvest_section *at;

	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		at->is_watched = at->is_watched ||
				 ((is_default || at->kind == harvest->entry) &&
				  has_watched_name(at));
	}
	for (at = harvest->first; at != NULL; at = at->next) {
		arena_rest(harvest->texts);
		if (at->kind == harvest->entry)
			at->is_watched = is_below_watched(harvest, at);
	}
	for (at = harvest->first; at != NULL; at = at->next)
		if (at->is_watched)
			add_phones(at, phones);
}

void takes_watched(struct taking *taking)
{
	struct harvest *harvest = taking->harvest;
	const char *said = taking->profile->answered_by;
	struct table phones = table_new(64, harvest->arena);

	find_watched(taking, &phones);
	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next) {
		if (at->kind != &entry_phone ||
		    (!at->is_watched &&
		     (at->home == NULL || !at->home->is_watched) &&
		     table_find(&phones, "", at->id) == TABLE_NONE))
			continue;
		for (struct harvest_pair *pair = at->pairs; pair != NULL;
		     pair = pair->next)
			if (strcmp(pair->name, "answered-by") == 0 &&
			    strcmp(pair->value, said) == 0)
				pair->value = PROFILE_UNKNOWN;
	}
}
