/* INI files as sections and pairs. libinih parts name and value; which lines
 * it is given, and what a continuation is, is decided here, because the
 * library would cut long lines and take a repeated key for a continuation. */
#include "inifile.h"

#include <ctype.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "file.h"
#include "utf8.h"

#define FILE_BYTES   ((size_t)256 * 1024 * 1024)
#define VALUE_BYTES  ((size_t)1024 * 1024)
#define HEADER_BYTES ((size_t)48)
#define ID_LETTERS   "abcdefghijklmnopqrstuvwxyz0123456789-"
#define NAME_LETTERS ID_LETTERS "._"

/* What an indented line would carry on. */
enum above { ABOVE_NOTHING, ABOVE_VALUE, ABOVE_FAULT };

struct reader {
	const char *file;
	const char *at, *end; /* what is left of the file */
	const char *start;    /* of the line */
	const char *value_at; /* where in the line its value begins */
	int line;
	bool is_skipping; /* below a faulty header */
	enum above above;
	bool is_continuation; /* the line that libinih has now */
	struct arena *arena;
	struct err *err;
	struct inifile_section ***tail;
	struct inifile_section *section;
	struct inifile_pair **next_pair;
	struct inifile_pair *pair;
	struct buf value; /* of that pair, as far as it was read */
};

/* A fault of the line that begins at `at`. */
static int fault(struct reader *reader, const char *at, const char *text)
{
	return err_at_column(reader->err, reader->file, reader->line,
			     (int)(at - reader->start) + 1, "%s", text);
}

static bool consists_of(const char *text, size_t length, const char *letters)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(letters, text[i]) == NULL)
			return false;
	return length > 0;
}

static size_t trimmed(const char *text, size_t length)
{
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	return length;
}

static void open_section(struct reader *reader, const char *kind,
			 size_t kind_length, const char *id, size_t id_length)
{
	struct inifile_section *section =
		arena_alloc(reader->arena, sizeof(*section));

	section->kind = arena_text(reader->arena, kind, kind_length);
	if (id != NULL)
		section->id = arena_text(reader->arena, id, id_length);
	section->file = reader->file;
	section->line = reader->line;
	**reader->tail = section;
	*reader->tail = &section->next;
	reader->section = section;
	reader->next_pair = &section->pairs;
}

static bool take_header(struct reader *reader, const char *line, size_t length)
{
	const char *inside = line + 1;
	size_t size = length - 2;
	const char *colon;

	reader->is_skipping = true;
	if (length < 2 || line[length - 1] != ']')
		return fault(reader, line,
			     "a header is the whole line: `[kind]` or "
			     "`[kind:id]`, nothing after it"),
		       false;
	if (size > HEADER_BYTES)
		return fault(reader, inside + HEADER_BYTES,
			     "a header holds at most 48 bytes"),
		       false;
	colon = memchr(inside, ':', size);
	if (!consists_of(inside, colon ? (size_t)(colon - inside) : size,
			 ID_LETTERS) ||
	    (colon &&
	     !consists_of(colon + 1, (size_t)(inside + size - colon - 1),
			  ID_LETTERS)))
		return fault(reader, inside,
			     "a header is `[kind]` or `[kind:id]`, in "
			     "lower-case letters, digits and hyphens"),
		       false;
	reader->is_skipping = false;
	open_section(reader, inside, colon ? (size_t)(colon - inside) : size,
		     colon ? colon + 1 : NULL,
		     colon ? (size_t)(inside + size - colon - 1) : 0);
	return true;
}

/* What keeps a line from being `name = value`, or NULL; `*at` is then where the
 * fault begins, else where the value does. */
