/* A text that is being compiled. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_PARSER_H
#define SIGNPOST_TEMPLATE_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "template/node.h"
#include "template/scan.h"

#define SECTIONS_MOST 16

/* An open section. */
struct template_section {
	char sigil;
	const char *name; /* lives as long as the set */
	struct template_point point;
	size_t node;
	struct template_spot spot; /* where its content begins */
};

struct template_parser {
	struct template_set *set;
	struct template_file *file;
	struct err *err;
	struct template_node *nodes;
	size_t count, room;
	struct template_section sections[SECTIONS_MOST]; /* the open ones */
	size_t depth;
	struct template_spot spot;
	struct template_point left_text; /* where HTML last left plain text */
	bool begins_line;
	bool has_given_up;
};

/* Reports a fault that begins at a point and gives -1. */
#define FAULT(parser, point, ...)                                              \
	err_at_column((parser)->err, (parser)->file->path, (point).line,       \
		      (point).column, __VA_ARGS__)

/* A new node, behind the others. Lives until the next one is made. */
struct template_node *template_parser_node(struct template_parser *parser,
					   enum template_kind kind);

/* Tells `node` whether it is the first of its line that is put out; what stands
 * alone on its line takes the line out. */
void template_parser_line(struct template_parser *parser,
			  const struct template_tag *tag,
			  struct template_node *node);

/* The name in a tag, which lives as long as the set. */
const char *template_parser_name(struct template_parser *parser,
				 const struct template_tag *tag);

#endif
