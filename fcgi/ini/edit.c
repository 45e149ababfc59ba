/* Where a pair stands is known from reading the bytes as they are always read;
 * that nothing else has changed, from reading what came of it. */
#include "ini/edit.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "ini/file.h"

struct text {
	const char *bytes;
	size_t length;
};

static const struct ini_file_section *read_all(const struct text *text,
					       const char *file,
					       struct arena *arena)
{
	struct ini_file_section *first = NULL, **tail = &first;
	struct err ignored = { 0 };

	ini_file_read_bytes(file, text->bytes, text->length, arena, &tail,
			    &ignored);
	err_free(&ignored);
	return first;
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static const struct ini_file_section *find_section(
	const struct ini_file_section *section, const char *kind,
	const char *id)
{
	while (section != NULL &&
	       (section->is_lost || strcmp(section->kind, kind) != 0 ||
		!is_same(section->id, id)))
		section = section->next;
	return section;
}

/* The first of that name, or of that name and value. */
static const struct ini_file_pair *find_pair(const struct ini_file_pair *pair,
					     const char *name,
					     const char *value)
{
	while (pair != NULL &&
	       (strcmp(pair->name, name) != 0 ||
		(value != NULL && strcmp(pair->value, value) != 0)))
		pair = pair->next;
	return pair;
}

/* Behind the end of the line in which `at` is. */
static size_t next_line(const struct text *text, size_t at)
{
	const char *end = memchr(text->bytes + at, '\n', text->length - at);

	return end != NULL ? (size_t)(end - text->bytes) + 1 : text->length;
}

static size_t line_at(const struct text *text, int number)
{
	size_t at = 0;

	while (number-- > 1)
		at = next_line(text, at);
	return at;
}

/* Whether the line carries on the value above it. An indented comment does not,
 * although the reader calls it a fault: it is somebody's. */
static bool is_continuation(const struct text *text, size_t at)
{
	size_t end = next_line(text, at), first = at;

	while (at < end && isspace((unsigned char)text->bytes[at]))
		at++;
	return at > first && at < end && strchr(";#", text->bytes[at]) == NULL;
}

/* Behind the last line of the value that begins in the line at `at`. */
static size_t value_end(const struct text *text, size_t at)
{
	do
		at = next_line(text, at);
	while (at < text->length && is_continuation(text, at));
	return at;
}

/* How the line before `at` ends. */
static const char *line_end(const struct text *text, size_t at)
{
	return at >= 2 && memcmp(text->bytes + at - 2, "\r\n", 2) == 0 ?
		       "\r\n" :
		       "\n";
}

static size_t without_end(const struct text *text, size_t from, size_t at)
{
	while (at > from && strchr("\r\n", text->bytes[at - 1]) != NULL)
		at--;
	return at;
}

/* Behind the section's last pair. */
static size_t section_end(const struct text *text,
			  const struct ini_file_section *section)
{
	int last = section->line;

	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		last = pair->line;
	return last > section->line ? value_end(text, line_at(text, last)) :
				      next_line(text, line_at(text, last));
}

static void insert(const struct text *text, size_t at,
		   const struct ini_edit *edit, struct buf *out)
{
	bool has_end = at > 0 && text->bytes[at - 1] == '\n';
	const char *end = line_end(text, next_line(text, 0));

	buf_put(out, text->bytes, at);
	buf_printf(out, "%s%s = %s%s", has_end ? "" : end, edit->name,
		   edit->value, has_end ? end : "");
	buf_put(out, text->bytes + at, text->length - at);
}

static void replace(const struct text *text, const struct ini_file_pair *pair,
		    const char *value, struct buf *out)
{
	size_t start = line_at(text, pair->line);
	size_t end = value_end(text, start);
	size_t keep = start;

	if (value != NULL) {
		keep += (size_t)pair->column - 1;
		end = without_end(text, keep, end);
	}
	buf_put(out, text->bytes, keep);
	if (value != NULL)
		buf_puts(out, value);
	buf_put(out, text->bytes + end, text->length - end);
}

/* Whether `new` has the pairs of `old`, but for the one at `*changed` (which
 * may be gone) and at `*added`. */
static bool has_rest(const struct ini_file_pair *old,
		     const struct ini_file_pair *new,
		     const struct ini_file_pair *changed,
		     const struct ini_edit *edit)
{
	for (; old != NULL; old = old->next) {
		if (old == changed && edit->value == NULL)
			continue;
		if (new == NULL || strcmp(old->name, new->name) != 0 ||
		    strcmp(new->value,
			   old == changed ? edit->value : old->value) != 0)
			return false;
		new = new->next;
	}
	if (new != NULL && edit->old == NULL &&
	    edit->value != NULL &&strcmp(new->name, edit->name) == 0 &&
	    strcmp(new->value, edit->value) == 0)
		new = new->next;
	return new == NULL;
}

static bool is_all_else_same(const struct ini_file_section *old,
			     const struct text *changed,
			     const struct ini_file_section *section,
			     const struct ini_file_pair *pair,
			     const struct ini_edit *edit, struct arena *arena)
{
	static const struct ini_edit nothing = { .old = "" };
	const struct ini_file_section *new =
		read_all(changed, edit->file, arena);

	for (; old != NULL && new != NULL; old = old->next, new = new->next)
		if (strcmp(old->kind, new->kind) != 0 ||
		    !is_same(old->id, new->id) ||
		    !has_rest(old->pairs, new->pairs,
			      old == section ? pair : NULL,
			      old == section ? edit : &nothing))
			return false;
	return old == NULL && new == NULL;
}

static int report(const struct ini_edit *edit, const char *what,
		  struct err *err)
{
	return err_at(err, edit->file, 0, "[%s%s%s]: %s; nothing is written",
		      edit->kind, edit->id != NULL ? ":" : "",
		      edit->id != NULL ? edit->id : "", what);
}

int ini_edit_pair(const char *bytes, size_t length, const struct ini_edit *edit,
		  struct buf *out, struct err *err)
{
	const struct text text = { bytes, length };
	struct arena *arena = arena_new();
	const struct ini_file_section *all = read_all(&text, edit->file, arena);
	const struct ini_file_section *section =
		find_section(all, edit->kind, edit->id);
	const struct ini_file_pair *pair =
		section != NULL ?
			find_pair(section->pairs, edit->name, edit->old) :
			NULL;
	size_t from = out->length;
	int result = 0;

