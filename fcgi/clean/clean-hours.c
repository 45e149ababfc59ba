/* Hours as people write them, word by word. Whatever word is not known, and
 * whatever time can mean two, ends it: hours that are wrong send somebody to a
 * closed door. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "clean/daytime.h"
#include "clean/rules.h"
#include "record/hours.h"

#define HOURS_BYTES ((size_t)2048)
#define MIDNIGHT    HOURS_MINUTE(24, 0)

/* The shortest spellings stand last, so that the longest is taken. */
static const struct {
	const char *word;
	int first, last;
} day_words[] = {
	{ "mondays", 0, 0 },
	{ "monday", 0, 0 },
	{ "mon.", 0, 0 },
	{ "mon", 0, 0 },
	{ "tuesdays", 1, 1 },
	{ "tuesday", 1, 1 },
	{ "tues.", 1, 1 },
	{ "tues", 1, 1 },
	{ "tue.", 1, 1 },
	{ "tue", 1, 1 },
	{ "tu", 1, 1 },
	{ "wednesdays", 2, 2 },
	{ "wednesday", 2, 2 },
	{ "wed.", 2, 2 },
	{ "weds", 2, 2 },
	{ "wed", 2, 2 },
	{ "thursdays", 3, 3 },
	{ "thursday", 3, 3 },
	{ "thurs.", 3, 3 },
	{ "thurs", 3, 3 },
	{ "thur", 3, 3 },
	{ "thu.", 3, 3 },
	{ "thu", 3, 3 },
	{ "th", 3, 3 },
	{ "fridays", 4, 4 },
	{ "friday", 4, 4 },
	{ "fri.", 4, 4 },
	{ "fri", 4, 4 },
	{ "saturdays", 5, 5 },
	{ "saturday", 5, 5 },
	{ "sat.", 5, 5 },
	{ "sat", 5, 5 },
	{ "sa", 5, 5 },
	{ "sundays", 6, 6 },
	{ "sunday", 6, 6 },
	{ "sun.", 6, 6 },
	{ "sun", 6, 6 },
	{ "su", 6, 6 },
	{ "weekdays", 0, 4 },
	{ "weekends", 5, 6 },
	{ "daily", 0, 6 },
	{ "every day", 0, 6 },
	{ "everyday", 0, 6 },
	{ "seven days a week", 0, 6 },
	{ "7 days a week", 0, 6 },
	{ "7 days/week", 0, 6 },
	{ "m", 0, 0 },
	{ "w", 2, 2 },
	{ "f", 4, 4 },
};

static const char *const names[HOURS_DAYS] = { "Mon", "Tue", "Wed", "Thu",
					       "Fri", "Sat", "Sun" };

/* What has been read so far. */
struct reading {
	const char *at;
	bool days[HOURS_DAYS];
	bool closed[HOURS_DAYS], open[HOURS_DAYS];
	bool has_days, has_times; /* since the last one began */
	bool is_by_appointment;
	struct buf out;
	size_t count;
};

static bool take(struct reading *reading, const char *word)
{
	size_t length = strlen(word);
	bool is_word = isalpha((unsigned char)word[length - 1]) != 0;

	if (strncasecmp(reading->at, word, length) != 0 ||
	    (is_word && isalpha((unsigned char)reading->at[length])))
		return false;
	reading->at += length;
	return true;
}

static bool take_any(struct reading *reading, const char *const *words)
{
	while (*words != NULL && !take(reading, *words))
		words++;
	return *words != NULL;
}

static void skip_blanks(struct reading *reading)
{
	reading->at += strspn(reading->at, " ");
}

/* A hyphen, a dash, or a word for one. */
static bool take_dash(struct reading *reading)
{
	static const char *const dashes[] = {
		"-",	   "\xe2\x80\x93", "\xe2\x80\x94", "to",
		"through", "thru",	   "until",	   NULL
	};
	const char *before = reading->at;

	skip_blanks(reading);
	if (take_any(reading, dashes)) {
		skip_blanks(reading);
		return true;
	}
	reading->at = before;
	return false;
}

static bool take_day(struct reading *reading, int *first, int *last)
{
	for (size_t i = 0; i < sizeof(day_words) / sizeof(*day_words); i++)
		if (take(reading, day_words[i].word)) {
			*first = day_words[i].first;
			*last = day_words[i].last;
			return true;
		}
	return false;
}

/* `Mon-Fri`, over the end of a week too. */
static bool take_days(struct reading *reading)
{
	int first, last, ignored;

	if (!take_day(reading, &first, &last))
		return false;
	if (take_dash(reading) && !take_day(reading, &ignored, &last))
		return false;
	for (; first != last; first = (first + 1) % HOURS_DAYS)
		reading->days[first] = true;
	reading->days[last] = true;
	reading->has_days = true;
	return true;
}

static void take_half(struct reading *reading, struct daytime *moment)
{
	static const char *const morning[] = { "a.m.", "a.m", "am", "a", NULL };
	static const char *const evening[] = { "p.m.", "p.m", "pm", "p", NULL };
	const char *before = reading->at;

	skip_blanks(reading);
	if (take_any(reading, morning))
		moment->half = 'a';
	else if (take_any(reading, evening))
		moment->half = 'p';
	else
		reading->at = before;
}

