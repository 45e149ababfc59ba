/* Dates as people read them. */
#include <stdio.h>
#include <string.h>

#include "page.h"

#define DATE_ROOM  ((size_t)128)
#define MONTH_ROOM 16

/* The three forms of a date, and the words that say how each is written. */
static const char *const patterns[] = { "date_year", "date_month", "date_day" };

static const char *word_of(const struct edition *edition, const char *name)
{
	return json_string_value(json_object_get(edition->locale->words, name));
}

static void print_part(const struct edition *edition, char part,
		       const int date[3], struct buf *out)
{
	char month[MONTH_ROOM];

	snprintf(month, sizeof(month), "month_%d", date[1]);
	if (part == 'M')
		buf_puts(out, word_of(edition, month));
	else
		buf_printf(out, "%d", part == 'Y' ? date[0] : date[2]);
}

/* Copies the pattern; $Y, $M and $D are the year, the month's name, the day. */
static void print_date(const struct edition *edition, const char *pattern,
		       const int date[3], struct buf *out)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "$");

		buf_put(out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			return;
		if (pattern[1] != '\0' && strchr("YMD", pattern[1]) != NULL) {
			print_part(edition, pattern[1], date, out);
			pattern += 2;
		} else {
			buf_put(out, pattern++, 1);
		}
	}
}

void page_set_date(const struct edition *edition, json_t *dated)
{
	const char *text = json_string_value(json_object_get(dated, "date"));
	struct buf out = buf_new(DATE_ROOM);
	int date[3] = { 0, 1, 1 };
	int parts;

	if (text == NULL)
		return;
	parts = sscanf(text, "%4d-%2d-%2d", &date[0], &date[1], &date[2]);
	if (parts < 1)
		buf_puts(&out, word_of(edition, "undated"));
	else
		print_date(edition, word_of(edition, patterns[parts - 1]), date,
			   &out);
	json_object_set_new(dated, "in_words", json_string(buf_text(&out)));
	buf_free(&out);
}
