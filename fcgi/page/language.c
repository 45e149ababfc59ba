/* The languages of a page: links to the others. */
#include <string.h>

#include "document/record.h"
#include "page/parts.h"

/* The address of the same list in another edition. */
static json_t *list_in(const struct edition *there, const struct query *query)
{
	struct query wish = *query;

	wish.is_here = false;
	wish.is_framed = false;
	wish.lang = there->locale->tag;
	wish.is_lang_given = there->is_asked_for;
	return page_link_to_page(there, &wish, query->page);
}

static json_t *link_to(const struct edition *edition,
		       const struct edition *there, const struct query *query,
		       const char *path)
{
	json_t *link = page_choice(there);

	json_object_set_new(link, "href",
			    path != NULL ? document_address(there, path) :
					   list_in(there, query));
	document_flag(link, "is_current", there->locale == edition->locale);
	return link;
}

/* Of two languages, the one that the page is not in. */
static void set_other(json_t *page, const json_t *list)
{
	json_t *one;
	size_t i;

	json_array_foreach(list, i, one) if (json_array_size(list) == 2 &&
					     !json_is_true(json_object_get(
						     one, "is_current")))
		json_object_set(page, "other_language", one);
}

/* What stands on a host's page is the same for all its readers, so it guesses
 * no language: each other one is offered in its own words, on the host's page
 * where filtering stays there, else on a page of ours. */
static json_t *elsewhere_of(const struct edition *edition,
			    const struct query *query)
{
	json_t *list = json_array();

	for (size_t i = 1; i < edition->count; i++) {
		const struct locale *locale = edition->all[i].locale;
		struct query wish = *query;

		if (locale == edition->locale || !edition->all[i].is_offered)
			continue;
		wish.lang = locale->tag;
		wish.is_lang_given = true;
		wish.is_lang_wished = query->is_here;
		json_array_append_new(
			list,
			json_pack("{ss ss so sO sb}", "lang", locale->tag,
				  "dir", locale->direction, "href",
				  page_link_to_page(edition, &wish, 1), "text",
				  json_object_get(locale->marked, "this_list"),
				  "is_here", query->is_here));
	}
	return list;
}

/* A host decides on the language of what stands on its page. */
void page_set_languages(const struct edition *edition,
			const struct query *query, const char *path,
			json_t *page)
{
	bool is_hosted = query->is_framed ||
			 json_is_true(json_object_get(page, "is_fragment"));
	json_t *list = json_array();

	for (size_t i = 1; i < edition->count && !is_hosted; i++)
		if (edition->all[i].is_offered ||
		    edition->all[i].locale == edition->locale)
			json_array_append_new(list,
					      link_to(edition, &edition->all[i],
						      query, path));
	document_flag(page, "has_languages", json_array_size(list) > 1);
	document_flag(page, "has_many_languages", json_array_size(list) > 2);
	json_object_set_new(page, "languages", list);
	set_other(page, list);
	if (is_hosted && path == NULL)
		json_object_set_new(page, "elsewhere",
				    elsewhere_of(edition, query));
	if (!edition->is_reviewed)
		json_object_set_new(
			page, "unreviewed",
			link_to(edition,
				edition_in(edition, edition->original->tag),
				query, path));
}
