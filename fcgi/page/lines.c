/* The page of all lines. */
#include "document/document.h"
#include "page/parts.h"
#include "site/staleness.h"

/* Where more entries have lines, these come page by page. */
#define WHOLE_MOST ((size_t)100)

static bool stands_in(const struct phone *const *phones, size_t count,
		      const struct phone *phone)
{
	for (size_t i = 0; i < count; i++)
		if (phones[i] == phone)
			return true;
	return false;
}

/* Whether a phone stands under its entries here: it is confirmed, for everybody
 * and in neither list. */
static bool is_other(const struct directory *directory,
		     const struct phone *phone)
{
	return phone->term_count == 0 &&
	       record_value(phone->record, PHONE_VERIFIED) != NULL &&
	       !stands_in(directory->crisis, directory->crisis_count, phone) &&
	       !stands_in(directory->lines, directory->line_count, phone);
}

/* Those of the phones, with the hours of what they belong to. Without the mark
 * of a stale date: a list says that once, above. */
static void add_others(const struct edition *edition,
		       const struct record *whose, size_t hours_row,
		       const struct phone *const *phones, size_t count,
		       json_t *list)
{
	json_t *told = json_object(), *own = json_array(), *line;

	for (size_t i = 0; i < count; i++) {
		if (!is_other(edition->directory, phones[i]))
			continue;
		line = page_phone(edition, phones[i]);
		json_object_del(json_object_get(line, "verified"), "is_stale");
		json_array_append_new(own, line);
	}
	document_row(edition, whose, hours_row, told);
	page_set_general_hours(edition, told, own);
	json_array_extend(list, own);
	json_decref(own);
	json_decref(told);
}

/* Those of an entry and of its places. */
static json_t *others_of(const struct edition *edition,
			 const struct entry *entry)
{
	json_t *list = json_array();

	add_others(edition, entry->record, ENTRY_HOURS, entry->phones,
		   entry->phone_count, list);
	for (size_t i = 0; i < entry->location_count; i++) {
		const struct location *place = entry->locations[i];

		add_others(edition, place->record, LOCATION_HOURS,
			   place->phones, place->phone_count, list);
	}
	return list;
}

static bool has_other(const struct directory *directory,
		      const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_other(directory, phones[i]))
			return true;
	return false;
}

static bool has_lines(const struct directory *directory,
		      const struct entry *entry)
{
	bool has = has_other(directory, entry->phones, entry->phone_count);

	for (size_t i = 0; i < entry->location_count && !has; i++)
		has = has_other(directory, entry->locations[i]->phones,
				entry->locations[i]->phone_count);
	return has;
}

/* How many entries have lines. */
static size_t count_entries(const struct directory *directory)
{
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count += has_lines(directory, directory->entries[i]);
	return count;
}

static bool has_inside_alone(const struct edition *edition,
			     const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_other(edition->directory, phones[i]) &&
		    document_phone_is_inside_alone(edition, phones[i]))
			return true;
	return false;
}

/* Whether the entry, or a line that stands under it here, is for those inside
 * alone; a note on its own page is not told here. */
static bool is_inside_alone(const struct edition *edition,
			    const struct entry *entry)
{
	bool is = has_inside_alone(edition, entry->phones, entry->phone_count);

	for (size_t i = 0; i < entry->location_count && !is; i++)
		is = has_inside_alone(edition, entry->locations[i]->phones,
				      entry->locations[i]->phone_count);
	return is || directory_entry(edition_open(edition)->directory,
				     entry->id) == NULL;
}

static json_t *lines_of(const struct edition *edition,
			const struct entry *entry)
{
	json_t *phones = others_of(edition, entry);
	json_t *one = document_reference(edition, entry);

	page_set_runs(edition, phones);
	json_object_set_new(one, "phones", phones);
	document_flag(one, "is_inside_alone", is_inside_alone(edition, entry));
	return one;
}

/* Those of the page that the wish asks for, or all. */
static json_t *entry_lines(const struct edition *edition,
			   const struct query *query)
{
	const struct directory *directory = edition->directory;
	bool is_whole = page_lines_pages(edition, query) == 1;
	size_t from = (size_t)((query->page - 1) * query->per_page);
	size_t to = from + (size_t)query->per_page, place = 0;
	json_t *list = json_array();

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		if (!has_lines(directory, entry))
			continue;
		if (is_whole || (place >= from && place < to))
			json_array_append_new(list, lines_of(edition, entry));
		place++;
	}
	return list;
}

/* Whether more than half of the confirmed lines were seen at their sources long
 * ago. */
static bool are_mostly_stale(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	size_t confirmed = 0, stale = 0;

	for (size_t i = 0; i < directory->phone_count; i++) {
		const struct phone *phone = directory->phones[i];

		confirmed +=
			record_value(phone->record, PHONE_VERIFIED) != NULL;
		stale += staleness_phone_is_past(edition, phone);
	}
	return stale * 2 > confirmed;
}

long long page_lines_pages(const struct edition *edition,
			   const struct query *query)
{
	size_t count = count_entries(edition->directory);
	size_t per_page = (size_t)query->per_page;

	return count <= WHOLE_MOST ?
		       1 :
		       (long long)((count + per_page - 1) / per_page);
}

/* The crisis phones and the national lines, and those of them that are closed.
 */
static void set_lists(const struct edition *edition, const struct query *query,
		      json_t *page)
{
	const struct directory *directory = edition->directory;
	struct value *const *about = directory->about->values;

	json_object_set_new(page, "crisis_lines",
			    page_groups(edition, query, directory->crisis,
					directory->crisis_count));
	json_object_set_new(page, "national_lines",
			    page_groups(edition, query, directory->lines,
					directory->line_count));
	json_object_set_new(page, "crisis_closed",
			    page_closed(edition, about[DIRECTORY_CRISIS]));
	json_object_set_new(page, "national_closed",
			    page_closed(edition, about[DIRECTORY_LINES]));
	page_mark(page, "national_lines", "has_national_lines");
	page_mark(page, "national_closed", "has_national_lines");
}

json_t *page_lines(const struct edition *edition, const struct query *query)
{
	json_t *page = page_new(edition, query, false);

	page_set_canonical(edition, "/phones", page);
	json_object_set_new(page, "is_lines", json_true());
	json_object_set_new(page, "is_compact", json_true());
	document_flag(page, "is_stale_list", are_mostly_stale(edition));
	set_lists(edition, query, page);
	json_object_set_new(page, "entry_lines", entry_lines(edition, query));
	page_mark(page, "entry_lines", "has_entry_lines");
	page_set_pages(edition, query, "/phones",
		       page_lines_pages(edition, query), page);
	page_set_languages(edition, query, "/phones", page);
	page_set_printed_below(edition, "/phones", page);
	return page;
}
