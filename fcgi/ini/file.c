/* INI files as sections and pairs. libinih parts name and value; which lines
 * it is given, and what a continuation is, is decided here, because the
 * library would cut long lines and take a repeated key for a continuation. */
#include "ini/file.h"

#include <ctype.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "ini/line.h"
#include "text/typeset.h"
#include "text/utf8.h"

#define FILE_BYTES    ((size_t)256 * 1024 * 1024)
#define VALUE_BYTES   ((size_t)1024 * 1024)
#define SMALL_BYTES   ((size_t)16 * 1024) /* a part would take as much */

/* With its end and the NUL, and one more by which libinih knows it as whole. */
#define LINE_ROOM     ((int)INI_LINE_BYTES + 3)

#define OUT_OF_MEMORY (-2) /* what ini_parse_stream() returns then */

/* What an indented line would carry on. */
enum above { ABOVE_NOTHING, ABOVE_VALUE, ABOVE_FAULT };

struct reader {
	const char *file;
	bool is_small;	      /* all of it lives as long as the arena */
	const char *at, *end; /* what is left of them */
	const char *start;    /* of the line */
	const char *value_at; /* where in the line its value begins */
	int line;
	bool is_skipping; /* below a faulty header */
	enum above above;
	bool is_continuation; /* the line that libinih has now */
	struct arena *arena;
	struct ini_lines *lines; /* of the section */
	struct err *err;
	struct ini_file_section ***tail;
	struct ini_file_section *section;
	struct ini_file_pair **next_pair;
	struct ini_file_pair *pair;
	struct buf value; /* of that pair, once it goes on in more lines */
};

/* Where what the lines of a section say is kept. */
static struct arena *room_of(const struct reader *reader)
{
	return reader->lines != NULL ? ini_lines_arena(reader->lines) :
				       reader->arena;
}

/* Reports a fault of the line that begins at `at`; false. */
static bool fault(struct reader *reader, const char *at, const char *text)
{
	err_at_column(reader->err, reader->file, reader->line,
		      (int)(at - reader->start) + 1, "%s", text);
	return false;
}

/* The value of the pair is complete. */
static void end_pair(struct reader *reader)
{
	struct buf *value = &reader->value;

	if (buf_is_spoilt(value))
		err_at(reader->err, reader->file, reader->pair->line,
		       "a value holds at most 1 MiB");
	if (value->length > 0)
		reader->pair->value = arena_text(
			room_of(reader), buf_text(value), value->length);
	buf_free(value);
}

static struct ini_file_section *open_section(struct reader *reader,
					     const char *kind, const char *id)
{
	struct ini_file_section *section =
		arena_alloc(reader->arena, sizeof(*section));

	end_pair(reader);
	section->kind = kind;
	section->id = id;
	section->file = reader->file;
	section->line = reader->line;
	if (!reader->is_small)
		reader->lines = ini_lines_next(reader->lines, reader->arena);
	section->lines = reader->lines;
	**reader->tail = section;
	*reader->tail = &section->next;
	reader->section = section;
	reader->next_pair = &section->pairs;
	return section;
}

/* What was meant with a faulty header, for those who look for its id. */
static void lose_section(struct reader *reader, const char *line, size_t length)
{
	char meant[INI_LINE_MEANT];
	char *kind, *colon;

	ini_line_meant(line, length, meant);
	kind = arena_text(reader->arena, meant, strlen(meant));
	colon = strchr(kind, ':');
	if (colon != NULL)
		*colon = '\0';
	open_section(reader, kind, colon != NULL ? colon + 1 : NULL)->is_lost =
		true;
}

/* What was meant with the name of a line that is no pair. */
static void lose_pair(struct reader *reader, const char *line, size_t length)
{
	struct ini_file_pair *lost = arena_alloc(reader->arena, sizeof(*lost));
	char meant[INI_LINE_MEANT];

	ini_line_meant(line, length, meant);
	lost->name = arena_text(reader->arena, meant, strlen(meant));
	lost->next = reader->section->lost_pairs;
	reader->section->lost_pairs = lost;
}

static bool take_header(struct reader *reader, const char *line, size_t length)
{
	struct ini_line_header header;
	char words[INI_LINE_WORDS];
	const char *at;
	const char *wrong = ini_line_header(line, length, &header, &at, words);

	reader->is_skipping = wrong != NULL;
	if (wrong != NULL) {
		lose_section(reader, line, length);
		return fault(reader, at, wrong);
	}
	open_section(reader,
		     arena_text(reader->arena, header.kind, header.kind_length),
		     header.id != NULL ? arena_text(reader->arena, header.id,
						    header.id_length) :
					 NULL);
	return true;
}

