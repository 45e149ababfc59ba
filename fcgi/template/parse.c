/* Compiles a Mustache text into nodes. */
#include "template/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/utf8.h"

#define SECTIONS_MOST 16

/* An open section. */
struct section {
	char sigil;
	const char *name; /* lives as long as the set */
	struct template_point point;
	size_t node;
	struct html_spot spot; /* where its content begins */
};

struct parser {
	struct template_set *set;
	struct template_file *file;
	struct err *err;
	struct template_node *nodes;
	size_t count, room;
	struct section sections[SECTIONS_MOST]; /* the open ones */
	size_t depth;
	struct html_spot spot;
	struct template_point left_text; /* where HTML last left plain text */
	bool begins_line;
	bool has_given_up;
};

/* A new node, behind the others. Lives until the next one is made. */
static struct template_node *add_node(struct parser *parser,
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
	node->is_plain = html_context_is_plain(&parser->spot);
	return node;
}

/* Tells `node` whether it is the first of its line that is put out; what stands
 * alone on its line takes the line out. */
static void note_line(struct parser *parser, const struct template_tag *tag,
		      struct template_node *node)
{
	node->line = tag->point.line;
	if (tag->is_alone)
		return;
	node->begins_line = parser->begins_line;
	parser->begins_line = false;
}

static void add_value(struct parser *parser, const struct template_tag *tag)
{
	const struct html_refusal *refusal =
		html_context_refusal(&parser->spot);
	struct template_node *node = add_node(parser, TEMPLATE_VALUE);

	node->is_level = html_context_is_level(&parser->spot);
	node->partial = template_named(parser->set, TEMPLATE_FOREIGN);
	if (refusal != NULL && !node->is_level)
		FAULT(parser, tag->point, "`{{%s}}` stands %s: %s", tag->name,
		      refusal->where, refusal->instead);
	node->name = template_name_of(parser->set, tag->name);
	note_line(parser, tag, node);
}

static void add_json(struct parser *parser, const struct template_tag *tag)
{
	struct template_node *node = add_node(parser, TEMPLATE_JSON);

	if (!html_context_is_script(&parser->spot))
		FAULT(parser, tag->point,
		      "`{{>" TEMPLATE_BUILT_IN "}}` is JSON: put it into "
		      "<script type=\"application/ld+json\">");
	node->name = template_name_of(parser->set, TEMPLATE_JSON_NAME);
}

static void add_partial(struct parser *parser, const struct template_tag *tag)
{
	struct template_file *partial = template_named(parser->set, tag->name);
	struct template_mention *mention =
		arena_alloc(parser->set->arena, sizeof(*mention));
	struct template_node *node = add_node(parser, TEMPLATE_PARTIAL);

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
	note_line(parser, tag, node);
}

static void add_mention(struct parser *parser, const struct template_tag *tag)
{
	if (strcmp(tag->name, TEMPLATE_BUILT_IN) == 0)
		add_json(parser, tag);
	else
		add_partial(parser, tag);
}

static void open_section(struct parser *parser, const struct template_tag *tag)
{
	struct template_node *node;

	if (parser->depth == SECTIONS_MOST) {
		FAULT(parser, tag->point,
		      "sections nest deeper than %d: move the inner ones to a "
		      "partial",
		      SECTIONS_MOST);
		parser->has_given_up = true;
		return;
	}
	node = add_node(parser, tag->sigil == '#' ? TEMPLATE_SECTION :
						    TEMPLATE_INVERTED);
	node->name = template_name_of(parser->set, tag->name);
	note_line(parser, tag, node);
	if (!html_context_begin(&parser->spot))
		FAULT(parser, tag->point,
		      "`{{%c%s}}` stands between `=` and value: put the "
		      "quote first",
		      tag->sigil, tag->name);
	parser->sections[parser->depth++] = (struct section){
		.sigil = tag->sigil,
		.name = tag->name,
		.point = tag->point,
		.node = parser->count - 1,
		.spot = parser->spot,
	};
}

/* The innermost section, which is then closed. */
static const struct section *pop(struct parser *parser)
{
	struct section *section = &parser->sections[--parser->depth];

	parser->nodes[section->node].end = parser->count;
	return section;
}

