/* Words and JSON, and what to do next. */
#include "command/import-told.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "directory/entry.h"

#define CALLS 10

/* Whether somebody picks up: a fax does not. */
static bool is_called(const struct harvest_section *section)
{
	const char *type = section->kind == &entry_phone ?
				   harvest_value(section, "type") :
				   "fax";

	return type == NULL || strcmp(type, "fax") != 0;
}

/* Some numbers, each as likely as any other. */
static void print_calls(const struct importing *importing, struct buf *out)
{
	const struct harvest_section *phones[CALLS] = { NULL };
	size_t seen = 0;

	for (const struct harvest_section *at = importing->harvest->first;
	     at != NULL; at = at->next) {
		uint64_t random = 0;

		if (!is_called(at))
			continue;
		if (getrandom(&random, sizeof(random), 0) < 0)
			return;
		random %= ++seen;
		if (seen <= CALLS)
			random = seen - 1;
		if (random < CALLS)
			phones[random] = at;
	}
	if (seen > 0)
		buf_puts(out, "\nCall these first, and hear who answers:\n");
	for (size_t i = 0; i < CALLS && phones[i] != NULL; i++)
		buf_printf(out, "  %-18s %s\n",
			   harvest_value(phones[i], "number"),
			   harvest_value(phones[i], "purpose"));
}

/* How to look at it before anybody else does. */
static void print_next(const struct importing *importing, struct buf *out)
{
	const char *folders = importing->preview;

	if (importing->is_in_path)
		return;
	print_calls(importing, out);
	buf_printf(out,
		   "\nNothing is public yet. A preview:\n"
		   "  signpost render / -s directory.path=%s >preview.html\n"
		   "What there is to mend:\n"
		   "  signpost check -s directory.path=%s\n"
		   "It is public once directory.path names the folder:\n"
		   "  path = %s\n",
		   folders, folders, folders);
}

void import_told_print(const struct importing *importing, bool is_written,
		       struct buf *out)
{
	const struct report *report = importing->harvest->report;
	json_t *object;
	char *text;

	if (!importing->options->is_json) {
		buf_printf(out, "%s %s.\n", importing->to,
			   is_written ? "is written" : "is not written");
		report_print(report, out);
		if (is_written)
			print_next(importing, out);
		return;
	}
	object = report_json(report);
	json_object_set_new(object, "folder", json_string(importing->to));
	json_object_set_new(object, "written", json_boolean(is_written));
	text = json_dumps(object, JSON_INDENT(2));
	buf_printf(out, "%s\n", text);
	free(text);
	json_decref(object);
}
