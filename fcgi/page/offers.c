/* Numbers in groups, and the lines that are offered with a list. */
#include <string.h>

#include "document/document.h"
#include "page/parts.h"
#include "search/lines.h"
#include "search/need.h"
#include "template/template.h"

#define CALL_FIRST_MOST 3

static json_t *new_group(const json_t *phone)
{
	json_t *group = json_object();

	json_object_set(group, "purpose", json_object_get(phone, "purpose"));
	json_object_set(group, "untranslated",
			json_object_get(phone, "untranslated"));
	json_object_set(group, "answered_by",
			json_object_get(phone, "answered_by"));
	/* For templates of before, which say it once, behind the phones. */
	json_object_set(group, "relay", json_object_get(phone, "relay"));
	json_object_set_new(group, "phones", json_array());
	return group;
}

json_t *page_groups(const struct edition *edition, const struct query *query,
		    const struct phone *const *phones, size_t count)
{
	json_t *groups = json_array(), *group = NULL;
	const struct phone *before = NULL;

	for (size_t i = 0; i < count; i++) {
		json_t *phone;

		if (!need_shows(query, phones[i]))
			continue;
		phone = page_phone(edition, phones[i]);
		if (!page_are_alike(before, phones[i], PHONE_PURPOSE)) {
			group = new_group(phone);
			json_array_append_new(groups, group);
			before = NULL;
		} else {
			json_object_set_new(phone, "is_next", json_true());
		}
		json_array_append_new(json_object_get(group, "phones"), phone);
		page_set_brief(edition, before, phones[i], phone);
		before = phones[i];
	}
	return groups;
}

size_t page_count_groups(const struct query *query,
			 const struct phone *const *phones, size_t count)
{
	const struct phone *before = NULL;
	size_t groups = 0;

	for (size_t i = 0; i < count; i++) {
		if (!need_shows(query, phones[i]))
			continue;
		groups += !page_are_alike(before, phones[i], PHONE_PURPOSE);
		before = phones[i];
	}
	return groups;
}

/* The lines of the directory that a list under the wish offers: those of help
 * lines, or the others; the crisis lines first. */
static const struct phone **offered(const struct query *query, bool is_help,
				    struct arena *arena, size_t *count)
{
	const struct directory *directory = query->directory;
	size_t most = lines_count(directory);
	const struct phone **phones =
		arena_alloc(arena, (most + 1) * sizeof(*phones));

	*count = 0;
	for (size_t i = 0; i < most; i++) {
		const struct phone *phone = lines_at(directory, i);

		if (phone->is_help == is_help && need_offers(query, phone))
			phones[(*count)++] = phone;
	}
	return phones;
}

void page_set_lines_found(const struct edition *edition,
			  const struct query *query, json_t *page)
{
	size_t count;
	const struct phone *const *phones = lines_find(query, &count);
	json_t *groups = page_groups(edition, query, phones, count);

	document_flag(page, "has_lines_found", json_array_size(groups) > 0);
	json_object_set_new(page, "lines_found", groups);
}

/* Sets a list of groups, at most so many, and whether there is one. */
static void set_offers(const struct edition *edition, const struct query *query,
		       bool is_help, size_t most, const char *name,
		       const char *flag, json_t *page)
{
	struct arena *arena = arena_new();
	size_t count;
	const struct phone **phones = offered(query, is_help, arena, &count);
	json_t *groups = page_groups(edition, query, phones, count);

	while (json_array_size(groups) > most)
		json_array_remove(groups, json_array_size(groups) - 1);
	document_flag(page, flag, json_array_size(groups) > 0);
	json_object_set_new(page, name, groups);
	arena_free(arena);
}

void page_set_offers(const struct edition *edition, const struct query *query,
		     json_t *page)
{
	set_offers(edition, query, true, CALL_FIRST_MOST, "call_first",
		   "has_call_first", page);
	set_offers(edition, query, false, (size_t)-1, "also_report",
		   "has_also_report", page);
}

/* Whether a phone stands in one of the groups. */
static bool is_among(const json_t *groups, const struct phone *phone)
{
	size_t i, j;
	json_t *group, *each;

	json_array_foreach(groups, i, group)
	{
		json_array_foreach(json_object_get(group, "phones"), j, each)
		{
			const json_t *id = json_object_get(each, "id");

			if (strcmp(json_string_value(id), phone->id) == 0)
				return true;
		}
	}
	return false;
}

void page_set_also_call(const struct edition *edition,
			const struct query *query, json_t *page)
{
	const struct directory *directory = edition->directory;
	struct arena *arena = arena_new();
	const struct phone **phones = arena_alloc(
		arena, (directory->crisis_count + 1) * sizeof(*phones));
	size_t count = 0;
	json_t *groups;

	for (size_t i = 0; i < directory->crisis_count; i++) {
		const struct phone *phone = directory->crisis[i];

		if (!is_among(json_object_get(page, "call_first"), phone) &&
		    !is_among(json_object_get(page, "lines_found"), phone))
			phones[count++] = phone;
	}
	groups = page_groups(edition, query, phones, count);
	document_flag(page, "has_also_call", json_array_size(groups) > 0);
	json_object_set_new(page, "also_call", groups);
	arena_free(arena);
}

void page_lower_offers(const struct edition *edition, json_t *page)
{
	static const char *const names[] = { "call_first", "has_call_first",
					     "has_lines_found", "lines_found" };
	json_t *offers;

	if (!template_looks_up(edition->templates, "nothing", "offers"))
		return;
	offers = json_object();
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		json_object_set(offers, names[i],
				json_object_get(page, names[i]));
		json_object_del(page, names[i]);
	}
	json_object_set_new(page, "offers", offers);
}
