/* Finds where a value ends, by its brackets and quotes, and gives it to
 * jansson, which judges it. */
#include "import/elements.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

#define PIECE ((size_t)64 * 1024)

enum form { LINES, ARRAY, ENVELOPE };

struct elements {
	FILE *file;
	const char *name;
	char piece[PIECE];
	size_t length, at;
	int line;
	enum form form;
	bool has_begun, is_over;
	json_t *envelope;
	struct buf value;
};

struct elements *elements_new(FILE *file, const char *name)
{
	struct elements *elements = alloc_zero(sizeof(*elements));

	elements->file = file;
	elements->name = name;
	elements->line = 1;
	elements->value = buf_new(ELEMENTS_BYTES);
	return elements;
}

void elements_free(struct elements *elements)
{
	if (elements == NULL)
		return;
	json_decref(elements->envelope);
	buf_free(&elements->value);
	free(elements);
}

const json_t *elements_envelope(const struct elements *elements)
{
	return elements->envelope;
}

/* The next byte, which stays; EOF at the end. */
static int peek(struct elements *elements)
{
	if (elements->at == elements->length) {
		elements->length =
			fread(elements->piece, 1, PIECE, elements->file);
		elements->at = 0;
	}
	return elements->length == 0 ?
		       EOF :
		       (unsigned char)elements->piece[elements->at];
}

static int take(struct elements *elements)
{
	int byte = peek(elements);

	if (byte != EOF)
		elements->at++;
	elements->line += byte == '\n';
	return byte;
}

/* The next byte that is no white space. */
static int peek_solid(struct elements *elements)
{
	int byte = peek(elements);

	while (byte != EOF && strchr(" \t\r\n", byte) != NULL && byte != 0) {
		take(elements);
		byte = peek(elements);
	}
	return byte;
}

/* A mark of UTF-8 that some programs put before a file. */
static void skip_mark(struct elements *elements)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (peek(elements) == (unsigned char)mark[0] && elements->length >= 3 &&
	    memcmp(elements->piece, mark, 3) == 0)
		elements->at += 3;
}

static int fault(struct elements *elements, struct err *err, const char *words)
{
	elements->is_over = true;
	return err_at(err, elements->name, elements->line, "%s", words);
}

/* Takes the next byte into the value; EOF at the end. */
static int take_in(struct elements *elements)
{
	int byte = take(elements);
	char one = (char)byte;

	if (byte != EOF)
		buf_put(&elements->value, &one, 1);
	return byte;
}

/* Takes what stands in a text before a quote, a backslash or a line end: most
 * of a file is that. */
static void take_run(struct elements *elements)
{
	const char *start = elements->piece + elements->at;
	size_t left = elements->length - elements->at, length = 0;

	while (length < left && start[length] != '"' && start[length] != '\\' &&
	       start[length] != '\n')
		length++;
	buf_put(&elements->value, start, length);
	elements->at += length;
}

/* Takes a text with its quotes. */
static void take_string(struct elements *elements)
{
	int byte;

	take_in(elements);
	do {
		take_run(elements);
		byte = take_in(elements);
		if (byte == '\\')
			take_in(elements);
	} while (byte != '"' && byte != EOF);
}

/* Takes the bytes of a value: up to the bracket that ends it, or what parts it
 * from the next. */
static void take_value(struct elements *elements)
{
	size_t depth = 0;
	int byte;

	buf_clear(&elements->value);
	while ((byte = peek(elements)) != EOF &&
	       !buf_is_spoilt(&elements->value)) {
		if (depth == 0 && elements->value.length > 0 &&
		    (strchr(",]}", byte) != NULL || isspace(byte)))
			return;
		if (byte == '"')
			take_string(elements);
		else
			take_in(elements);
		depth += byte == '{' || byte == '[';
		if (byte == '}' || byte == ']')
			depth -= depth > 0;
		if (depth == 0 && (byte == '}' || byte == ']' || byte == '"'))
			return;
	}
}

