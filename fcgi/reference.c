/* What is printed for people from the tables. */
#include "reference.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "entry.h"
#include "places.h"
#include "vocabulary.h"

static const struct {
	const struct kind *kind;
	const char *header, *help;
} sections[] = {
	{ &vocabulary_directory, "[directory]",
	  "The directory as a whole; once. Your own folder may set single "
	  "keys anew." },
	{ &vocabulary_facet, "[facet:ID]",
	  "One way to filter, such as audience. Its terms are sections "
	  "[ID:TERM]. `department` is a facet by itself: the entries that "
	  "stand below no other." },
	{ &vocabulary_term, "[FACET:ID]", "A term of a facet." },
	{ &vocabulary_kind, "[kind:ID]", "What an entry can be." },
	{ &vocabulary_answered_by, "[answered-by:ID]", "Who answers a phone." },
	{ &vocabulary_start, "[start:ID]",
	  "A link above the filters, in a reader's words." },
	{ &entry_phone, "[phone:ID]",
	  "One number. Entries and [directory] name it by its id, so it is "
	  "corrected in one place." },
	{ &entry_entry, "[entry:ID]",
	  "One entry. Besides these keys it has one for each facet, as in "
	  "`goal = access | the reason`." },
};

static void print_field(const struct field *field, struct buf *out)
{
	struct buf words = buf_new(2048);

	buf_printf(&words, "%s", field->help);
	buf_puts(&words, " Takes ");
	field_print_form(field, &words);
	if (field->has_note)
		buf_puts(&words, ", and a note behind ` | `");
	buf_puts(&words, ".");
	if (field->is_list)
		buf_puts(&words, " May stand more than once.");
	if (field->is_translated)
		buf_printf(&words, " Translated as `%s.es`.", field->name);
	if (field->is_required)
		buf_puts(&words, " Must be there.");
	buf_puts(out, "\n");
	field_print_comment("; ", buf_text(&words), out);
	buf_printf(out, ";%s =\n", field->name);
	buf_free(&words);
}

void reference_directory(struct buf *out)
{
	field_print_comment("; ",
			    "What may stand in a directory's files. A comment "
			    "is a line that begins with ; or #. A value goes "
			    "on in the indented lines directly below it.",
			    out);
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
		const struct kind *kind = sections[i].kind;

		buf_puts(out, "\n\n");
		field_print_comment("; ", sections[i].help, out);
		buf_printf(out, ";%s\n", sections[i].header);
		for (size_t j = 0; j < kind->field_count; j++)
			print_field(&kind->fields[j], out);
	}
}

struct blank {
	const char *name, *value;
};

static const char *value_of(const struct blank *blanks, const char *name,
			    size_t length)
{
	for (; blanks->name != NULL; blanks++)
		if (strlen(blanks->name) == length &&
		    memcmp(blanks->name, name, length) == 0)
			return blanks->value;
	return NULL;
}

/* Copies a line; `@NAME@` becomes the value of that name. */
static void fill_line(const char *line, const struct blank *blanks,
		      struct buf *out)
{
	while (*line != '\0') {
		size_t plain = strcspn(line, "@");
		size_t name = strspn(line + plain + (line[plain] != '\0'),
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
		const char *value = NULL;

		buf_put(out, line, plain);
		line += plain;
		if (*line == '@' && line[name + 1] == '@')
			value = value_of(blanks, line + 1, name);
		if (value != NULL) {
			buf_puts(out, value);
			line += name + 2;
		} else if (*line == '@') {
			buf_put(out, line++, 1);
		}
	}
}

int reference_nginx(const struct settings *settings, const char *scope,
		    struct buf *out, struct err *err)
{
	struct arena *arena = arena_new();
	const char *path =
		places_shipped("nginx/signpost-locations.conf.in", arena);
	const struct blank blanks[] = {
		{ "BASE", settings->base },
		{ "SOCKET", settings->listen },
		{ "SCOPE",
		  strcmp(scope, "internal") == 0 ? "internal" : "public" },
		{ "ASSETS", places_shipped("assets", arena) },
		{ "LAST_RESORT", settings->last_resort },
		{ NULL, NULL },
	};
	FILE *in = fopen(path, "r");
	char line[1024];
	int result = 0;

	if (in == NULL)
		result = err_at(err, path, 0, "cannot be read: %s",
				strerror(errno));
	while (in != NULL && fgets(line, sizeof(line), in) != NULL)
		fill_line(line, blanks, out);
	if (in != NULL)
		fclose(in);
	arena_free(arena);
	return result;
}
