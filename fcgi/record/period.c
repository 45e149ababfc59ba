/* Days are compared as the texts they are. */
#include "record/period.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DAY_LETTERS ((size_t)DATE_DAY - 1)

/* Moves past `word`, where the text begins with it. */
static bool take(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

static bool take_day(const char **text, char day[DATE_DAY])
{
	static const char form[] = "9999-99-99";
	int year, month, number;

	for (size_t i = 0; i < DAY_LETTERS; i++)
		if (form[i] == '9' ? !isdigit((unsigned char)(*text)[i]) :
				     (*text)[i] != form[i])
			return false;
	sscanf(*text, "%4d-%2d-%2d", &year, &month, &number);
	if (month < 1 || month > 12 || number < 1 ||
	    number > date_days_in_month(year, month))
		return false;
	snprintf(day, DATE_DAY, "%.10s", *text);
	*text += DAY_LETTERS;
	return true;
}

static bool is_in_order(const struct period *period)
{
	return period->from[0] == '\0' || period->until[0] == '\0' ||
	       strcmp(period->from, period->until) <= 0;
}

bool period_read(const char *note, struct period *period)
{
	bool has_from, has_until;

	*period = (struct period){ "", "" };
	if (note == NULL)
		return false;
	has_from = take(&note, "from ");
	if (has_from && !take_day(&note, period->from))
		return false;
	has_until = take(&note, has_from ? " until " : "until ");
	if (has_until && !take_day(&note, period->until))
		return false;
	return (has_from || has_until) && note[0] == '\0' &&
	       is_in_order(period);
}

const char *period_fault(const char *note)
{
	const char *rest = note;
	struct period period;

	if (note == NULL || period_read(note, &period) ||
	    !(take(&rest, "from ") || take(&rest, "until ")) ||
	    !isdigit((unsigned char)rest[0]))
		return NULL;
	return "a time is written as in ` | from 2026-06-01 until 2026-08-31`, "
	       "the earlier day first";
}

bool period_read_days(const char *text, struct period *period)
{
	*period = (struct period){ "", "" };
	if (!take_day(&text, period->from))
		return false;
	memcpy(period->until, period->from, DATE_DAY);
	if (take(&text, "..") && !take_day(&text, period->until))
		return false;
	return text[0] == '\0' && is_in_order(period);
}

bool period_is_after(const struct period *period, const char *day)
{
	return strcmp(period->from, day) > 0;
}

bool period_is_before(const struct period *period, const char *day)
{
	return period->until[0] != '\0' && strcmp(period->until, day) < 0;
}

bool period_has(const struct period *period, const char *day)
{
	return !period_is_after(period, day) && !period_is_before(period, day);
}
