/* What pages and texts say of an entry as name and value. */
#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "document/record.h"
#include "page/parts.h"
#include "record/hours.h"
#include "text/format.h"

#define AGE_ROOM   16
#define WORDS_ROOM ((size_t)256)

/* Appends `{name, value, source}`, of which the name is false behind the first
 * of a row. Borrowed from the list. */
static json_t *add(const struct edition *edition, const char *text,
		   bool is_first, json_t *value, const json_t *source,
		   json_t *list)
{
	json_t *object = document_object(edition);
	json_t *name = json_object_get(edition->locale->marked, text);

	json_object_set(object, "name", is_first ? name : json_false());
	json_object_set(object, "value", value);
	json_object_set_new(object, "source",
			    source != NULL ? json_deep_copy(source) :
					     json_false());
	json_array_append_new(list, object);
	return object;
}

/* Says of `name` what `from` says of the member that it shows. */
static void mark(const struct edition *edition, const json_t *from,
		 const char *member, const char *name, json_t *object)
{
	if (page_is_untranslated(from, member))
		document_mark(edition, name, object);
}

/* Texts with what stands behind them. */
static void add_noted(const struct edition *edition, const char *text,
		      const json_t *values, json_t *list)
{
	json_t *value;
	size_t i;

	json_array_foreach(values, i, value)
	{
		bool has_price = json_object_get(value, "price") != NULL;
		const char *note = has_price ? "price" : "source";
		json_t *object = add(edition, text, i == 0,
				     json_object_get(value, "text"),
				     json_object_get(value, note), list);

		mark(edition, value, "text", "value", object);
		mark(edition, value, note, "source", object);
	}
}

/* `12 to 17`, or the one end that is known; nothing where none is. */
static void add_ages(const struct edition *edition, const json_t *entry,
		     const struct record *record, json_t *list)
{
	static const char *const names[] = { "age_range", "age_least",
					     "age_most" };
	const json_t *min = json_object_get(entry, "age_min");
	const json_t *max = json_object_get(entry, "age_max");
	char a[AGE_ROOM], b[AGE_ROOM];
	const struct format_part parts[] = { { 'A', a },
					     { 'B', b },
					     { '\0', NULL } };
	struct buf words = buf_new(WORDS_ROOM);
	json_t *value;

	(void)record;
	snprintf(a, sizeof(a), "%d", (int)json_integer_value(min));
	snprintf(b, sizeof(b), "%d", (int)json_integer_value(max));
	if (min != NULL || max != NULL) {
		size_t which = max == NULL ? 1 : min == NULL ? 2 : 0;

		format_print(edition_composing_word(edition, names[which]),
			     parts, &words);
		value = edition_compose(edition, buf_text(&words));
		add(edition, "ages", true, value, NULL, list);
		json_decref(value);
	}
	buf_free(&words);
}

/* Hours, with the time for which they are or where they are from. */
static void add_hours(const struct edition *edition, json_t *hours,
		      bool is_first, json_t *list)
{
	const char *text = json_string_value(json_object_get(hours, "text"));
	json_t *source = json_incref(json_object_get(hours, "source"));
	struct hours read;

	if (text == NULL || hours_read(text, &read) != NULL)
		return;
	page_set_hours(edition, &read, false, hours);
	if (json_object_get(hours, "from") || json_object_get(hours, "until"))
		source = page_span(edition, hours);
	mark(edition, hours, "source", "source",
	     add(edition, "entry_hours", is_first,
		 json_object_get(hours, "in_words"), source, list));
	json_decref(source);
}

void page_set_general_hours(const struct edition *edition, const json_t *whose,
			    json_t *phones)
{
	json_t *today = json_object_get(whose, "hours"), *general, *phone;
	const char *text = json_string_value(json_object_get(today, "text"));
	const json_t *source = json_object_get(today, "source");
	struct hours read;
	size_t i;

	if (text == NULL || hours_read(text, &read) != NULL)
		return;
	/* What is not said is not looked up in the phone around it. */
	general = document_object(edition);
	json_object_set_new(general, "source",
			    source != NULL ? json_deep_copy(source) :
					     json_false());
	mark(edition, today, "source", "source", general);
	page_set_hours(edition, &read, true, general);
	json_array_foreach(phones, i, phone)
	{
		if (!json_is_object(json_object_get(phone, "hours")))
			json_object_set(phone, PAGE_GENERAL_HOURS, general);
	}
	json_decref(general);
}

