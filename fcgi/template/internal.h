/* What the modules of this folder share, and nobody else may know. Three
 * parts: where in HTML a byte stands (html, html-context), the
 * Mustache tags of a text (scan), and what a text is compiled to (parse). What
 * is done with that is in template.h. */
#ifndef SIGNPOST_TEMPLATE_INTERNAL_H
#define SIGNPOST_TEMPLATE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "template/template.h"

/* Where in a file something begins, both from 1. */
struct template_point {
	int line, column; /* in bytes */
};

/* Goes on behind `byte`. */
void template_point_pass(struct template_point *point, char byte);

enum html_place {
	PLACE_TEXT,
	PLACE_OPEN,		/* after `<` */
	PLACE_CLOSE,		/* after `</` */
	PLACE_DECLARATION,	/* after `<!` */
	PLACE_DECLARATION_DASH, /* after `<!-` */
	PLACE_BOGUS,		/* in `<!doctype ...>`, `<?...>` and the like */
	PLACE_COMMENT_START,	/* after `<!--` */
	PLACE_COMMENT_START_DASH,
	PLACE_COMMENT,
	PLACE_COMMENT_DASH,
	PLACE_COMMENT_END,  /* after `--` */
	PLACE_COMMENT_BANG, /* after `--!` */
	PLACE_TAG_NAME,
	/* Where an attribute may begin, the less free the later: */
	PLACE_TAG,
	PLACE_AFTER_VALUE, /* after a quote; a space must come first */
	PLACE_GLUED,	   /* after a section; a space must come first */
	PLACE_NAME,	   /* of an attribute */
	PLACE_AFTER_NAME,
	PLACE_BEFORE_VALUE,
	PLACE_DOUBLE, /* in "..." */
	PLACE_SINGLE, /* in '...' */
	PLACE_UNQUOTED,
	PLACE_RAW, /* in an element whose content holds no tags */
};

/* Elements whose content holds no tags. */
enum html_element {
	ELEMENT_OTHER,
	ELEMENT_SCRIPT,
	ELEMENT_STYLE,
	ELEMENT_TITLE,
	ELEMENT_TEXTAREA,
	ELEMENT_IFRAME,
	ELEMENT_NOEMBED,
	ELEMENT_NOFRAMES,
	ELEMENT_XMP,
};

/* Attributes whose value is more than a text. */
enum html_attribute {
	ATTRIBUTE_OTHER,
	ATTRIBUTE_STYLE,
	ATTRIBUTE_SRCDOC,
	ATTRIBUTE_HANDLER, /* on... */
};

/* All zero is the beginning of a text. What does not matter to a place is zero
 * there, so that two places can be compared. */
struct html_spot {
	enum html_place place;
	enum html_element element; /* of the tag or the raw text */
	enum html_attribute attribute;
	bool is_end_tag;
	bool is_lost; /* a fault of this tag was told; its rest is not judged */
	char word[16]; /* a name, or what may become an end tag */
	size_t word_length;
	unsigned quoted; /* quoted values met so far */
};

/* Whether the word is `name`. */
bool html_is_word(const struct html_spot *spot, const char *name);

/* Reads one more byte of a template's own text as a browser would. Values that
 * are put in never change where it stands, for they are escaped and stand only
 * where escaping protects. Returns NULL, or what is wrong, in words. */
const char *html_read(struct html_spot *spot, char byte);

/* A section begins or ends here, so that no name or unquoted value can go on
 * behind it. */
void html_cut(struct html_spot *spot);

/* Why something may not stand where it does, for a message "`{{x}}` stands
 * WHERE: INSTEAD". */
struct html_refusal {
	const char *where, *instead;
};

/* Where that is: "in text", "inside <script>". */
const char *html_context_where(const struct html_spot *spot);

/* Why a value or a partial may not stand here, or NULL when it may. */
const struct html_refusal *html_context_refusal(const struct html_spot *spot);

/* Whether a number may stand here as the level of a heading: behind `<h` or
 * `</h`. */
bool html_context_is_level(const struct html_spot *spot);

/* Whether only text without markup may stand here. */
bool html_context_is_plain(const struct html_spot *spot);

/* Begins a section. Returns whether one may begin here. */
bool html_context_begin(struct html_spot *spot);

/* Whether the rounds of a section that began at `began` and ends here would
 * run together into other attributes than each of them holds. */
bool html_context_runs_together(const struct html_spot *spot,
				const struct html_spot *began);

/* Ends a section that began at `began`. Returns whether it may end here: then
 * `spot` is the place behind it, whether it was rendered or not; otherwise it
 * is `began`. */
bool html_context_end(struct html_spot *spot, const struct html_spot *began);

/* Whether the content of a script element begins or goes on here, where no word
 * of the text could become its end. */
bool html_context_is_script(const struct html_spot *spot);

