/* Hours as people write them, word by word. Whatever word is not known, and
 * whatever time can mean two, ends it: hours that are wrong send somebody to a
 * closed door. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "clean/clean.h"
#include "clean/rules.h"
#include "clean/scan.h"
#include "clean/spanish.h"
#include "clean/timespan.h"
#include "clean/weekday.h"
#include "record/hours.h"

#define HOURS_BYTES ((size_t)2048)

static const char *const names[HOURS_DAYS] = { "Mon", "Tue", "Wed", "Thu",
					       "Fri", "Sat", "Sun" };

/* What has been read so far. */
struct reading {
	const char *all, *at;
	bool days[HOURS_DAYS];
	bool closed[HOURS_DAYS], open[HOURS_DAYS];
	bool has_days, has_times; /* since the last one began */
	bool is_by_appointment;
	const char *turned; /* the end of days behind times, or NULL */
	bool has_commas;    /* between days behind times */
	bool is_loose;	    /* such days are not parted by semicolons */
	/* An IANA name, or NULL; `is_zoned` where it stands behind the last
	 * times: one in the middle may be of those before it alone. */
	const char *zone;
	bool is_zoned;
	int last_closes;  /* in minutes, of the times before */
	const char *note; /* what it says of holidays, or NULL */
	size_t note_length;
	struct buf out;
	size_t count;
};

/* `Mon-Fri`, over the end of a week too. */
static bool take_days(struct reading *reading)
{
	struct weekday from, to;
	int day;

	if (!weekday_read(reading->all, &reading->at, &from))
		return false;
	for (day = 0; day < HOURS_DAYS; day++)
		reading->days[day] = reading->days[day] || from.days[day];
	reading->has_days = true;
	if (!scan_dash(&reading->at))
		return true;
	if (from.is_row || !weekday_read(reading->all, &reading->at, &to) ||
	    to.is_row || to.last == from.first)
		return false;
	for (day = from.first; day != to.last; day = (day + 1) % HOURS_DAYS)
		reading->days[day] = true;
	reading->days[to.last] = true;
	return true;
}

static void print_days(const bool days[HOURS_DAYS], struct buf *out)
{
	const char *gap = "";

	for (int i = 0; i < HOURS_DAYS; i++) {
		int last = i;

		if (!days[i])
			continue;
		while (last + 1 < HOURS_DAYS && days[last + 1])
			last++;
		buf_printf(out, last == i ? "%s%s" : "%s%s%s%s", gap, names[i],
			   last == i + 1 ? ", " : "-", names[last]);
		gap = ", ";
		i = last;
	}
}

/* Writes times of the days that were read. */
static void put_times(struct reading *reading, int from, int to)
{
	buf_puts(&reading->out, reading->count++ > 0 ? "; " : "");
	print_days(reading->days, &reading->out);
	buf_printf(&reading->out, " %02d:%02d-%02d:%02d", from / 60, from % 60,
		   to / 60, to % 60);
	reading->has_times = true;
	reading->is_zoned = false;
	reading->last_closes = to;
	for (int day = 0; day < HOURS_DAYS; day++)
		reading->open[day] = reading->open[day] || reading->days[day];
}

/* Times of the days before them. */
static bool take_times(struct reading *reading)
{
	int from, to, after = reading->has_times ? reading->last_closes : 0;

	if (!reading->has_days ||
	    !timespan_read(&reading->at, after, &from, &to))
		return false;
	put_times(reading, from, to);
	return true;
}

/* Days that stand before times, which are over when others begin. */
static void begin_days(struct reading *reading)
{
	if (!reading->has_times)
		return;
	memset(reading->days, 0, sizeof(reading->days));
	reading->has_days = reading->has_times = false;
}

/* What says nothing here: what opens, what parts. */
static bool take_nothing(struct reading *reading)
{
	static const char *const words[] = {
		",",	";",	":",	 ".", "&", "/",	 "and",
		"from", "open", "hours", "(", ")", "is", "office hours",
		NULL
	};

	return scan_any(&reading->at, words);
}

