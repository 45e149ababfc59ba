/* What was asked for on the command line. */
#ifndef SIGNPOST_COMMAND_OPTIONS_H
#define SIGNPOST_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "site/settings.h"

#define OPTIONS_OVERRIDES ((size_t)64)
#define OPTIONS_LISTED	  ((size_t)64) /* of one option */

/* What not every command takes. Sets of them are sums. */
enum option_bit {
	OPTION_STRICT = 1 << 0,
	OPTION_JSON = 1 << 1,
	OPTION_STALE = 1 << 2,
	OPTION_DIFF = 1 << 3,
	OPTION_HEADERS = 1 << 4,
	OPTION_MAN = 1 << 5,
	OPTION_SCOPE = 1 << 6,
	OPTION_HTTP = 1 << 7,
	OPTION_ERRORS = 1 << 8,
	OPTION_LINKS = 1 << 9,
	OPTION_MISSING = 1 << 10,
	OPTION_UNREVIEWED = 1 << 11,
	OPTION_FROM = 1 << 12,
	OPTION_CSV = 1 << 13,
	OPTION_INTO = 1 << 16,
	OPTION_SET = 1 << 17,
	OPTION_TERM = 1 << 18,
	OPTION_LIST = 1 << 19,
	OPTION_MAIL = 1 << 20,
	OPTION_DRAFT = 1 << 21,
	OPTION_UNDO = 1 << 22,
	OPTION_SOURCE = 1 << 23,
};

struct options {
	const char *file; /* NULL: the built-in settings */
	/* NULL-terminated, with room for three that commands add. */
	const char *overrides[OPTIONS_OVERRIDES + 4];
	size_t override_count;
	const char *scope;
	bool has_headers, is_json, is_strict, is_stale, is_manual;
	bool is_http, is_errors; /* which of nginx's files */
	bool is_help;		 /* nothing else matters */
	bool asks_links, asks_internal, asks_private;
	const char *saved;   /* the file for what links were found, or NULL */
	const char *missing; /* the language of which all is, or NULL */
	bool is_csv, is_unreviewed;
	const char *language;	 /* whose translation, or NULL */
	const char *old_folders; /* to compare with, or NULL */
	long stale_days;	 /* 0: what the directory says */
	const char *from;	 /* the file of a speaker, or NULL */
	const char *into;	 /* the file to write into, or NULL */
	const char *sets[OPTIONS_LISTED], *terms[OPTIONS_LISTED];
	size_t set_count, term_count;
	bool is_list, is_mail, is_undo;
	bool is_draft;	     /* the draft in the place of what is published */
	const char *to;	     /* the folder of an import, or NULL */
	const char *profile; /* what an editor says of a source, or NULL */
	bool is_yes;	     /* what would be refused is meant */
	bool is_sketch;
	const char *operand;   /* NULL: none */
	const char *second;    /* operand, or NULL */
	char *const *operands; /* all of them */
	size_t operand_count;
};

/* Reads the words behind `arguments[0]`, which is the command's name: the
 * options in `takes`, those that every command takes, and up to `operands` of
 * those. False when there is a fault, which is printed. `options`
 * borrows the words. Not thread-safe. */
bool options_read(struct options *options, unsigned takes, size_t operands,
		  int count, char **arguments);

/* Prints the options in `takes` as they stand in a usage line, with a blank
 * before each. */
void options_print_usage(unsigned takes, FILE *out);

/* Appends the options that have an argument, as a shell's pattern of words. */
void options_print_with_argument(struct buf *out);

/* Appends the options in `takes`, and those that every command takes, a blank
 * before each. */
void options_print_names(unsigned takes, struct buf *out);

/* Prints a line for each option in `takes` and for those that every command
 * takes. */
void options_print_help(unsigned takes);

/* The exit code after a fault in what the options name: faulty settings
 * have another one than a faulty directory. */
int options_fault_code(const struct options *options);

#endif
