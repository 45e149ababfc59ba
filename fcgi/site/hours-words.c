/* Hours as people read them. */
#include "site/hours-words.h"

#include <string.h>

#include "text/format.h"

#define ROOM	       ((size_t)4096)
#define NOON	       HOURS_MINUTE(12, 0)
#define MIDNIGHT       HOURS_MINUTE(24, 0)
#define NO_BREAK_SPACE "\xc2\xa0"

static const char *const days[HOURS_DAYS] = { "day_mo", "day_tu", "day_we",
					      "day_th", "day_fr", "day_sa",
					      "day_su" };

/* In whose words, and how long what is printed lives. */
struct printing {
	const struct edition *edition;
	struct arena *arena;
	bool is_whole; /* a time does not break */
};

/* The pattern that the word `name` is, filled in. */
static const char *filled(const struct printing *printing, const char *name,
			  const struct format_part *parts)
{
	struct buf out = buf_new(ROOM);
	const char *text;

	format_print(edition_composing_word(printing->edition, name), parts,
		     &out);
	text = arena_text(printing->arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

static const char *pair(const struct printing *printing, const char *name,
			const char *a, const char *b)
{
	const struct format_part parts[] = { { 'A', a },
					     { 'B', b },
					     { '\0', NULL } };

	return filled(printing, name, parts);
}

/* The list that goes on with `next`; NULL is an empty one. */
static const char *go_on(const struct printing *printing, const char *name,
			 const char *list, const char *next)
{
	return list == NULL ? next : pair(printing, name, list, next);
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
static const char *run_of(const struct printing *printing, size_t first,
			  size_t count)
{
	size_t last = (first + count - 1) % HOURS_DAYS;
	const char *from =
		edition_composing_word(printing->edition, days[first]);

	if (count == 1)
		return from;
	return pair(printing, count == 2 ? "days_and" : "days_to", from,
		    edition_composing_word(printing->edition, days[last]));
}

static const char *days_of(const struct printing *printing,
			   const struct hours_range *range)
{
	const char *list = NULL;

	if (run_from(range, 0) == HOURS_DAYS)
		return edition_composing_word(printing->edition, "every_day");
	for (size_t i = 0; i < HOURS_DAYS; i++)
		if (range->days[i] &&
		    !range->days[(i + HOURS_DAYS - 1) % HOURS_DAYS])
			list = go_on(printing, "days_list", list,
				     run_of(printing, i, run_from(range, i)));
	return list;
}

/* With a no-break space for each space. */
static const char *unbroken(const struct printing *printing, const char *text)
{
	struct buf out = buf_new(ROOM);
	const char *copy;

	for (; *text != '\0'; text++)
		if (*text == ' ')
			buf_puts(&out, NO_BREAK_SPACE);
		else
			buf_put(&out, text, 1);
	copy = arena_text(printing->arena, buf_text(&out), out.length);
	buf_free(&out);
	return copy;
}

/* By the clock of 24 hours or, where the pattern wants it, of 12. */
static const char *time_of(const struct printing *printing, int time)
{
	int hour = time / 60;
	bool is_late = time >= NOON && time < MIDNIGHT;
	const struct format_part parts[] = {
		{ 'H', arena_printf(printing->arena, "%02d", hour) },
		{ 'h',
		  arena_printf(printing->arena, "%d", (hour + 11) % 12 + 1) },
		{ 'M', arena_printf(printing->arena, "%02d", time % 60) },
		{ 'P',
		  edition_composing_word(printing->edition,
					 is_late ? "time_pm" : "time_am") },
		{ '\0', NULL },
	};

	return printing->is_whole ?
		       unbroken(printing, filled(printing, "time", parts)) :
		       filled(printing, "time", parts);
}

static bool is_whole_day(const struct hours_range *range)
{
	return range->opens == 0 && range->closes == MIDNIGHT;
}

static const char *times_of(const struct printing *printing,
			    const struct hours_range *range)
{
	if (is_whole_day(range))
		return edition_composing_word(printing->edition, "all_day");
	return pair(printing, "time_to", time_of(printing, range->opens),
		    time_of(printing, range->closes));
}

/* A place stands for its time: `America/New_York` for that of New York. */
static const char *place_of(const struct printing *printing, const char *zone)
{
	const char *slash = strrchr(zone, '/');
	const char *name = slash != NULL ? slash + 1 : zone;
	char *place = arena_text(printing->arena, name, strlen(name));

	for (char *at = place; *at != '\0'; at++)
		if (*at == '_')
			*at = ' ';
	return place;
}

/* Its days, every week or those of a month. */
static const char *all_days_of(const struct printing *printing,
			       const struct hours_range *range)
{
	static const char *const names[] = { "nth_1", "nth_2", "nth_3", "nth_4",
					     "nth_5" };
	const char *list = days_of(printing, range);

	if (range->nth == 0)
		return list;
	return pair(printing,
		    range->nth == HOURS_LAST ? "nth_last" :
					       names[range->nth - 1],
		    list, NULL);
}

static const char *week_of(const struct printing *printing,
			   const struct hours *hours)
{
	const char *list = NULL;

	for (size_t i = 0; i < hours->count; i++)
		list = go_on(printing, "hours_list", list,
			     pair(printing, "hours_range",
				  all_days_of(printing, &hours->ranges[i]),
				  times_of(printing, &hours->ranges[i])));
	if (hours->zone == NULL)
		return pair(printing, "hours_local", list, NULL);
	return pair(printing, "hours_zone", list,
		    place_of(printing, hours->zone));
}

void hours_words_print(const struct edition *edition, const struct hours *hours,
		       bool is_whole, struct buf *out)
{
	struct printing printing = { edition, arena_new(), is_whole };

	if (hours->count > 0)
		buf_puts(out, hours_words_are_always(hours) ?
				      edition_composing_word(edition,
							     "hours_always") :
				      week_of(&printing, hours));
	if (hours->is_by_appointment)
		buf_printf(
			out, "%s%s", hours->count > 0 ? "; " : "",
			edition_composing_word(edition, "hours_appointment"));
	arena_free(printing.arena);
}

bool hours_words_are_always(const struct hours *hours)
{
	return hours->count == 1 && hours->ranges[0].nth == 0 &&
	       !hours->is_by_appointment && is_whole_day(&hours->ranges[0]) &&
	       run_from(&hours->ranges[0], 0) == HOURS_DAYS;
}