/* Days that are closed. Times behind them, as of a pause, are none of theirs:
 * they find no days. */
static void end_closed(struct reading *reading)
{
	for (int day = 0; day < HOURS_DAYS; day++)
		reading->closed[day] =
			reading->closed[day] || reading->days[day];
	memset(reading->days, 0, sizeof(reading->days));
	reading->has_days = false;
	reading->has_times = true;
}

/* Whether no day is both: `Mon-Fri 9-5, closed Wed` is for a person. */
static bool is_agreed(const struct reading *reading)
{
	for (int day = 0; day < HOURS_DAYS; day++)
		if (reading->open[day] && reading->closed[day])
			return false;
	return true;
}

/* What stands between two days behind times. A comma before times, or before
 * what is no day, does not. */
static bool take_joint(struct reading *reading)
{
	static const char *const joints[] = { "&", "/", "and", ",", NULL };
	const char *before = reading->at, *ignored;
	struct weekday day;
	bool is_comma;

	scan_blanks(&reading->at);
	is_comma = reading->at[0] == ',';
	if (scan_any(&reading->at, joints)) {
		scan_blanks(&reading->at);
		ignored = reading->at;
		if (weekday_read(reading->all, &ignored, &day)) {
			reading->has_commas = reading->has_commas || is_comma;
			return true;
		}
	}
	reading->at = before;
	return false;
}

/* Whether something parts times from the days before them that have others:
 * else `8-5 M-F, Sat 10-2, Sun` would open on the wrong days. */
static bool is_apart(struct reading *reading)
{
	const char *gap = reading->turned;
	size_t length = (size_t)(reading->at - gap);

	if (memchr(gap, ';', length) == NULL)
		reading->is_loose = true;
	return strspn(gap, " ") < length;
}

/* `9am-5pm M-F`, in a cell whose times stand before their days. */
static bool take_turned(struct reading *reading)
{
	int from, to;

	if ((reading->turned != NULL && !is_apart(reading)) ||
	    (reading->has_days && !reading->has_times) ||
	    !timespan_read(&reading->at, 0, &from, &to))
		return false;
	begin_days(reading);
	scan_blanks(&reading->at);
	if (!take_joint(reading))
		scan_take(&reading->at, "on");
	scan_blanks(&reading->at);
	do {
		if (!take_days(reading))
			return false;
	} while (take_joint(reading));
	put_times(reading, from, to);
	reading->turned = reading->at;
	return true;
}

/* `closed on federal holidays` at the end, for a note. */
static bool take_holidays(struct reading *reading)
{
	static const char *const closures[] = { "closed", "except", "excluding",
						NULL };
	static const char *const kinds[] = {
		"on",	 "for",	  "all",    "the",  "major",	"federal",
		"state", "legal", "public", "bank", "national", "government",
		"and",	 "&",	  "/",	    ",",    " ",	NULL
	};
	static const char *const words[] = { "holidays", "holiday", NULL };
	const char *before = reading->at;

	if (scan_any(&reading->at, closures) && reading->at[0] == ' ') {
		while (scan_any(&reading->at, kinds))
			;
		if (scan_any(&reading->at, words) &&
		    reading->at[strspn(reading->at, " .)")] == '\0') {
			reading->note = before;
			reading->note_length = (size_t)(reading->at - before);
			reading->at += strlen(reading->at);
			return !reading->has_days || reading->has_times;
		}
	}
	reading->at = before;
	return false;
}

/* `closed Sun`, `closed on Sat and Sun`, and `Sun closed`. */
static bool take_closed(struct reading *reading)
{
	static const char *const joints[] = { "&", "and", NULL };

	scan_blanks(&reading->at);
	if (!reading->has_days || reading->has_times) {
		begin_days(reading);
		scan_take(&reading->at, "on");
		do {
			scan_blanks(&reading->at);
			if (!take_days(reading))
				return false;
			scan_blanks(&reading->at);
		} while (scan_any(&reading->at, joints));
	}
	end_closed(reading);
	return true;
}

