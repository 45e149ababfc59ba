/* A site's own templates, which were written for the program of their day. */
#include <stdbool.h>
#include <string.h>

#include "check/lint.h"
#include "template/template.h"
#include "text/spelling.h"

#define WORDS "words."

/* What said all there was to say and no longer does: a file that looks up the
 * one name and never another has what came since nowhere. */
static const struct addition {
	const char *name, *also, *instead;
} additions[] = {
	{ "answered_by", "doubt",
	  "what speaks against a number would stand nowhere beside it; "
	  "{{>before}} says both" },
	{ "is_unconfirmed", "doubt",
	  "what speaks against a number would stand nowhere beside it; "
	  "{{>before}} says both" },
	{ "extension", "prompt",
	  "the word to text, or what to choose from a menu, would stand "
	  "nowhere beside a number; {{>dial}} says both" },
};

#define ADDITIONS (sizeof(additions) / sizeof(*additions))

/* The file that is being visited, and where each name was seen in it. */
struct visiting {
	const struct edition *edition;
	const char *path; /* NULL: none yet */
	int lines[ADDITIONS];
	bool has_also[ADDITIONS];
	struct err *warnings;
};

/* Tells of the file that has been visited, and begins the next. */
static void turn_to(struct visiting *visiting, const char *path)
{
	for (size_t i = 0; i < ADDITIONS; i++) {
		if (visiting->lines[i] > 0 && !visiting->has_also[i])
			err_at(visiting->warnings, visiting->path,
			       visiting->lines[i], "`%s` without `%s`: %s",
			       additions[i].name, additions[i].also,
			       additions[i].instead);
		visiting->lines[i] = 0;
		visiting->has_also[i] = false;
	}
	visiting->path = path;
}

static void check_word(const struct visiting *visiting, const char *path,
		       int line, const char *name)
{
	json_t *words = visiting->edition->locale->marked, *value;
	struct spelling spelling = spelling_of(name);
	const char *word;

	if (json_object_get(words, name) != NULL)
		return;
	json_object_foreach(words, word, value) spelling_try(&spelling, word);
	err_at(visiting->warnings, path, line,
	       "there is no word `%s`, so nothing would stand there%s%s%s",
	       name, spelling.nearest != NULL ? ": write {{" WORDS : "",
	       spelling.nearest != NULL ? spelling.nearest : "",
	       spelling.nearest != NULL ? "}}?" : "");
}

/* Whether a name is that one, or that member of something. */
static bool is_or_ends(const char *name, const char *wanted)
{
	size_t length = strlen(name), end = strlen(wanted);

	return length >= end && strcmp(name + length - end, wanted) == 0 &&
	       (length == end || name[length - end - 1] == '.');
}

static void visit(const char *path, int line, const char *name, void *context)
{
	struct visiting *visiting = context;

	if (visiting->path == NULL || strcmp(visiting->path, path) != 0)
		turn_to(visiting, path);
	for (size_t i = 0; i < ADDITIONS; i++) {
		if (strcmp(name, additions[i].name) == 0)
			visiting->lines[i] = line;
		if (is_or_ends(name, additions[i].also))
			visiting->has_also[i] = true;
	}
	if (strncmp(name, WORDS, strlen(WORDS)) == 0)
		check_word(visiting, path, line, name + strlen(WORDS));
}

void lint_check_templates(const struct edition *edition, struct err *warnings)
{
	struct visiting visiting = { .edition = edition, .warnings = warnings };
	const char *folder = edition->settings->templates;

	if (folder[0] == '\0')
		return;
	template_visit(edition->templates, folder, visit, &visiting);
	turn_to(&visiting, NULL);
}
