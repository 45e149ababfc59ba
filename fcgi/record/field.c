/* Checking, setting and printing by a row. */
#include "record/field.h"

#include <stdio.h>
#include <string.h>

#include "record/field-kind.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/typeset.h"
#include "text/utf8.h"

#define WIDTH	    ((size_t)78)
#define SHOWN_BYTES ((size_t)200)

const char *field_plain(const struct field *field, const char *text,
			struct arena *arena)
{
	return field_kinds[field->kind].is_plain ? typeset_plain(text, arena) :
						   text;
}

static void print_nearest(const struct field *field, const char *text,
			  struct buf *out)
{
	struct spelling spelling = spelling_of(text);
	const char *rest = field->choices;
	struct list_item choice;
	char words[8][64];

	if (field->choices == NULL || field->kind == FIELD_PHONE)
		return;
	for (size_t i = 0; i < 8 && list_next_trimmed(&rest, ",", &choice);
	     i++) {
		snprintf(words[i], sizeof(words[i]), "%.*s", (int)choice.length,
			 choice.text);
		spelling_try(&spelling, words[i]);
	}
	if (spelling.nearest != NULL)
		buf_printf(out, "; did you mean `%s`?", spelling.nearest);
}

bool field_report_odd(const struct field *field, const struct field_text *from,
		      struct err *err)
{
	char words[TYPESET_WORDS];
	const char *odd = typeset_find(from->text, strlen(from->text), words);
	size_t place = odd != NULL ? (size_t)(odd - from->text) : 0;

	if (odd != NULL)
		err_at_column(err, from->file, from->line,
			      from->column +
				      (place < from->span ? (int)place : 0),
			      "%s%s%s: `%.*s`: %s",
			      field->section != NULL ? field->section : "",
			      field->section != NULL ? "." : "", field->name,
			      (int)utf8_fit(from->text, SHOWN_BYTES),
			      from->text, words);
	return odd != NULL;
}

/* What only the row itself knows to be wrong, or NULL, is a fault. */
static int report_own(const struct field *field, const struct field_text *from,
		      const char *wrong, struct err *err)
{
	if (wrong == NULL)
		return 0;
	if (field_report_odd(field, from, err))
		return -1;
	return err_at_column(
		err, from->file, from->line, from->column, "%s%s%s: `%.*s` %s",
		field->section != NULL ? field->section : "",
		field->section != NULL ? "." : "", field->name,
		(int)utf8_fit(from->text, SHOWN_BYTES), from->text, wrong);
}

/* The kind's own words, and in `*more` the reason where it has one. */
static const char *kind_fault(const struct field *field, const char *text,
			      const char **more, char room[FIELD_KIND_WORDS])
{
	const struct field_kind_row *kind = &field_kinds[field->kind];

	*more = kind->fault != NULL ? kind->fault(field, text, room) : NULL;
	if (*more != NULL)
		return kind->is_not;
	return kind->check != NULL ? kind->check(field, text) : NULL;
}

int field_check(const struct field *field, const struct field_text *from,
		struct err *err)
{
	char room[FIELD_KIND_WORDS];
	const char *more, *wrong = kind_fault(field, from->text, &more, room);
	struct buf words = buf_new(2048);

	if (wrong == NULL)
		return report_own(
			field, from,
			field->check != NULL ? field->check(from->text) : NULL,
			err);
	if (field_report_odd(field, from, err))
		return -1;
	buf_printf(&words, "%s%s%s: `%.*s` %s: ",
		   field->section != NULL ? field->section : "",
		   field->section != NULL ? "." : "", field->name,
		   (int)utf8_fit(from->text, SHOWN_BYTES), from->text, wrong);
	if (more != NULL)
		buf_puts(&words, more);
	else
		field_print_form(field, &words);
	print_nearest(field, from->text, &words);
	err_at_column(err, from->file, from->line, from->column, "%s",
		      buf_text(&words));
	buf_free(&words);
	return -1;
}

int field_check_note(const struct field *field, const char *note,
		     const struct field_text *from, struct err *err)
{
	const char *wrong =
		field->check_note != NULL ? field->check_note(note) : NULL;

	return wrong == NULL ?
		       0 :
		       err_at_column(err, from->file, from->line, from->column,
				     "%s: %s", field->name, wrong);
}

static void set_text(const struct field *field, const char *text,
		     const char **member)
{
	bool is_nothing =
		field->nothing != NULL && strcmp(text, field->nothing) == 0;

	*member = is_nothing ? "" : text;
}

int field_set(const struct field *field, const struct field_text *from,
	      void *object, struct arena *arena, struct err *err)
{
	void *member = (char *)object + field->offset;
	struct field_text plain = *from;

	plain.text = field_plain(field, from->text, arena);
	from = &plain;
	if (field_check(field, from, err) != 0)
		return -1;
	if (field->read != NULL)
		return report_own(field, from,
				  field->read(from->text, member, arena), err);
	if (field_kinds[field->kind].set != NULL)
		field_kinds[field->kind].set(field, from->text, member);
	else
		set_text(field, from->text, member);
	return 0;
}

bool field_is_same(const struct field *field, const void *a, const void *b)
{
	const void *left = (const char *)a + field->offset;
	const void *right = (const char *)b + field->offset;
	size_t size = field_kinds[field->kind].size;

	if (size > 0)
		return memcmp(left, right, size) == 0;
	return strcmp(*(const char *const *)left,
		      *(const char *const *)right) == 0;
}

void field_print_form(const struct field *field, struct buf *out)
{
	buf_puts(out, field_kinds[field->kind].form);
	if (field->choices != NULL)
		buf_printf(out, " %s", field->choices);
	if (field->kind == FIELD_NUMBER)
		buf_printf(out, " from %lld to %lld", field->least,
			   field->most);
	if (field->kind == FIELD_DURATION && field->most > 0)
		buf_printf(out, " from %lld ms to %lld ms", field->least,
			   field->most);
	if (field->kind == FIELD_SIZE && field->most > 0)
		buf_printf(out, " from %lld KiB to %lld KiB",
			   field->least / 1024, field->most / 1024);
	if (field->kind == FIELD_ID && field->refers != NULL &&
	    field->refers[0] != '\0')
		buf_printf(out, " [%s:ID]", field->refers);
}

void field_print_comment(const char *start, const char *text, struct buf *out)
{
	struct list_item word;
	size_t column = 0;

	while (list_next_word(&text, " ", &word)) {
		if (column > 0 && column + 1 + word.length > WIDTH) {
			buf_puts(out, "\n");
			column = 0;
		}
		buf_puts(out, column == 0 ? start : " ");
		column += column == 0 ? strlen(start) : 1;
		buf_put(out, word.text, word.length);
		column += word.length;
	}
	buf_puts(out, "\n");
}
