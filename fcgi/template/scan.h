/* Finds the Mustache tags of a text. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_SCAN_H
#define SIGNPOST_TEMPLATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "template/spot.h"

/* Where in a text the search stands. */
struct template_scan {
	const char *start, *at, *end;
	struct template_point point; /* of `at` */
};

/* A tag. All pointers are borrowed from the text. */
struct template_tag {
	char sigil; /* one of # ^ / > ! { & = < $ or NUL for a value */
	struct template_point point;
	const char *source; /* from `{{` to `}}` */
	size_t source_length;
	const char *name; /* without white space */
	size_t name_length;
	const char *begin; /* what the tag takes out of the text begins here */
	bool is_alone;	   /* on its line, which is taken out with it */
	size_t indent;	   /* bytes before it on that line */
	const char *fault; /* NULL, or what is wrong, in words */
};

/* The next tag. Returns false when there is none; otherwise `scan->at` is
 * behind what the tag takes out. */
bool template_scan_next(struct template_scan *scan, struct template_tag *tag);

#endif
