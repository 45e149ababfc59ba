/* Alerts that ended a short time ago, for who has to write a new one or take it
 * out. */
#include "document/document.h"
#include "page/parts.h"
#include "text/date.h"

#define KEPT_DAYS 30

/* The alert of the entry, where it ended so many days ago, or NULL. */
static const struct value *ended(const struct edition *edition,
				 const struct entry *entry)
{
	const struct value *alert = record_value(entry->record, ENTRY_ALERT);
	long days;

	if (alert == NULL || edition->today[0] == '\0')
		return NULL;
	days = date_days(entry_until(alert), edition->today);
	return days > 0 && days <= KEPT_DAYS ? alert : NULL;
}

void page_set_ended_alerts(const struct edition *edition, json_t *page)
{
	const struct directory *directory = edition->directory;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		const struct value *alert = ended(edition, entry);
		json_t *one;

		if (alert == NULL)
			continue;
		one = document_reference(edition, entry);
		document_text(one, "text", alert->text);
		document_text(one, "date", entry_until(alert));
		json_object_set_new(
			one, "where",
			json_sprintf("%s:%d", alert->file, alert->line));
		json_array_append_new(list, one);
	}
	document_flag(page, "has_ended_alerts", json_array_size(list) > 0);
	json_object_set_new(page, "ended_alerts", list);
}
