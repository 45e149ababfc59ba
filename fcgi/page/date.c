/* Dates as people read them. */
#include <stdio.h>
#include <string.h>

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

static void print_text(const struct edition *edition, const char *text,
		       struct buf *out)
{
	int date[3] = { 0, 1, 1 };
	int parts = sscanf(text, "%4d-%2d-%2d", &date[0], &date[1], &date[2]);

	if (parts < 1)
		buf_puts(out, edition_composing_word(edition, "undated"));
	else
		print_date(edition,
			   edition_composing_word(edition, patterns[parts - 1]),
			   date, out);
}

json_t *page_span(const struct edition *edition, const json_t *span)
{
	static const char *const names[] = { "span_to", "span_from",
					     "span_until" };
	const char *from = json_string_value(json_object_get(span, "from"));
	const char *until = json_string_value(json_object_get(span, "until"));
	struct buf a = buf_new(DATE_ROOM), b = buf_new(DATE_ROOM);
	struct buf out = buf_new(2 * DATE_ROOM);
	struct format_part parts[] = { { 'A', NULL },
				       { 'B', NULL },
				       { '\0', NULL } };
	json_t *words;

	print_text(edition, from != NULL ? from : until, &a);
	print_text(edition, until != NULL ? until : from, &b);
	parts[0].text = buf_text(&a);
	parts[1].text = buf_text(&b);
	if (from != NULL && until != NULL && strcmp(from, until) == 0)
		buf_puts(&out, buf_text(&a));
	else
		format_print(edition_composing_word(edition,
						    names[until == NULL ? 1 :
							  from == NULL	? 2 :
									  0]),
			     parts, &out);
	words = edition_compose(edition, buf_text(&out));
	buf_free(&a);
	buf_free(&b);
	buf_free(&out);
	return words;
}

void page_set_date(const struct edition *edition, json_t *dated)
{
	const char *text = json_string_value(json_object_get(dated, "date"));
	struct buf out;

	if (text == NULL)
		return;
	out = buf_new(DATE_ROOM);
	print_text(edition, text, &out);
	json_object_set_new(dated, "in_words",
			    edition_compose(edition, buf_text(&out)));
	buf_free(&out);
}
