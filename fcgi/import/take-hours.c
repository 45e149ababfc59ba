/* Schedules (RFC 5545 in the words of HSDS) as weeks. One that a week cannot
 * say, or not for sure, is for a person. */
#include "import/takes.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "record/hours.h"
#include "text/date.h"

#define CLOSED	   "closed"
#define WEEKS	   8
#define TEXT_BYTES ((size_t)16 * 1024)

/* The week that holds for one time, as it is put together. */
struct week {
	const char *note; /* as a key `hours` has it, or NULL */
	struct hours_range ranges[HOURS_RANGES];
	size_t count;
};

static const char *const names[HOURS_DAYS] = { "Mon", "Tue", "Wed", "Thu",
					       "Fri", "Sat", "Sun" };

/* The first day on which a schedule holds, NULL where that is over and no last
 * one is said: then it holds as one does that says neither. */
static const char *first_day(struct taking *taking, const json_t *schedule)
{
	const char *from = mapping_member(taking, schedule, "valid_from");
	const char *until = mapping_member(taking, schedule, "valid_to");
	struct clean_tally ignored = { 0 };
	char today[DATE_DAY];
	const char *day;

	if (from == NULL || until != NULL)
		return from;
	clock_today(today);
	day = clean(from, CLEAN_DATE, &ignored, taking->scratch);
	return strlen(day) == strlen(today) && strcmp(day, today) <= 0 ? NULL :
									 from;
}

/* When a schedule holds, else what there is to know of it. */
static const char *note_of(struct taking *taking, const json_t *schedule)
{
	const char *from = first_day(taking, schedule);
	const char *until = mapping_member(taking, schedule, "valid_to");

	if (from == NULL && until == NULL)
		return mapping_member(taking, schedule, "notes");
	return arena_printf(
		taking->scratch, "%s%s%s%s%s", from != NULL ? "from " : "",
		from != NULL ? from : "",
		from != NULL && until != NULL ? " " : "",
		until != NULL ? "until " : "", until != NULL ? until : "");
}

static bool is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Days that open and close alike are one range. */
static bool add(struct week *week, const struct hours_range *range)
{
	for (size_t i = 0; i < week->count; i++) {
		struct hours_range *other = &week->ranges[i];

		if (other->opens != range->opens ||
		    other->closes != range->closes || other->nth != range->nth)
			continue;
		for (int day = 0; day < HOURS_DAYS; day++)
			other->days[day] = other->days[day] || range->days[day];
		return true;
	}
	if (week->count == HOURS_RANGES)
		return false;
	week->ranges[week->count++] = *range;
	return true;
}

static struct week *week_of(struct week weeks[WEEKS], size_t *count,
			    const char *note)
{
	for (size_t i = 0; i < *count; i++)
		if (is_same(weeks[i].note, note))
			return &weeks[i];
	if (*count == WEEKS)
		return NULL;
	weeks[*count] = (struct week){ .note = note };
	return &weeks[(*count)++];
}

static void print_range(const struct hours_range *range, struct buf *out)
{
	static const char *const nths[] = { "",	    "1st ", "2nd ",
					    "3rd ", "4th ", "5th " };
	const char *gap = range->nth == HOURS_LAST ? "last " : nths[range->nth];

	for (int i = 0; i < HOURS_DAYS; i++) {
		int last = i;

		if (!range->days[i])
			continue;
		while (last + 1 < HOURS_DAYS && range->days[last + 1])
			last++;
		buf_printf(out, "%s%s", gap, names[i]);
		if (last > i)
			buf_printf(out, "-%s", names[last]);
		gap = ", ";
		i = last;
	}
	buf_printf(out, " %02d:%02d-%02d:%02d", range->opens / 60,
		   range->opens % 60, range->closes / 60, range->closes % 60);
}

static void put_week(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, const struct week *week)
{
	struct mapping hours = { row->of, row->member, .key = "hours",
				 .use = CLEAN_HOURS };
	const char *zone = taking->profile->zone;
	struct buf out = buf_new(TEXT_BYTES);

	for (size_t i = 0; i < week->count; i++) {
		buf_puts(&out, i > 0 ? "; " : "");
		print_range(&week->ranges[i], &out);
	}
	buf_printf(&out, " %s", zone != NULL ? zone : "local time");
	mapping_put(taking, section, &hours,
		    arena_text(taking->scratch, buf_text(&out), out.length),
		    week->note);
	buf_free(&out);
}

/* Whether a schedule is of days on which it is closed. */
static bool is_closed(struct taking *taking, const json_t *schedule)
{
	const char *said = mapping_member(taking, schedule, CLOSED);

	return said != NULL &&
	       (strcasecmp(said, "true") == 0 || strcasecmp(said, "yes") == 0);
}

/* What nobody is sure of, in the words of the source, or its times. */
static void leave(struct taking *taking, const struct mapping *row,
		  const json_t *schedule)
{
	static const char *const told[] = {
		"description", "notes",	    "freq",	  "byday",   "weekday",
		"opens_at",    "closes_at", "valid_from", "valid_to"
	};
	const char *zone = mapping_member(taking, schedule, "timezone");
	struct buf out = buf_new(TEXT_BYTES);

	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++) {
		const char *text = mapping_member(taking, schedule, told[i]);

		if (text != NULL)
			buf_printf(&out, "%s%s", out.length > 0 ? "; " : "",
				   text);
	}
	if (out.length > 0)
		buf_puts(&out, takes_limits(taking, schedule));
	if (out.length > 0 && zone != NULL && takes_is_universal(zone))
		buf_printf(&out, "; timezone %s", zone);
	if (out.length > 0)
		harvest_note(taking->harvest, taking->entry,
			     mapping_name(taking, row), buf_text(&out));
	buf_free(&out);
}

