/* What an entry says in a text, and on which days. */
#include "import/takes.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "text/date.h"

/* Where a paragraph ends, and how long that end is. */
static size_t find_end(const char *text, size_t *length)
{
	static const char *const ends[] = { "\n\n", "\r\n\r\n", "</p>",
					    "<br><br>" };

	/* Most bytes begin none. */
	for (size_t at = strcspn(text, "\r\n<"); text[at] != '\0';
	     at += 1 + strcspn(text + at + 1, "\r\n<"))
		for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
			if (strncasecmp(text + at, ends[i], strlen(ends[i])) ==
			    0) {
				*length = strlen(ends[i]);
				return at;
			}
	*length = 0;
	return strlen(text);
}

/* The first paragraph is the summary, each other one a note. */
void takes_description(struct taking *taking, struct harvest_section *section,
		       const struct mapping *row, json_t *value)
{
	const char *text = mapping_text(taking, value);
	struct mapping part = *row;

	part.use = CLEAN_TEXT;
	part.key = "summary";
	while (text != NULL && text[0] != '\0') {
		size_t gap, length = find_end(text, &gap);
		const char *one = arena_text(taking->scratch, text, length);

		text += length + gap;
		if (one[strspn(one, " \t\r\n")] == '\0')
			continue;
		mapping_put(taking, section, &part, one, NULL);
		part.key = "note";
	}
}

static const char *date_of(struct taking *taking, const json_t *value)
{
	const char *text = mapping_text(taking, value);

	return text == NULL ? NULL :
			      clean(text, CLEAN_DATE,
				    &taking->harvest->report->cleaned,
				    taking->scratch);
}

bool takes_is_impossible(const char *date)
{
	char today[DATE_DAY];

	clock_today(today);
	return date_days(today, date) > 1 || strcmp(date, "1970-01-02") < 0;
}

void takes_changed(struct taking *taking, struct harvest_section *section,
		   const struct mapping *row, json_t *value)
{
	const char *date = date_of(taking, value);

	if (date == NULL)
		return;
	if (takes_is_impossible(date) ||
	    !harvest_put(taking->harvest, section, "changed", date, NULL))
		harvest_note(taking->harvest, section,
			     mapping_name(taking, row), date);
	else if (strcmp(date, taking->newest) > 0 && strlen(date) == 10)
		memcpy(taking->newest, date, sizeof(taking->newest));
}

/* Somebody checked it, and that was the source, not this site: `comes-from`
 * says so. */
void takes_checked(struct taking *taking, struct harvest_section *section,
		   const struct mapping *row, json_t *value)
{
	const char *date = date_of(taking, value);

	if (date != NULL &&
	    (takes_is_impossible(date) ||
	     !harvest_put(taking->harvest, section, "checked", date, NULL)))
		harvest_note(taking->harvest, section,
			     mapping_name(taking, row), date);
}

void takes_aside(struct taking *taking, struct harvest_section *section,
		 const struct mapping *row, json_t *value)
{
	const char *text = mapping_text(taking, value);

	(void)section;
	if (text != NULL)
		harvest_note(taking->harvest, taking->entry,
			     mapping_name(taking, row), text);
}
