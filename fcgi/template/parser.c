/* A text that is being compiled. */
#include "template/parser.h"

#include "base/alloc.h"

struct template_node *template_parser_node(struct template_parser *parser,
					   enum template_kind kind)
{
	struct template_node *node;

	if (parser->count == parser->room) {
		parser->room = parser->room * 2 + 32;
		parser->nodes = alloc_grow(
			parser->nodes, parser->room * sizeof(*parser->nodes));
	}
	node = &parser->nodes[parser->count++];
	*node = (struct template_node){ .kind = kind };
	return node;
}

void template_parser_line(struct template_parser *parser,
			  const struct template_tag *tag,
			  struct template_node *node)
{
	if (tag->is_alone)
		return;
	node->begins_line = parser->begins_line;
	parser->begins_line = false;
}

const char *template_parser_name(struct template_parser *parser,
				 const struct template_tag *tag)
{
	return arena_text(parser->set->arena, tag->name, tag->name_length);
}
