/* A file of faults is read once, from its top to its last fault. */
#include "check/source-excerpt.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "text/utf8.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)
#define BEFORE	   ((size_t)50) /* bytes shown before the place, at most */
#define SHOWN	   ((size_t)72)
#define INDENT	   "    "

/* A file that is walked through line by line. */
struct walk {
	const char *path; /* borrowed; NULL: none is open */
	char *bytes;	  /* NULL: it cannot be read */
	const char *at, *end;
	int line; /* of `at` */
};

static void open_file(struct walk *walk, const char *path)
{
	struct err ignored = { 0 };
	size_t length = 0;

	free(walk->bytes);
	walk->path = path;
	walk->bytes = file_read(path, FILE_BYTES, &length, &ignored);
	walk->at = walk->bytes;
	walk->end = walk->bytes != NULL ? walk->bytes + length : NULL;
	walk->line = 1;
	err_free(&ignored);
}

/* Goes forward to a line. False where the file ends before it. */
static bool go_to(struct walk *walk, int line)
{
	while (walk->line < line && walk->at < walk->end) {
		const char *end =
			memchr(walk->at, '\n', (size_t)(walk->end - walk->at));

		walk->at = end != NULL ? end + 1 : walk->end;
		walk->line++;
	}
	return walk->line == line && walk->at < walk->end;
}

/* Prints plain text as it is, and a `?` for every other byte. */
static void print_plain(const char *text, size_t length, FILE *out)
{
	while (length > 0) {
		size_t plain = utf8_plain(text, length);

		fwrite(text, 1, plain, out);
		if (plain < length)
			fputc('?', out);
		plain += plain < length;
		text += plain;
		length -= plain;
	}
}

/* As many columns as the text before the place takes. */
static void print_gap(const char *text, size_t length, FILE *out)
{
	for (size_t i = 0; i < length; i++)
		if (!utf8_is_inside(text[i]))
			fputc(text[i] == '\t' ? '\t' : ' ', out);
}

static void print_line(const char *line, size_t length, size_t place, FILE *out)
{
	size_t from = place > BEFORE ? place - BEFORE : 0;
	size_t to = length > from + SHOWN ? from + SHOWN : length;

	while (from > 0 && from < place && utf8_is_inside(line[from]))
		from++;
	while (to < length && to > place && utf8_is_inside(line[to]))
		to--;
	fprintf(out, INDENT "%s", from > 0 ? "..." : "");
	print_plain(line + from, to - from, out);
	fprintf(out, "%s\n" INDENT "%s", to < length ? "..." : "",
		from > 0 ? "   " : "");
	print_gap(line + from, place - from, out);
	fputs("^\n", out);
}

static void print_excerpt(const struct walk *walk, int column, FILE *out)
{
	size_t rest = (size_t)(walk->end - walk->at);
	const char *end = memchr(walk->at, '\n', rest);
	size_t length = end != NULL ? (size_t)(end - walk->at) : rest;
	size_t place = (size_t)column - 1;

	if (length > 0 && walk->at[length - 1] == '\r')
		length--;
	print_line(walk->at, length, place < length ? place : length, out);
}

void source_excerpt_print(struct err *err, const char *what, FILE *out)
{
	struct walk walk = { .path = NULL };

	err_sort(err);
	for (size_t i = 0; i < err->count; i++) {
		const struct err_fault *fault = &err->faults[i];
		char *text = err_text(fault, what);

		fprintf(out, "%s\n", text);
		free(text);
		if (fault->line == 0)
			continue;
		if (walk.path == NULL || strcmp(walk.path, fault->file) != 0)
			open_file(&walk, fault->file);
		if (go_to(&walk, fault->line))
			print_excerpt(&walk, fault->column, out);
	}
	free(walk.bytes);
}
