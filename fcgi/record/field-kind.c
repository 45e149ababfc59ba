/* What each kind of value looks like, and what is kept of it. */
#include "record/field-kind.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/hours.h"
#include "record/period.h"
#include "record/phone.h"
#include "text/date-guess.h"
#include "text/date.h"
#include "text/list.h"
#include "text/url.h"

#define NUMBER_MOST 1000000000000LL

struct unit {
	const char *name;
	long long size;
};

static const struct unit milliseconds[] = {
	{ "ms", 1 },	      { "s", 1000 },	    { "min", 60000 },
	{ "h", 3600000 },     { "hours", 3600000 }, { "day", 86400000 },
	{ "days", 86400000 }, { NULL, 0 },
};

static const struct unit bytes[] = {
	{ "KiB", 1024 },
	{ "MiB", 1024 * 1024 },
	{ "GiB", 1024 * 1024 * 1024 },
	{ NULL, 0 },
};

static bool is_of_id(char byte)
{
	return islower((unsigned char)byte) || isdigit((unsigned char)byte) ||
	       byte == '-';
}

static const char *check_id(const struct field *field, const char *text)
{
	(void)field;
	for (const char *at = text; *at != '\0'; at++)
		if (!is_of_id(*at))
			return "is not an id (lower-case letters, digits and "
			       "hyphens)";
	return NULL;
}

static const char *check_short_code(const struct field *field, const char *text)
{
	(void)field;
	return phone_code_fault(text);
}

/* Both are ids, and one colon parts them. */
static const char *check_term(const struct field *field, const char *text)
{
	const char *colon = strchr(text, ':');

	for (const char *at = text; *at != '\0'; at++)
		if (at != colon && !is_of_id(*at))
			colon = NULL;
	(void)field;
	return colon != NULL && colon > text && colon[1] != '\0' ?
		       NULL :
		       "names no term";
}

/* The place of `text` among the choices, or -1. */
static int find_choice(const struct field *field, const char *text)
{
	const char *rest = field->choices;
	struct list_item choice;

	for (int i = 0; list_next_trimmed(&rest, ",", &choice); i++)
		if (list_item_is(&choice, text))
			return i;
	return -1;
}

static const char *check_choice(const struct field *field, const char *text)
{
	return find_choice(field, text) >= 0 ?
		       NULL :
		       "is not one of the words that may stand here";
}

static bool read_number(const char *text, long long *number)
{
	char *end;

	errno = 0;
	*number = strtoll(text, &end, 10);
	return isdigit((unsigned char)*text) && *end == '\0' && errno == 0;
}

static const char *check_number(const struct field *field, const char *text)
{
	long long number;

	if (!read_number(text, &number))
		return "is not a whole number";
	if (number < field->least || number > field->most)
		return "is out of bounds";
	return NULL;
}

/* The number with its unit, or -1. */
static long long read_measure(const char *text, const struct unit *units)
{
	char *unit;
	long long number;

	errno = 0;
	number = strtoll(text, &unit, 10);
	if (!isdigit((unsigned char)*text) || errno != 0)
		return -1;
	unit += strspn(unit, " ");
	for (; units->name != NULL; units++)
		if (strcmp(unit, units->name) == 0 &&
		    number <= NUMBER_MOST / units->size)
			return number * units->size;
	return -1;
}

long long field_duration_ms(const char *text)
{
	return read_measure(text, milliseconds);
}

static const char *check_bounds(const struct field *field, long long number)
{
	if (field->most > 0 && (number < field->least || number > field->most))
		return "is out of bounds";
	return NULL;
}

static const char *check_duration(const struct field *field, const char *text)
{
	long long ms = field_duration_ms(text);

	return ms < 0 ? "is not a duration with its unit" :
			check_bounds(field, ms);
}

static const char *check_size(const struct field *field, const char *text)
{
	long long size = read_measure(text, bytes);

	return size < 0 ? "is not a size with its unit" :
			  check_bounds(field, size);
}

static bool has_shape(const char *text, const char *shape)
{
	for (; *shape != '\0'; shape++, text++)
		if (*shape == '9' ? !isdigit((unsigned char)*text) :
				    *text != *shape)
			return false;
	return *text == '\0';
}

bool field_is_undated(const char *text)
{
	return strcmp(text, "undated") == 0;
}

static const char *check_date(const struct field *field, const char *text)
{
	int year = atoi(text);
	int month = strlen(text) >= 7 ? atoi(text + 5) : 1;
	int day = strlen(text) >= 10 ? atoi(text + 8) : 1;

	(void)field;
	if (field_is_undated(text))
		return NULL;
	if (!has_shape(text, "9999") && !has_shape(text, "9999-99") &&
	    !has_shape(text, "9999-99-99"))
		return "is not a date";
	if (month < 1 || month > 12 || day < 1 ||
	    day > date_days_in_month(year, month))
		return "is not a day of the calendar";
	return NULL;
}

