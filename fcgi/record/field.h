/* A row of a table: one setting, or one key of a section of the directory.
 * From the row come how its value is read and checked, and its reference. */
#ifndef SIGNPOST_RECORD_FIELD_H
#define SIGNPOST_RECORD_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum field_kind {
	FIELD_TEXT,	  /* words */
	FIELD_ID,	  /* the id of a section of the kind `refers` */
	FIELD_TERM,	  /* a term of any facet, as in `audience:workers` */
	FIELD_CHOICE,	  /* one of `choices`; kept as an enum in their order */
	FIELD_SWITCH,	  /* the same of two, kept as a bool: not `off` */
	FIELD_NUMBER,	  /* a whole number from `least` to `most` */
	FIELD_DURATION,	  /* `50 ms`, `180 days`; kept in milliseconds */
	FIELD_SIZE,	  /* `32 MiB`; kept in bytes */
	FIELD_DATE,	  /* YYYY, YYYY-MM, YYYY-MM-DD or `undated` */
	FIELD_LINK,	  /* an address that url_link_fault() lets pass */
	FIELD_SHORT_CODE, /* two to six digits that are dialed as they are */
	FIELD_PHONE,	  /* a number that phone_read() takes */
	FIELD_EMAIL,
	FIELD_HOURS, /* what hours_read() takes */
	FIELD_DAYS,  /* a day, or the first and last of several */
};

/* Where search finds what a row says, the best place first; no row: nowhere. */
enum field_search {
	SEARCH_NOT,
	SEARCH_ABBREVIATION,
	SEARCH_NAME,
	SEARCH_TEXT,   /* what a card of the list says */
	SEARCH_DETAIL, /* what only the page of the entry says */
};

struct field {
	const char *section; /* of a setting; else NULL */
	const char *name;
	const char *refers; /* FIELD_ID; "" for the section's own kind */
	/* Of a choice or switch: `this, that`; of a phone: the short codes that
	 * may stand besides the known ones. */
	const char *choices;
	const char *fallback; /* of a setting: the value it has by itself */
	const char *nothing; /* of a setting: the word that a text has for "" */
	const char *help;
	/* What is wrong with a value beyond its kind, as words, or NULL; NULL
	 * where the kind says all. */
	const char *(*check)(const char *text);
	/* Of a setting that its kind cannot keep: the same, and sets `member`.
	 * What that points to lives as long as `arena`, or as `text`. */
	const char *(*read)(const char *text, void *member,
			    struct arena *arena);
	/* What is wrong with a note, or with NULL for none, as words, or NULL;
	 * NULL where every note is right, and none too. */
	const char *(*check_note)(const char *note);
	/* What a note is in the model; NULL: the source. One that begins with
	 * this word, as in `until 2026-12-24`, is told without it. */
	const char *note_name;
	long long least, most; /* bounds of the number that is kept */
	size_t offset;	       /* of a setting: its member */
	enum field_kind kind;
	enum field_search search;
	bool is_list;	    /* may stand more than once */
	bool has_note;	    /* a note may follow the first ` | ` */
	bool finds_note;    /* its notes are searched as well */
	bool is_required;   /* of a section of the directory */
	bool is_translated; /* may carry a language, as `name.es` */
	bool is_official; /* its translation is a gloss and stands beside it */
	bool is_untold;	  /* needs no translation, though it may have one */
	bool is_review;	  /* of a translation: stands only as `name.es` */
	bool is_dated;	  /* stands once, and again for times that notes say */
	bool is_passing;  /* told until the day of its note has ended */
	bool is_aging;	  /* a date after which a fact grows stale */
	bool is_private;  /* for editors: never in an answer */
	/* Of a place: told also where only its city may be known. */
	bool is_of_city;
	bool is_fixed; /* of a setting: holds from start to stop */
	/* It changes answers, though it may be private: part of the revision.
	 * Of the directory, what is not private is, and need not say so. */
	bool is_in_answers;
	bool is_kept;  /* of a setting: part of the last good set */
	bool is_minor; /* of a setting: a start may do without it */
};

/* What a value must look like, with its line for the message. */
struct field_text {
	const char *text;
	const char *file;
	int line, column;
	size_t span; /* how many bytes of the text stand on that line */
};

/* The text with plain hyphens and blanks, where the row's kind of value has one
 * meaning only; else the text itself. Lives as long as `arena` and `text`. */
const char *field_plain(const struct field *field, const char *text,
			struct arena *arena);

/* Checks a value against its row. 0, or -1 with the fault in `err`. */
int field_check(const struct field *field, const struct field_text *from,
		struct err *err);

/* The same of what stands behind a value, NULL for nothing. */
int field_check_note(const struct field *field, const char *note,
		     const struct field_text *from, struct err *err);

/* Whether a hyphen, blank or quote of print stands in the value, which is then
 * reported. */
bool field_report_odd(const struct field *field, const struct field_text *from,
		      struct err *err);

/* Sets the member that the row names in `object`: what `read` says, a
 * `long long` for numbers, durations and sizes, an enum for a choice, a `bool`
 * for a switch, a `const char *` (borrowed from `from`) for all else. 0, or -1
 * with the fault in `err`. */
int field_set(const struct field *field, const struct field_text *from,
	      void *object, struct arena *arena, struct err *err);

/* Whether two objects have the same in the member, a text or number. */
bool field_is_same(const struct field *field, const void *a, const void *b);

/* Whether a FIELD_DATE says that there is no date. */
bool field_is_undated(const char *text);

/* The value of a duration in milliseconds, or -1. */
long long field_duration_ms(const char *text);

/* Appends what may be written for this row, as words: "a date, as in ...". */
void field_print_form(const struct field *field, struct buf *out);

/* Appends `text` as comment lines of at most 78 bytes, each begun by
 * `start`. */
void field_print_comment(const char *start, const char *text, struct buf *out);

#endif
