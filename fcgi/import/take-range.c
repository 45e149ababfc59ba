/* The days and times of one schedule. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/daytime.h"
#include "import/takes.h"
#include "record/hours.h"

/* From Monday on, as RFC 5545 calls them, and as everybody does. */
static const char *const codes[HOURS_DAYS] = { "mo", "tu", "we", "th",
					       "fr", "sa", "su" };
static const char *const names[HOURS_DAYS] = { "monday",    "tuesday",
					       "wednesday", "thursday",
					       "friday",    "saturday",
					       "sunday" };

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* Members that say that it is not every week. */
static const char *const limits[] = { "bymonthday", "byyearday", "byweekno",
				      "bymonth",    "count",	 "until",
				      "bysetpos",   "closed" };

bool takes_is_universal(const char *zone)
{
	static const char *const words[] = { "Etc/", "Universal", "UTC",
					     "UCT",  "Greenwich", "GMT",
					     "Zulu", "Z" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strncasecmp(words[i], zone, strlen(words[i])) == 0)
			zone += strlen(words[i]);
	return zone[strspn(zone, "+-0: ")] == '\0';
}

/* A member by which a schedule is not of every week, or NULL. */
static const char *limit_of(struct taking *taking, const json_t *schedule,
			    size_t i)
{
	const json_t *value = json_object_get(schedule, limits[i]);

	return json_is_false(value) ? NULL : mapping_text(taking, value);
}

const char *takes_limits(struct taking *taking, const json_t *schedule)
{
	const char *all = "", *text;

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		text = limit_of(taking, schedule, i);
		if (text != NULL)
			all = arena_printf(taking->scratch, "%s; %s %s", all,
					   limits[i], text);
	}
	return all;
}

static bool is_limited(struct taking *taking, const json_t *schedule)
{
	const char *every = mapping_member(taking, schedule, "interval");
	const char *zone = mapping_member(taking, schedule, "timezone");

	/* Times of another place, as those with a Z. */
	if (zone != NULL && takes_is_universal(zone))
		return true;
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
		if (limit_of(taking, schedule, i) != NULL)
			return true;
	return every != NULL && strcmp(every, "1") != 0;
}

/* `MO`, `Mon`, `Monday`, in letters of any case; HOURS_DAYS for none. */
static int day_of(const char *word, size_t length)
{
	int day = 0;

	while (day < HOURS_DAYS &&
	       (length < 3 || length > strlen(names[day]) ||
		strncasecmp(names[day], word, length) != 0) &&
	       (length != 2 || strncasecmp(codes[day], word, 2) != 0))
		day++;
	return day;
}

/* `MO,TU`, `1MO`, or of HSDS 2 `Monday`. */
static bool take_days(const char *text, struct hours_range *range)
{
	while (*text != '\0') {
		char *end;
		long nth = strtol(text, &end, 10);
		size_t length = strspn(end, LETTERS);
		int day = day_of(end, length);

		if (day == HOURS_DAYS || nth < -1 || nth > 5 ||
		    (range->nth != 0 && range->nth != nth))
			return false;
		range->nth = nth == -1 ? HOURS_LAST : (int)nth;
		range->days[day] = true;
		text = end + length;
		text += strspn(text, ", ");
	}
	return true;
}

/* `1`, `1,2,3` in `weekday`: HSDS 1 and 2, and Ohana, count from Monday, which
 * is 1. */
static bool take_numbers(const char *text, struct hours_range *range)
{
	for (; *text != '\0'; text += strspn(text, ", ")) {
		if (*text < '1' || *text > '7' ||
		    isdigit((unsigned char)text[1]))
			return false;
		range->days[*text++ - '1'] = true;
	}
	return true;
}

static bool is_numbers(const char *text)
{
	return text[strspn(text, "0123456789, ")] == '\0';
}

static bool take_weekdays(struct taking *taking, const json_t *schedule,
			  struct hours_range *range)
{
	const char *days = mapping_member(taking, schedule, "byday");
	const char *often = mapping_member(taking, schedule, "freq");
	bool is_daily = often != NULL && strcmp(often, "DAILY") == 0;

	if (days != NULL)
		return !is_daily && take_days(days, range);
	days = mapping_member(taking, schedule, "weekday");
	if (days == NULL) {
		for (int i = 0; i < HOURS_DAYS; i++)
			range->days[i] = is_daily;
		return is_daily;
	}
	/* Every day, and some of them: one of both is wrong. */
	if (!is_numbers(days))
		return !is_daily && take_days(days, range);
	taking->entry->has_numbers = true;
	if (take_numbers(days, range))
		return !is_daily;
	taking->has_odd_days = true;
	return false;
}

/* One digit or two. */
static int take_number(const char **text)
{
	int number = 0;

	for (int i = 0; i < 2 && isdigit((unsigned char)**text); i++)
		number = 10 * number + *(*text)++ - '0';
	return number;
}

