/* What the pages share: parts of models, and what is done to them before a
 * template sees them. For the files of this folder alone. */
#ifndef SIGNPOST_PAGE_PARTS_H
#define SIGNPOST_PAGE_PARTS_H

#include <jansson.h>
#include <stdbool.h>

#include "page/page.h"
#include "record/hours.h"

/* A page on which only that stands which is around all of this kind and of the
 * same wishes of a host: an object of its own, whose members are not to be
 * changed, for others have them too. For json_decref(). */
json_t *page_frame(const struct edition *edition, const struct query *query,
		   bool is_fragment);

/* The day of the edition, `{date, in_words}`. For json_decref(). */
json_t *page_today(const struct edition *edition);

/* What lists have of the directory's start links and of its facets, by their
 * places, in any wish. For json_decref(). */
#define PAGE_STARTS "starts"
#define PAGE_FACETS "facets"
json_t *page_start_names(const struct edition *edition);
json_t *page_facet_names(const struct edition *edition);

/* The edition as one of the languages to choose from, `{lang, dir, name, word,
 * is_unreviewed}`. For json_decref(). */
json_t *page_choice(const struct edition *edition);

/* Phones of one purpose, after each other, of which the same is said before the
 * number form a group: `{purpose, answered_by, phones}`, each with what
 * page_set_brief() says. Only those that `query` may show. For json_decref().
 */
json_t *page_groups(const struct edition *edition, const struct query *query,
		    const struct phone *const *phones, size_t count);

/* How many such groups there are. */
size_t page_count_groups(const struct query *query,
			 const struct phone *const *phones, size_t count);

/* Whether what is said before the number of the one holds for the other, and a
 * key says the same of both. `a` may be NULL: nothing stands before it. */
bool page_are_alike(const struct phone *a, const struct phone *b, size_t row);

/* Gives page_phone() what its small line says: `brief`, a list of `{part,
 * is_more}`. Of a number that follows `before` (NULL: none) in a group, only
 * what is not as there. */
void page_set_brief(const struct edition *edition, const struct phone *before,
		    const struct phone *of, json_t *phone);

/* Gives phones that stand below each other `is_next` where what is said before
 * the number holds as it was said of the one above, `is_as_above` where the
 * hours and all else of `details` do too, and `says_purpose` where theirs is
 * another. NULL: none. */
void page_set_runs(const struct edition *edition, json_t *phones);

/* Gives phones of which nothing else is said than of the one above `is_beside`,
 * and each other `beside`, those that follow it so: their buttons are one
 * group. Comes after page_set_runs(). */
void page_set_beside(json_t *phones);

/* Gives a list the lines that it offers: `call_first`, at most three groups of
 * help lines that fit what is filtered, and `also_report`, those that fit and
 * are none, with `has_call_first` and `has_also_report`. */
void page_set_offers(const struct edition *edition, const struct query *query,
		     json_t *page);

/* Gives an empty list `also_call`, groups of those crisis lines that stand
 * neither in `call_first` nor in `lines_found`, which are set before; with
 * `has_also_call`. */
void page_set_also_call(const struct edition *edition,
			const struct query *query, json_t *page);

/* Of an empty list: moves the lines that it offers and those found by words
 * into `offers`, where the template `nothing` has them below its words. One
 * that a site wrote before there was this leaves them above it, in the list. */
void page_lower_offers(const struct edition *edition, json_t *page);

/* The entries of this page of the list, in groups: `{id, name, page, cards}`,
 * and `self` of a department that stands here, `is_context` of one that does
 * not, `is_former` of what is no longer there. For json_decref(). */
json_t *page_entries(const struct edition *edition, const struct query *query,
		     const struct results *results);

/* What was found of links the last time that they were asked: `{day, is_any,
 * rows}`, the worst first, each a reference to its entry with `{address, state,
 * found, since, where}`; false where they never were. For json_decref(). */
json_t *page_links_found(const struct edition *edition);

