/* Compiles a Mustache text into nodes. */
#include "template/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/utf8.h"

struct template_name template_parse_path(struct arena *arena, const char *text)
{
	char *rest = arena_text(arena, text, strlen(text)), *part;
	size_t most = strlen(text) / 2 + 1;
	struct template_name name = {
		.parts = arena_alloc(arena, most * sizeof(*name.parts)),
	};

	while ((part = strsep(&rest, ".")) != NULL)
		if (*part != '\0')
			name.parts[name.count++] = part;
	return name;
}

struct template_node *template_parse_node(struct template_parser *parser,
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

void template_parse_line(struct template_parser *parser,
			 const struct template_tag *tag,
			 struct template_node *node)
{
	if (tag->is_alone)
		return;
	node->begins_line = parser->begins_line;
	parser->begins_line = false;
}

const char *template_parse_name(struct template_parser *parser,
				const struct template_tag *tag)
{
	return arena_text(parser->set->arena, tag->name, tag->name_length);
}

static void add_value(struct template_parser *parser,
		      const struct template_tag *tag)
{
	const struct html_refusal *refusal =
		html_context_refusal(&parser->spot);
	struct template_node *node =
		template_parse_node(parser, TEMPLATE_VALUE);
	const char *name = template_parse_name(parser, tag);

	node->is_level = html_context_is_level(&parser->spot);
	if (refusal != NULL && !node->is_level)
		FAULT(parser, tag->point, "`{{%s}}` stands %s: %s", name,
		      refusal->where, refusal->instead);
	node->name = template_parse_path(parser->set->arena, name);
	template_parse_line(parser, tag, node);
}

static void add_json(struct template_parser *parser,
		     const struct template_tag *tag)
{
	struct template_node *node = template_parse_node(parser, TEMPLATE_JSON);

	if (!html_context_is_script(&parser->spot))
		FAULT(parser, tag->point,
		      "`{{>" TEMPLATE_BUILT_IN "}}` is JSON: put it into "
		      "<script type=\"application/ld+json\">");
	node->name = template_parse_path(parser->set->arena, "json_ld");
}

static void add_partial(struct template_parser *parser,
			const struct template_tag *tag, const char *name)
{
	struct template_file *partial = template_named(parser->set, name);
	struct template_mention *mention =
		arena_alloc(parser->set->arena, sizeof(*mention));
	struct template_node *node =
		template_parse_node(parser, TEMPLATE_PARTIAL);

	*mention = (struct template_mention){
		.next = parser->file->mentions,
		.partial = partial,
		.refusal = html_context_refusal(&parser->spot),
		.wants_plain = html_context_is_plain(&parser->spot),
		.point = tag->point,
	};
	parser->file->mentions = mention;
	node->partial = partial;
	node->text = tag->is_alone ? tag->begin : NULL;
	node->length = tag->indent;
	template_parse_line(parser, tag, node);
}

static void add_mention(struct template_parser *parser,
			const struct template_tag *tag)
{
	const char *name = template_parse_name(parser, tag);

	if (strcmp(name, TEMPLATE_BUILT_IN) == 0)
		add_json(parser, tag);
	else
		add_partial(parser, tag, name);
}

static void skip_comment(struct template_parser *parser,
			 const struct template_tag *tag)
{
	(void)parser;
	(void)tag;
}

#define NO_RAW                                                                 \
	"every value is escaped, raw output does not exist: write {{name}}"
#define NO_HEIRS "templates do not inherit: name a partial, {{>name}}"

/* What a tag does, by its sigil, or why it does not exist. */
static const struct {
	char sigil;
	void (*act)(struct template_parser *, const struct template_tag *);
	const char *refusal;
} kinds[] = {
	{ '\0', add_value, NULL },
	{ '#', template_section_open, NULL },
	{ '^', template_section_open, NULL },
	{ '/', template_section_close, NULL },
	{ '>', add_mention, NULL },
	{ '!', skip_comment, NULL },
	{ '{', NULL, NO_RAW },
	{ '&', NULL, NO_RAW },
	{ '=', NULL, "delimiters cannot be changed: {{ is &#123;&#123;" },
	{ '<', NULL, NO_HEIRS },
	{ '$', NULL, NO_HEIRS },
};

/* Whether the tag's source fits into a message. */
static bool is_quotable(const struct template_tag *tag)
{
	return tag->source_length > 0 && tag->source_length <= 72 &&
	       utf8_is_plain(tag->source, tag->source_length);
}

static void add_tag(struct template_parser *parser,
		    const struct template_tag *tag)
{
	size_t kind = 0;
	const char *fault;

	while (kinds[kind].sigil != tag->sigil)
		kind++;
	fault = tag->fault != NULL ? tag->fault : kinds[kind].refusal;
	if (fault == NULL)
		kinds[kind].act(parser, tag);
	else if (is_quotable(tag))
		FAULT(parser, tag->point, "`%.*s`: %s", (int)tag->source_length,
		      tag->source, fault);
	else
		FAULT(parser, tag->point, "%s", fault);
}

/* Reads a piece of text as HTML, to know where the next tag stands. */
static void read_html(struct template_parser *parser, const char *from,
		      const char *to, struct template_point point)
{
	for (const char *at = from; at < to; at++) {
		bool was_text = parser->spot.place == PLACE_TEXT;
		const char *wrong = html_read(&parser->spot, *at);

		if (wrong != NULL)
			FAULT(parser, point, "%s", wrong);
		if (was_text)
			parser->left_text = point;
		if (parser->file->mark == '\0' &&
		    strchr("<>\"'", *at) != NULL) {
			parser->file->mark = *at;
			parser->file->mark_line = point.line;
		}
		template_point_pass(&point, *at);
	}
}

static void add_text(struct template_parser *parser, const char *from,
		     const char *to, struct template_point point)
{
	struct template_node *node;

	if (from == to)
		return;
	read_html(parser, from, to, point);
	node = template_parse_node(parser, TEMPLATE_TEXT);
	node->text = from;
	node->length = (size_t)(to - from);
	node->begins_line = parser->begins_line;
	parser->begins_line = to[-1] == '\n';
}

/* Whether the HTML is complete where the text ends. */
static void check_end(struct template_parser *parser)
{
	if (parser->spot.place == PLACE_OPEN)
		parser->file->open = parser->left_text;
	else if (parser->spot.place != PLACE_TEXT)
		FAULT(parser, parser->left_text,
		      "what begins here is incomplete: the file ends %s",
		      html_context_where(&parser->spot));
}

static void check_bytes(struct template_parser *parser, const char *text,
			size_t length)
{
	const char *end = text + length;
	char words[64];

	for (int line = 1; text < end; line++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline != NULL ? newline : end;
		size_t size = (size_t)(stop - text);
		const char *wrong;

		size -= size > 0 && stop[-1] == '\r';
		wrong = utf8_fault(text, size, words);
		if (wrong != NULL)
			FAULT(parser,
			      ((struct template_point){
				      line, (int)utf8_plain(text, size) + 1 }),
			      "%s: a template is plain UTF-8", wrong);
		text = newline != NULL ? newline + 1 : end;
	}
}

static void parse(struct template_parser *parser, const char *text,
		  size_t length)
{
	struct template_scan scan = { text, text, text + length, { 1, 1 } };
	struct template_tag tag;
	const char *from = text;
	struct template_point point = { 1, 1 };

	check_bytes(parser, text, length);
	while (!parser->has_given_up && template_scan_next(&scan, &tag)) {
		add_text(parser, from, tag.begin, point);
		add_tag(parser, &tag);
		from = scan.at;
		point = scan.point;
	}
	if (parser->has_given_up)
		return;
	add_text(parser, from, scan.end, point);
	template_section_end(parser);
	check_end(parser);
}

int template_parse(struct template_set *set, struct template_file *file,
		   const char *text, size_t length, struct err *err)
{
	struct template_parser parser = {
		.set = set, .file = file, .err = err, .begins_line = true
	};
	size_t faults = err->count;
	struct template_node *nodes;

	parse(&parser, arena_text(set->arena, text, length), length);
	nodes = arena_alloc(set->arena, parser.count * sizeof(*nodes));
	if (parser.count > 0)
		memcpy(nodes, parser.nodes, parser.count * sizeof(*nodes));
	free(parser.nodes);
	file->nodes = nodes;
	file->count = parser.count;
	return err->count > faults ? -1 : 0;
}