/* Names of clocks behind times. EST, CST, MST, PST and Mountain Time are no
 * sure ones: some places keep them all year, others mean their summer, too. */
static bool take_zone(struct reading *reading)
{
	static const struct {
		const char *words[5], *zone;
	} zones[] = {
		{ { "eastern time", "et", "edt", "est/edt", NULL },
		  "America/New_York" },
		{ { "central time", "ct", "cdt", "cst/cdt", NULL },
		  "America/Chicago" },
		{ { "pacific time", "pt", "pdt", "pst/pdt", NULL },
		  "America/Los_Angeles" },
		{ { "mdt", "mst/mdt", NULL }, "America/Denver" },
		{ { "alaska time", "akdt", NULL }, "America/Anchorage" },
		{ { "hawaii time", "hst", NULL }, "Pacific/Honolulu" },
		{ { "arizona time", NULL }, "America/Phoenix" },
	};
	size_t i = 0;

	while (i < sizeof(zones) / sizeof(*zones) &&
	       !scan_any(&reading->at, zones[i].words))
		i++;
	if (i == sizeof(zones) / sizeof(*zones) || !reading->has_times ||
	    (reading->zone != NULL && reading->zone != zones[i].zone))
		return false;
	reading->zone = zones[i].zone;
	reading->is_zoned = true;
	return true;
}

static bool take_piece(struct reading *reading)
{
	static const char *const appointments[] = {
		"by appointment only",
		"by appointment",
		"by appt.",
		"by appt",
		"appointment only",
		NULL,
	};

	if (take_holidays(reading))
		return true;
	if (scan_any(&reading->at, appointments)) {
		reading->is_by_appointment = true;
		/* `Fri by appointment` is no hour of that day. */
		return !reading->has_days || reading->has_times;
	}
	if (scan_take(&reading->at, "closed"))
		return take_closed(reading);
	if (timespan_begins(reading->at))
		return take_times(reading);
	/* `Sat; Mon-Fri 9-5` does not say when on Saturday. */
	if (reading->at[0] == ';' && reading->has_days && !reading->has_times)
		return false;
	if (take_nothing(reading) || take_zone(reading))
		return true;
	begin_days(reading);
	return take_days(reading);
}

static bool read_all(struct reading *reading)
{
	bool is_turned;

	scan_blanks(&reading->at);
	is_turned = timespan_begins(reading->at);
	for (; *reading->at != '\0'; scan_blanks(&reading->at))
		if (!(is_turned && timespan_begins(reading->at) ?
			      take_turned(reading) :
			      take_piece(reading)))
			return false;
	if (reading->count == 0)
		return reading->is_by_appointment && !reading->has_days;
	/* Days at the end that have no times are no hours. */
	return reading->has_times && is_agreed(reading) &&
	       (reading->zone == NULL || reading->is_zoned) &&
	       !(reading->has_commas && reading->is_loose);
}

const char *rules_hours(const char *text, struct arena *arena)
{
	const char *english = spanish_hours(text, arena), *made = text;
	struct reading reading = { .all = english,
				   .at = english,
				   .out = buf_new(HOURS_BYTES) };
	struct hours ignored;

	if (hours_read(text, &ignored) != NULL && read_all(&reading)) {
		made = arena_printf(
			arena, "%s%s%s%s%s",
			reading.is_by_appointment ? "by appointment" : "",
			reading.is_by_appointment && reading.count > 0 ? ", " :
									 "",
			buf_text(&reading.out), reading.count > 0 ? " " : "",
			reading.count == 0   ? "" :
			reading.zone != NULL ? reading.zone :
					       "local time");
		if (hours_read(made, &ignored) != NULL)
			made = text;
		else if (reading.note != NULL)
			made = arena_printf(arena, "%s" CLEAN_BAR "%.*s", made,
					    (int)reading.note_length,
					    reading.note);
	}
	buf_free(&reading.out);
	return made;
}
