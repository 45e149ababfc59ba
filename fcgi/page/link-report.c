/* What `signpost check --links` found, for those who keep the directory. */
#include <string.h>

#include "directory/link-check.h"
#include "document/document.h"
#include "page/parts.h"

/* By state, the word of the interface. */
static const char *const words[LINK_STATES] = {
	[LINK_MOVED] = "review_moved",
	[LINK_DEAD] = "review_dead",
	[LINK_FAILING] = "review_failing",
	[LINK_UNTRIED] = "review_untried",
};

static json_t *row_of(const struct edition *edition, const struct entry *entry,
		      const struct value *link,
		      const struct link_finding *finding)
{
	json_t *row = document_reference(edition, entry);

	json_object_set_new(row, "address", json_string(link->text));
	json_object_set_new(row, "since", json_string(finding->since));
	json_object_set_new(row, "found", json_string(finding->words));
	json_object_set(row, "state",
			json_object_get(edition->locale->marked,
					words[finding->state]));
	json_object_set_new(row, "where",
			    json_sprintf("%s:%d", link->file, link->line));
	return row;
}

static void add_rows(const struct edition *edition, const struct entry *entry,
		     enum link_state state, struct arena *arena, json_t *rows)
{
	const struct value *link = record_value(entry->record, ENTRY_LINK);

	for (; link != NULL; link = record_next(link)) {
		struct link_finding finding;

		if (link_check_find(edition->directory->collection, link->text,
				    state, arena, &finding))
			json_array_append_new(
				rows, row_of(edition, entry, link, &finding));
	}
}

json_t *page_links_found(const struct edition *edition)
{
	const struct directory *directory = edition->directory;
	const char *day = link_check_day(directory->collection);
	struct arena *arena;
	json_t *rows;

	if (day == NULL)
		return json_false();
	arena = arena_new();
	rows = json_array();
	for (int state = 0; state < LINK_STATES; state++)
		for (size_t i = 0; i < directory->entry_count; i++)
			add_rows(edition, directory->entries[i],
				 (enum link_state)state, arena, rows);
	arena_free(arena);
	return json_pack("{ss sb so}", "day", day, "is_any",
			 json_array_size(rows) > 0, "rows", rows);
}