static const char *pair_fault(const struct reader *reader, const char *line,
			      size_t length, const char **at)
{
	const char *equals = memchr(line, '=', length);
	size_t before = equals ? (size_t)(equals - line) : length;

	*at = line;

	if (reader->section == NULL)
		return "this stands before the first section; a section "
		       "begins with `[kind]` or `[kind:id]`";
	if (equals == NULL)
		return "this is neither `name = value` nor a header, a "
		       "comment, or the indented rest of a value";
	if (memchr(line, ':', before) != NULL) {
		*at = memchr(line, ':', before);
		return "`=` parts name and value; a colon before it is a "
		       "fault";
	}
	if (!consists_of(line, trimmed(line, before), NAME_LETTERS))
		return "a name is lower-case letters, digits and hyphens";
	*at = equals + 1;
	while (*at < line + length && isspace((unsigned char)**at))
		++*at;
	if (*at == line + length)
		return "nothing stands after the `=`; leave the line out";
	return NULL;
}

static bool take_pair(struct reader *reader, const char *line, size_t length)
{
	const char *at;
	const char *wrong = pair_fault(reader, line, length, &at);

	if (wrong != NULL)
		return fault(reader, at, wrong), false;
	reader->value_at = at;
	reader->above = ABOVE_VALUE;
	return true;
}

/* The rest of a value that was found faulty goes with it. */
static bool take_continuation(struct reader *reader, const char *at,
			      enum above above)
{
	reader->above = above;
	reader->is_continuation = true;
	if (above == ABOVE_NOTHING)
		fault(reader, at,
		      "an indented line carries on the value directly above "
		      "it, and there is none");
	return above == ABOVE_VALUE;
}

/* Why no line may be like this, as words, or NULL; `*at` is then where it
 * begins. */
