/* The pages of the section for those who search the web. */
#include "view/formats.h"

#include "document/document.h"

/* In a sitemap that is one of several. The standard allows 50,000, and 50 MB;
 * fewer keep each answer small. */
#define PART_PAGES ((size_t)10000)

/* The list and the lines, of which nobody says when they changed, stand before
 * the entries. */
static const char *const lists[] = { "/", "/phones" };

#define LISTS (sizeof(lists) / sizeof(*lists))

static size_t count_pages(const struct edition *edition)
{
	return LISTS + edition->directory->entry_count;
}

/* The first edition shows the default language to who asks for none. */
static bool is_shown(const struct edition *edition)
{
	return edition == edition->all ||
	       (edition_is_translated(edition) && edition->is_offered);
}

/* In how many parts all pages are. */
static size_t count_parts(const struct edition *edition)
{
	size_t pages = 0;

	for (size_t i = 0; i < edition->count; i++)
		if (is_shown(&edition->all[i]))
			pages += count_pages(&edition->all[i]);
	return (pages + PART_PAGES - 1) / PART_PAGES;
}

static json_t *page_new(const struct edition *edition, const json_t *path,
			const char *changed)
{
	return json_pack("{so so}", "href",
			 json_sprintf("%s%s", edition->settings->url,
				      json_string_value(path)),
			 "changed",
			 changed[0] != '\0' ? json_string(changed) :
					      json_false());
}

static json_t *list_new(const struct edition *edition, const char *list)
{
	json_t *path = document_address(edition, list);
	json_t *page = page_new(edition, path, "");

	json_decref(path);
	return page;
}

static json_t *entry_new(const struct edition *edition,
			 const struct entry *entry)
{
	json_t *reference = document_reference(edition, entry);
	char date[DATE_DAY];
	json_t *page;

	change_print(&entry->change, date);
	page = page_new(edition, json_object_get(reference, "page"), date);
	json_decref(reference);
	return page;
}

/* One of the pages of an edition. */
static json_t *page_at(const struct edition *edition, size_t place)
{
	return place < LISTS ?
		       list_new(edition, lists[place]) :
		       entry_new(edition,
				 edition->directory->entries[place - LISTS]);
}

/* What stands in a part, counted from 0: all pages are in one order. */
static json_t *pages_new(const struct edition *edition, size_t part)
{
	size_t from = part * PART_PAGES, place = 0;
	json_t *pages = json_array();

	for (size_t i = 0; i < edition->count; i++) {
		const struct edition *each = &edition->all[i];
		size_t count = is_shown(each) ? count_pages(each) : 0;

		for (size_t j = 0; j < count; j++, place++)
			if (place >= from && place < from + PART_PAGES)
				json_array_append_new(pages, page_at(each, j));
	}
	return pages;
}

/* Where the parts are: on the pages behind the first. */
static json_t *parts_new(const struct settings *settings, size_t count)
{
	json_t *parts = json_array();

	for (size_t page = 2; page < count + 2; page++) {
		json_t *href =
			json_sprintf("%s%s/sitemap.xml?page=%zu", settings->url,
				     settings->base, page);

		json_array_append_new(parts, json_pack("{so}", "href", href));
	}
	return json_pack("{so}", "parts", parts);
}

long long sitemap_pages(const struct edition *edition,
			const struct query *query)
{
	size_t parts = count_parts(edition);

	(void)query; /* as long as it is for everybody */
	return parts == 1 ? 1 : (long long)parts + 1;
}

json_t *sitemap_new(const struct view_args *args)
{
	const struct edition *edition = args->edition;
	size_t parts = count_parts(edition), page = (size_t)args->query->page;

	if (parts > 1 && page == 1)
		return json_pack("{so}", "index",
				 parts_new(edition->all->settings, parts));
	return json_pack("{sb so}", "index", false, "pages",
			 pages_new(edition, parts > 1 ? page - 2 : 0));
}