/* Gives a list the `sources` whose entries are among the results and that this
 * site has not checked: `{id, name, link, as_of: {date, in_words}}`. */
void page_set_sources(const struct edition *edition,
		      const struct results *results, json_t *page);

/* Gives a list the `orders` that it can have: `{name, href, is_current}`. */
void page_set_orders(const struct edition *edition, const struct query *query,
		     json_t *page);

/* document_phone() for templates: what a phone does not have is false, so that
 * it is not looked up in the entry around it; `limits` are hours other than all
 * of them; `ways` has for each of its types `{href, is_more}` and a flag for
 * every type, and the `keyword` of a message; `href` is false when nothing is
 * dialed. For
 * json_decref(). */
json_t *page_phone(const struct edition *edition, const struct phone *phone);

/* The places of an entry, each a document_location() for templates: what a
 * place does not have is false, so that it is not looked up in the entry around
 * it. What is handed out has those alone of which everybody may know all. For
 * json_decref(). */
json_t *page_locations(const struct edition *edition, const struct entry *entry,
		       bool is_handed_out);

/* Gives a card `where`: the cities of the places of which everybody may know
 * all, each once, or false. */
void page_set_where(const struct entry *entry, json_t *card);

/* Gives a review the alerts that ended at most 30 days ago: `ended_alerts`,
 * each with the entry, its `text`, its last `date` and `where` it stands. */
void page_set_ended_alerts(const struct edition *edition, json_t *page);

/* Makes the contacts of an entry's or a place's document ready for templates:
 * what one does not have is false. */
void page_set_contacts(const struct edition *edition, json_t *object);

/* Gives an entry's document what stands with it inside: `handout`, the address
 * where it is put on one in addition to those that are chosen already, and
 * `is_inside_alone` where those outside may not see all of it. */
void page_set_inside(const struct edition *edition, const struct query *query,
		     const struct entry *entry, json_t *object);

/* document_through() for templates, or NULL. For json_decref(). */
json_t *page_through(const struct edition *edition, const struct entry *entry,
		     const struct query *query);

/* Adds to `{text, ...}` the hours `in_words` of the edition. Nothing where
 * `hours` is NULL. `is_whole`: for pages alone, as hours_words_print() has it.
 */
void page_set_hours(const struct edition *edition, const struct hours *hours,
		    bool is_whole, json_t *object);

/* Of a phone: hours of what it belongs to, where nobody knows its own. */
#define PAGE_GENERAL_HOURS "general_hours"

/* Gives each of `phones`, which may be NULL, that has no hours of its own those
 * that `whose`, the document of an entry or a place, has today: `{in_words,
 * source}`. They say when somebody is there, and not that the phone is answered
 * then. */
void page_set_general_hours(const struct edition *edition, const json_t *whose,
			    json_t *phones);

/* A document_facet() as pages take it: the name that an interface gives to a
 * facet without a record says its language. */
void page_set_facet_name(const struct edition *edition,
			 const struct facet *facet, json_t *object);

/* Gives a member another name, with what is said of its language. */
void page_rename(json_t *object, const char *name, const char *new_name);

/* Whether a member of an object is in the default language. */
bool page_is_untranslated(const json_t *object, const char *name);

/* Gives a full page its `canonical` address, which has `path` behind the base,
 * unless the settings say no. */
void page_set_canonical(const struct edition *edition, const char *path,
			json_t *page);

/* Gives a full page its `json_ld`, which it takes and which may be NULL. */
void page_set_schema(const struct edition *edition, json_t *schema,
		     json_t *page);

/* The address that has `path` behind the base, NULL for the host's own page,
 * with the wish changed as `change` says (NULL: to the first page). For
 * json_decref(). */
json_t *page_link_under(const struct edition *edition,
			const struct query *query, const char *path,
			const struct query_change *change);

/* The address of a link to the list, changed as `change` says: on the host's
 * page or in the section, as the wish is. For json_decref(). */
json_t *page_link(const struct edition *edition, const struct query *query,
		  const struct query_change *change);

