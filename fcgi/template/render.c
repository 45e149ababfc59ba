/* Writes compiled templates. Nothing is allocated but the output itself: the
 * scopes of names and the indentations of partials live on the stack. */
#include "template/internal.h"

#include <string.h>

/* The values in which a name is looked up, innermost first. */
struct scope {
	const json_t *value;
	const struct scope *outer;
	/* NULL, or is told when what a name finds depends on more than this
	 * value and constants. */
	bool *is_open;
};

struct indent {
	const char *text;
	size_t length;
	const struct indent *outer;
};

/* A template being written. */
struct frame {
	const struct template_file *file;
	const struct indent *indent; /* NULL: none */
	int depth;
	bool is_plain; /* it stands where no markup may */
	const struct template_source *source; /* NULL: no number is more */
	struct buf *out;
};

/* What stands for the bytes that HTML reads as markup. */
static const char *const escapes[256] = {
	['&'] = "&amp;",  ['<'] = "&lt;",   ['>'] = "&gt;",
	['"'] = "&quot;", ['\''] = "&#39;",
};

static void put_escaped(struct buf *out, const char *text, size_t length)
{
	size_t from = 0;

	for (size_t at = 0; at < length; at++) {
		const char *escape = escapes[(unsigned char)text[at]];

		if (escape == NULL)
			continue;
		buf_put(out, text + from, at - from);
		buf_puts(out, escape);
		from = at + 1;
	}
	buf_put(out, text + from, length - from);
}

/* A real number is printed as people write it, not to its last bit. */
static void put_value(struct buf *out, const json_t *value)
{
	switch (value != NULL ? json_typeof(value) : JSON_NULL) {
	case JSON_STRING:
		put_escaped(out, json_string_value(value),
			    json_string_length(value));
		break;
	case JSON_INTEGER:
		buf_put_number(out, json_integer_value(value));
		break;
	case JSON_REAL:
		buf_printf(out, "%.15g", json_real_value(value));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		buf_puts(out, json_is_true(value) ? "true" : "false");
		break;
	default:
		break;
	}
}

static bool has_markup(const char *bytes, size_t length)
{
	return memchr(bytes, '<', length) != NULL ||
	       memchr(bytes, '>', length) != NULL ||
	       memchr(bytes, '&', length) != NULL;
}

/* JSON has the bytes of markup within texts alone, where they may be written as
 * escapes; most has none. */
static int put_json_bytes(const char *bytes, size_t length, void *out)
{
	size_t from = 0;

	if (!has_markup(bytes, length)) {
		buf_put(out, bytes, length);
		return 0;
	}
	for (size_t at = 0; at < length; at++) {
		if (bytes[at] != '<' && bytes[at] != '>' && bytes[at] != '&')
			continue;
		buf_put(out, bytes + from, at - from);
		buf_printf(out, "\\u%04x", (unsigned)bytes[at]);
		from = at + 1;
	}
	buf_put(out, bytes + from, length - from);
	return 0;
}

/* What is deferred is JSON already, as a text. */
static void put_json(const struct frame *frame, const json_t *value)
{
	if (frame->source != NULL && json_is_string(value))
		put_json_bytes(json_string_value(value),
			       json_string_length(value), frame->out);
	else if (value != NULL)
		json_dump_callback(value, put_json_bytes, frame->out,
				   JSON_COMPACT);
}

static bool is_true(const json_t *value)
{
	return json_is_true(value) || json_is_number(value) ||
	       json_is_object(value) || json_array_size(value) > 0 ||
	       json_string_length(value) > 0;
}

/* The object in which a name of its own is looked up: a section over a text or
 * a flag is none. */
static const struct scope *innermost(const struct scope *scope)
{
	while (scope != NULL && !json_is_object(scope->value))
		scope = scope->outer;
	return scope;
}

/* Tells the values within which a name found nothing that it was looked for
 * around them, unless that is the same every time. `found` is where it was
 * found; NULL: nowhere. */
static void note_outside(const struct scope *scope, const struct scope *found,
			 const struct template_name *name)
{
	if (name->is_constant || (found == NULL && !name->is_varying))
		return;
	for (; scope != found; scope = scope->outer)
		if (scope->is_open != NULL)
			*scope->is_open = true;
}

/* NULL when there is none. Only the first part is looked for in outer scopes,
 * and no name of an object's own. */
static const json_t *look_up(const struct scope *scope,
			     const struct template_name *name)
{
	const struct scope *first;
	const json_t *value = NULL;

	if (name->count == 0)
		return scope->value;
	if (name->is_own)
		scope = innermost(scope);
	first = scope;
	while (scope != NULL) {
		value = json_object_get(scope->value, name->parts[0]);
		if (value != NULL || name->is_own)
			break;
		scope = scope->outer;
	}
	if (!name->is_own)
		note_outside(first, scope, name);
	for (size_t i = 1; i < name->count && value != NULL; i++)
		value = json_object_get(value, name->parts[i]);
	return value;
}

static void put_indent(struct buf *out, const struct indent *indent)
{
	if (indent == NULL)
		return;
	put_indent(out, indent->outer);
	buf_put(out, indent->text, indent->length);
}