/* ` PM`, `pm`, `p.m.` */
static char take_half(const char **text)
{
	static const char *const words[] = { "am", "a.m.", "pm", "p.m." };
	const char *at = *text + strspn(*text, " ");

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(at, words[i]) == 0) {
			*text = at + strlen(words[i]);
			return words[i][0];
		}
	return '\0';
}

/* Whether behind a time of 24 hours stands nothing, or an offset; a Z, which
 * +00:00 is too, would be another place's time. */
static bool is_end(const char *text)
{
	return text[0] == '\0' || ((text[0] == '+' || text[0] == '-') &&
				   strpbrk(text, "123456789") != NULL);
}

/* `09:00`, `09:00:00`, and with an offset; `4:00 PM`, `3pm`. */
static bool take_time(const char *text, struct daytime *time)
{
	bool has_minutes;

	*time = (struct daytime){ .half = '\0' };
	if (text == NULL || !isdigit((unsigned char)text[0]))
		return false;
	time->hour = take_number(&text);
	has_minutes = text[0] == ':' && isdigit((unsigned char)text[1]) &&
		      isdigit((unsigned char)text[2]);
	if (has_minutes) {
		text++;
		time->minute = take_number(&text);
	}
	if (has_minutes && text[0] == ':' && isdigit((unsigned char)text[1]) &&
	    isdigit((unsigned char)text[2]))
		text += 3;
	time->half = take_half(&text);
	if (time->half != '\0')
		return text[0] == '\0' && time->hour >= 1 && time->hour <= 12 &&
		       time->minute < 60;
	return has_minutes && is_end(text) && time->hour <= 24 &&
	       time->minute < 60;
}

/* Whether it is 12am: of 9am-12am and 12am-5pm that is as often meant for noon.
 */
static bool is_midnight(const struct daytime *time)
{
	return time->hour == 12 && time->half == 'a';
}

/* Whether two times without a half can only be of 24 hours. Many write
 * 9:00-5:00 for an office, and of 01:00-05:00 nobody knows the half; nobody
 * writes 00:00 for noon. */
static bool is_of_day(const struct daytime *opens, const struct daytime *closes)
{
	int from = HOURS_MINUTE(opens->hour, opens->minute);
	int to = HOURS_MINUTE(closes->hour, closes->minute);

	if (to == 0 || opens->hour == 0 || opens->hour > 12)
		return true;
	return from < to && (opens->hour >= 7 || closes->hour > 12);
}

/* Where one is of 24 hours and the other of 12, as 14:00 and 4:00 PM: only what
 * can be nothing else. 9am and 03:00 may be meant for the afternoon. */
static bool settle(struct daytime *opens, struct daytime *closes)
{
	struct daytime *bare = opens->half == '\0' ? opens : closes;

	if (opens->half != '\0' && closes->half != '\0')
		return daytime_settle(opens, closes, false) &&
		       !(is_midnight(closes) && opens->half == 'a') &&
		       !(is_midnight(opens) && closes->half == 'p');
	if (opens->half == closes->half && !is_of_day(opens, closes))
		return false;
	if (opens->half == closes->half || bare->hour > 12) {
		opens->half = opens->half == '\0' ? 'h' : opens->half;
		closes->half = closes->half == '\0' ? 'h' : closes->half;
		return opens->half == closes->half ||
		       daytime_minutes(opens) < daytime_minutes(closes);
	}
	return bare == opens && closes->half == 'p' &&
	       daytime_settle(opens, closes, false) && opens->half == 'a';
}

bool takes_range(struct taking *taking, const json_t *schedule,
		 struct hours_range *range)
{
	const char *often = mapping_member(taking, schedule, "freq");
	struct daytime opens, closes;

	*range = (struct hours_range){ .nth = 0 };
	if (is_limited(taking, schedule) ||
	    !take_weekdays(taking, schedule, range) ||
	    !take_time(mapping_member(taking, schedule, "opens_at"), &opens) ||
	    !take_time(mapping_member(taking, schedule, "closes_at"),
		       &closes) ||
	    !settle(&opens, &closes))
		return false;
	range->opens = daytime_minutes(&opens);
	range->closes = daytime_minutes(&closes);
	return often == NULL || strcmp(often, "DAILY") == 0 ||
	       strcmp(often, range->nth == 0 ? "WEEKLY" : "MONTHLY") == 0;
}

/* Takes the hours of an entry out, into its internal-note. */
static void leave_hours(struct harvest *harvest,
			struct harvest_section *section)
{
	const char *value;

	while ((value = harvest_take_out(section, "hours")) != NULL)
		harvest_note(harvest, section, "schedules",
			     arena_printf(harvest->arena,
					  "%s, if its day 1 is Monday", value));
}

void takes_numbered(struct taking *taking)
{
	struct harvest_section *at = taking->harvest->first;

	for (; taking->has_odd_days && at != NULL; at = at->next)
		if (at->has_numbers)
			leave_hours(taking->harvest, at);
}
