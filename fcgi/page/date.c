/* Dates as people read them. */
#include <stdio.h>

#include "page/page.h"
#include "text/format.h"

#define DATE_ROOM   ((size_t)128)
#define NUMBER_ROOM 16

/* The three forms of a date, and the words that say how each is written. */
static const char *const patterns[] = { "date_year", "date_month", "date_day" };

static void print_date(const struct edition *edition, const char *pattern,
		       const int date[3], struct buf *out)
{
	char year[NUMBER_ROOM], month[NUMBER_ROOM], day[NUMBER_ROOM];
	struct format_part parts[] = {
		{ 'Y', year }, { 'M', NULL }, { 'D', day }, { '\0', NULL }
	};

	snprintf(year, sizeof(year), "%d", date[0]);
	snprintf(month, sizeof(month), "month_%d", date[1]);
	snprintf(day, sizeof(day), "%d", date[2]);
	parts[1].text = edition_composing_word(edition, month);
	format_print(pattern, parts, out);
}

void page_set_date(const struct edition *edition, json_t *dated)
{
	const char *text = json_string_value(json_object_get(dated, "date"));
	struct buf out;
	int date[3] = { 0, 1, 1 };
	int parts;

	if (text == NULL)
		return;
	out = buf_new(DATE_ROOM);
	parts = sscanf(text, "%4d-%2d-%2d", &date[0], &date[1], &date[2]);
	if (parts < 1)
		buf_puts(&out, edition_composing_word(edition, "undated"));
	else
		print_date(edition,
			   edition_composing_word(edition, patterns[parts - 1]),
			   date, &out);
	json_object_set_new(dated, "in_words",
			    edition_compose(edition, buf_text(&out)));
	buf_free(&out);
}