static void put_text(const struct frame *frame,
		     const struct template_node *node)
{
	const char *at = node->text, *end = at + node->length;
	bool begins_line = node->begins_line;

	if (frame->indent == NULL) {
		buf_put(frame->out, node->text, node->length);
		return;
	}
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline != NULL ? newline + 1 : end;

		if (begins_line && *at != '\n' && *at != '\r')
			put_indent(frame->out, frame->indent);
		buf_put(frame->out, at, (size_t)(next - at));
		begins_line = true;
		at = next;
	}
}

static void put_nodes(const struct frame *frame, size_t from, size_t to,
		      const struct scope *scope);

/* One round of a section over a number in the place of an object. Where no
 * indentation is put in and markup may stand, what it writes is kept. */
static void put_deferred(const struct frame *frame,
			 const struct template_node *node, json_int_t number,
			 const struct scope *outer)
{
	const struct template_source *source = frame->source;
	const struct template_place place = { node, (size_t)frame->depth };
	size_t first = (size_t)(node - frame->file->nodes) + 1;
	bool is_open = frame->indent != NULL || frame->is_plain;
	struct scope scope = { .outer = outer, .is_open = &is_open };
	size_t from = frame->out->length;
	json_t *object;

	if (!is_open && source->find(source->of, number, &place, frame->out))
		return;
	object = source->make(source->of, number);
	scope.value = object;
	put_nodes(frame, first, node->end, &scope);
	json_decref(object);
	if (!is_open && !buf_is_spoilt(frame->out))
		source->keep(source->of, number, &place,
			     buf_text(frame->out) + from,
			     frame->out->length - from);
}

/* A list is rendered once for each of its values, anything else that is true
 * once. */
static void put_section(const struct frame *frame,
			const struct template_node *node,
			const struct scope *outer)
{
	size_t first = (size_t)(node - frame->file->nodes) + 1;
	const json_t *value = look_up(outer, &node->name);
	size_t rounds =
		json_is_array(value) ? json_array_size(value) : is_true(value);

	if (node->kind == TEMPLATE_INVERTED && rounds == 0)
		put_nodes(frame, first, node->end, outer);
	for (size_t i = 0; node->kind == TEMPLATE_SECTION && i < rounds; i++) {
		struct scope scope = { .outer = outer };

		scope.value =
			json_is_array(value) ? json_array_get(value, i) : value;

		if (frame->source != NULL && json_is_integer(scope.value) &&
		    node->name.is_deferred)
			put_deferred(frame, node,
				     json_integer_value(scope.value), outer);
		else
			put_nodes(frame, first, node->end, &scope);
	}
}

static void put_partial(const struct frame *frame,
			const struct template_node *node,
			const struct scope *scope)
{
	struct indent indent = {
		.text = node->text,
		.length = node->length,
		.outer = frame->indent,
	};
	struct frame inner = {
		.file = node->partial,
		.depth = frame->depth + 1,
		.is_plain = frame->is_plain || node->is_plain,
		.source = frame->source,
		.out = frame->out,
	};

	if (node->text != NULL)
		inner.indent = node->length > 0 ? &indent : frame->indent;
	if (inner.depth > TEMPLATE_DEPTH_MOST)
		frame->out->spoilt = true;
	else
		put_nodes(&inner, 0, inner.file->count, scope);
}

/* A text that says its language, where that can be said. */
static void put_foreign(const struct frame *frame,
			const struct template_node *node, const json_t *value,
			const struct scope *outer)
{
	struct scope scope = { .value = value, .outer = outer };

	if (frame->is_plain || node->is_plain || node->partial->count == 0)
		put_value(frame->out, json_object_get(value, "text"));
	else
		put_partial(frame, node, &scope);
}

static void put_node(const struct frame *frame,
		     const struct template_node *node,
		     const struct scope *scope)
{
	const json_t *value;

	switch (node->kind) {
	case TEMPLATE_TEXT:
		put_text(frame, node);
		break;
	case TEMPLATE_VALUE:
		value = look_up(scope, &node->name);
		/* The level of a heading is a number or nothing, whatever the
		 * model says. */
		if (json_is_object(value) && !node->is_level)
			put_foreign(frame, node, value, scope);
		else if (!node->is_level || json_is_integer(value))
			put_value(frame->out, value);
		break;
	case TEMPLATE_SECTION:
	case TEMPLATE_INVERTED:
		put_section(frame, node, scope);
		break;
	case TEMPLATE_PARTIAL:
		put_partial(frame, node, scope);
		break;
	case TEMPLATE_JSON:
		put_json(frame, look_up(scope, &node->name));
		break;
	}
}

static void put_nodes(const struct frame *frame, size_t from, size_t to,
		      const struct scope *scope)
{
	size_t at = from;

	while (at < to && !buf_is_spoilt(frame->out)) {
		const struct template_node *node = &frame->file->nodes[at];

		if (node->begins_line && node->kind != TEMPLATE_TEXT)
			put_indent(frame->out, frame->indent);
		put_node(frame, node, scope);
		at = node->end > at ? node->end : at + 1;
	}
}

int template_render(const struct template_set *set, const char *name,
		    const json_t *model, struct buf *out)
{
	return template_render_from(set, name, model, NULL, out);
}

int template_render_from(const struct template_set *set, const char *name,
			 const json_t *model,
			 const struct template_source *source, struct buf *out)
{
	const struct template_file *file = template_find(set, name);
	const struct scope scope = { .value = model };
	const struct frame frame = {
		.file = file,
		.source = source,
		.out = out,
	};

	if (file == NULL || file->path == NULL)
		return -1;
	put_nodes(&frame, 0, file->count, &scope);
	return 0;
}
