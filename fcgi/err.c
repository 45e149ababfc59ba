/* What went wrong while something was read. */
#include "err.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"

static char *words(const char *format, va_list args)
{
	va_list again;
	int length;
	char *text;

	va_copy(again, args);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = alloc_zero((size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, args);
	return text;
}

static void add(struct err *err, const char *file, int line, char *text)
{
	if (err->count == err->room) {
		err->room = err->room * 2 + 8;
		err->faults = alloc_grow(err->faults,
					 err->room * sizeof(*err->faults));
	}
	err->faults[err->count++] = (struct err_fault){
		.file = file != NULL ? alloc_text(file) : NULL,
		.line = line,
		.text = text,
	};
}

int err_at(struct err *err, const char *file, int line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, file, line, words(format, args));
	va_end(args);
	return -1;
}

int err_plain(struct err *err, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(err, NULL, 0, words(format, args));
	va_end(args);
	return -1;
}

static int by_place(const void *left, const void *right)
{
	const struct err_fault *a = left, *b = right;
	int order = strcmp(a->file != NULL ? a->file : "",
			   b->file != NULL ? b->file : "");

	if (order == 0)
		order = (a->line > b->line) - (a->line < b->line);
	return order != 0 ? order : strcmp(a->text, b->text);
}

static void print_fault(const struct err_fault *fault, const char *what,
			FILE *out)
{
	if (fault->file != NULL)
		fprintf(out, "%s:", fault->file);
	if (fault->file != NULL && fault->line > 0)
		fprintf(out, "%d:", fault->line);
	fprintf(out, "%s%s%s", fault->file != NULL ? " " : "", what,
		fault->text);
}

void err_print_as(struct err *err, const char *what, FILE *out)
{
	if (err->count > 0)
		qsort(err->faults, err->count, sizeof(*err->faults), by_place);
	for (size_t i = 0; i < err->count; i++) {
		print_fault(&err->faults[i], what, out);
		fputc('\n', out);
	}
}

void err_print(struct err *err, FILE *out)
{
	err_print_as(err, "", out);
}

char *err_text(const struct err *err)
{
	const struct err_fault *fault = &err->faults[0];
	char *text = NULL;
	size_t length;
	FILE *out;

	if (err->count == 0)
		return alloc_text("");
	out = open_memstream(&text, &length);
	if (out == NULL)
		return alloc_text(fault->text);
	print_fault(fault, "", out);
	fclose(out);
	return text;
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