static const char *line_fault(const char *line, size_t length, const char **at,
			      char words[128])
{
	char what[64];

	*at = line + INIFILE_LINE_BYTES;
	if (length > INIFILE_LINE_BYTES)
		return "a line holds at most 64 KiB";
	if (utf8_fault(line, length, what) == NULL)
		return NULL;
	*at = line + utf8_plain(line, length);
	snprintf(words, 128, "%s cannot stand in this file", what);
	return words;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* Whether libinih may have the line. */
static bool take_line(struct reader *reader, const char *line, size_t length)
{
	enum above above = reader->above;
	size_t blank = 0;
	char words[128];
	const char *at;
	const char *wrong = line_fault(line, length, &at, words);

	reader->is_continuation = false;
	reader->above = wrong != NULL ? ABOVE_FAULT : ABOVE_NOTHING;
	while (blank < length && is_blank(line[blank]))
		blank++;
	if (wrong != NULL) {
		reader->is_skipping |= line[0] == '[';
		return fault(reader, at, wrong), false;
	}
	if (blank == length || strchr(";#", line[blank]) != NULL)
		return false;
	if (line[0] == '[')
		return take_header(reader, line, length), false;
	if (reader->is_skipping)
		return false;
	if (blank > 0)
		return take_continuation(reader, line + blank, above);
	reader->above = ABOVE_FAULT;
	return take_pair(reader, line, length);
}

/* The length of a line without its end and the blanks before that. */
static size_t without_end(const char *line, size_t length)
{
	if (length > 0 && line[length - 1] == '\r')
		length--;
	while (length > 0 && is_blank(line[length - 1]))
		length--;
	return length;
}

/* An ini_reader: the next line, or an empty one in the place of a line that
 * libinih is not to see. */
static char *next_line(char *out, int size, void *data)
{
	struct reader *reader = data;
	const char *line = reader->at;
	const char *end;
	size_t length;

	if (line == reader->end)
		return NULL;
	end = memchr(line, '\n', (size_t)(reader->end - line));
	if (end == NULL)
		end = reader->end;
	reader->at = end < reader->end ? end + 1 : end;
	reader->start = line;
	reader->line++;
	length = without_end(line, (size_t)(end - line));
	if (!take_line(reader, line, length) || length + 2 > (size_t)size)
		length = 0;
	memcpy(out, line, length);
	memcpy(out + length, "\n", 2);
	return out;
}

/* A continuation that reads `word = ...` may be a pair that was indented by
 * mistake. */
static void note_lookalike(struct reader *reader, const char *line)
{
	const char *equals = strchr(line, '=');
	struct inifile_pair *like;
	size_t length;

	if (equals == NULL)
		return;
	length = trimmed(line, (size_t)(equals - line));
	if (!consists_of(line, length, NAME_LETTERS))
		return;
	like = arena_alloc(reader->arena, sizeof(*like));
	like->name = arena_text(reader->arena, line, length);
	like->value = "";
	like->file = reader->file;
	like->line = reader->line;
	like->column = (int)strspn(reader->start, " \t") + 1;
	like->next = reader->pair->lookalikes;
	reader->pair->lookalikes = like;
}

/* The value of the pair is complete. */
static void end_pair(struct reader *reader)
{
	if (reader->pair == NULL)
		return;
	if (buf_is_spoilt(&reader->value))
		err_at(reader->err, reader->file, reader->pair->line,
		       "a value holds at most 1 MiB");
	reader->pair->value = arena_text(
		reader->arena, buf_text(&reader->value), reader->value.length);
	reader->pair = NULL;
	buf_free(&reader->value);
}

static int take(void *data, const char *section, const char *name,
		const char *value)
{
	struct reader *reader = data;
	struct inifile_pair *pair;

	(void)section;
	if (reader->is_continuation) {
		note_lookalike(reader, value);
		buf_puts(&reader->value, " ");
		buf_puts(&reader->value, value);
		return 1;
	}
	end_pair(reader);
	pair = arena_alloc(reader->arena, sizeof(*pair));
	pair->name = arena_text(reader->arena, name, strlen(name));
	pair->file = reader->file;
	pair->line = reader->line;
	pair->column = (int)(reader->value_at - reader->start) + 1;
	pair->span = strlen(value);
	*reader->next_pair = pair;
	reader->next_pair = &pair->next;
	reader->pair = pair;
	buf_puts(&reader->value, value);
	return 1;
}

static void parse(struct reader *reader)
{
	ini_allow_inline_comments = false;
	ini_allow_bom = false;
	ini_allow_multiline = true;
	ini_use_stack = false;
	ini_allow_realloc = false;
	ini_initial_alloc = (int)INIFILE_LINE_BYTES + 3;
	ini_max_line = (int)INIFILE_LINE_BYTES + 3;
	ini_parse_stream(next_line, reader, take, reader);
	end_pair(reader);
}

/* Quotes around a value are noticed when all its lines are there. */
static void check_quotes(struct reader *reader,
			 const struct inifile_section *section)
{
	for (; section != NULL; section = section->next)
		for (const struct inifile_pair *pair = section->pairs;
		     pair != NULL; pair = pair->next) {
			size_t length = strlen(pair->value);

			if (length > 1 && pair->value[0] == '"' &&
			    pair->value[length - 1] == '"')
				err_at_column(reader->err, pair->file,
					      pair->line, pair->column,
					      "quotes are part of a value; "
					      "write it without them");
		}
}

int inifile_read(const char *path, struct arena *arena,
		 struct inifile_section ***tail, struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct inifile_section **first = *tail;
	size_t faults = err->count;
	size_t length = 0;
	char *bytes = file_read(path, FILE_BYTES, &length, err);
	struct reader reader = {
		.file = arena_text(arena, path, strlen(path)),
		.arena = arena,
		.err = err,
		.tail = tail,
		.value = buf_new(VALUE_BYTES),
	};

	if (bytes == NULL)
		return -1;
	reader.at = bytes;
	reader.end = bytes + length;
	if (length >= 3 && memcmp(bytes, mark, 3) == 0)
		reader.at += 3;
	parse(&reader);
	check_quotes(&reader, *first);
	free(bytes);
	return err->count == faults ? 0 : -1;
}

int inifile_column(const struct inifile_pair *pair, const char *at)
{
	size_t place = (size_t)(at - pair->value);

	return pair->column + (place < pair->span ? (int)place : 0);
}

int inifile_report_indented(const struct inifile_pair *lookalike,
			    struct err *err)
{
	return err_at_column(err, lookalike->file, lookalike->line,
			     lookalike->column,
			     "`%s` is a key, but the line is indented, so it "
			     "would carry on the value above; begin it in "
			     "column 1",
			     lookalike->name);
}
