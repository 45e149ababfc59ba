/* The visitor's wish: which terms, which page of the list, how it is shown; and
 * how it is written in links, in the one canonical spelling. Nothing in it but
 * the words and the host's own parameters is text that a visitor wrote. */
#ifndef SIGNPOST_SEARCH_QUERY_H
#define SIGNPOST_SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "directory/directory.h"

/* One of the host's own parameters, carried along. */
struct query_kept {
	const char *name, *value;
	struct query_kept *next;
};

/* The entries that are chosen for a handout, in the order in which they were
 * asked for, each once. */
#define QUERY_ENTRIES_MOST 12

struct query_entries {
	const struct entry *items[QUERY_ENTRIES_MOST];
	size_t count;
	bool has_more; /* than there is room for were asked for */
};

struct match;
struct partial;
struct results;

/* What is made of a wish when it is first asked for, and then remembered: only
 * one thread at a time may ask. */
struct query_memo {
	struct arena *arena; /* in which the wish lives */
	const char *canonical, *key;
	const struct results *results;
	const struct partial *partial;
	bool knows_report,
		is_report; /* a term is chosen by which one reports */
};

/* Made by query_parse(), and of another by the functions below. A copy whose
 * members are changed by hand is still good for being printed, and for nothing
 * that is remembered. */
struct query {
	const struct directory *directory;
	struct query_memo *memo;
	const char *sent; /* the query string that was read; borrowed */
	/* The wish as it was sent, where this one is in another language or
	 * stands alone; or NULL. */
	const struct query *before;
	/* The words that are looked for, as they were sent; NULL: none. */
	const char *text;
	const struct match *match; /* what they find; NULL: nobody looked */
	bool is_exact;		   /* they stand for themselves alone */
	const bool *chosen;	   /* by the number of the term */
	size_t chosen_count;	   /* in all */
	bool *is_filtered; /* by the place of the facet: a term is chosen */
	long long heading; /* level of the first heading of a fragment */
	long long page, per_page;
	long long sort;	      /* enum query_sort */
	long long usual_sort; /* the order of a list when none is asked for */
	bool is_sorted;	      /* one was asked for */
	long long format;     /* its place among the choices; 0: by Accept */
	const char *whole; /* the facet of which every term is shown, or NULL */
	long long terms_page; /* of those of it, where they are very many */
	/* NULL: none is chosen for a handout. */
	struct query_entries *entries;
	bool *fields;	      /* by the places of members.h; NULL: all */
	bool is_before_first; /* page=0 was sent, which no list has */
	bool has_mark;	      /* bom=1: a table begins with a byte order mark */
	const char *lang;
	bool is_lang_given;  /* by name, else it is the directory's default */
	bool is_lang_wished; /* by the reader of a host's page, which keeps it
			      */
	bool is_here;	  /* filters=here: filtering stays on the host's page */
	bool is_framed;	  /* the answer stands in an iframe */
	bool has_exit;	  /* exit=on */
	bool is_bare;	  /* crisis=off: the host has the crisis lines */
	bool is_unstyled; /* style=none */
	bool is_absolute; /* links=absolute */
	bool is_ascii;	  /* charset=ascii: the host's page is not in UTF-8 */
	/* Of ids, where a page holds two sections; or NULL. */
	const char *prefix;
	/* The names of what the host carries along, or NULL. */
	const char *keep;
	struct query_kept *kept;
	/* The name of the parameter, one of ours, that could not be read or
	 * names an unknown term; NULL: none. */
	const char *unclear;
};

#define QUERY_WORD    24
#define QUERY_HEADING 2 /* the level of a fragment when nobody says */

/* What a parameter besides the facets takes, and so which type its member of
 * struct query has. */
enum query_kind {
	QUERY_NUMBER,	/* long long */
	QUERY_CHOICE,	/* long long: the place of a word, from 1; 0: none */
	QUERY_FLAG,	/* bool: one of two words */
	QUERY_LANGUAGE, /* bool: one was given */
	QUERY_MEMBERS,	/* bool *: of entries */
	QUERY_ENTRIES,	/* struct query_entries *: ids, repeated or in commas */
	QUERY_NAME,	/* const char *: few letters and short, or not at all */
	QUERY_WORDS,	/* const char *: any, cut where it is too long */
};

