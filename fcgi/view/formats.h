/* What comes in a format of its own: lists as a table, as text to read aloud
 * and as a feed, and the pages of the section. */
#ifndef SIGNPOST_VIEW_FORMATS_H
#define SIGNPOST_VIEW_FORMATS_H

#include "view/view.h"

#define CSV_TYPE	"text/csv; charset=utf-8; header=present"
#define PLAIN_TEXT_TYPE "text/plain; charset=utf-8"
#define FEED_TYPE	"application/atom+xml; charset=utf-8"
#define SITEMAP_TYPE	"application/xml; charset=utf-8"

/* Appends a table for spreadsheets (RFC 4180) of all that the wish finds: one
 * row for each entry, the columns from the rows of an entry. A cell never
 * begins with what a spreadsheet would take for a formula. In another language
 * than the default it has a column for what official names mean. From entry
 * number `from` on, as struct view has it, and so the next one. */
size_t csv_write_list(const struct view_args *args, size_t from,
		      struct buf *out);

/* The columns with what each holds, as `[{name, description}]`. For
 * json_decref(). */
json_t *csv_columns(const struct edition *edition);

/* Appends what the view's template says of the model. A fragment for a page in
 * another encoding comes in ASCII, which all encodings of the web share. -1,
 * and something or nothing of it, where it is not whole. */
int html_write(const struct view_args *args, const json_t *model,
	       struct buf *out);

/* Appends what is read aloud over the phone or by a machine: the crisis lines
 * first, then entry by entry who answers before each number. */
size_t plain_text_write(const struct view_args *args, size_t from,
			struct buf *out);

/* Appends the chosen entries as a text to be sent or read aloud. */
size_t handout_text_write(const struct view_args *args, size_t from,
			  struct buf *out);

/* What programs learn of a fault: of our own interface, and of HSDS. For
 * json_decref(). */
json_t *problem_model(const struct view_args *args);
json_t *hsds_problem_model(const struct view_args *args);

/* The model of the template `atom`, for feed readers (RFC 4287): the entries of
 * a list that say when they changed, newest first, a page at a time (RFC 5005).
 * For json_decref(). */
json_t *feed_new(const struct view_args *args);

/* The model of the template `sitemap`, for those who search the web
 * (sitemaps.org): every entry's page in every language, with the date on which
 * its content changed. Where there are too many for one, the first page of it
 * names the others, which have them. For json_decref(). */
json_t *sitemap_new(const struct view_args *args);

/* On how many pages it is. */
long long sitemap_pages(const struct edition *edition,
			const struct query *query);

#endif