/* One digit or two. */
static bool take_number(struct reading *reading, int *number)
{
	size_t length = strspn(reading->at, "0123456789");

	*number = 0;
	if (length < 1 || length > 2)
		return false;
	for (; length > 0; length--)
		*number = *number * 10 + *reading->at++ - '0';
	return true;
}

static bool take_moment(struct reading *reading, struct daytime *moment)
{
	bool is_padded = reading->at[0] == '0';

	*moment = (struct daytime){ .half = '\0' };
	if (take(reading, "noon")) {
		*moment = (struct daytime){ 12, 0, 'p' };
		return true;
	}
	if (take(reading, "midnight")) {
		*moment = (struct daytime){ 12, 0, 'a' };
		return true;
	}
	if (!take_number(reading, &moment->hour))
		return false;
	if (take(reading, ":") && (!isdigit((unsigned char)reading->at[0]) ||
				   !isdigit((unsigned char)reading->at[1]) ||
				   !take_number(reading, &moment->minute)))
		return false;
	take_half(reading, moment);
	if (moment->half == '\0' && (is_padded || moment->hour > 12))
		moment->half = 'h';
	return moment->minute < 60 && moment->hour <= 24 &&
	       (moment->half == '\0' || moment->half == 'h' ||
		(moment->hour >= 1 && moment->hour <= 12));
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

/* Whether it is 12am in digits. Of 9am-12am and 12am-5pm that is as often meant
 * for noon. */
static bool is_midnight(const char *typed, const struct daytime *moment)
{
	return isdigit((unsigned char)typed[0]) && moment->hour == 12 &&
	       moment->half == 'a';
}

/* `9am-5pm` of the days before it; of all days where none stand there. */
static bool take_times(struct reading *reading)
{
	struct daytime opens, closes;
	const char *first = reading->at, *second;
	int from, to;

	if (!take_moment(reading, &opens) || !take_dash(reading))
		return false;
	second = reading->at;
	if (!take_moment(reading, &closes) ||
	    (is_midnight(first, &opens) && closes.half == 'p') ||
	    (is_midnight(second, &closes) && opens.half == 'a') ||
	    !daytime_settle(&opens, &closes) || !reading->has_days)
		return false;
	from = daytime_minutes(&opens);
	to = daytime_minutes(&closes);
	to = to == 0 && from > 0 ? MIDNIGHT : to;
	buf_puts(&reading->out, reading->count++ > 0 ? "; " : "");
	print_days(reading->days, &reading->out);
	buf_printf(&reading->out, " %02d:%02d-%02d:%02d", from / 60, from % 60,
		   to / 60, to % 60);
	reading->has_times = true;
	for (int day = 0; day < HOURS_DAYS; day++)
		reading->open[day] = reading->open[day] || reading->days[day];
	return from != to;
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

	return take_any(reading, words);
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
	const char *before = reading->at;

	if (take_any(reading, appointments)) {
		reading->is_by_appointment = true;
		/* `Fri by appointment` is no hour of that day. */
		return !reading->has_days || reading->has_times;
	}
	if (take(reading, "closed")) {
		skip_blanks(reading);
		/* `closed Sun` and `Sun closed`. */
		if (!reading->has_days || reading->has_times) {
			begin_days(reading);
			if (!take_days(reading))
				return false;
		}
		end_closed(reading);
		return true;
	}
	if (isdigit((unsigned char)*before) ||
	    strncasecmp(before, "noon", 4) == 0)
		if (strncasecmp(before, "7 days", 6) != 0)
			return take_times(reading);
	/* `Sat; Mon-Fri 9-5` does not say when on Saturday. */
	if (before[0] == ';' && reading->has_days && !reading->has_times)
		return false;
	if (take_nothing(reading))
		return true;
	begin_days(reading);
	return take_days(reading);
}

static bool read_all(struct reading *reading)
{
	for (skip_blanks(reading); *reading->at != '\0'; skip_blanks(reading))
		if (!take_piece(reading))
			return false;
	if (reading->count == 0)
		return reading->is_by_appointment && !reading->has_days;
	/* Days at the end that have no times are no hours. */
	return reading->has_times && is_agreed(reading);
}

const char *rules_hours(const char *text, struct arena *arena)
{
	struct reading reading = { .at = text, .out = buf_new(HOURS_BYTES) };
	const char *made = text;
	struct hours ignored;

	if (hours_read(text, &ignored) != NULL && read_all(&reading)) {
		made = arena_printf(
			arena, "%s%s%s%s",
			reading.is_by_appointment ? "by appointment" : "",
			reading.is_by_appointment && reading.count > 0 ? ", " :
									 "",
			buf_text(&reading.out),
			reading.count > 0 ? " local time" : "");
		if (hours_read(made, &ignored) != NULL)
			made = text;
	}
	buf_free(&reading.out);
	return made;
}
