/* Faults are kept as they come and sorted when they are printed. */
#include "base/err.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static char *words(const char *format, va_list args)
{
	char *text;

	if (vasprintf(&text, format, args) < 0)
		alloc_give_up();
	return text;
}

static struct err_fault *next_fault(struct err *err)
{
	if (err->count == err->room) {
		err->room = err->room * 2 + 8;
		err->faults = alloc_grow(err->faults,
					 err->room * sizeof(*err->faults));
	}
	return &err->faults[err->count++];
}

static void add(struct err *err, const char *file, int line, int column,
		char *text)
{
	*next_fault(err) = (struct err_fault){
		.file = file != NULL ? alloc_text(file) : NULL,
		.line = line,
		.column = line > 0 ? column : 0,
		.text = text,
	};
}

int err_at(struct err *err, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, file, line, 1, words(format, args));
	va_end(args);
	return -1;
}

int err_at_column(struct err *err, const char *file, int line, int column,
		  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, file, line, column, words(format, args));
	va_end(args);
	return -1;
}

int err_plain(struct err *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, NULL, 0, 0, words(format, args));
	va_end(args);
	return -1;
}

void err_join(struct err *err, struct err *other)
{
	for (size_t i = 0; i < other->count; i++)
		*next_fault(err) = other->faults[i];
	free(other->faults);
	*other = (struct err){ 0 };
}

static int by_place(const void *left, const void *right)
{
	const struct err_fault *a = left, *b = right;
	int order = strcmp(a->file != NULL ? a->file : "",
			   b->file != NULL ? b->file : "");

	if (order == 0)
		order = (a->line > b->line) - (a->line < b->line);
	if (order == 0)
		order = (a->column > b->column) - (a->column < b->column);
	return order != 0 ? order : strcmp(a->text, b->text);
}

void err_sort(struct err *err)
{
	if (err->count > 0)
		qsort(err->faults, err->count, sizeof(*err->faults), by_place);
}

static char *joined(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = words(format, args);
	va_end(args);
	return text;
}

char *err_text(const struct err_fault *fault, const char *what)
{
	if (fault->file == NULL)
		return joined("%s%s", what, fault->text);
	if (fault->line == 0)
		return joined("%s: %s%s", fault->file, what, fault->text);
	return joined("%s:%d:%d: %s%s", fault->file, fault->line, fault->column,
		      what, fault->text);
}

void err_print(struct err *err, FILE *out)
{
	err_sort(err);
	for (size_t i = 0; i < err->count; i++) {
		char *text = err_text(&err->faults[i], "");

		fprintf(out, "%s\n", text);
		free(text);
	}
}

void err_free(struct err *err)
{
	for (size_t i = 0; i < err->count; i++) {
		free(err->faults[i].file);
		free(err->faults[i].text);
	}
	free(err->faults);
	*err = (struct err){ 0 };
}