/* How to write the date that was meant, where that can be told. */
static const char *date_fault(const struct field *field, const char *text,
			      char words[FIELD_KIND_WORDS])
{
	struct date_guess guesses[DATE_GUESSES];
	const char *wrong = check_date(field, text);
	size_t count = wrong != NULL ? date_guess(text, guesses) : 0;

	if (count == 0)
		return NULL;
	snprintf(words, FIELD_KIND_WORDS, "write %s (read as %s)",
		 guesses[0].date, guesses[0].read_as);
	if (count > 1)
		snprintf(words, FIELD_KIND_WORDS,
			 "write %s (read as %s) or %s "
			 "(%s)",
			 guesses[0].date, guesses[0].read_as, guesses[1].date,
			 guesses[1].read_as);
	return words;
}

static const char *link_fault(const struct field *field, const char *text,
			      char words[FIELD_KIND_WORDS])
{
	(void)field;
	(void)words;
	return url_link_fault(text);
}

/* How to write the number that was meant, else why it is none. */
static const char *phone_fault(const struct field *field, const char *text,
			       char words[FIELD_KIND_WORDS])
{
	struct phone_number number;
	const char *wrong = phone_read(text, field->choices, &number);
	const char *advice = wrong != NULL ?
				     phone_advice(text, field->choices, words) :
				     NULL;

	return advice != NULL ? advice : wrong;
}

static const char *check_days(const struct field *field, const char *text)
{
	struct period period;

	(void)field;
	return period_read_days(text, &period) ? NULL : "is not a day or two";
}

static const char *hours_fault(const struct field *field, const char *text,
			       char words[FIELD_KIND_WORDS])
{
	struct hours hours;

	(void)field;
	(void)words;
	return hours_read(text, &hours);
}

/* Fewer characters than RFC 5321 allows: none that means something in a
 * mailto address (RFC 6068). */
static bool is_of_email(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)text[i]) &&
		    strchr("._+-", text[i]) == NULL)
			return false;
	return length > 0;
}

static const char *check_email(const struct field *field, const char *text)
{
	size_t name = strcspn(text, "@");
	const char *host = text + name + (text[name] == '@');

	(void)field;
	if (!is_of_email(text, name) || !is_of_email(host, strlen(host)) ||
	    strchr(host, '.') == NULL)
		return "is not an e-mail address";
	return NULL;
}

static void set_choice(const struct field *field, const char *text,
		       void *member)
{
	*(int *)member = find_choice(field, text);
}

static void set_switch(const struct field *field, const char *text,
		       void *member)
{
	(void)field;
	*(bool *)member = strcmp(text, "off") != 0;
}

static void set_number(const struct field *field, const char *text,
		       void *member)
{
	(void)field;
	read_number(text, member);
}

static void set_duration(const struct field *field, const char *text,
			 void *member)
{
	(void)field;
	*(long long *)member = field_duration_ms(text);
}

static void set_size(const struct field *field, const char *text, void *member)
{
	(void)field;
	*(long long *)member = read_measure(text, bytes);
}

/* clang-format off */
const struct field_kind_row field_kinds[] = {
	[FIELD_TEXT] = { .form = "text" },
	[FIELD_ID] = { .form = "the id of a section", .check = check_id },
	[FIELD_TERM] = {
		.form = "a facet and a term of it, as in audience:workers",
		.check = check_term,
	},
	[FIELD_CHOICE] = {
		.form = "one of", .check = check_choice, .set = set_choice,
		.size = sizeof(int), .is_plain = true,
	},
	[FIELD_SWITCH] = {
		.form = "one of", .check = check_choice, .set = set_switch,
		.size = sizeof(bool), .is_plain = true,
	},
	[FIELD_NUMBER] = {
		.form = "a whole number", .check = check_number,
		.set = set_number, .size = sizeof(long long),
		.is_plain = true,
	},
	[FIELD_DURATION] = {
		.form = "a duration with its unit (ms, s, min, h, days)",
		.check = check_duration, .set = set_duration,
		.size = sizeof(long long), .is_plain = true,
	},
	[FIELD_SIZE] = {
		.form = "a size with its unit (KiB, MiB, GiB)",
		.check = check_size, .set = set_size,
		.size = sizeof(long long), .is_plain = true,
	},
	[FIELD_DATE] = {
		.form = "a date (2026, 2026-03, 2026-03-31 or undated)",
		.check = check_date, .fault = date_fault,
		.is_not = "is not a date",
		.is_plain = true,
	},
	[FIELD_LINK] = {
		.form = "an address (https://...)", .fault = link_fault,
		.is_not = "cannot be a link",
	},
	[FIELD_SHORT_CODE] = {
		.form = "its digits alone, as in 112 or 116123",
		.check = check_short_code,
		.is_plain = true,
	},
	[FIELD_PHONE] = {
		.form = "a phone number, as in +1-888-373-7888, or a short "
			"code",
		.fault = phone_fault, .is_not = "is not a phone number",
		.is_plain = true,
	},
	[FIELD_EMAIL] = {
		.form = "an e-mail address, as in help@example.org",
		.check = check_email,
	},
	[FIELD_DAYS] = {
		.form = "a day, or the first and the last of several "
			"(2026-12-24..2026-12-26)",
		.check = check_days,
		.is_plain = true,
	},
	[FIELD_HOURS] = {
		.form = "24/7, or days, times and a zone",
		.fault = hours_fault, .is_not = "is not understood",
		.is_plain = true,
	},
};
/* clang-format on */
