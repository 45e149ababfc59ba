/* Sorted by the date as a text, which is the order of days. */
#include "check/ageing.h"

#include <stdlib.h>
#include <string.h>

#include "directory/entry.h"
#include "text/date.h"

#define CHECKED "checked"

const char *ageing_key(const struct ageing_fact *fact)
{
	return fact->is_phone ? RECORD_VERIFIED_NAME : CHECKED;
}

static bool is_past(const char *date, const char *today, long days)
{
	return !field_is_undated(date) && date_days(date, today) > days;
}

/* Whether somebody rang it lately. */
static bool is_called(const struct record *record, const char *today, long days)
{
	const struct value *call = record_value(record, PHONE_CHECKED);

	return call != NULL && !field_is_undated(call->text) &&
	       !is_past(call->text, today, days);
}

static bool is_due(const struct ageing_fact *fact, const char *today, long days)
{
	if (fact->is_phone && is_called(fact->record, today, days))
		return false;
	return fact->date == NULL || field_is_undated(fact->date->text) ||
	       is_past(fact->date->text, today, days);
}

static bool is_active(const struct record *record)
{
	const struct value *status = record_named(record, "status");

	return status == NULL || strcmp(status->text, "active") == 0;
}

/* What has no date at all comes before one that says nothing. */
static const char *order_of(const struct value *date)
{
	if (date == NULL)
		return "";
	return field_is_undated(date->text) ? "0" : date->text;
}

static int by_age(const void *left, const void *right)
{
	const struct ageing_fact *a = left, *b = right;
	int order = strcmp(a->order, b->order);

	if (a->is_phone != b->is_phone)
		return a->is_phone ? -1 : 1;
	return order != 0 ? order : strcmp(a->record->id, b->record->id);
}

struct ageing ageing_find(const struct collection *collection,
			  const char *today, long days, struct arena *arena)
{
	struct ageing ageing = {
		.items = arena_alloc(arena, (collection->count + 1) *
						    sizeof(*ageing.items)),
	};

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];
		struct ageing_fact fact = {
			.record = record,
			.is_phone = strcmp(record->kind->name, "phone") == 0,
		};

		if (!fact.is_phone && strcmp(record->kind->name, "entry") != 0)
			continue;
		fact.date = record_named(record, ageing_key(&fact));
		fact.order = order_of(fact.date);
		if (is_active(record) && is_due(&fact, today, days))
			ageing.items[ageing.count++] = fact;
	}
	qsort(ageing.items, ageing.count, sizeof(*ageing.items), by_age);
	return ageing;
}

const struct record *ageing_user(const struct collection *collection,
				 const char *phone)
{
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *entry = collection->records[i];
		const struct value *value =
			strcmp(entry->kind->name, "entry") == 0 ?
				record_value(entry, ENTRY_PHONE) :
				NULL;

		for (; value != NULL; value = value->next)
			if (strcmp(value->text, phone) == 0)
				return entry;
	}
	return NULL;
}
