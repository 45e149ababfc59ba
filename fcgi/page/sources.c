/* Whose the entries of a list are that this site has not checked. */
#include "page/parts.h"

#include "directory/source.h"
#include "document/record.h"

static const struct record *source_of(const struct entry *entry)
{
	const struct value *value =
		record_value(entry->record, ENTRY_COMES_FROM);

	return value != NULL ? value->named : NULL;
}

/* Whether one of the entries before has the same. */
static bool is_told(const struct edition *edition, const json_t *list,
		    const struct record *source)
{
	json_t *one = document_of(edition, source);
	const json_t *id = json_object_get(one, "id");
	bool is_there = false;
	const json_t *other;
	size_t i;

	json_array_foreach(list, i, other) is_there =
		is_there || json_equal(json_object_get(other, "id"), id);
	json_decref(one);
	return is_there;
}

static json_t *tell(const struct edition *edition, const struct record *source)
{
	json_t *object = document_of(edition, source);
	json_t *date = json_object();

	document_text(date, "date", record_text(source, SOURCE_AS_OF));
	page_set_date(edition, date);
	json_object_set_new(object, "as_of", date);
	document_text(object, "link", record_text(source, SOURCE_LINK));
	return object;
}

void page_set_sources(const struct edition *edition,
		      const struct results *results, json_t *page)
{
	const struct record *last = NULL;
	json_t *list = json_array();

	for (size_t i = 0; i < results->count; i++) {
		const struct record *source = source_of(results->entries[i]);

		if (source == NULL || source == last)
			continue;
		last = source;
		if (!is_told(edition, list, source))
			json_array_append_new(list, tell(edition, source));
	}
	document_items(page, "sources", list);
}
