/* Opens and closes the sections of a text that is being compiled. */
#include "template/internal.h"

#include <string.h>

static void push(struct template_parser *parser, const struct template_tag *tag)
{
	const char *name = template_parse_name(parser, tag);
	struct template_node *node = template_parse_node(
		parser,
		tag->sigil == '#' ? TEMPLATE_SECTION : TEMPLATE_INVERTED);

	node->name = template_parse_path(parser->set->arena, name);
	template_parse_line(parser, tag, node);
	if (!html_context_begin(&parser->spot))
		FAULT(parser, tag->point,
		      "`{{%c%s}}` stands between `=` and value: put the "
		      "quote first",
		      tag->sigil, name);
	parser->sections[parser->depth++] = (struct template_section){
		.sigil = tag->sigil,
		.name = name,
		.point = tag->point,
		.node = parser->count - 1,
		.spot = parser->spot,
	};
}

/* The innermost section, which is then closed. */
static const struct template_section *pop(struct template_parser *parser)
{
	struct template_section *section = &parser->sections[--parser->depth];

	parser->nodes[section->node].end = parser->count;
	return section;
}

/* Whether the content of `section` is whole pieces of HTML. */
static void check_ends(struct template_parser *parser,
		       const struct template_section *section,
		       const struct template_tag *tag)
{
	const char *where = html_context_where(&parser->spot);
	bool runs_together =
		html_context_runs_together(&parser->spot, &section->spot);

	if (!html_context_end(&parser->spot, &section->spot))
		FAULT(parser, tag->point,
		      "this section ends %s, but began %s (`{{%c%s}}` in "
		      "line %d): it must hold whole pieces of HTML",
		      where, html_context_where(&section->spot), section->sigil,
		      section->name, section->point.line);
	else if (runs_together && section->sigil == '#')
		FAULT(parser, tag->point,
		      "`{{/%s}}` stands directly behind an attribute: put a "
		      "space between them, for the next round",
		      section->name);
}

/* The depth of the innermost open section of that name, from 1; 0 when there
 * is none. */
static size_t find_section(const struct template_parser *parser,
			   const char *name)
{
	size_t depth = parser->depth;

	while (depth > 0 && strcmp(parser->sections[depth - 1].name, name) != 0)
		depth--;
	return depth;
}

void template_section_open(struct template_parser *parser,
			   const struct template_tag *tag)
{
	if (parser->depth < SECTIONS_MOST) {
		push(parser, tag);
		return;
	}
	FAULT(parser, tag->point,
	      "sections nest deeper than %d: move the inner ones to a partial",
	      SECTIONS_MOST);
	parser->has_given_up = true;
}

void template_section_close(struct template_parser *parser,
			    const struct template_tag *tag)
{
	const char *name = template_parse_name(parser, tag);
	size_t depth = find_section(parser, name);
	const struct template_section *top;

	if (parser->depth == 0) {
		FAULT(parser, tag->point,
		      "`{{/%s}}` closes nothing: write `{{#%s}}` before it",
		      name, name);
		return;
	}
	top = &parser->sections[parser->depth - 1];
	if (depth != parser->depth)
		FAULT(parser, tag->point,
		      "`{{/%s}}` stands where `{{%c%s}}` of line %d is open: "
		      "write `{{/%s}}` first",
		      name, top->sigil, top->name, top->point.line, top->name);
	/* A name that is open nowhere is taken for a misspelt one. */
	if (depth == 0)
		depth = parser->depth;
	while (parser->depth >= depth)
		top = pop(parser);
	check_ends(parser, top, tag);
}

void template_section_end(struct template_parser *parser)
{
	while (parser->depth > 0) {
		const struct template_section *section = pop(parser);

		FAULT(parser, section->point,
		      "`{{%c%s}}` is never closed: `{{/%s}}` is "
		      "missing",
		      section->sigil, section->name, section->name);
	}
}