	if (section == NULL || (pair != NULL) != (edit->old != NULL)) {
		result = report(edit, "it has changed meanwhile", err);
		goto done;
	}
	if (pair != NULL)
		replace(&text, pair, edit->value, out);
	else
		insert(&text, section_end(&text, section), edit, out);
	if (!buf_is_spoilt(out) &&
	    !is_all_else_same(
		    all,
		    &(struct text){ buf_text(out) + from, out->length - from },
		    section, pair, edit, arena))
		result = report(
			edit, "more than this line would change with it", err);
done:
	arena_free(arena);
	return result;
}

void ini_edit_append(const char *bytes, size_t length, const char *sections,
		     struct buf *out)
{
	const struct text text = { bytes, length };
	const char *end = line_end(&text, next_line(&text, 0));

	buf_put(out, bytes, length);
	if (length > 0 && bytes[length - 1] != '\n')
		buf_puts(out, end);
	if (length > 0)
		buf_puts(out, end);
	for (; *sections != '\0'; sections++)
		if (*sections == '\n')
			buf_puts(out, end);
		else
			buf_put(out, sections, 1);
}

int ini_edit_copy(const char *bytes, size_t length, const char *kind,
		  const char *id, const char *more, struct buf *out)
{
	const struct text text = { bytes, length };
	struct arena *arena = arena_new();
	const struct ini_file_section *section =
		find_section(read_all(&text, "", arena), kind, id);
	size_t start, body, end;

	if (section != NULL) {
		start = line_at(&text, section->line);
		body = next_line(&text, start);
		end = section_end(&text, section);
		buf_put(out, bytes + start, body - start);
		buf_puts(out, more);
		buf_put(out, bytes + body, end - body);
		if (end > 0 && bytes[end - 1] != '\n')
			buf_puts(out, "\n");
	}
	arena_free(arena);
	return section != NULL ? 0 : -1;
}
