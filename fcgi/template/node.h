/* What a compiled template is made of, and the set in which it is found. For
 * the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_NODE_H
#define SIGNPOST_TEMPLATE_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/digest.h"
#include "template/context.h"

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
#define TEMPLATE_BUILT_IN "json-ld"

/* `a.b` split at its dots. No parts: `.`, the value at hand. */
struct template_name {
	const char **parts;
	size_t count;
};

/* Nodes stand in the order of the text; the children of a section follow it. */
struct template_node {
	enum template_kind kind;
	bool begins_line;	   /* a partial's indentation goes before it */
	bool is_level;		   /* VALUE: only a whole number is printed */
	const char *text;	   /* TEXT: its bytes. PARTIAL: its indentation,
				      NULL unless alone on its line */
	size_t length;		   /* of `text` */
	struct template_name name; /* VALUE, SECTION, INVERTED, JSON */
	size_t end;		   /* SECTION, INVERTED: the node behind it */
	const struct template_file *partial;
};

/* A place where a partial is named. */
struct template_mention {
	const struct template_mention *next;
	const struct template_file *partial;
	const struct template_refusal *refusal; /* NULL: it may stand there */
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

/* The name `text`, a copy that lives as long as `arena`. */
struct template_name template_name_split(struct arena *arena, const char *text);

struct template_set {
	struct arena *arena;
	struct template_file *files;
	size_t count;
	unsigned char hash[DIGEST_BYTES]; /* of all that was added, in order */
};

/* The template `name` of the set, whether or not it has a text yet; NULL when
 * nobody has named it. */
struct template_file *template_find(const struct template_set *set,
				    const char *name);

/* The same, made when nobody has named it. Copies `name`. */
struct template_file *template_named(struct template_set *set,
				     const char *name);

#endif
