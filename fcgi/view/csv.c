/* A list as a table for spreadsheets. */
#include "view/formats.h"

#include <stdio.h>
#include <string.h>

#include "directory/members.h"
#include "document/document.h"
#include "document/phone-words.h"
#include "search/facet-search.h"

#define CELL_BYTES	((size_t)64 * 1024)
#define EXTRAS		17
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define BETWEEN		" | " /* the values of a list */

/* What a value of a member says besides, in columns of its own. */
struct extras {
	const char *members[EXTRAS];
};

static const struct extras of_link = { { "name" } };
static const struct extras of_facet = { { "note" } };
static const struct extras of_noted = { { "source" } };
static const struct extras of_phone = {
	{ "type", "answered_by", "purpose", "audience", "extension", "prompt",
	  "relay", "caution", "unconfirmed", "hours", "languages",
	  "language_code", "cost", "note", "verified" },
};
static const struct extras of_hours = { { "source", "from", "until" } };
static const struct extras of_location = {
	{ "name", "phone", "contact", "hours", "languages", "language_code",
	  "transport", "accessibility", "mail", "type", "aka", "description",
	  "county", "closed", "link", "latitude", "longitude" },
};
static const struct extras of_contact = { { "department", "phone", "email" } };
static const struct extras none;

/* By what a value is known, the first that it has. */
static const char *const keys[] = { "number",  "text",	"href", "date",
				    "address", "title", "id" };

static const struct field *field_of(const char *name)
{
	char row[MEMBERS_NAME];

	for (size_t i = 0; i < entry_entry.field_count; i++) {
		members_print(entry_entry.fields[i].name, row);
		if (strcmp(row, name) == 0)
			return &entry_entry.fields[i];
	}
	return NULL;
}

static struct extras extras_of(const struct directory *directory,
			       const char *name)
{
	const struct field *field = field_of(name);
	size_t facet = directory_facet(directory, name);

	if (facet < directory->facet_count)
		return directory->facets[facet].row != FACET_NO_ROW ? of_facet :
								      none;
	if (field == NULL)
		return none;
	if (field == &entry_entry.fields[ENTRY_PHONE])
		return of_phone;
	if (field == &entry_entry.fields[ENTRY_LOCATION])
		return of_location;
	if (field == &entry_entry.fields[ENTRY_CONTACT])
		return of_contact;
	if (!field->has_note)
		return none;
	if (field->is_dated)
		return of_hours;
	if (field->note_name != NULL)
		return (struct extras){ { field->note_name } };
	return field->kind == FIELD_LINK ? of_link : of_noted;
}

/* Whether a spreadsheet would reckon with it. A number below 0, as a longitude
 * is, is what it says. */
static bool is_formula(const char *text)
{
	if (text[0] == '-' && text[1] != '\0' &&
	    text[1 + strspn(text + 1, ".0123456789")] == '\0')
		return false;
	return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

/* Appends a cell in the form in which it stands between commas. */
static void put_cell(const char *text, struct buf *out)
{
	bool is_marked = is_formula(text);

	if (!is_marked && strpbrk(text, ",\"\r\n") == NULL) {
		buf_puts(out, text);
		return;
	}
	buf_puts(out, is_marked ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buf_puts(out, "\"");
		buf_put(out, text, 1);
	}
	buf_puts(out, "\"");
}

static const char *key_of(const json_t *value)
{
	if (json_is_string(value))
		return json_string_value(value);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const json_t *key = json_object_get(value, keys[i]);

		if (key != NULL)
			return json_string_value(key);
	}
	return "";
}

/* The extra of a value. A phone's type is every way to use it. */
static const json_t *extra_of(const json_t *value, const char *extra)
{
	const json_t *types = json_object_get(value, "types");

	return strcmp(extra, "type") == 0 && types != NULL ?
		       types :
		       json_object_get(value, extra);
}

/* What a person reads in an extra: words, or the name of what is referred to,
 * or by what it is known, as a link is by its address, or several. */