/* The address of another page of the list. For json_decref(). */
json_t *page_link_to_page(const struct edition *edition,
			  const struct query *query, long long page);

/* Gives a page of a list `pages`, `previous`, `next` and `has_pages`: where the
 * others are of as many as `pages`. They are those of the list of entries, or
 * of what `path` has behind the base. */
void page_set_pages(const struct edition *edition, const struct query *query,
		    const char *path, long long pages, json_t *page);

/* Sets `flag` where the list `name` of an object has something in it. */
void page_mark(json_t *object, const char *name, const char *flag);

/* Those of the phones that are closed and for everybody, for the template that
 * shows no number. For json_decref(). */
json_t *page_closed(const struct edition *edition, const struct value *first);

/* Besides the results: a group of the entries that have some of the words, in a
 * list that is empty where there are none. For json_decref(). */
json_t *page_some_words(const struct edition *edition,
			const struct query *query);

/* Adds the lines of the directory that the words find: `lines_found` in groups.
 */
void page_set_lines_found(const struct edition *edition,
			  const struct query *query, json_t *page);

/* The start links as `{id, name, href}`, those that this edition can follow.
 * For json_decref(). */
json_t *page_starts(const struct edition *edition, const struct query *query);

/* Where a script asks for this list under another wish: what the form sends
 * follows. For json_decref(). */
json_t *page_source(const struct edition *edition, const struct query *query);

/* The address at which programs get the list, below the base. For
 * json_decref(). */
json_t *page_export_link(const struct edition *edition,
			 const struct query *query, const char *path);

/* Gives a page `printed`, `{date, in_words, address}`, for what is on paper.
 * The address is of this server, or false where that has no name of its own. */
void page_set_printed(const struct edition *edition, const char *address,
		      json_t *page);

/* The same for an address behind the base. */
void page_set_printed_below(const struct edition *edition, const char *path,
			    json_t *page);

/* Gives a list `here`, the address of it without words that are looked for;
 * `exports`, `{table, feed, programs}`, unless there are such words; and what
 * is printed. */
void page_set_exports(const struct edition *edition, const struct query *query,
		      json_t *page);

/* For each facet that is filtered, `{name, count, href}` of the list without
 * that filter, where it holds anything. For json_decref(). */
json_t *page_wider(const struct edition *edition, const struct query *query);

/* Whether words are looked for in this list. */
bool page_is_searched(const struct query *query);

/* Whether they are words of danger, which show lines and no entry. */
bool page_is_danger(const struct query *query);

/* Gives a list what it shows of a search by words: the box for them, and where
 * nothing was found what else to look for, and `in_language`, `{text, count,
 * lang, dir, href}`, where another language finds it; `exactly`, the address of
 * what the words alone find, where more or less is shown. Nothing where nobody
 * can search. */
void page_set_words(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page);

/* Gives a card in which not all words stand that it was found by `found_in`:
 * the `pieces` of a text of its page that has them, or most, and whether that
 * `is_original`. */
void page_set_found_in(const struct edition *edition, const struct query *query,
		       const struct entry *entry, json_t *card);

/* Gives the texts of a card, and of its phones, `NAME_marked`: pieces from
 * highlight_text(), where words that were looked for are in them. */
void page_mark_card(const struct query *query, json_t *card);

/* The facets for a form: document_facets() with the names of its boxes. For
 * json_decref(). */
json_t *page_facets(const struct edition *edition, const struct query *query,
		    const struct results *results);

/* A term in it, by its place among all of the directory. For json_decref(). */
json_t *page_term(const struct edition *edition, const struct query *query,
		  const struct results *results, size_t number);

/* Gives a page with the filters' form `panel_words`, which its button says, and
 * `is_panel_open`: they are open where they are what is in the way. Then
 * `is_found_first` says that they stand below the words that nothing was found
 * and whom to call, unless all terms of one of them are asked for. */
void page_set_panel(const struct edition *edition, const struct query *query,
		    const struct results *results, json_t *page);

#endif