/* For which addresses a parameter is described to other programs, as bits. */
enum query_use {
	QUERY_FOR_PEOPLE = 0,
	QUERY_FOR_ALL = 1,
	QUERY_FOR_LISTS = 2,
	QUERY_FOR_PAGES = 4,	/* lists of which one page is shown */
	QUERY_FOR_ENTRIES = 8,	/* what gives members of entries */
	QUERY_FOR_FORMATS = 16, /* what comes in several */
	QUERY_FOR_TABLES = 32,	/* for spreadsheets */
};

/* What a wish can be freed of, as bits. */
enum query_part {
	QUERY_PART_HOST = 1,   /* what only a host decides */
	QUERY_PART_FORMAT = 2, /* what only programs ask for */
	QUERY_PART_ORDER = 4,
	QUERY_PART_AROUND = 8, /* what a page around it does in its place */
	QUERY_PART_HANDOUT = 16,
	QUERY_PART_WORDS = 32,
};

/* What QUERY_SORT_NEED is, search/need.h says. */
enum query_sort { QUERY_SORT_DIRECTORY = 1, QUERY_SORT_NAME, QUERY_SORT_NEED };

struct query_parameter {
	const char *name;
	enum query_kind kind;
	bool is_wish; /* the visitor's, not the host's: `sp-` there, in links */
	bool is_common; /* an answer with it is one of few, and kept at once */
	size_t offset, size; /* of the member */
	const char *choices; /* `this, that`; the first is number 1, or the
				usual word of a flag, the second sets it */
	/* Of a number; `most` is also the bytes of a text, 0: any. */
	long long least, most;
	/* Who asks for more than the most gets that, and it is no fault. */
	bool is_clamped;
	long long fallback;	      /* of a number or choice */
	const char *begins, *letters; /* of a name; NULL: as all of it, any */
	unsigned parts;		      /* of enum query_part */
	unsigned uses;		      /* of enum query_use */
	const char *help;	      /* where it has a use */
};

/* In the order of the canonical spelling. */
extern const struct query_parameter query_parameters[];
extern const size_t query_parameter_count;

/* The longest text of words, in bytes. */
#define QUERY_TEXT_MOST	     200

/* A facet with more terms is shown whole by pages of so many, so that no page
 * grows with the directory. */
#define QUERY_WHOLE_MOST     250
#define QUERY_TERMS_PER_PAGE 100

/* What stands before our names on a host's page. */
#define QUERY_HOST_MARK	     "sp-"

/* A wish that says nothing and has no `chosen` yet, for query_parse(). Lives as
 * long as `arena`; `sent` is borrowed. */
struct query *query_new(const struct directory *directory, const char *sent,
			struct arena *arena);

/* Reads a query string. Never fails: what cannot be read is left out and
 * `unclear` says where. Lives as long as `arena`, and borrows the text. */
const struct query *query_parse(const struct directory *directory,
				const char *text, struct arena *arena);

/* Reports facets called like a parameter, and start links whose filter the
 * directory does not know, to `err`. */
void query_check(const struct directory *directory, struct err *err);

/* Parts of query_parse(). The first forgets a facet to be shown whole that is
 * not there, a page of its terms that it has not, and what is kept for no host.
 * The second is for what is neither a parameter nor a facet: a filter by places
 * where there are none (any more) is unclear, since all entries are not what
 * was asked for. `name` may be NULL. */
void query_check_whole(struct query *query);
void query_check_name(struct query *query, const char *name, const char *value);

/* On how many pages a facet of so many terms is shown whole. */
long long query_terms_pages(size_t count);

/* The place of a parameter, or query_parameter_count. */
size_t query_find_parameter(const char *name);

/* The member of a parameter, of the type that its kind says; who was given the
 * wish to be read does not write to it. */
void *query_member(const struct query *query,
		   const struct query_parameter *parameter);

