/* Numbers and names of months in a row, tried in the orders that people have.
 */
#include "text/date-guess.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/list.h"

#define PARTS  ((size_t)3)
#define DIGITS ((size_t)4)

/* A letter for what each part is: day, month, year. A month by its name is
 * `n`. */
struct order {
	const char *parts, *read_as;
};

static const struct order orders[] = {
	{ "ymd", "year-month-day" },   { "mdy", "month/day/year" },
	{ "dmy", "day/month/year" },   { "ym", "year-month" },
	{ "my", "month/year" },	       { "ndy", "month, day, year" },
	{ "dny", "day, month, year" }, { "ny", "month, year" },
	{ "ynd", "year, month, day" },
};

enum { ORDERS = sizeof(orders) / sizeof(*orders) };

/* Its number, or 0; at least three letters of the name, in English or Spanish.
 */
static int month_of(const struct list_item *part)
{
	static const char *const months[] = {
		"january",    "february", "march",     "april",	    "may",
		"june",	      "july",	  "august",    "september", "october",
		"november",   "december", "enero",     "febrero",   "marzo",
		"abril",      "mayo",	  "junio",     "julio",	    "agosto",
		"septiembre", "octubre",  "noviembre", "diciembre",
	};

	for (int i = 0; i < 24 && part->length >= 3; i++)
		if (part->length <= strlen(months[i]) &&
		    strncasecmp(part->text, months[i], part->length) == 0)
			return i % 12 + 1;
	return 0;
}

/* `15 de marzo de 2026`. */
static bool is_joint(const struct list_item *part)
{
	static const char *const joints[] = { "de", "del" };

	return list_has_word(joints, 2, part->text, part->length);
}

/* Its number, or -1. */
static int number_of(const struct list_item *part)
{
	for (size_t i = 0; i < part->length; i++)
		if (!isdigit((unsigned char)part->text[i]))
			return -1;
	return part->length <= DIGITS ? atoi(part->text) : -1;
}

/* The number that the part is, if it is what `letter` says; else -1. */
static int take(char letter, const struct list_item *part)
{
	int number = number_of(part);

	if (letter == 'n')
		return month_of(part) > 0 ? month_of(part) : -1;
	if (letter != 'y')
		return part->length <= 2 ? number : -1;
	if (part->length == 2 && number >= 0)
		return 2000 + number;
	return part->length == DIGITS ? number : -1;
}

/* `days` is the day and 1, or 0 where there is none. */
static void print(char date[DATE_DAY], unsigned year, unsigned month,
		  unsigned days)
{
	if (days == 0)
		snprintf(date, DATE_DAY, "%04u-%02u", year % 10000,
			 month % 100);
	else
		snprintf(date, DATE_DAY, "%04u-%02u-%02u", year % 10000,
			 month % 100, (days - 1) % 100);
}

static bool read_as(const struct order *order, const struct list_item *parts,
		    size_t count, char date[DATE_DAY])
{
	int year = -1, month = -1, day = -1;

	if (strlen(order->parts) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		int number = take(order->parts[i], &parts[i]);

		if (number < 0)
			return false;
		*(order->parts[i] == 'y' ? &year :
		  order->parts[i] == 'd' ? &day :
					   &month) = number;
	}
	if (year < 1000 || year > 9999 || month < 1 || month > 12 ||
	    day > date_days_in_month(year, month) || day == 0)
		return false;
	print(date, (unsigned)year, (unsigned)month, (unsigned)(day + 1));
	return true;
}

size_t date_guess(const char *text, struct date_guess guesses[DATE_GUESSES])
{
	struct list_item parts[PARTS], part;
	size_t count = 0, found = 0;

	while (list_next_word(&text, " ,./-", &part)) {
		if (count > 0 && is_joint(&part))
			continue;
		if (count == PARTS)
			return 0;
		parts[count++] = part;
	}
	for (size_t i = 0; i < ORDERS && found < DATE_GUESSES; i++) {
		struct date_guess *guess = &guesses[found];

		guess->read_as = orders[i].read_as;
		if (read_as(&orders[i], parts, count, guess->date) &&
		    (found == 0 || strcmp(guess->date, guesses[0].date) != 0))
			found++;
	}
	return found;
}
