/* Hours as people read them. */
#include <stdio.h>
#include <string.h>

#include "directory/hours.h"
#include "page/parts.h"
#include "text/format.h"

#define ROOM	  ((size_t)256)
#define TIME_ROOM ((size_t)32)
#define NOON	  HOURS_MINUTE(12, 0)
#define MIDNIGHT  HOURS_MINUTE(24, 0)

static const char *const days[HOURS_DAYS] = { "day_mo", "day_tu", "day_we",
					      "day_th", "day_fr", "day_sa",
					      "day_su" };

/* Prints the pattern that the word `name` is, with two texts for $A and $B. */
static void print_pair(const struct edition *edition, const char *name,
		       const char *a, const char *b, struct buf *out)
{
	const struct format_part parts[] = { { 'A', a },
					     { 'B', b },
					     { '\0', NULL } };

	format_print(page_word(edition, name), parts, out);
}

/* Makes of `list` the list that goes on with `next`. */
static void go_on(const struct edition *edition, const char *name,
		  const char *next, struct buf *list)
{
	struct buf longer = buf_new(ROOM);

	if (buf_text(list)[0] == '\0')
		buf_puts(&longer, next);
	else
		print_pair(edition, name, buf_text(list), next, &longer);
	buf_free(list);
	*list = longer;
}

/* How many days follow each other from `first`, over the end of the week too.
 */
static size_t run_from(const struct hours_range *range, size_t first)
{
	size_t count = 0;

	while (count < HOURS_DAYS && range->days[(first + count) % HOURS_DAYS])
		count++;
	return count;
}

/* A day, two, or more from one to another. */
static void add_run(const struct edition *edition, size_t first, size_t count,
		    struct buf *list)
{
	size_t last = (first + count - 1) % HOURS_DAYS;
	struct buf run = buf_new(ROOM);

	if (count == 1)
		buf_puts(&run, page_word(edition, days[first]));
	else
		print_pair(edition, count == 2 ? "days_and" : "days_to",
			   page_word(edition, days[first]),
			   page_word(edition, days[last]), &run);
	go_on(edition, "days_list", buf_text(&run), list);
	buf_free(&run);
}

static void add_days(const struct edition *edition,
		     const struct hours_range *range, struct buf *list)
{
	if (run_from(range, 0) == HOURS_DAYS) {
		buf_puts(list, page_word(edition, "every_day"));
		return;
	}
	for (size_t i = 0; i < HOURS_DAYS; i++)
		if (range->days[i] &&
		    !range->days[(i + HOURS_DAYS - 1) % HOURS_DAYS])
			add_run(edition, i, run_from(range, i), list);
}

/* By the clock of 24 hours or, where the pattern wants it, of 12. */
static void print_time(const struct edition *edition, int time, struct buf *out)
{
	int hour = time / 60;
	bool is_late = time >= NOON && time < MIDNIGHT;
	char hours[TIME_ROOM], twelve[TIME_ROOM], minutes[TIME_ROOM];
	const struct format_part parts[] = {
		{ 'H', hours },
		{ 'h', twelve },
		{ 'M', minutes },
		{ 'P', page_word(edition, is_late ? "time_pm" : "time_am") },
		{ '\0', NULL },
	};

	snprintf(hours, sizeof(hours), "%02d", hour);
	snprintf(twelve, sizeof(twelve), "%d", (hour + 11) % 12 + 1);
	snprintf(minutes, sizeof(minutes), "%02d", time % 60);
	format_print(page_word(edition, "time"), parts, out);
}

static bool is_whole_day(const struct hours_range *range)
{
	return range->opens == 0 && range->closes == MIDNIGHT;
}

static void print_times(const struct edition *edition,
			const struct hours_range *range, struct buf *out)
{
	struct buf opens = buf_new(TIME_ROOM), closes = buf_new(TIME_ROOM);

	if (is_whole_day(range)) {
		buf_puts(out, page_word(edition, "all_day"));
	} else {
		print_time(edition, range->opens, &opens);
		print_time(edition, range->closes, &closes);
		print_pair(edition, "time_to", buf_text(&opens),
			   buf_text(&closes), out);
	}
	buf_free(&opens);
	buf_free(&closes);
}

static void add_range(const struct edition *edition,
		      const struct hours_range *range, struct buf *list)
{
	struct buf span = buf_new(ROOM), times = buf_new(ROOM),
		   both = buf_new(ROOM);

	add_days(edition, range, &span);
	print_times(edition, range, &times);
	print_pair(edition, "hours_range", buf_text(&span), buf_text(&times),
		   &both);
	go_on(edition, "hours_list", buf_text(&both), list);
	buf_free(&span);
	buf_free(&times);
	buf_free(&both);
}

/* A place stands for its time: `America/New_York` for that of New York. */
static void print_zone(const struct edition *edition, const char *list,
		       const char *zone, struct buf *out)
{
	const char *slash = strrchr(zone, '/');
	struct buf place = buf_new(ROOM);

	for (const char *at = slash != NULL ? slash + 1 : zone; *at != '\0';
	     at++)
		buf_put(&place, *at == '_' ? " " : at, 1);
	print_pair(edition, "hours_zone", list, buf_text(&place), out);
	buf_free(&place);
}

static void print_week(const struct edition *edition, const struct hours *hours,
		       struct buf *out)
{
	struct buf list = buf_new(ROOM);

	for (size_t i = 0; i < hours->count; i++)
		add_range(edition, &hours->ranges[i], &list);
	if (hours->zone != NULL)
		print_zone(edition, buf_text(&list), hours->zone, out);
	else
		print_pair(edition, "hours_local", buf_text(&list), NULL, out);
	buf_free(&list);
}

static bool is_always(const struct hours *hours)
{
	return hours->count == 1 && is_whole_day(&hours->ranges[0]) &&
	       run_from(&hours->ranges[0], 0) == HOURS_DAYS;
}

void page_set_hours(const struct edition *edition, const struct hours *hours,
		    json_t *object)
{
	struct buf out;

	if (hours == NULL)
		return;
	out = buf_new(ROOM);
	if (is_always(hours))
		buf_puts(&out, page_word(edition, "hours_always"));
	else
		print_week(edition, hours, &out);
	json_object_set_new(object, "in_words", json_string(buf_text(&out)));
	buf_free(&out);
}

void page_set_phone_hours(const struct edition *edition, json_t *phone)
{
	const char *id = json_string_value(json_object_get(phone, "id"));
	const struct phone *of = directory_phone(edition->directory, id);

	page_set_hours(edition, record_hours(of->record, PHONE_HOURS),
		       json_object_get(phone, "hours"));
}