/* Whether a parameter says something else than it does when nobody says. */
bool query_says(const struct query *query,
		const struct query_parameter *parameter);

/* Appends the value of a parameter; false, and nothing, when it says nothing.
 */
bool query_print_value(const struct query *query,
		       const struct query_parameter *parameter,
		       struct buf *out);

/* The word that was chosen of a QUERY_CHOICE, or NULL. */
const char *query_choice(const struct query *query, const char *name,
			 char word[QUERY_WORD]);

/* Writes choice `number` of `this, that`; false where there is none. */
bool query_word(const char *choices, long long number, char word[QUERY_WORD]);

/* Whether the parameter called `name` is what it is when nobody says. */
bool query_is_default(const struct query *query, const char *name);

/* Appends the canonical spelling. */
void query_print(const struct query *query, struct buf *out);

/* The canonical spelling; "" when it would be too long. Lives as long as the
 * wish. */
const char *query_canonical(const struct query *query);

/* The same without the language, and without what changes no byte of an answer:
 * the names of what a host keeps do not when nothing of it is there. NULL when
 * it would be too long: "" is the key of a wish for everything. */
const char *query_key(const struct query *query);

/* Whether the wish was sent in its canonical spelling. An `&` may follow, and a
 * form whose box for words is empty sends that too. */
bool query_is_canonical(const struct query *query);

/* The same wish for another page of the list, or itself. Lives as long as
 * `arena`, and borrows from the one it is made of, as all that follow. */
const struct query *query_at_page(const struct query *query, long long page,
				  struct arena *arena);

/* The same wish in a language that is not the one sent. */
const struct query *query_in_language(const struct query *query,
				      const char *lang, bool is_given,
				      struct arena *arena);

/* The same wish for an answer that stands in an iframe, whose links to lists
 * stay there. */
const struct query *query_framed(const struct query *query,
				 struct arena *arena);

/* The same wish for an answer around which no page of others stands, so that
 * what such a page would see to does not count; `is_opened`: it is looked at as
 * a page of our own, and has the way out as all have. */
const struct query *query_alone(const struct query *query, bool is_opened,
				struct arena *arena);

/* The same wish without what it says of some parts (enum query_part), or itself
 * where it says nothing of them. */
const struct query *query_without_parts(const struct query *query,
					unsigned parts, struct arena *arena);

/* The same wish for a kind of answer that has an order of its own where none is
 * asked for. */
const struct query *query_usually_sorted(const struct query *query,
					 enum query_sort usual,
					 struct arena *arena);

/* The same wish without the filters of a facet, on its first page. */
const struct query *query_without(const struct query *query, size_t facet,
				  struct arena *arena);

/* The same wish for other words, which are borrowed and find what `match` says;
 * NULL: for none. */
const struct query *query_with_words(const struct query *query,
				     const char *text,
				     const struct match *match,
				     struct arena *arena);

/* The same wish, of which a parameter cannot be fulfilled here. `name` is
 * borrowed. */
const struct query *query_blamed(const struct query *query, const char *name,
				 struct arena *arena);

/* What a link changes of the wish it stands in. */
struct query_change {
	size_t without;	      /* a term that is dropped, or TERM_NONE */
	bool is_cleared;      /* all terms and words are dropped */
	long long page;	      /* 0: the first */
	const char *whole;    /* the facet that is shown whole, or NULL */
	long long terms_page; /* of its terms; 0: the first */
};

/* Drops all terms and words. */
extern const struct query_change query_cleared;

/* Appends the canonical query string of a link from the page that answers
 * `query`, without a question mark; nothing when there is nothing to say. A
 * `change` of NULL is to the first page. */
void query_print_link(const struct query *query,
		      const struct query_change *change, struct buf *out);

/* Appends what the host wrote of the wish, and nothing of the visitor's: the
 * query string with which the same section is asked for anew. */
void query_print_host(const struct query *query, struct buf *out);

/* What stands before the name of a facet, or of a parameter of the visitor's,
 * in a form or link: "sp-" with filters=here, else "". */
const char *query_mark(const struct query *query);

#endif
