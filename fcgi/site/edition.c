/* Which edition of those for a visitor. */
#include "site/edition.h"

#include <string.h>

const struct edition *edition_in(const struct edition *edition, const char *tag)
{
	for (size_t i = 1; i < edition->count && tag != NULL; i++)
		if (strcmp(edition->all[i].locale->tag, tag) == 0)
			return &edition->all[i];
	return edition->all;
}

const struct edition *edition_open(const struct edition *edition)
{
	return edition_in(edition->open,
			  edition->is_asked_for ? edition->locale->tag : NULL);
}

static bool is_copy(const struct edition *edition)
{
	for (size_t i = 0; i < edition->count; i++)
		if (edition == &edition->all[i])
			return false;
	return true;
}

struct kept *edition_kept(const struct edition *edition)
{
	return is_copy(edition) ? NULL : edition->kept;
}

json_t *edition_same(const struct edition *edition, const char *name)
{
	return is_copy(edition) ? NULL : json_object_get(edition->same, name);
}

bool edition_has_handout(const struct edition *edition)
{
	return edition->is_internal || edition->settings->has_handout;
}

const char *edition_word(const struct edition *edition, const char *name)
{
	return json_string_value(json_object_get(edition->locale->words, name));
}

const char *edition_composing_word(const struct edition *edition,
				   const char *name)
{
	return json_string_value(
		json_object_get(edition->locale->composing, name));
}

json_t *edition_compose(const struct edition *edition, const char *text)
{
	if (edition->locale->composing == edition->locale->words)
		return json_string(text);
	return json_pack("{ss ss ss}", "text", text, "lang", LOCALE_SOURCE,
			 "dir", "ltr");
}

bool edition_is_translated(const struct edition *edition)
{
	return edition->locale != edition->original;
}
