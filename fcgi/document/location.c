/* The model of a place, from what those may know who see the edition. */
#include "document/document.h"
#include "document/record.h"

#define LINE_BYTES ((size_t)4096)

/* The rows of an address, in the order in which an envelope has them. */
struct address {
	size_t street, city, state, postal_code;
};

static const struct address physical = {
	LOCATION_STREET,
	LOCATION_CITY,
	LOCATION_STATE,
	LOCATION_POSTAL_CODE,
};
static const struct address postal = {
	LOCATION_MAIL_STREET,
	LOCATION_MAIL_CITY,
	LOCATION_MAIL_STATE,
	LOCATION_MAIL_POSTAL_CODE,
};

static void add(struct buf *line, const char *between, const char *text)
{
	if (text != NULL)
		buf_printf(line, "%s%s", line->length > 0 ? between : "", text);
}

/* What the row says, or else the row `instead`. */
static const char *either(const struct record *record, size_t row,
			  size_t instead)
{
	const char *text = record_text(record, row);

	return text != NULL ? text : record_text(record, instead);
}

/* `12 Elm Street, Springfield, IL 62701`; nothing where the rows are empty. */
static void set_line(const struct record *record, const struct address *rows,
		     const char *name, json_t *object)
{
	struct buf line = buf_new(LINE_BYTES);

	add(&line, ", ", record_text(record, rows->street));
	add(&line, ", ", either(record, rows->city, LOCATION_CITY));
	add(&line, ", ", either(record, rows->state, LOCATION_STATE));
	add(&line, " ",
	    either(record, rows->postal_code, LOCATION_POSTAL_CODE));
	if (line.length > 0)
		document_text(object, name, buf_text(&line));
	buf_free(&line);
}

json_t *document_location(const struct edition *edition,
			  const struct location *location,
			  const struct query *reader,
			  document_phone_model *model)
{
	const struct record *record = location->record;
	json_t *object = document_object(edition);

	if (location->is_whole)
		document_text(object, "id", record->id);
	for (size_t row = 0; row < record->kind->field_count; row++)
		document_row(edition, record, row, object);
	set_line(record, &physical, "address", object);
	if (record_value(record, LOCATION_MAIL_STREET) != NULL)
		set_line(record, &postal, "mail", object);
	document_phones(edition, location->phones, location->phone_count,
			reader, model, object);
	document_contacts(edition, record_value(record, LOCATION_CONTACT),
			  reader, model, object);
	if (!location->is_whole)
		json_object_set_new(object, "is_city_only", json_true());
	return object;
}
