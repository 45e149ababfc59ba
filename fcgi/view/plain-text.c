/* A list as plain text, to be read aloud. */
#include "view/formats.h"

#include <string.h>

#include "document/document.h"
#include "document/phone-words.h"
#include "page/page.h"
#include "search/facet-search.h"
#include "search/need.h"

static const char *member(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_object(value))
		value = json_object_get(value, "text");
	return json_string_value(value);
}

/* Appends a line, unless there is nothing to say. */
static void put_line(const char *before, const char *text, struct buf *out)
{
	if (text != NULL)
		buf_printf(out, "%s%s%s\n", before,
			   before[0] != '\0' ? " " : "", text);
}

static void put_phones(const struct edition *edition, const json_t *phones,
		       struct buf *out)
{
	const json_t *phone;
	size_t i;

	json_array_foreach(phones, i, phone)
	{
		buf_puts(out, "\n");
		phone_words_print(edition, phone, "\n", out);
		buf_puts(out, "\n");
	}
}

static void put_links(const json_t *links, struct buf *out)
{
	const json_t *link;
	size_t i;

	json_array_foreach(links, i, link) buf_printf(
		out, "%s: %s\n", member(link, "name"), member(link, "href"));
}

static void put_texts(const json_t *texts, struct buf *out)
{
	const json_t *text;
	size_t i;

	json_array_foreach(texts, i, text)
		put_line("", json_string_value(text), out);
}

static void put_name(const json_t *entry, struct buf *out)
{
	const char *gloss = member(entry, "gloss");
	const char *letters = member(entry, "abbreviation");

	buf_puts(out, member(entry, "name"));
	if (letters != NULL)
		buf_printf(out, " (%s)", letters);
	if (gloss != NULL)
		buf_printf(out, ": %s", gloss);
	buf_puts(out, "\n");
}

static void put_status(const struct edition *edition, json_t *entry,
		       struct buf *out)
{
	page_set_status(edition, entry);
	put_line("", member(entry, "status_words"), out);
	put_line(edition_word(edition, "replaced_by"),
		 member(json_object_get(entry, "replaced_by"), "name"), out);
}

static void put_corrections(const struct edition *edition, const json_t *entry,
			    struct buf *out)
{
	const json_t *correction;
	size_t i;

	json_array_foreach(json_object_get(entry, "correction"), i, correction)
		put_line(edition_word(edition, "correction"),
			 member(correction, "text"), out);
}

/* What is said in rows; takes them. */
static void put_rows(json_t *rows, struct buf *out)
{
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		const char *name = member(row, "name");
		const char *source = member(row, "source");

		buf_printf(out, "%s%s%s", name != NULL ? name : "",
			   name != NULL ? ": " : "", member(row, "value"));
		if (source != NULL)
			buf_printf(out, " (%s)", source);
		buf_puts(out, "\n");
	}
	json_decref(rows);
}

static void put_checked(const struct edition *edition, const json_t *entry,
			struct buf *out)
{
	json_t *checked = json_object_get(entry, "checked");
	const char *source =
		member(json_object_get(entry, "comes_from"), "name");

	page_set_date(edition, checked);
	if (source != NULL)
		put_line(edition_word(edition, "comes_from_one"), source, out);
	if (checked != NULL && source != NULL)
		buf_printf(out, "%s %s: %s\n",
			   edition_word(edition, "checked_by"), source,
			   member(checked, "in_words"));
	else if (checked != NULL)
		put_line(edition_word(edition, "checked"),
			 member(checked, "in_words"), out);
	else
		put_line("", edition_word(edition, "unchecked"), out);
}

/* How that is reached through which the entry is. */
static void put_through(const struct edition *edition, const json_t *through,
			struct buf *out)
{
	put_line(edition_word(edition, "through"), member(through, "name"),
		 out);
	put_phones(edition, json_object_get(through, "phone"), out);
	put_links(json_object_get(through, "link"), out);
	put_line("", member(through, "email"), out);
}

/* In words, then each by its name. */
static void put_languages(const struct edition *edition, const json_t *location,
			  struct buf *out)
{
	const char *words = member(location, "languages");
	json_t *names = document_language_names(
		edition, json_object_get(location, "language_code"));

	put_line(edition_word(edition, "languages"), words, out);
	put_line(words != NULL ? "" : edition_word(edition, "languages"),
		 json_string_value(names), out);
	json_decref(names);
}

/* Whom to ask for, by role. */
static void put_contacts(const struct edition *edition, const json_t *contacts,
			 struct buf *out)
{
	const json_t *contact;
	size_t i;

