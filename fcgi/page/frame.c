/* What is the same around the content of all pages of an edition. */
#include <string.h>

#include "document/document.h"
#include "page/parts.h"

/* By is_fragment. */
static const char *const frames[] = { "page", "fragment" };

/* What the host's page and ours differ in. The title that the site has by
 * itself is translated, its own is not. */
static json_t *site_of(const struct edition *edition, const struct query *query,
		       bool is_fragment)
{
	const struct settings *settings = edition->settings;
	const char *prefix = query->prefix;
	bool is_page = !is_fragment && !query->is_framed;
	json_t *title = json_object_get(edition->locale->marked, "title");

	if (settings_has_own_title(settings))
		title = NULL;
	return json_pack(
		"{ss* sO* ss ss ss ss ss so so so ss so sb sb sb sb sb sb}",
		"title", title == NULL ? settings->title : NULL, "title", title,
		"base", settings->base, "sheet", edition->assets->sheet,
		"print", edition->assets->print, "script",
		edition->assets->script, "handout_sheet",
		edition->assets->handout, "list",
		document_address(edition, "/"), "phones",
		document_address(edition, "/phones"), "review",
		document_address(edition, "/review"), "frames",
		settings->frames.text, "ids",
		DOCUMENT_JOIN(prefix != NULL ? prefix : "",
			      prefix != NULL ? "-" : "", "signpost-"),
		"is_page", is_page, "has_history",
		is_page && settings->has_history, "is_framed", query->is_framed,
		"has_sheet", !query->is_unstyled, "has_crisis", !query->is_bare,
		"is_desk", edition->is_internal && is_page);
}

static json_t *language_of(const struct locale *locale)
{
	return json_pack("{ss ss}", "lang", locale->tag, "dir",
			 locale->direction);
}

/* The way out: on pages of our own always, on a host's when it asks for it,
 * never inside. NULL: none. For json_decref(). */
static json_t *exit_of(const struct edition *edition, const struct query *query,
		       bool is_fragment)
{
	const struct settings *settings = edition->settings;
	bool is_host = is_fragment || query->is_framed;

	if (edition->is_internal || settings->exit == EXIT_OFF ||
	    (is_host && !query->has_exit))
		return NULL;
	return json_pack("{ss sb sb}", "href", settings->exit_url, "is_button",
			 settings->exit == EXIT_BUTTON, "has_shortcut",
			 settings->has_exit_shortcut);
}

/* The version as it is asked for, and its day in words beside the code that
 * tells versions of one day apart. */
void page_set_version(const struct edition *edition, json_t *about)
{
	const char *version = edition->data_version;
	const char *code = strchr(version, ' ');
	json_t *day = json_pack("{ss ss}", "date", version, "code",
				code != NULL ? code + 1 : version);

	page_set_date(edition, day);
	json_object_set_new(about, "version", json_string(version));
	json_object_set_new(about, "day", day);
}

static json_t *frame_new(const struct edition *edition,
			 const struct query *query, bool is_fragment)
{
	json_t *frame = language_of(edition->locale), *way_out;
	json_t *about = document_about(edition);

	json_object_set(frame, "words", edition->locale->marked);
	if (edition_is_translated(edition))
		json_object_set_new(frame, "original",
				    language_of(edition->original));
	json_object_set_new(frame, "site",
			    site_of(edition, query, is_fragment));
	way_out = exit_of(edition, query, is_fragment);
	if (way_out != NULL)
		json_object_set_new(frame, "exit", way_out);
	document_flag(frame, "has_safety",
		      !edition->is_internal && !query->is_bare);
	page_set_version(edition, about);
	json_object_set_new(frame, "directory", about);
	document_flag(frame, "is_fragment", is_fragment);
	document_flag(frame, "is_internal", edition->is_internal);
	return frame;
}

/* Whether a host wishes nothing of what stands around the content. */
static bool is_usual(const struct query *query)
{
	return query->prefix == NULL && !query->is_framed && !query->has_exit &&
	       !query->is_bare && !query->is_unstyled;
}

json_t *page_frame(const struct edition *edition, const struct query *query,
		   bool is_fragment)
{
	json_t *same = edition_same(edition, frames[is_fragment]);

	return same != NULL && is_usual(query) ?
		       json_copy(same) :
		       frame_new(edition, query, is_fragment);
}

static json_t *today_of(const struct edition *edition)
{
	json_t *today = json_pack("{ss}", "date", edition->today);

	page_set_date(edition, today);
	return today;
}

json_t *page_today(const struct edition *edition)
{
	json_t *same = edition_same(edition, "today");

	return same != NULL ? json_copy(same) : today_of(edition);
}

static json_t *choice_of(const struct edition *edition)
{
	const struct locale *locale = edition->locale;

	return json_pack("{ss ss ss sO sb}", "lang", locale->tag, "dir",
			 locale->direction, "name", locale->name, "word",
			 json_object_get(locale->marked, "languages_word"),
			 "is_unreviewed", !edition->is_reviewed);
}

json_t *page_choice(const struct edition *edition)
{
	json_t *same = edition_same(edition, "choice");

	return same != NULL ? json_copy(same) : choice_of(edition);
}

json_t *page_same(const struct edition *edition)
{
	static const struct query nothing;
	json_t *same = json_object();

	for (int is_fragment = 0; is_fragment < 2; is_fragment++)
		json_object_set_new(same, frames[is_fragment],
				    frame_new(edition, &nothing, is_fragment));
	json_object_set_new(same, "today", today_of(edition));
	json_object_set_new(same, "choice", choice_of(edition));
	json_object_set_new(same, PAGE_STARTS, page_start_names(edition));
	json_object_set_new(same, PAGE_FACETS, page_facet_names(edition));
	return same;
}