/* Words that say no zone are of that of the profile. */
static const char *zoned(struct taking *taking, const char *text,
			 const char *hours)
{
	static const char local[] = " local time";
	const char *zone = taking->profile->zone;
	size_t length = strlen(hours), end = sizeof(local) - 1;

	if (zone == NULL || length <= end ||
	    strcmp(hours + length - end, local) != 0 ||
	    strcasestr(text, local + 1) != NULL)
		return hours;
	return arena_printf(taking->scratch, "%.*s %s", (int)(length - end),
			    hours, zone);
}

const char *takes_hours_words(struct taking *taking, const char *text,
			      struct clean_tally *tally, const char **said)
{
	return zoned(taking, text,
		     clean_hours(text, tally, taking->scratch, said));
}

/* Hours that are words alone. */
static bool take_words(struct taking *taking, struct harvest_section *section,
		       const json_t *schedule)
{
	const char *text = mapping_member(taking, schedule, "description");
	const char *when = note_of(taking, schedule), *said;

	if (mapping_member(taking, schedule, "byday") != NULL ||
	    mapping_member(taking, schedule, "weekday") != NULL || text == NULL)
		return false;
	text = takes_hours_words(taking, text,
				 &taking->harvest->report->cleaned, &said);
	/* Behind hours there is room for one of both; and a note that is no
	 * time lets none stand beside others. */
	return (said == NULL ||
		(when == NULL && harvest_value(section, "hours") == NULL)) &&
	       harvest_put(taking->harvest, section, "hours", text,
			   when != NULL ? when : said);
}

/* Days without any hours, which say that it is closed: `closed` and the days,
 * with what the words say besides. */
static bool take_closed(struct taking *taking, struct harvest_section *section,
			const json_t *schedule)
{
	static const char *const others[] = {
		"byday", "weekday", "freq", "opens_at", "closes_at", "notes"
	};
	const char *from = mapping_member(taking, schedule, "valid_from");
	const char *until = mapping_member(taking, schedule, "valid_to");
	const char *why = mapping_member(taking, schedule, "description");
	struct clean_tally *tally = &taking->harvest->report->cleaned;
	bool is_said = is_closed(taking, schedule);

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (mapping_member(taking, schedule, others[i]) != NULL)
			return false;
	if (why != NULL && strncasecmp(why, CLOSED, strlen(CLOSED)) == 0) {
		is_said = true;
		why += strlen(CLOSED);
		why += strspn(why, ": ");
	}
	if (from == NULL || until == NULL || !is_said)
		return false;
	from = clean(from, CLEAN_DATE, tally, taking->scratch);
	until = clean(until, CLEAN_DATE, tally, taking->scratch);
	/* Some write the year 1 for every year. */
	if (strcmp(from, "1900") < 0)
		return false;
	if (strcmp(from, until) != 0)
		from = arena_printf(taking->scratch, "%s..%s", from, until);
	return harvest_put(taking->harvest, section, CLOSED, from,
			   why != NULL && why[0] != '\0' ? why : NULL);
}

/* Whether words about a whole schedule say its hours again. */
static bool is_repetition(struct taking *taking, const char *words)
{
	struct clean_tally ignored = { 0 };
	struct hours hours;
	const char *said;

	if (strcasestr(words, "app") != NULL)
		return false;
	words = clean_hours(words, &ignored, taking->scratch, &said);
	return said == NULL && hours_read(words, &hours) == NULL;
}

static void take_description(struct taking *taking, const struct mapping *row,
			     const json_t *schedule)
{
	const char *notes = mapping_member(taking, schedule, "notes");
	const char *text = mapping_member(taking, schedule, "description");

	/* The notes of a schedule that holds for a time. */
	if (notes != NULL && !is_same(notes, note_of(taking, schedule)))
		harvest_note(taking->harvest, taking->entry,
			     arena_printf(taking->scratch, "%s[].notes",
					  mapping_name(taking, row)),
			     notes);
	if (text != NULL && !is_repetition(taking, text))
		harvest_note(taking->harvest, taking->entry,
			     arena_printf(taking->scratch, "%s[].description",
					  mapping_name(taking, row)),
			     text);
}

void takes_schedules(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, json_t *value)
{
	struct week weeks[WEEKS];
	size_t count = 0, i;
	json_t *schedule;

	json_array_foreach(value, i, schedule)
	{
		struct hours_range range;
		struct week *week;

		if (row->of == OF_PLACE && taking->is_parted) {
			leave(taking, row, schedule);
			continue;
		}
		if (!takes_range(taking, schedule, &range)) {
			if (!take_closed(taking, section, schedule) &&
			    !take_words(taking, section, schedule))
				leave(taking, row, schedule);
			continue;
		}
		week = week_of(weeks, &count, note_of(taking, schedule));
		if (week == NULL || !add(week, &range))
			leave(taking, row, schedule);
		else
			take_description(taking, row, schedule);
	}
	for (i = 0; i < count; i++)
		put_week(taking, section, row, &weeks[i]);
}