	json_array_foreach(contacts, i, contact)
	{
		const char *department = member(contact, "department");

		buf_printf(out, "\n%s%s%s\n", member(contact, "title"),
			   department != NULL ? ", " : "",
			   department != NULL ? department : "");
		put_phones(edition, json_object_get(contact, "phone"), out);
		put_line("", member(contact, "email"), out);
	}
}

static void put_locations(const struct edition *edition,
			  const json_t *locations, struct buf *out)
{
	const json_t *location;
	size_t i;

	json_array_foreach(locations, i, location)
	{
		buf_puts(out, "\n");
		put_line("", member(location, "name"), out);
		put_line("", member(location, "address"), out);
		if (json_object_get(location, "is_city_only") != NULL)
			put_line("", edition_word(edition, "city_only"), out);
		put_line(edition_word(edition, "mail_to"),
			 member(location, "mail"), out);
		put_rows(page_opening(edition, location, NULL, 0), out);
		put_line("", member(location, "description"), out);
		put_line("", member(location, "transport"), out);
		put_texts(json_object_get(location, "accessibility"), out);
		put_languages(edition, location, out);
		put_phones(edition, json_object_get(location, "phone"), out);
		put_contacts(edition, json_object_get(location, "contact"),
			     out);
	}
}

static void put_entry(const struct edition *edition, json_t *entry,
		      struct buf *out)
{
	put_name(entry, out);
	if (json_is_true(json_object_get(entry, "is_inside_alone")))
		put_line("", edition_word(edition, "internal_badge"), out);
	put_line(edition_word(edition, "alert"),
		 member(json_object_get(entry, "alert"), "text"), out);
	put_status(edition, entry, out);
	put_line(edition_word(edition, "part_of"),
		 member(json_object_get(entry, "listed_under"), "name"), out);
	put_line("", member(entry, "summary"), out);
	put_corrections(edition, entry, out);
	put_texts(json_object_get(entry, "note"), out);
	put_through(edition, json_object_get(entry, "through"), out);
	put_phones(edition, json_object_get(entry, "phone"), out);
	if (json_object_get(entry, "link") != NULL)
		buf_puts(out, "\n");
	put_links(json_object_get(entry, "link"), out);
	put_line("", member(entry, "email"), out);
	put_line("", member(entry, "address"), out);
	put_contacts(edition, json_object_get(entry, "contact"), out);
	put_locations(edition, json_object_get(entry, "location"), out);
	put_rows(page_details(edition, entry), out);
	put_checked(edition, entry, out);
}

static void put_crisis(const struct edition *edition, const struct query *query,
		       struct buf *out)
{
	const struct directory *directory = edition->directory;

	put_line("", edition_word(edition, "crisis"), out);
	for (size_t i = 0; i < directory->crisis_count; i++) {
		json_t *phone;

		if (!need_shows(query, directory->crisis[i]))
			continue;
		phone = document_phone(edition, directory->crisis[i]);
		buf_puts(out, "\n");
		phone_words_print(edition, phone, "\n", out);
		buf_puts(out, "\n");
		json_decref(phone);
	}
}

/* What stands before the entries. */
static void put_start(const struct view_args *args,
		      const struct results *results, struct buf *out)
{
	const struct edition *edition = args->edition;
	json_t *about = document_about(edition);
	const json_t *day;

	page_set_version(edition, about);
	day = json_object_get(about, "day");
	put_crisis(edition, args->query, out);
	buf_printf(out, "\n\n%s\n%s %s (%s %s)\n%s %zu %s %zu\n",
		   member(about, "title"), edition_word(edition, "version"),
		   member(day, "in_words"),
		   edition_word(edition, "version_code"), member(day, "code"),
		   edition_word(edition, "found"), results->count,
		   edition_word(edition, "of"),
		   edition->directory->entry_count);
	put_line("", member(about, "note"), out);
	json_decref(about);
}

size_t plain_text_write(const struct view_args *args, size_t from,
			struct buf *out)
{
	const struct edition *edition = args->edition;
	const struct results *results = facet_search(args->query);

	if (from == 0)
		put_start(args, results, out);
	while (from < results->count) {
		json_t *entry = document_entry(edition, results->entries[from],
					       args->query);
		json_t *through =
			document_through(edition, results->entries[from],
					 args->query, document_phone);

		if (through != NULL)
			json_object_set_new(entry, "through", through);
		document_flag(entry, "is_inside_alone",
			      document_is_inside_alone(edition,
						       results->entries[from]));
		buf_printf(out, "\n\n%zu. ", from + 1);
		put_entry(edition, entry, out);
		json_decref(entry);
		from++;
		if (buf_has_enough(out))
			break;
	}
	return from < results->count ? from : 0;
}
