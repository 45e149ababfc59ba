/* INI files as sections and pairs. libinih parts name and value; which lines
 * it is given, and what a continuation is, is decided here, because the
 * library would cut long lines and take a repeated key for a continuation. */
#include "inifile.h"

#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "alloc.h"
#include "utf8.h"

#define FILE_BYTES   ((long long)256 * 1024 * 1024)
#define HEADER_BYTES ((size_t)48)
#define ID_LETTERS   "abcdefghijklmnopqrstuvwxyz0123456789-"
#define NAME_LETTERS ID_LETTERS "._"

struct reader {
	const char *file;
	const char *at, *end; /* what is left of the file */
	int line;
	bool is_skipping;     /* below a faulty header */
	bool can_continue;    /* the line before was a pair or a continuation */
	bool is_continuation; /* the line that libinih has now */
	struct arena *arena;
	struct err *err;
	struct inifile_section ***tail;
	struct inifile_section *section;
	struct inifile_pair **next_pair;
	struct inifile_pair *pair;
};

static int fault(struct reader *reader, const char *text)
{
	return err_at(reader->err, reader->file, reader->line, "%s", text);
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
		return fault(reader, "a header is the whole line: `[kind]` or "
				     "`[kind:id]`, nothing after it"),
		       false;
	if (size > HEADER_BYTES)
		return fault(reader, "a header holds at most 48 bytes"), false;
	colon = memchr(inside, ':', size);
	if (!consists_of(inside, colon ? (size_t)(colon - inside) : size,
			 ID_LETTERS) ||
	    (colon &&
	     !consists_of(colon + 1, (size_t)(inside + size - colon - 1),
			  ID_LETTERS)))
		return fault(reader, "a header is `[kind]` or `[kind:id]`, in "
				     "lower-case letters, digits and hyphens"),
		       false;
	reader->is_skipping = false;
	open_section(reader, inside, colon ? (size_t)(colon - inside) : size,
		     colon ? colon + 1 : NULL,
		     colon ? (size_t)(inside + size - colon - 1) : 0);
	return true;
}

/* What keeps a line from being `name = value`, or NULL. */
static const char *pair_fault(const struct reader *reader, const char *line,
			      size_t length)
{
	const char *equals = memchr(line, '=', length);
	size_t before = equals ? (size_t)(equals - line) : length;
	const char *value = equals + 1;

	if (reader->section == NULL)
		return "this stands before the first section; a section "
		       "begins with `[kind]` or `[kind:id]`";
	if (equals == NULL)
		return "this is neither `name = value` nor a header, a "
		       "comment, or the indented rest of a value";
	if (memchr(line, ':', before) != NULL)
		return "`=` parts name and value; a colon before it is a "
		       "fault";
	if (!consists_of(line, trimmed(line, before), NAME_LETTERS))
		return "a name is lower-case letters, digits and hyphens";
	while (value < line + length && isspace((unsigned char)*value))
		value++;
	length = trimmed(value, (size_t)(line + length - value));
	if (length == 0)
		return "nothing stands after the `=`; leave the line out";
	if (length > 1 && *value == '"' && value[length - 1] == '"')
		return "quotes are part of a value; write it without them";
	return NULL;
}

static bool take_pair(struct reader *reader, const char *line, size_t length)
{
	const char *wrong;

	if (reader->is_skipping)
		return false;
	wrong = pair_fault(reader, line, length);
	if (wrong != NULL)
		return fault(reader, wrong), false;
	reader->can_continue = true;
	return true;
}

static bool take_continuation(struct reader *reader, bool could_continue)
{
	if (reader->is_skipping)
		return false;
	if (!could_continue || reader->section == NULL)
		return fault(reader,
			     "an indented line carries on the value directly "
			     "above it, and there is none"),
		       false;
	reader->can_continue = true;
	reader->is_continuation = true;
	return true;
}

/* Whether libinih may have the line. */
static bool take_line(struct reader *reader, const char *line, size_t length)
{
	bool could_continue = reader->can_continue;
	size_t blank = 0;
	char words[64];

	reader->can_continue = false;
	reader->is_continuation = false;
	if (length > INIFILE_LINE_BYTES)
		return fault(reader, "a line holds at most 64 KiB"), false;
	while (blank < length && (line[blank] == ' ' || line[blank] == '\t'))
		blank++;
	if (utf8_fault(line, length, words) != NULL)
		return err_at(reader->err, reader->file, reader->line,
			      "%s cannot stand in this file", words),
		       false;
	if (blank == length || strchr(";#", line[blank]) != NULL)
		return false;
	if (blank > 0)
		return take_continuation(reader, could_continue);
	if (line[0] == '[')
		return take_header(reader, line, length), false;
	return take_pair(reader, line, length);
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
	reader->line++;
	length = trimmed(line, (size_t)(end - line));
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
	like->next = reader->pair->lookalikes;
	reader->pair->lookalikes = like;
}

static int take(void *data, const char *section, const char *name,
		const char *value)
{
	struct reader *reader = data;
	struct inifile_pair *pair = reader->pair;

	(void)section;
	if (reader->is_continuation) {
		note_lookalike(reader, value);
		pair->value = arena_printf(reader->arena, "%s %s", pair->value,
					   value);
		return 1;
	}
	pair = arena_alloc(reader->arena, sizeof(*pair));
	pair->name = arena_text(reader->arena, name, strlen(name));
	pair->value = arena_text(reader->arena, value, strlen(value));
	pair->file = reader->file;
	pair->line = reader->line;
	*reader->next_pair = pair;
	reader->next_pair = &pair->next;
	reader->pair = pair;
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
}

/* The whole of a regular file, for free(); NULL with the fault in `err`. */
static char *read_whole(const char *path, size_t *length, struct err *err)
{
	FILE *in = fopen(path, "rb");
	struct stat info;
	char *bytes = NULL;

	if (in == NULL) {
		err_at(err, path, 0, "cannot be read: %s", strerror(errno));
		return NULL;
	}
	if (fstat(fileno(in), &info) != 0 || !S_ISREG(info.st_mode)) {
		err_at(err, path, 0, "is not a file");
		goto done;
	}
	if (info.st_size > FILE_BYTES) {
		err_at(err, path, 0, "is larger than 256 MiB");
		goto done;
	}
	bytes = alloc_zero((size_t)info.st_size + 1);
	*length = fread(bytes, 1, (size_t)info.st_size, in);
	if (ferror(in) || *length != (size_t)info.st_size) {
		err_at(err, path, 0, "could not be read to its end");
		free(bytes);
		bytes = NULL;
	}
done:
	fclose(in);
	return bytes;
}

int inifile_read(const char *path, struct arena *arena,
		 struct inifile_section ***tail, struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t faults = err->count;
	size_t length = 0;
	char *bytes = read_whole(path, &length, err);
	struct reader reader = {
		.file = arena_text(arena, path, strlen(path)),
		.arena = arena,
		.err = err,
		.tail = tail,
	};

	if (bytes == NULL)
		return -1;
	reader.at = bytes;
	reader.end = bytes + length;
	if (length >= 3 && memcmp(bytes, mark, 3) == 0)
		reader.at += 3;
	parse(&reader);
	free(bytes);
	return err->count == faults ? 0 : -1;
}
