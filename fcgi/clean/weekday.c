/* Words, letters in a row, and the T that may be two days. */
#include "clean/weekday.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define SIGNS	64 /* days that are looked at to know what a T means */

enum {
	TUESDAY = 1,
	WEDNESDAY = 2,
	THURSDAY = 3,
	FRIDAY = 4,
	NO_DAY = HOURS_DAYS,
	A_T, /* a bare one */
};

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
	{ "mo", 0, 0 },
	{ "we", 2, 2 },
	{ "fr", 4, 4 },
	{ "m", 0, 0 },
	{ "w", 2, 2 },
	{ "f", 4, 4 },
};

/* One after the other in a row; those of two letters stand first. R is what
 * timetables write for Thursday. */
static const struct {
	const char *letters;
	int day;
} row_letters[] = {
	{ "tu", TUESDAY },  { "th", THURSDAY }, { "sa", 5 },
	{ "su", 6 },	    { "m", 0 },		{ "t", A_T },
	{ "w", WEDNESDAY }, { "r", THURSDAY },	{ "f", FRIDAY },
};

/* A day of a cell, and where it stands. */
struct sign {
	const char *at;
	int day;
};

/* The place of the word that stands there in the table, or its size. */
#define WORDS (sizeof(day_words) / sizeof(*day_words))
static size_t word_at(const char *at)
{
	size_t i = 0;

	for (; i < WORDS; i++) {
		size_t length = strlen(day_words[i].word);
		bool is_word = day_words[i].word[length - 1] != '.';

		if (strncasecmp(at, day_words[i].word, length) == 0 &&
		    !(is_word && isalpha((unsigned char)at[length])))
			break;
	}
	return i;
}

/* The days of letters in a row, into `signs`; 0 where one letter is none. */
static size_t read_row(const char *at, struct sign signs[HOURS_DAYS])
{
	const char *end = at + strspn(at, LETTERS);
	size_t count = 0;

	while (at < end) {
		size_t i = 0;

		while (i < sizeof(row_letters) / sizeof(*row_letters) &&
		       strncasecmp(at, row_letters[i].letters,
				   strlen(row_letters[i].letters)) != 0)
			i++;
		if (i == sizeof(row_letters) / sizeof(*row_letters) ||
		    count == HOURS_DAYS)
			return 0;
		signs[count++] = (struct sign){ at, row_letters[i].day };
		at += strlen(row_letters[i].letters);
	}
	return count;
}

/* Whether an `m` ends a time, as `9 a.m.`. */
static bool is_of_time(const char *cell, const char *at)
{
	return at - cell >= 2 && at[-1] == '.' &&
	       strchr("aApP", at[-2]) != NULL && !isalpha((unsigned char)at[1]);
}

/* All days of a cell in their order: of `weekdays` none. */
static size_t read_signs(const char *cell, struct sign signs[SIGNS])
{
	const char *at = cell;
	size_t count = 0;

	while (*(at += strcspn(at, LETTERS)) != '\0' &&
	       count + HOURS_DAYS <= SIGNS) {
		size_t word = word_at(at);
		bool is_ours = !is_of_time(cell, at) &&
			       (at == cell || !isdigit((unsigned char)at[-1]));

		if (!is_ours)
			;
		else if (word == WORDS)
			count += read_row(at, &signs[count]);
		else if (day_words[word].first == day_words[word].last)
			signs[count++] =
				(struct sign){ at, day_words[word].first };
		at += strspn(at, LETTERS);
	}
	return count;
}

/* What the T at `at` is: Tuesday where the cell has another sign for Thursday,
 * or Wednesday follows; Thursday between Wednesday and Friday, where Tuesday
 * came before. Else nobody knows. */
static int meant_by_t(const char *cell, const char *at)
{
	struct sign signs[SIGNS];
	size_t count = read_signs(cell, signs), place = 0, ts = 0;
	bool has_thursday = false;
	int before, behind;

	for (size_t i = 0; i < count; i++) {
		has_thursday = has_thursday || signs[i].day == THURSDAY;
		ts += signs[i].day == A_T || signs[i].day == TUESDAY;
		if (signs[i].at == at)
			place = i;
	}
	before = place > 0 ? signs[place - 1].day : NO_DAY;
	behind = place + 1 < count ? signs[place + 1].day : NO_DAY;
	if (has_thursday || (behind == WEDNESDAY && before != WEDNESDAY))
		return TUESDAY;
	if (before == WEDNESDAY && behind == FRIDAY && ts == 2 && place >= 2 &&
	    (signs[place - 2].day == A_T || signs[place - 2].day == TUESDAY))
		return THURSDAY;
	return NO_DAY;
}

/* Whether letters in a row name days that come one after the other. Two that
 * lie far apart, as MF, may be a span that lost its dash. */
static bool take_row(const char *cell, const char *at, struct weekday *read)
{
	struct sign signs[HOURS_DAYS];
	size_t count = read_row(at, signs);
	int last = -1;

	for (size_t i = 0; i < count; i++) {
		int day = signs[i].day;

		if (day == A_T)
			day = meant_by_t(cell, signs[i].at);
		if (day == NO_DAY || day <= last)
			return false;
		read->days[day] = true;
		read->first = i == 0 ? day : read->first;
		read->last = last = day;
	}
	read->is_row = count > 1;
	return count > 0 && (count != 2 || read->last - read->first <= 2);
}

bool weekday_read(const char *cell, const char **at, struct weekday *read)
{
	size_t word = word_at(*at);

	*read = (struct weekday){ .is_row = false };
	if (word == WORDS) {
		if (!take_row(cell, *at, read))
			return false;
		*at += strspn(*at, LETTERS);
		return true;
	}
	*at += strlen(day_words[word].word);
	read->first = day_words[word].first;
	read->last = day_words[word].last;
	for (int day = read->first; day <= read->last; day++)
		read->days[day] = true;
	return true;
}