static void print_extra(const json_t *extra, struct buf *cell)
{
	bool is_link = json_object_get(extra, "href") != NULL;
	const char *name =
		is_link ? NULL :
			  json_string_value(json_object_get(extra, "name"));
	const json_t *one;
	size_t i;

	if (json_is_string(extra) || json_is_object(extra))
		buf_puts(cell, name != NULL ? name : key_of(extra));
	json_array_foreach(extra, i, one)
	{
		buf_puts(cell, i > 0 ? ", " : "");
		print_extra(one, cell);
	}
}

/* Appends to `cell` what one value says: its key, or one of its extras. */
static void print_value(const json_t *value, const char *extra,
			struct buf *cell)
{
	if (json_is_integer(value))
		buf_printf(cell, "%lld", json_integer_value(value));
	else if (extra == NULL)
		buf_puts(cell, key_of(value));
	else
		print_extra(extra_of(value, extra), cell);
}

/* The values of a list in one cell, which is empty when all of them are. */
static void print_values(const json_t *values, const char *extra,
			 struct buf *cell)
{
	size_t marks = 0, i;
	const json_t *one;

	json_array_foreach(values, i, one)
	{
		if (i > 0)
			buf_puts(cell, BETWEEN);
		marks += i > 0 ? strlen(BETWEEN) : 0;
		print_value(one, extra, cell);
	}
	if (cell->length == marks)
		buf_free(cell);
}

static void put_member(const json_t *member, const char *extra, struct buf *out)
{
	struct buf cell = buf_new(CELL_BYTES);

	if (json_is_array(member))
		print_values(member, extra, &cell);
	else if (member != NULL)
		print_value(member, extra, &cell);
	out->spoilt |= buf_is_spoilt(&cell);
	put_cell(buf_text(&cell), out);
	buf_free(&cell);
}

/* A column: a member, or an extra of it. */
struct column {
	char name[MEMBERS_NAME];
	const char *extra;
};

struct sheet {
	struct column *columns;
	size_t count;
};

/* What an official name means is in the language of the edition. */
static void add_gloss(struct sheet *sheet)
{
	sheet->columns[sheet->count++] = (struct column){ .name = "gloss" };
}

/* What those outside may not see says so in every row, whichever fields are
 * wanted, near the first one. */
#define INSIDE "internal"

static void add_inside(const struct edition *edition, struct sheet *sheet)
{
	if (edition->is_internal && sheet->count == 1)
		sheet->columns[sheet->count++] =
			(struct column){ .name = INSIDE };
}

/* Adds the columns of one place. */
static void add_columns(const struct edition *edition, size_t place,
			struct sheet *sheet)
{
	struct column *first = &sheet->columns[sheet->count];
	struct extras extras;

	members_name(edition->directory, place, first->name);
	if (first->name[0] == '\0')
		return;
	sheet->count++;
	add_inside(edition, sheet);
	if (strcmp(first->name, "name") == 0 && edition_is_translated(edition))
		add_gloss(sheet);
	extras = extras_of(edition->directory, first->name);
	for (size_t i = 0; i < EXTRAS && extras.members[i] != NULL; i++) {
		sheet->columns[sheet->count] = *first;
		sheet->columns[sheet->count++].extra = extras.members[i];
	}
}

/* The columns that are wanted; `fields` NULL: all. */
static struct sheet sheet_of(const struct edition *edition, const bool *fields,
			     struct arena *arena)
{
	size_t places = members_count(edition->directory);
	struct sheet sheet = {
		.columns = arena_alloc(arena, (places + 2) * (EXTRAS + 1) *
						      sizeof(struct column)),
	};

	for (size_t place = 0; place < places; place++)
		if (fields == NULL || fields[place])
			add_columns(edition, place, &sheet);
	return sheet;
}

static void print_name(const struct column *column, struct buf *out)
{
	buf_printf(out, "%s%s%s", column->name,
		   column->extra != NULL ? "_" : "",
		   column->extra != NULL ? column->extra : "");
}

