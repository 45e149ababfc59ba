/* Members of objects, by the kind of their row. */
#include "document/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "directory/vocabulary.h"
#include "record/hours.h"
#include "record/period.h"
#include "site/seasons.h"
#include "site/staleness.h"
#include "site/wording.h"

#define PATH_ROOM 64 /* an id has at most 48 bytes */
#define JOIN_ROOM ((size_t)1024 * 1024)

void document_text(json_t *object, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, name, json_string(text));
}

void document_flag(json_t *object, const char *name, bool is_so)
{
	json_object_set_new(object, name, json_boolean(is_so));
}

void document_items(json_t *object, const char *name, json_t *list)
{
	if (json_array_size(list) > 0)
		json_object_set(object, name, list);
	json_decref(list);
}

json_t *document_join(const char *const *pieces)
{
	struct buf out = buf_new(JOIN_ROOM);
	json_t *text;

	for (; *pieces != NULL; pieces++)
		buf_puts(&out, *pieces);
	text = json_stringn(buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

void document_print(const json_t *value, struct buf *out)
{
	json_dump_callback(value, put, out, JSON_COMPACT);
}

json_t *document_object(const struct edition *edition)
{
	json_t *object = json_object();

	if (edition_is_translated(edition))
		json_object_set_new(object, "untranslated", json_object());
	return object;
}

void document_mark(const struct edition *edition, const char *name,
		   json_t *object)
{
	json_object_set_new(json_object_get(object, "untranslated"), name,
			    json_string(edition->original->tag));
}

void document_words(const struct edition *edition, const struct record *record,
		    size_t row, const char *name, json_t *object)
{
	const struct value *value = record_value(record, row);
	struct wording wording;

	if (value == NULL)
		return;
	wording = wording_of(edition, record, row, value);
	document_text(object, name, wording.text);
	document_text(object, "gloss", wording.gloss);
	if (wording.is_untranslated)
		document_mark(edition, name, object);
}

json_t *document_of(const struct edition *edition, const struct record *record)
{
	json_t *object = document_object(edition);

	document_text(object, "id", record->id);
	document_words(edition, record, TERM_NAME, "name", object);
	return object;
}

json_t *document_address(const struct edition *edition, const char *path)
{
	bool is_asked_for = edition->is_asked_for;

	return DOCUMENT_JOIN(edition->settings->base, path,
			     is_asked_for ? "?lang=" : "",
			     is_asked_for ? edition->locale->tag : "");
}

json_t *document_reference(const struct edition *edition,
			   const struct entry *entry)
{
	json_t *object = document_of(edition, entry->record);
	char path[PATH_ROOM];

	snprintf(path, sizeof(path), "/e/%s", entry->id);
	json_object_set_new(object, "page", document_address(edition, path));
	return object;
}

static json_t *days_of(const struct hours_range *range)
{
	static const char *const names[HOURS_DAYS] = { "MO", "TU", "WE", "TH",
						       "FR", "SA", "SU" };
	json_t *days = json_array();

	for (size_t i = 0; i < HOURS_DAYS; i++)
		if (range->days[i])
			json_array_append_new(days, json_string(names[i]));
	return days;
}

static json_t *time_of(int minutes)
{
	return json_sprintf("%02d:%02d", minutes / 60, minutes % 60);
}

void document_schedule(const struct hours *hours, json_t *object)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hours->count; i++) {
		const struct hours_range *range = &hours->ranges[i];

		json_array_append_new(
			list,
			json_pack("{so so so so*}", "days", days_of(range),
				  "opens", time_of(range->opens), "closes",
				  time_of(range->closes), "nth",
				  range->nth != 0 ? json_integer(range->nth) :
						    NULL));
	}
	json_object_set_new(object, "schedule", list);
	if (hours->is_by_appointment)
		json_object_set_new(object, "by_appointment", json_true());
	if (hours->zone != NULL)
		json_object_set_new(object, "zone", json_string(hours->zone));
}

/* What the id in a value of `field` names, or NULL; a place may be secret, and
 * document_location() knows. */
static json_t *referred(const struct edition *edition, const char *kind,
			const char *id)
{
	const struct entry *entry;
	const struct record *other;

	if (strcmp(kind, location_section.name) == 0 ||
	    strcmp(kind, contact_section.name) == 0)
		return NULL;
	if (strcmp(kind, entry_entry.name) == 0) {
		entry = directory_entry(edition->directory, id);
		return entry != NULL ? document_reference(edition, entry) :
				       NULL;
	}
	other = collection_find(edition->directory->collection, kind, id);
	return other != NULL ? document_of(edition, other) : NULL;
}

/* The names of what stands before and behind ` | `. */
static void note_names(const struct field *field, const char **text,
		       const char **note)
{
	*text = "text";
	*note = field->note_name != NULL ? field->note_name : "source";
	if (field->kind == FIELD_LINK) {
		*text = "href";
		*note = "name";
	}
	if (field->kind == FIELD_DATE)
		*text = "date";
}

