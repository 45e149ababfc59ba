/* The first bar between blanks; a table of what stands where it belongs. */
#include "record/note.h"

#include <string.h>

#include "record/record.h"
#include "text/typeset.h"

/* What people put between an id and its reason where ` | ` belongs: a hyphen
 * or dash between blanks, a colon, a bar, a bracket. Its length, or 0. */
static size_t other_bar(const char *text)
{
	static const char *const bars[] = { "|", "\xef\xbd\x9c",
					    ":", "\xef\xbc\x9a",
					    "(", "\xe2\x80\x93",
					    "-", "\xe2\x80\x94" };

	for (size_t i = 0; i < sizeof(bars) / sizeof(*bars); i++)
		if (strncmp(text, bars[i], strlen(bars[i])) == 0)
			return strlen(bars[i]);
	return 0;
}

size_t note_find_odd(const struct field *field, const char *text,
		     const char **note)
{
	size_t id = strspn(text, RECORD_ID_BYTES), bar;
	const char *rest = text + id + typeset_blanks(text + id);

	bar = field->has_note && id > 0 ? other_bar(rest) : 0;
	*note = rest + bar + typeset_blanks(rest + bar);
	return bar > 0 ? id : 0;
}

/* The bar before the note: the first between blanks, of which the second may be
 * the end. NULL where there is none. */
static const char *find_note(const char *text)
{
	const char *bar = strchr(text, '|');

	for (; bar != NULL; bar = strchr(bar + 1, '|')) {
		size_t before = (size_t)(bar - text);

		if (typeset_trimmed(text, before) < before &&
		    (bar[1] == '\0' || typeset_blanks(bar + 1) > 0))
			return bar;
	}
	return NULL;
}

const char *note_part(const char *text, const char **note, struct arena *arena)
{
	const char *bar = find_note(text);

	*note = NULL;
	if (bar == NULL)
		return text;
	*note = typeset_inside(bar + 1, strlen(bar + 1), arena);
	return typeset_inside(text, (size_t)(bar - text), arena);
}
