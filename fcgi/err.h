/* What went wrong while something was read: every fault with its file and
 * line. Reporting never fails and never prints. */
#ifndef SIGNPOST_ERR_H
#define SIGNPOST_ERR_H

#include <stddef.h>
#include <stdio.h>

struct err_fault {
	char *file; /* NULL: the fault has no place in a file */
	int line;   /* from 1; 0: the file as a whole */
	char *text;
};

/* Starts as `{ 0 }`; err_free() gives back what it has gathered. */
struct err {
	struct err_fault *faults;
	size_t count, room;
};

/* Reports a fault of a line. Returns -1, so that reporting and leaving is one
 * statement. Copies `file`; `line` 0 means the file as a whole. */
int err_at(struct err *err, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Reports a fault that has no place in a file. Returns -1. */
int err_plain(struct err *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Prints every fault as `file:line: text`, a line each, those of one file
 * together and by line. */
void err_print(struct err *err, FILE *out);

/* The same with `what` before each text, as in "warning: ". */
void err_print_as(struct err *err, const char *what, FILE *out);

/* The first fault as `file:line: text`, for free(); "" when there is none. */
char *err_text(const struct err *err);

/* Forgets and frees what was gathered; `err` can be used again. */
void err_free(struct err *err);

#endif