/* Where in a text the search stands. */
struct template_scan {
	const char *start, *at, *end;
	struct template_point point; /* of `at` */
	struct arena *arena;	     /* of the names */
};

/* A tag. The pointers are borrowed from the text, but for the name's. */
struct template_tag {
	char sigil; /* one of # ^ / > ! { & = < $ or NUL for a value */
	struct template_point point;
	const char *source; /* from `{{` to `}}` */
	size_t source_length;
	const char *name;  /* without white space; lives as long as the arena.
			      NULL for a tag that has none */
	const char *begin; /* what the tag takes out of the text begins here */
	bool is_alone;	   /* on its line, which is taken out with it */
	size_t indent;	   /* bytes before it on that line */
	const char *fault; /* NULL, or what is wrong, in words */
};

/* The next tag. Returns false when there is none; otherwise `scan->at` is
 * behind what the tag takes out. */
bool template_scan_next(struct template_scan *scan, struct template_tag *tag);

enum template_kind {
	TEMPLATE_TEXT,
	TEMPLATE_VALUE,
	TEMPLATE_SECTION,
	TEMPLATE_INVERTED,
	TEMPLATE_PARTIAL,
	TEMPLATE_JSON,
};

/* The one partial that is built in: the model's `json_ld` as JSON, escaped for
 * the script element in which it stands. */
#define TEMPLATE_BUILT_IN   "json-ld"
#define TEMPLATE_JSON_NAME  "json_ld"

/* Templates that call each other deeper than this spoil what they write. */
#define TEMPLATE_DEPTH_MOST 64

/* `a.b` split at its dots. No parts: `.`, the value at hand. */
struct template_name {
	const char **parts;
	size_t count;
	bool is_own; /* it is looked up in the innermost object alone */
	/* See struct template_deferral. */
	bool is_deferred, is_constant, is_varying;
};

/* The name `text`, a copy that lives as long as the set. */
struct template_name template_name_of(const struct template_set *set,
				      const char *text);

/* Nodes stand in the order of the text; the children of a section follow it. */
struct template_node {
	enum template_kind kind;
	bool begins_line;	   /* a partial's indentation goes before it */
	bool is_level;		   /* VALUE: only a whole number is printed */
	int line;		   /* where its tag begins; TEXT, JSON: 0 */
	const char *text;	   /* TEXT: its bytes. PARTIAL: its indentation,
				      NULL unless alone on its line */
	size_t length;		   /* of `text` */
	struct template_name name; /* VALUE, SECTION, INVERTED, JSON */
	size_t end;		   /* SECTION, INVERTED: the node behind it */
	bool is_plain; /* PARTIAL, VALUE: no markup may stand there */
	/* Of a PARTIAL; of a VALUE, what says a text in another language than
	 * the text around it. */
	const struct template_file *partial;
};

/* The template that says an object `{text, lang, dir}`. */
#define TEMPLATE_FOREIGN "foreign"

/* A place where a partial is named. */
struct template_mention {
	const struct template_mention *next;
	const struct template_file *partial;
	const struct html_refusal *refusal; /* NULL: it may stand there */
	bool wants_plain; /* only text without markup may stand there */
	struct template_point point;
};

/* One template. It exists from the first time it is named; a later file of the
 * same name takes its place without a change to those who name it. */
struct template_file {
	struct template_file *next;
	const char *name, *path; /* `path` is NULL until a text was added */
	size_t number;		 /* from 0, in the order of naming */
	const struct template_node *nodes;
	size_t count;
	const struct template_mention *mentions;
	char mark;     /* the first of < > " ' in its text, or NUL */
	int mark_line; /* where that is */
	struct template_point open; /* of a bare `<` at the end; line 0: none */
};

struct template_set {
	struct arena *arena;
	struct template_file *files;
	size_t count;
	const char *const *own; /* see template_keep_own(); NULL: none */
	const struct template_deferral *deferral; /* NULL: none */
	unsigned char hash[DIGEST_BYTES]; /* of all that was added, in order */
};

/* The template `name` of the set, whether or not it has a text yet; NULL when
 * nobody has named it. */
struct template_file *template_find(const struct template_set *set,
				    const char *name);

/* The same, made when nobody has named it. Copies `name`. */
struct template_file *template_named(struct template_set *set,
				     const char *name);

/* Reports a fault that begins at a point of what a parser or a check has at
 * hand, and gives -1. */
#define FAULT(reader, point, ...)                                              \
	err_at_column((reader)->err, (reader)->file->path, (point).line,       \
		      (point).column, __VA_ARGS__)

/* Compiles `length` bytes of `text` as what `file` of `set` holds from now on.
 * Copies what it keeps. Returns 0, or -1 with every fault in `err`; `file`
 * then holds what could be understood. */
int template_parse(struct template_set *set, struct template_file *file,
		   const char *text, size_t length, struct err *err);

#endif
