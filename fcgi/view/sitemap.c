/* The pages of the section for those who search the web. */
#include "view/formats.h"

#include "document/document.h"

/* More is a fault of the sitemap. */
#define PAGES_MOST 50000

static void add(const struct edition *edition, const json_t *path,
		const char *changed, json_t *pages)
{
	json_t *page;

	if (json_array_size(pages) >= PAGES_MOST)
		return;
	page = json_pack("{so}", "href",
			 json_sprintf("%s%s", edition->settings->url,
				      json_string_value(path)));
	json_object_set_new(page, "changed",
			    changed != NULL ? json_string(changed) :
					      json_false());
	json_array_append_new(pages, page);
}

static void add_entry(const struct edition *edition, const struct entry *entry,
		      json_t *pages)
{
	json_t *reference = document_reference(edition, entry);
	char date[DATE_DAY];

	change_print(&entry->change, date);
	add(edition, json_object_get(reference, "page"),
	    date[0] != '\0' ? date : NULL, pages);
	json_decref(reference);
}

/* The list and the lines, of which nobody says when they changed. */
static void add_lists(const struct edition *edition, json_t *pages)
{
	static const char *const paths[] = { "/", "/phones" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		json_t *path = document_address(edition, paths[i]);

		add(edition, path, NULL, pages);
		json_decref(path);
	}
}

json_t *sitemap_new(const struct view_args *args)
{
	const struct edition *edition = args->edition;
	json_t *pages = json_array();

	for (size_t i = 0; i < edition->count; i++) {
		const struct edition *each = &edition->all[i];

		/* The first shows the default language to who asks for none. */
		if (i > 0 &&
		    (!edition_is_translated(each) || !each->is_offered))
			continue;
		add_lists(each, pages);
		for (size_t j = 0; j < each->directory->entry_count; j++)
			add_entry(each, each->directory->entries[j], pages);
	}
	return json_pack("{so}", "pages", pages);
}