/* A note without the word that says what it is. */
static const char *note_of(const struct field *field, const char *note)
{
	size_t length = field->note_name != NULL ? strlen(field->note_name) : 0;

	return note != NULL && length > 0 &&
			       strncmp(note, field->note_name, length) == 0 &&
			       note[length] == ' ' ?
		       note + length + 1 :
		       note;
}

/* The ends of a time that is no source. */
static void set_ends(const struct period *period, json_t *object)
{
	if (period->from[0] != '\0')
		document_text(object, "from", period->from);
	if (period->until[0] != '\0')
		document_text(object, "until", period->until);
}

static bool set_period(const char *note, json_t *object)
{
	struct period period;

	if (!period_read(note, &period))
		return false;
	set_ends(&period, object);
	return true;
}

static void set_days(const char *text, json_t *object)
{
	struct period period;

	if (period_read_days(text, &period))
		set_ends(&period, object);
}

/* A value whose note, or whose words before it, may be in two languages. */
static json_t *noted(const struct edition *edition, const struct field *field,
		     const struct value *value, const struct wording *wording)
{
	const char *text, *note;
	json_t *object = document_object(edition);

	note_names(field, &text, &note);
	document_text(object, text, wording->text);
	if (!field->is_dated || !set_period(wording->note, object))
		document_text(object, note, note_of(field, wording->note));
	if (field->kind == FIELD_DAYS)
		set_days(wording->text, object);
	if (field->kind == FIELD_LINK && wording->note == NULL)
		document_text(object, note, wording->text);
	if (value->hours != NULL)
		document_schedule(value->hours, object);
	if (field->is_aging && staleness_is_past(edition, wording->text))
		json_object_set_new(object, "is_stale", json_true());
	if (wording->is_untranslated && !record_repeats(field))
		document_mark(edition, text, object);
	if (wording->is_note_untranslated && json_object_get(object, note))
		document_mark(edition, note, object);
	return object;
}

static json_t *value_of(const struct edition *edition,
			const struct record *record, size_t row,
			const struct value *value)
{
	const struct field *field = &record->kind->fields[row];
	struct wording wording = wording_of(edition, record, row, value);
	const char *kind = field->refers;
	json_t *object;

	if (field->kind != FIELD_ID || kind == NULL)
		return field->has_note ?
			       noted(edition, field, value, &wording) :
			       json_string(wording.text);
	object = referred(edition, kind[0] != '\0' ? kind : record->kind->name,
			  value->text);
	if (object == NULL)
		return NULL;
	document_text(object, "note", wording.note);
	if (wording.is_untranslated)
		document_mark(edition, "note", object);
	return object;
}

/* Days that are over are told to nobody. */
static bool is_past(const struct edition *edition, const struct record *record,
		    size_t row, const struct value *value)
{
	return record->kind->fields[row].kind == FIELD_DAYS &&
	       seasons_is_over(edition, value);
}

static json_t *list_of(const struct edition *edition,
		       const struct record *record, size_t row)
{
	const struct value *value = record_value(record, row);
	json_t *list = json_array();

	for (; value != NULL; value = record_next(value)) {
		json_t *one = is_past(edition, record, row, value) ?
				      NULL :
				      value_of(edition, record, row, value);

		if (one != NULL)
			json_array_append_new(list, one);
	}
	return list;
}

/* Whether the row is words alone, so that the object around them says in which
 * language they are. */
static bool is_plain(const struct field *field)
{
	return field->kind != FIELD_ID && !field->has_note;
}

/* The hours of today, and in a list those of later days. */
static void set_seasons(const struct edition *edition,
			const struct record *record, size_t row,
			const char *name, json_t *object)
{
	const struct value *now = seasons_now(edition, record, row);
	const struct value *value = record_value(record, row);
	json_t *later = json_array();

	if (now != NULL)
		json_object_set_new(object, name,
				    value_of(edition, record, row, now));
	for (; value != NULL; value = record_next(value))
		if (value != now &&
		    seasons_is_later(edition, record, row, value))
			json_array_append_new(
				later, value_of(edition, record, row, value));
	document_items(object, DOCUMENT_HOURS_LATER, later);
}

void document_row(const struct edition *edition, const struct record *record,
		  size_t row, json_t *object)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);
	char name[MEMBERS_NAME];
	json_t *one;

	if (value == NULL || (field->is_private && !edition->is_internal) ||
	    (field->is_passing && staleness_is_over(edition, value)))
		return;
	members_print(field->name, name);
	if (field->kind == FIELD_NUMBER) {
		json_object_set_new(
			object, name,
			json_integer(strtoll(value->text, NULL, 10)));
		return;
	}
	if (field->is_dated) {
		set_seasons(edition, record, row, name, object);
		return;
	}
	if (is_plain(field) && !field->is_list) {
		document_words(edition, record, row, name, object);
		return;
	}
	if (field->kind == FIELD_DAYS) {
		document_items(object, name, list_of(edition, record, row));
		return;
	}
	one = field->is_list ? list_of(edition, record, row) :
			       value_of(edition, record, row, value);
	if (one != NULL)
		json_object_set_new(object, name, one);
	if (is_plain(field) &&
	    wording_of(edition, record, row, value).is_untranslated)
		document_mark(edition, name, object);
}
