/* What rows of entries hold beyond their kind. */
#include "directory/entry-check.h"

#include <string.h>

#include "base/clock.h"
#include "directory/collection.h"
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
	return day_of(note) != NULL ? NULL :
				      "behind ` | ` stands its last day, as in "
				      "` | until 2026-12-24`";
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

/* `other` may be any value of the row. */
static void check_end(const struct value *alert, const struct value *other,
		      struct err *err)
{
	if (other->language != NULL && other->note != NULL &&
	    strcmp(other->note, alert->note) != 0)
		err_at_column(err, other->file, other->line, other->column,
			      "alert.%s: its last day is another than that of "
			      "`alert`",
			      other->language);
}

static void check_alert(const struct record *record, const char *today,
			struct err *err)
{
	const struct value *alert = record_value(record, ENTRY_ALERT);
	const struct value *other = record->values[ENTRY_ALERT];

	if (alert == NULL)
		return;
	if (date_days(today, day_of(alert->note)) > ALERT_DAYS)
		err_at_column(err, alert->file, alert->line, alert->column,
			      "alert: it ends more than %d days from today; "
			      "what lasts so long is a `note`",
			      ALERT_DAYS);
	for (; other != NULL; other = other->next)
		check_end(alert, other, err);
}

void entry_check_alerts(const struct collection *collection, struct err *err)
{
	char today[DATE_DAY];

	clock_today(today);
	for (size_t i = 0; i < collection->count; i++)
		if (strcmp(collection->records[i]->kind->name,
			   entry_entry.name) == 0)
			check_alert(collection->records[i], today, err);
}
