/* Each line by itself, then what the crisis lines are together. */
#include "directory/lines.h"

#include <string.h>

#include "base/buf.h"
#include "directory/entry.h"
#include "directory/vocabulary.h"

#define REMEDY_BYTES ((size_t)4096)

/* Whether nobody answers it, in whatever way. */
static bool is_fax(const struct record *phone)
{
	const struct value *type = record_value(phone, PHONE_TYPE);

	return entry_phone_is(phone, "fax") && record_next(type) == NULL;
}

/* Why a phone cannot stand in a list of lines, or NULL. One out of use is left
 * out of the list; of one that is faulty nothing more can be said. */
static const char *line_fault(const struct record *phone)
{
	if (!entry_phone_is_active(phone) || phone->is_faulty)
		return NULL;
	if (record_value(phone, PHONE_VERIFIED) == NULL)
		return "has no `verified`";
	if (record_is(phone, PHONE_VISIBILITY, "internal"))
		return "is internal";
	if (is_fax(phone))
		return "is a fax";
	return NULL;
}

/* Whether two files stand in one folder. */
static bool is_beside(const char *file, const char *other)
{
	const char *end = strrchr(file, '/');
	size_t length = end != NULL ? (size_t)(end - file) + 1 : 0;

	return strncmp(file, other, length) == 0 &&
	       strchr(other + length, '/') == NULL;
}

/* Where another folder has the line, as one that replaces a shipped line, that
 * is where it can be mended. */
static void report_line(const struct record *phone, const struct value *value,
			const char *fault, const char *list, struct err *err)
{
	if (is_beside(value->file, phone->file))
		err_at_column(err, value->file, value->line, value->column,
			      "[phone:%s] %s, so it cannot stand in a list of "
			      "lines",
			      value->text, fault);
	else
		err_at(err, phone->file, phone->line,
		       "[phone:%s] %s, so it cannot stand in `%s` (%s:%d)",
		       phone->id, fault, list, value->file, value->line);
}

static void check_lines(const struct collection *collection, size_t row,
			struct err *err)
{
	const struct value *value = record_value(collection->about, row);

	for (; value != NULL; value = record_next(value)) {
		const struct record *phone =
			collection_find(collection, "phone", value->text);
		const char *fault = phone != NULL ? line_fault(phone) : NULL;

		if (fault != NULL)
			report_line(phone, value, fault,
				    vocabulary_directory.fields[row].name, err);
	}
}

/* A line may be for one audience, but then others need one too. */
static void check_crisis(const struct collection *collection, struct err *err)
{
	const struct value *first =
		record_value(collection->about, DIRECTORY_CRISIS);

	for (const struct value *value = first; value != NULL;
	     value = record_next(value)) {
		const struct record *phone =
			collection_find(collection, "phone", value->text);

		if (phone == NULL || phone->is_faulty ||
		    !record_value(phone, PHONE_AUDIENCE))
			return;
	}
	if (first != NULL)
		err_at_column(
			err, first->file, first->line, first->column,
			"crisis: each of these lines is for one audience only; "
			"one must be for everybody");
}

/* Whether a reader can always turn to the line by voice, and not only where
 * somebody is in danger now. */
static bool is_rescue(const struct record *phone)
{
	struct phone_number number;

	return phone != NULL && !phone->is_faulty &&
	       entry_phone_is_active(phone) && line_fault(phone) == NULL &&
	       record_value(phone, PHONE_AUDIENCE) == NULL &&
	       entry_phone_is(phone, PHONE_TYPE_DEFAULT) &&
	       phone_read(record_text(phone, PHONE_NUMBER),
			  phone->kind->fields[PHONE_NUMBER].choices,
			  &number) == NULL &&
	       !phone_is_emergency(&number);
}

/* The first such line that the row of [directory] names and `taken` (by place;
 * NULL: nothing) does not have, or NULL. */
static const struct record *first_rescue(const struct collection *collection,
					 size_t row, const bool *taken)
{
	const struct value *value = record_value(collection->about, row);
	const struct record *phone;

	for (; value != NULL; value = record_next(value)) {
		phone = collection_find(collection, "phone", value->text);
		if (is_rescue(phone) && (taken == NULL || !taken[phone->place]))
			return phone;
	}
	return NULL;
}

/* Appends the crisis lines that are in use, behind one that could be there. */
static void print_remedy(const struct collection *collection, struct buf *out)
{
	const struct record *other =
		first_rescue(collection, DIRECTORY_LINES, NULL);
	const struct value *value =
		record_value(collection->about, DIRECTORY_CRISIS);

	buf_printf(out, "crisis = %s", other != NULL ? other->id : "ID");
	for (; value != NULL; value = record_next(value)) {
		const struct record *phone =
			collection_find(collection, "phone", value->text);

		if (phone != NULL && entry_phone_is_active(phone))
			buf_printf(out, ", %s", value->text);
	}
}

/* The first crisis line that is out of use, or NULL. */
static const struct record *first_closed(const struct collection *collection)
{
	const struct value *value =
		record_value(collection->about, DIRECTORY_CRISIS);
	const struct record *phone;

	for (; value != NULL; value = record_next(value)) {
		phone = collection_find(collection, "phone", value->text);
		if (phone != NULL && !entry_phone_is_active(phone))
			return phone;
	}
	return NULL;
}

/* A line out of use leaves the list, as long as one is left to talk to. */
static void check_closed(const struct collection *collection, struct err *err)
{
	const struct record *closed = first_closed(collection);
	const struct value *status;
	struct buf remedy = buf_new(REMEDY_BYTES);

	if (closed == NULL ||
	    first_rescue(collection, DIRECTORY_CRISIS, NULL) != NULL)
		return;
	status = record_value(closed, PHONE_STATUS);
	print_remedy(collection, &remedy);
	err_at_column(err, status->file, status->line, status->column,
		      "status: with [phone:%s] no crisis line is left that "
		      "everybody can call, besides the emergency number; name "
		      "one under [directory]: `%s`",
		      closed->id, buf_text(&remedy));
	buf_free(&remedy);
}

/* Whether no crisis line is faulty or missing, which is a fault of its own. */
static bool has_all(const struct collection *collection)
{
	const struct value *value =
		record_value(collection->about, DIRECTORY_CRISIS);

	for (; value != NULL; value = record_next(value)) {
		const struct record *phone =
			collection_find(collection, "phone", value->text);

		if (phone == NULL || phone->is_faulty)
			return false;
	}
	return true;
}

void lines_check(const struct collection *collection, struct err *err)
{
	check_lines(collection, DIRECTORY_CRISIS, err);
	check_lines(collection, DIRECTORY_LINES, err);
	check_crisis(collection, err);
	if (has_all(collection))
		check_closed(collection, err);
}

bool lines_has_rescue(const struct collection *collection, const bool *taken)
{
	return first_rescue(collection, DIRECTORY_CRISIS, taken) != NULL;
}