static bool take_pair(struct reader *reader, const char *line, size_t length)
{
	char words[INI_LINE_WORDS];
	const char *at;
	const char *wrong = ini_line_pair(line, length, &at, words);

	if (reader->section == NULL)
		return fault(reader, line,
			     "this stands before the first section; a section "
			     "begins with `[kind]` or `[kind:id]`");
	if (wrong != NULL) {
		lose_pair(reader, line, length);
		return fault(reader, at, wrong);
	}
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

/* A comment is free to stand anywhere but where it can only have been meant as
 * the rest of a value, as in `#77 and say where you are`. */
static void take_comment(struct reader *reader, const char *at,
			 enum above above)
{
	if (at == reader->start || above == ABOVE_NOTHING)
		return;
	reader->above = ABOVE_FAULT;
	if (above == ABOVE_VALUE)
		fault(reader, at,
		      "an indented `#` or `;` below a value would be lost as a "
		      "comment; join this line to the one above, or begin it "
		      "with another word (a comment here begins in column 1)");
}

/* Whether libinih may have the line. */
static bool take_line(struct reader *reader, const char *line, size_t length)
{
	enum above above = reader->above;
	size_t blank = 0;
	char words[INI_LINE_WORDS];
	const char *at;
	const char *wrong = ini_line_fault(line, length, &at, words);

	reader->is_continuation = false;
	reader->above = wrong != NULL ? ABOVE_FAULT : ABOVE_NOTHING;
	while (blank < length && isblank((unsigned char)line[blank]))
		blank++;
	if (wrong != NULL) {
		reader->is_skipping |= ini_line_is_header(line, length);
		if (ini_line_is_header(line, length))
			lose_section(reader, line, length);
		return fault(reader, at, wrong);
	}
	if (blank == length)
		return false;
	if (strchr(";#", line[blank]) != NULL)
		return take_comment(reader, line + blank, above), false;
	if (ini_line_is_header(line, length))
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
	return typeset_trimmed(line, length);
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
	struct ini_file_pair *like;
	size_t length;

	if (equals == NULL)
		return;
	length = ini_line_trimmed(line, (size_t)(equals - line));
	if (!ini_line_is_name(line, length))
		return;
	like = arena_alloc(room_of(reader), sizeof(*like));
	like->name = arena_text(room_of(reader), line, length);
	like->value = "";
	like->file = reader->file;
	like->line = reader->line;
	like->column = (int)strspn(reader->start, " \t") + 1;
	like->next = reader->pair->lookalikes;
	reader->pair->lookalikes = like;
}

static void carry_on(struct reader *reader, const char *more)
{
	note_lookalike(reader, more);
	if (reader->value.length == 0)
		buf_puts(&reader->value, reader->pair->value);
	buf_puts(&reader->value, " ");
	buf_puts(&reader->value, more);
}

static int take(void *data, const char *section, const char *name,
		const char *value)
{
	struct reader *reader = data;
	struct ini_file_pair *pair;

	(void)section;
	value += typeset_blanks(value);
	if (reader->is_continuation) {
		carry_on(reader, value);
		return 1;
	}
	end_pair(reader);
	pair = arena_alloc(room_of(reader), sizeof(*pair));
	pair->file = reader->file;
	pair->line = reader->line;
	pair->column = (int)(reader->value_at - reader->start) + 1;
	pair->span = strlen(value);
	pair->name = arena_text(room_of(reader), name, strlen(name));
	pair->value = arena_text(room_of(reader), value, pair->span);
	*reader->next_pair = pair;
	reader->next_pair = &pair->next;
	reader->pair = pair;
	return 1;
}

/* What is set already is only read. */
void ini_file_prepare(void)
{
	if (ini_max_line == LINE_ROOM)
		return;
	ini_allow_inline_comments = false;
	ini_allow_bom = false;
	ini_allow_multiline = true;
	ini_use_stack = false;
	ini_allow_realloc = false;
	ini_initial_alloc = LINE_ROOM;
	ini_max_line = LINE_ROOM;
}

static void parse(struct reader *reader)
{
	ini_file_prepare();
	/* All else that it says is known already. */
	if (ini_parse_stream(next_line, reader, take, reader) == OUT_OF_MEMORY)
		alloc_give_up();
	end_pair(reader);
}

/* Quotes around a value are noticed when all its lines are there. */
static void check_quotes(struct reader *reader,
			 const struct ini_file_section *section)
{
	for (; section != NULL; section = section->next)
		for (const struct ini_file_pair *pair = section->pairs;
		     pair != NULL; pair = pair->next) {
			if (ini_file_is_quoted(pair))
				err_at_column(reader->err, pair->file,
					      pair->line, pair->column,
					      "quotes are part of a value; "
					      "write it without them");
		}
}

int ini_file_read_bytes(const char *name, const char *bytes, size_t length,
			struct arena *arena, struct ini_file_section ***tail,
			struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct ini_file_section **first = *tail;
	size_t faults = err->count;
	struct reader reader = {
		.file = arena_text(arena, name, strlen(name)),
		.is_small = length < SMALL_BYTES,
		.arena = arena,
		.err = err,
		.tail = tail,
		.value = buf_new(VALUE_BYTES),
	};

	if (utf8_is_wide(bytes, length)) {
		err_at(err, reader.file, 0,
		       "this file is UTF-16; save it as UTF-8");
		return INI_FILE_UNREAD;
	}
	reader.at = bytes;
	reader.end = bytes + length;
	if (length >= 3 && memcmp(bytes, mark, 3) == 0)
		reader.at += 3;
	parse(&reader);
	check_quotes(&reader, *first);
	return err->count == faults ? 0 : -1;
}

int ini_file_read(const char *path, struct arena *arena,
		  struct ini_file_section ***tail, struct err *err)
{
	size_t length = 0;
	char *read = file_read(path, FILE_BYTES, &length, err);
	int result;

	if (read == NULL)
		return INI_FILE_UNREAD;
	result = ini_file_read_bytes(path, read, length, arena, tail, err);
	free(read);
	return result;
}