static void add_closed(const struct edition *edition, const json_t *closed,
		       json_t *list)
{
	json_t *days;
	size_t i;

	json_array_foreach(closed, i, days)
	{
		json_t *span = page_span(edition, days);

		mark(edition, days, "reason", "source",
		     add(edition, "entry_closed", i == 0, span,
			 json_object_get(days, "reason"), list));
		json_decref(span);
	}
}

json_t *page_opening(const struct edition *edition, const json_t *object,
		     const struct record *record, size_t row)
{
	json_t *now = json_object_get(object, "hours"), *later, *list;
	const json_t *all = json_object_get(object, DOCUMENT_HOURS_LATER);
	size_t i;

	list = json_array();
	if (now != NULL)
		add_hours(edition, now, true, list);
	json_array_foreach(all, i, later)
		add_hours(edition, later, now == NULL && i == 0, list);
	if (json_array_size(list) == 0 && record != NULL &&
	    record_value(record, row) != NULL)
		add(edition, "entry_hours", true,
		    json_object_get(edition->locale->marked, "hours_unknown"),
		    NULL, list);
	add_closed(edition, json_object_get(object, "closed"), list);
	return list;
}

/* In one line below the words. */
static void add_codes(const struct edition *edition, const json_t *entry,
		      const struct record *record, json_t *list)
{
	const json_t *codes = json_object_get(entry, "language_code");
	bool is_first = json_object_get(entry, "languages") == NULL;
	json_t *value;

	(void)record;
	if (codes == NULL)
		return;
	value = document_language_names(edition, codes);
	add(edition, "entry_languages", is_first, value, NULL, list);
	json_decref(value);
}

static void add_opening(const struct edition *edition, const json_t *entry,
			const struct record *record, json_t *list)
{
	json_t *opening = page_opening(edition, entry, record, ENTRY_HOURS);

	json_array_extend(list, opening);
	json_decref(opening);
}

/* What callers ask first comes first. `add`: what it says is no text that
 * stands there, or no list of them. */
static const struct {
	const char *row, *text;
	void (*add)(const struct edition *edition, const json_t *entry,
		    const struct record *record, json_t *list);
} details[] = {
	{ "first_step", "first_step", NULL },
	{ "asks", "asks", NULL },
	{ "must_report", "must_report", NULL },
	{ "takes", "takes", NULL },
	{ "area", "area", NULL },
	{ "serves", "serves", NULL },
	{ "eligibility", "eligibility", NULL },
	{ "age", "ages", add_ages },
	{ "bring", "bring", NULL },
	{ "how", "how", NULL },
	{ "hours", "entry_hours", add_opening },
	{ "languages", "entry_languages", NULL },
	{ "language_code", "entry_languages", add_codes },
	{ "interpretation", "interpretation", NULL },
	{ "cost", "entry_cost", NULL },
	{ "fee", "fee", NULL },
};

static void add_detail(const struct edition *edition, const json_t *entry,
		       const struct record *record, size_t place, json_t *list)
{
	const char *row = details[place].row, *text = details[place].text;
	json_t *value = json_object_get(entry, row);

	if (details[place].add != NULL)
		details[place].add(edition, entry, record, list);
	else if (json_is_array(value))
		add_noted(edition, text, value, list);
	else if (value != NULL)
		mark(edition, entry, row, "value",
		     add(edition, text, true, value, NULL, list));
}

json_t *page_details(const struct edition *edition, const json_t *entry)
{
	const char *id = json_string_value(json_object_get(entry, "id"));
	const struct entry *of = directory_entry(edition->directory, id);
	json_t *list = json_array();

	for (size_t i = 0; i < sizeof(details) / sizeof(*details); i++)
		add_detail(edition, entry, of->record, i, list);
	return list;
}

void page_set_alert(const struct edition *edition, json_t *entry)
{
	json_t *alert = json_object_get(entry, "alert");

	if (alert == NULL)
		return;
	json_object_set(alert, "date", json_object_get(alert, "until"));
	page_set_date(edition, alert);
}