static void put_header(const struct sheet *sheet, struct buf *out)
{
	for (size_t i = 0; i < sheet->count; i++) {
		buf_puts(out, i > 0 ? "," : "");
		print_name(&sheet->columns[i], out);
	}
	buf_puts(out, "\r\n");
}

static void put_row(const struct sheet *sheet, const json_t *entry,
		    struct buf *out)
{
	for (size_t i = 0; i < sheet->count; i++) {
		const struct column *column = &sheet->columns[i];

		buf_puts(out, i > 0 ? "," : "");
		put_member(json_object_get(entry, column->name), column->extra,
			   out);
	}
	buf_puts(out, "\r\n");
}

/* That the number was not confirmed, and what speaks against it, in one cell.
 */
static void set_unconfirmed(const struct edition *edition, json_t *phone)
{
	const char *doubt = json_string_value(json_object_get(phone, "doubt"));
	const char *word = edition_word(edition, "unconfirmed");
	bool is_so = json_is_true(json_object_get(phone, "is_unconfirmed"));

	if (is_so || doubt != NULL)
		json_object_set_new(
			phone, "unconfirmed",
			json_sprintf("%s%s%s", is_so ? word : "",
				     is_so && doubt != NULL ? " " : "",
				     doubt != NULL ? doubt : ""));
}

/* Gives each phone, as texts, what is no text of its own. */
static void prepare_phones(const struct edition *edition, json_t *entry)
{
	json_t *phone;
	size_t i;

	json_array_foreach(json_object_get(entry, "phone"), i, phone)
	{
		struct buf hours = buf_new(CELL_BYTES);
		json_t *who = json_object_get(phone, "answered_by");

		phone_words_print_hours(edition, phone, &hours);
		json_object_set_new(phone, "hours",
				    json_string(buf_text(&hours)));
		json_object_set(phone, "caution",
				json_object_get(who, "caution"));
		set_unconfirmed(edition, phone);
		buf_free(&hours);
	}
}

static void set_inside(const struct edition *edition, const struct entry *of,
		       json_t *entry)
{
	if (document_is_inside_alone(edition, of))
		json_object_set_new(
			entry, INSIDE,
			json_string(edition_word(edition, "internal_badge")));
}

size_t csv_write_list(const struct view_args *args, size_t from,
		      struct buf *out)
{
	const struct results *results = facet_search(args->query);
	struct arena *arena = arena_new();
	struct sheet sheet =
		sheet_of(args->edition, args->query->fields, arena);

	if (from == 0) {
		buf_puts(out, args->query->has_mark ? BYTE_ORDER_MARK : "");
		put_header(&sheet, out);
	}
	while (from < results->count) {
		json_t *entry = document_entry(args->edition,
					       results->entries[from], NULL);

		prepare_phones(args->edition, entry);
		set_inside(args->edition, results->entries[from], entry);
		put_row(&sheet, entry, out);
		json_decref(entry);
		from++;
		if (buf_has_enough(out))
			break;
	}
	arena_free(arena);
	return from < results->count ? from : 0;
}

static json_t *column_of(const struct column *column)
{
	const struct field *field = field_of(column->name);
	struct buf name = buf_new(2 * MEMBERS_NAME);
	json_t *object;

	print_name(column, &name);
	object = json_pack("{ss}", "name", buf_text(&name));
	if (field != NULL && column->extra == NULL)
		json_object_set_new(object, "description",
				    json_string(field->help));
	buf_free(&name);
	return object;
}

json_t *csv_columns(const struct edition *edition)
{
	struct arena *arena = arena_new();
	struct sheet sheet = sheet_of(edition, NULL, arena);
	json_t *list = json_array();

	for (size_t i = 0; i < sheet.count; i++)
		json_array_append_new(list, column_of(&sheet.columns[i]));
	arena_free(arena);
	return list;
}