static json_t *read_value(struct elements *elements, struct err *err)
{
	int line = elements->line;
	json_error_t why;
	json_t *value;

	take_value(elements);
	if (buf_is_spoilt(&elements->value)) {
		fault(elements, err, "this element is longer than 64 MiB");
		return NULL;
	}
	value = json_loadb(buf_text(&elements->value), elements->value.length,
			   JSON_DECODE_ANY, &why);
	if (value == NULL) {
		elements->is_over = true;
		err_at(err, elements->name, line + why.line - 1,
		       "this is not JSON: %s", why.text);
	}
	return value;
}

static bool is_contents(const char *name)
{
	return strcmp(name, "contents") == 0 || strcmp(name, "content") == 0;
}

/* Takes members of an object up to an array of contents, which is not taken, or
 * the end. -1 with the fault in `err`. */
static int take_members(struct elements *elements, json_t *object,
			bool *has_contents, struct err *err)
{
	*has_contents = false;
	while (peek_solid(elements) != '}') {
		json_t *name, *value = NULL;
		bool is_named;

		if (peek(elements) == ',') {
			take(elements);
			continue;
		}
		if (peek(elements) != '"')
			return fault(elements, err, "here no member begins");
		name = read_value(elements, err);
		is_named = name != NULL && peek_solid(elements) == ':';
		if (is_named) {
			take(elements);
			*has_contents = is_contents(json_string_value(name)) &&
					peek_solid(elements) == '[';
			peek_solid(elements);
		}
		if (is_named && !*has_contents)
			value = read_value(elements, err);
		if (value != NULL)
			json_object_set_new(object, json_string_value(name),
					    value);
		json_decref(name);
		if (*has_contents)
			return 0;
		if (value == NULL)
			return err->count > 0 ? -1 :
						fault(elements, err,
						      "a member has no value");
	}
	take(elements);
	return 0;
}

/* An object alone, or, where it is an envelope, NULL. */
static json_t *begin_object(struct elements *elements, struct err *err)
{
	json_t *object = json_object();
	bool has_contents;

	take(elements);
	if (take_members(elements, object, &has_contents, err) != 0) {
		json_decref(object);
		return NULL;
	}
	if (!has_contents)
		return object;
	take(elements);
	elements->form = ENVELOPE;
	elements->envelope = object;
	return NULL;
}

/* What stands behind the last element. */
static json_t *end(struct elements *elements, struct err *err)
{
	bool ignored;

	take(elements);
	elements->is_over = true;
	if (elements->form == ENVELOPE &&
	    take_members(elements, elements->envelope, &ignored, err) != 0)
		return NULL;
	if (err->count == 0 && peek_solid(elements) != EOF)
		fault(elements, err, "something stands behind the end");
	return NULL;
}

static json_t *next_of_list(struct elements *elements, struct err *err)
{
	int byte = peek_solid(elements);

	if (byte == ',' && elements->has_begun) {
		take(elements);
		byte = peek_solid(elements);
	}
	elements->has_begun = true;
	if (byte == ']')
		return end(elements, err);
	if (byte == EOF) {
		fault(elements, err, "the file ends before its list does");
		return NULL;
	}
	return read_value(elements, err);
}

/* The first element where it is an object alone or a line; NULL, and the form
 * is another, where it is a list. */
static json_t *next_of_lines(struct elements *elements, struct err *err)
{
	int byte = peek_solid(elements);
	bool is_first = !elements->has_begun;

	if (byte == EOF)
		return NULL;
	if (byte == '[' && is_first) {
		take(elements);
		elements->form = ARRAY;
		return NULL;
	}
	if (byte != '{') {
		fault(elements, err, "here no element begins");
		return NULL;
	}
	if (is_first)
		return begin_object(elements, err);
	return read_value(elements, err);
}

json_t *elements_next(struct elements *elements, int *line, struct err *err)
{
	json_t *object;

	if (elements->is_over)
		return NULL;
	if (!elements->has_begun)
		skip_mark(elements);
	peek_solid(elements);
	*line = elements->line;
	if (elements->form != LINES)
		return next_of_list(elements, err);
	object = next_of_lines(elements, err);
	if (elements->form == LINES || elements->is_over) {
		elements->has_begun = true;
		return object;
	}
	peek_solid(elements);
	*line = elements->line;
	return next_of_list(elements, err);
}
