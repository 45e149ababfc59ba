/* The models of pages for people: each is a page whole, with what every page
 * and fragment shows beside its own content. Below them, what other formats for
 * people say in the same words. */
#ifndef SIGNPOST_PAGE_PAGE_H
#define SIGNPOST_PAGE_PAGE_H

#include <jansson.h>
#include <stdbool.h>

#include "check/reload-report.h"
#include "search/facet-search.h"
#include "search/query.h"
#include "site/edition.h"

/* The model of a page, or of a fragment, on which nothing stands yet: `site`,
 * `words`, `crisis`, `exit` where there is one, and what else stands around the
 * content. For json_decref(). */
json_t *page_new(const struct edition *edition, const struct query *query,
		 bool is_fragment);

/* What is the same on all pages of an edition, for edition_same(). For
 * json_decref(). */
json_t *page_same(const struct edition *edition);

/* What the list page adds to document_list(): groups under their departments,
 * filters, chosen filters, the pages. For json_decref(). */
json_t *page_list(const struct edition *edition, const struct query *query,
		  const struct results *results, bool is_fragment);

/* The page of an entry. For json_decref(). */
json_t *page_entry(const struct edition *edition, const struct query *query,
		   const struct entry *entry, bool is_fragment);

/* The page of all lines; where very many entries have some, those of the page
 * that the wish asks for. For json_decref(). */
json_t *page_lines(const struct edition *edition, const struct query *query);

/* On how many pages they are: one, where they are not very many. */
long long page_lines_pages(const struct edition *edition,
			   const struct query *query);

/* The page for those who keep the directory, with a part of the facts, "" for
 * all, that page_has_review() knows. For json_decref(). */
json_t *page_review(const struct edition *edition, const struct query *query,
		    const char *part,
		    const struct reload_report_sheet *reports);

bool page_has_review(const char *part);

/* Who asks for a handout, for which entries, and in which form. */
struct page_handout {
	const struct edition *asker; /* what who asks may see */
	const struct query *asked;   /* what was asked for, in that edition */
	bool is_both;		     /* in another language too */
	bool is_card;		     /* numbers, and a word for each */
};

/* Entries to be handed over: those that `query` chose of what everybody may
 * see, which `edition` is. For json_decref(). */
json_t *page_handout(const struct edition *edition, const struct query *query,
		     const struct page_handout *handout);

/* One entry in sentences, as it is handed over: its name, who answers, numbers,
 * hours and dates. Nothing that is not for everybody. */
void page_print_text(const struct edition *edition, const struct query *query,
		     const struct entry *entry, struct buf *out);

/* The page or fragment for a fault, with a link to `instead` unless NULL;
 * `status` is 404 and the like, and names the words `error_404` and
 * `error_404_help`. For json_decref(). */
json_t *page_error(const struct edition *edition, const struct query *query,
		   int status, const struct entry *instead, bool is_fragment);

/* Adds the page's addresses in all languages, and where it is read in the
 * original while its translation is not reviewed. `path` is what the address
 * has behind the base; NULL: the list, as `query` wants it. */
void page_set_languages(const struct edition *edition,
			const struct query *query, const char *path,
			json_t *page);

/* Adds to a full page where the same is in another format, as the wish has it
 * but for its page; `path` is behind the base. Nothing where words are looked
 * for: they stand in no address of ours. */
void page_add_alternate(const struct edition *edition,
			const struct query *query, const char *path,
			const char *media_type, json_t *page);

/* Adds to `{date, ...}`, or NULL, the date `in_words` of the edition. */
void page_set_date(const struct edition *edition, json_t *dated);

/* Adds to what is said of the directory its data's `version` and the `day` of
 * that, `{date, in_words, code}`. */
void page_set_version(const struct edition *edition, json_t *about);

/* Gives an entry's document `status_words` unless it is active. */
void page_set_status(const struct edition *edition, json_t *entry);

/* What an entry's document says of who is helped and how, as `{name, value}` in
 * words of the edition. For json_decref(). */
json_t *page_details(const struct edition *edition, const json_t *entry);

/* The days `from` to `until` of an object that has one of them or both, in
 * words. For json_decref(). */
json_t *page_span(const struct edition *edition, const json_t *span);

/* When somebody is there, in the same form: hours of today and of later days,
 * and closed days, of a document of `record`, whose hours the row is. For
 * json_decref(). */
json_t *page_opening(const struct edition *edition, const json_t *object,
		     const struct record *record, size_t row);

/* Gives the alert of an entry's document, where it has one, its last day
 * `in_words`. */
void page_set_alert(const struct edition *edition, json_t *entry);

#endif
