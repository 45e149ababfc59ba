/* What rows of entries hold beyond their kind. */
#include "directory/entry-check.h"

#include <string.h>

#include "base/clock.h"
#include "directory/entry.h"
#include "text/date.h"
#include "text/list.h"
#include "text/utf8.h"

#define ALERT_LETTERS ((size_t)200)
#define ALERT_DAYS    90

const char *entry_check_alert(const char *text)
{
	return utf8_letters(text) <= ALERT_LETTERS ?
		       NULL :
		       "is longer than 200 letters";
}

/* The day in `until 2026-12-24`, or NULL. */
static const char *day_of(const char *note)
{
	static const struct field day = { .name = ENTRY_UNTIL,
					  .kind = FIELD_DATE };
	struct err none = { 0 };
	struct field_text text = { .text = note };
	bool is_day;

	if (note == NULL ||
	    strncmp(note, ENTRY_UNTIL " ", sizeof(ENTRY_UNTIL)) != 0 ||
	    strlen(note) != sizeof(ENTRY_UNTIL) + DATE_DAY - 1)
		return NULL;
	text.text += sizeof(ENTRY_UNTIL);
	is_day = field_check(&day, &text, &none) == 0;
	err_free(&none);
	return is_day ? text.text : NULL;
}

const char *entry_check_until(const char *note)
{
	const char *day = day_of(note);
	char today[DATE_DAY];

	if (day == NULL)
		return "behind ` | ` stands its last day, as in "
		       "` | until 2026-12-24`";
	clock_today(today);
	return date_days(today, day) <= ALERT_DAYS ?
		       NULL :
		       "it ends more than 90 days from today; what lasts so "
		       "long is a `note`";
}

/* `35 USD`, and behind that what it is for. */
const char *entry_check_price(const char *note)
{
	size_t amount, rest;

	if (note == NULL)
		return NULL;
	amount = strspn(note, "0123456789");
	if (amount > 0 && note[amount] == '.')
		amount += 1 + strspn(note + amount + 1, "0123456789");
	rest = amount + (note[amount] == ' ');
	if (amount == 0 || rest == amount ||
	    strspn(note + rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 ||
	    (note[rest + 3] != '\0' && note[rest + 3] != ' '))
		return "behind ` | ` stand the amount and the three letters of "
		       "the currency, as in ` | 35 USD per visit`";
	return NULL;
}

const char *entry_check_area(const char *note)
{
	const char *rest = ENTRY_AREA_TYPES;
	struct list_item type;

	while (note != NULL && list_next_trimmed(&rest, ",", &type))
		if (list_item_is(&type, note))
			return NULL;
	return note == NULL ?
		       NULL :
		       "behind ` | ` stands what it is: " ENTRY_AREA_TYPES;
}

const char *entry_until(const struct value *value)
{
	return day_of(value->note);
}
