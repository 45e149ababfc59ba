/* What went wrong while something was read: every fault with its file, line and
 * column. Reporting never fails and never prints. */
#ifndef SIGNPOST_BASE_ERR_H
#define SIGNPOST_BASE_ERR_H

#include <stddef.h>
#include <stdio.h>

struct err_fault {
	char *file; /* NULL: the fault has no place in a file */
	int line;   /* from 1; 0: the file as a whole */
	int column; /* in bytes, from 1; 0 where there is no line */
	char *text;
};

/* Starts as `{ 0 }`; err_free() gives back what it has gathered. */
struct err {
	struct err_fault *faults;
	size_t count, room;
};

/* Reports a fault of a line, or of what begins it. Returns -1, so that
 * reporting and leaving is one statement. Copies `file`; `line` 0 means the
 * file as a whole. */
int err_at(struct err *err, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The same where the fault begins at a column, in bytes from 1. */
int err_at_column(struct err *err, const char *file, int line, int column,
		  const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Reports a fault that has no place in a file. Returns -1. */
int err_plain(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Lets the faults of `other` follow those of `err`: what one thread found in
 * parts of its own. `other` is then empty. */
void err_join(struct err *err, struct err *other);

/* Puts the faults of one file together and in the order of their places. */
void err_sort(struct err *err);

/* A fault as `file:line:column: text`, without a line end and with `what`
 * before the text, as in "warning: ". For free(). */
char *err_text(const struct err_fault *fault, const char *what);

/* Prints every fault in that form, sorted, a line each. */
void err_print(struct err *err, FILE *out);

/* Forgets and frees what was gathered; `err` can be used again. */
void err_free(struct err *err);

#endif
