/* What a facet may be called. */
#include "directory/facet-name.h"

#include <string.h>

#include "directory/entry.h"
#include "directory/vocabulary.h"

static const struct kind *const kinds[] = {
	&vocabulary_directory, &vocabulary_facet,
	&vocabulary_kind,      &vocabulary_answered_by,
	&vocabulary_start,     &entry_phone,
	&entry_entry,
};

/* Names that the model has by itself, besides those that begin with is- and
 * has-, and sections that are no records. */
static const char *const taken[] = {
	"id",	  "source",   "href",	 "date",	 "number", "part-of",
	"hide",	  "replaces", "through", "path",	 "below",  "text",
	"facets", "notes",    "details", "status-words", "words",  "site",
	"level",  "original", "gloss",	 "untranslated",
};

static bool is_key_of_entries(const char *id)
{
	for (size_t i = 0; i < entry_entry.field_count; i++)
		if (strcmp(entry_entry.fields[i].name, id) == 0)
			return true;
	return false;
}

static bool is_in_model(const char *id)
{
	if (strncmp(id, "is-", 3) == 0 || strncmp(id, "has-", 4) == 0)
		return true;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		if (strcmp(taken[i], id) == 0)
			return true;
	return false;
}

static bool is_kind_of_section(const char *id)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i]->name, id) == 0)
			return true;
	return false;
}

bool facet_name_is_taken(const char *id)
{
	return is_in_model(id) || is_key_of_entries(id) ||
	       is_kind_of_section(id);
}