/* Whether the content of `section` is whole pieces of HTML. */
static void check_ends(struct parser *parser, const struct section *section,
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
static size_t find_section(const struct parser *parser, const char *name)
{
	size_t depth = parser->depth;

	while (depth > 0 && strcmp(parser->sections[depth - 1].name, name) != 0)
		depth--;
	return depth;
}

static void close_section(struct parser *parser, const struct template_tag *tag)
{
	size_t depth = find_section(parser, tag->name);
	const struct section *top;

	if (parser->depth == 0) {
		FAULT(parser, tag->point,
		      "`{{/%s}}` closes nothing: write `{{#%s}}` before it",
		      tag->name, tag->name);
		return;
	}
	top = &parser->sections[parser->depth - 1];
	if (depth != parser->depth)
		FAULT(parser, tag->point,
		      "`{{/%s}}` stands where `{{%c%s}}` of line %d is open: "
		      "write `{{/%s}}` first",
		      tag->name, top->sigil, top->name, top->point.line,
		      top->name);
	/* A name that is open nowhere is taken for a misspelt one. */
	if (depth == 0)
		depth = parser->depth;
	while (parser->depth >= depth)
		top = pop(parser);
	check_ends(parser, top, tag);
}

static void end_sections(struct parser *parser)
{
	while (parser->depth > 0) {
		const struct section *section = pop(parser);

		FAULT(parser, section->point,
		      "`{{%c%s}}` is never closed: `{{/%s}}` is "
		      "missing",
		      section->sigil, section->name, section->name);
	}
}

#define NO_RAW                                                                 \
	"every value is escaped, raw output does not exist: write {{name}}"
#define NO_HEIRS "templates do not inherit: name a partial, {{>name}}"

/* What a tag does, by its sigil, or why it does not exist. */
static const struct {
	char sigil;
	void (*act)(struct parser *, const struct template_tag *);
	const char *refusal;
} kinds[] = {
	{ '\0', add_value, NULL },
	{ '#', open_section, NULL },
	{ '^', open_section, NULL },
	{ '/', close_section, NULL },
	{ '>', add_mention, NULL },
	{ '!', NULL, NULL },
	{ '{', NULL, NO_RAW },
	{ '&', NULL, NO_RAW },
	{ '=', NULL, "delimiters cannot be changed: {{ is &#123;&#123;" },
	{ '<', NULL, NO_HEIRS },
	{ '$', NULL, NO_HEIRS },
};

/* Quotes the tag where it fits into a message. */
static void report(struct parser *parser, const struct template_tag *tag,
		   const char *fault)
{
	if (tag->source_length > 0 && tag->source_length <= 72 &&
	    utf8_is_plain(tag->source, tag->source_length))
		FAULT(parser, tag->point, "`%.*s`: %s", (int)tag->source_length,
		      tag->source, fault);
	else
		FAULT(parser, tag->point, "%s", fault);
}

static void add_tag(struct parser *parser, const struct template_tag *tag)
{
	size_t kind = 0;
	const char *fault;

	while (kinds[kind].sigil != tag->sigil)
		kind++;
	fault = tag->fault != NULL ? tag->fault : kinds[kind].refusal;
	if (fault != NULL)
		report(parser, tag, fault);
	else if (kinds[kind].act != NULL)
		kinds[kind].act(parser, tag);
}

/* Reads a piece of text as HTML, to know where the next tag stands. */
static void read_html(struct parser *parser, const char *from, const char *to,
		      struct template_point point)
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

static void add_text(struct parser *parser, const char *from, const char *to,
		     struct template_point point)
{
	struct template_node *node;

	if (from == to)
		return;
	read_html(parser, from, to, point);
	node = add_node(parser, TEMPLATE_TEXT);
	node->text = from;
	node->length = (size_t)(to - from);
	node->begins_line = parser->begins_line;
	parser->begins_line = to[-1] == '\n';
}

/* Whether the HTML is complete where the text ends. */
static void check_end(struct parser *parser)
{
	if (parser->spot.place == PLACE_OPEN)
		parser->file->open = parser->left_text;
	else if (parser->spot.place != PLACE_TEXT)
		FAULT(parser, parser->left_text,
		      "what begins here is incomplete: the file ends %s",
		      html_context_where(&parser->spot));
}

static void check_bytes(struct parser *parser, const char *text, size_t length)
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

static void parse(struct parser *parser, const char *text, size_t length)
{
	struct template_scan scan = {
		text, text, text + length, { 1, 1 }, parser->set->arena
	};
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
	end_sections(parser);
	check_end(parser);
}

int template_parse(struct template_set *set, struct template_file *file,
		   const char *text, size_t length, struct err *err)
{
	struct parser parser = {
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
