/* A schedule for each range of hours, and for days without any. */
#include "hsds/schedule.h"

#include "document/record.h"
#include "record/hours.h"
#include "record/period.h"
#include "site/hours-words.h"
#include "site/seasons.h"
#include "site/wording.h"

#define DAYS_BYTES  ((size_t)256)
#define WORDS_BYTES ((size_t)64 * 1024)

static const char *const days[HOURS_DAYS] = { "MO", "TU", "WE", "TH",
					      "FR", "SA", "SU" };

/* `MO,TU`; of a month `1MO`, `-1MO` (RFC 5545). */
static json_t *days_of(const struct hours_range *range)
{
	struct buf out = buf_new(DAYS_BYTES);
	json_t *text;

	for (size_t i = 0; i < HOURS_DAYS; i++) {
		if (!range->days[i])
			continue;
		buf_puts(&out, out.length > 0 ? "," : "");
		if (range->nth != 0)
			buf_printf(&out, "%d", range->nth);
		buf_puts(&out, days[i]);
	}
	text = json_string(buf_text(&out));
	buf_free(&out);
	return text;
}

static json_t *time_of(int minutes)
{
	return json_sprintf("%02d:%02d:00", minutes / 60, minutes % 60);
}

/* What is said of hours as a whole. */
static void set_words(const struct edition *edition, const struct value *value,
		      json_t *object)
{
	struct buf out = buf_new(WORDS_BYTES);
	struct period period;

	hours_words_print(edition, value->hours, false, &out);
	document_text(object, "description", buf_text(&out));
	buf_free(&out);
	if (!period_read(value->note, &period)) {
		document_text(object, "notes", value->note);
		return;
	}
	if (period.from[0] != '\0')
		document_text(object, "valid_from", period.from);
	if (period.until[0] != '\0')
		document_text(object, "valid_to", period.until);
}

/* A schedule has one opening a day, so each range is one; the words say the
 * zone, which HSDS has as a number that is wrong for half of the year. Hours by
 * appointment alone have no range. */
static json_t *schedule_of(const struct edition *edition,
			   const struct value *value, size_t number)
{
	const struct hours_range *range = &value->hours->ranges[number];
	json_t *object = json_object();

	set_words(edition, value, object);
	if (number == value->hours->count)
		return object;
	document_text(object, "freq", range->nth != 0 ? "MONTHLY" : "WEEKLY");
	json_object_set_new(object, "interval", json_integer(1));
	json_object_set_new(object, "byday", days_of(range));
	json_object_set_new(object, "opens_at", time_of(range->opens));
	json_object_set_new(object, "closes_at", time_of(range->closes));
	return object;
}

/* Days on which nobody is there: no opening, as HSDS has it, and in words for
 * who does not know that. */
static json_t *closed_of(const struct edition *edition,
			 const struct record *record, size_t row,
			 const struct value *value)
{
	const char *word = edition_word(edition, "entry_closed");
	struct wording words = wording_of(edition, record, row, value);
	json_t *object = json_object();
	struct period period;

	if (period_read_days(value->text, &period)) {
		document_text(object, "valid_from", period.from);
		document_text(object, "valid_to", period.until);
	}
	json_object_set_new(object, "description",
			    json_sprintf("%s%s%s", word,
					 words.note != NULL ? ": " : "",
					 words.note != NULL ? words.note : ""));
	return object;
}

static void add_closed(const struct edition *edition,
		       const struct record *record, size_t row,
		       hsds_part_id *set, const void *whose, json_t *list)
{
	const struct value *value = record_value(record, row);

	for (; value != NULL; value = record_next(value)) {
		json_t *one;

		if (seasons_is_over(edition, value))
			continue;
		one = closed_of(edition, record, row, value);
		set(whose, json_sprintf("closed/%s", value->text), one);
		json_array_append_new(list, one);
	}
}

void hsds_set_schedules(const struct edition *edition,
			const struct record *record, size_t row, size_t closed,
			hsds_part_id *set, const void *whose, json_t *object)
{
	const struct value *value = record_value(record, row);
	json_t *list = json_array();

	for (size_t i = 0; value != NULL; value = record_next(value)) {
		const struct hours *hours = value->hours;
		size_t count = hours->count > 0 ? hours->count : 1;

		for (size_t j = 0; j < count; j++, i++) {
			json_t *one;

			if (seasons_is_over(edition, value))
				continue;
			one = schedule_of(edition, value,
					  hours->count > 0 ? j : hours->count);
			set(whose, json_sprintf("hours/%zu", i), one);
			json_array_append_new(list, one);
		}
	}
	add_closed(edition, record, closed, set, whose, list);
	document_items(object, "schedules", list);
}
