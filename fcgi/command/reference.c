/* The command `reference`. */
#include "command/reference.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "command/commands.h"
#include "directory/vocabulary.h"
#include "ini/paths.h"

void reference_print_words(const struct field *field, struct buf *out)
{
	buf_printf(out, "%s", field->help);
	buf_puts(out, " Takes ");
	field_print_form(field, out);
	if (field->has_note)
		buf_puts(out, ", and a note behind ` | `");
	buf_puts(out, ".");
	if (field->is_list)
		buf_puts(out, " May stand more than once.");
	if (field->is_translated)
		buf_printf(out, " Translated as `%s.es`.", field->name);
	if (field->is_required)
		buf_puts(out, " Must be there.");
}

static void print_field(const struct field *field, struct buf *out)
{
	struct buf words = buf_new(2048);

	reference_print_words(field, &words);
	buf_puts(out, "\n");
	field_print_comment("; ", buf_text(&words), out);
	buf_printf(out, ";%s =\n", field->name);
	buf_free(&words);
}

static void print_directory(struct buf *out)
{
	field_print_comment("; ",
			    "What may stand in a directory's files. A comment "
			    "is a line that begins with ; or #. A value goes "
			    "on in the indented lines directly below it.",
			    out);
	for (size_t i = 0; i < vocabulary_kind_count; i++) {
		const struct kind *kind = vocabulary_kinds[i];

		buf_puts(out, "\n\n");
		field_print_comment("; ", kind->help, out);
		buf_printf(out, ";%s\n", kind->header);
		for (size_t j = 0; j < kind->field_count; j++)
			print_field(&kind->fields[j], out);
	}
}

static const char *value_of(const struct reference_blank *blanks,
			    const char *name, size_t length)
{
	for (; blanks->name != NULL; blanks++)
		if (strlen(blanks->name) == length &&
		    memcmp(blanks->name, name, length) == 0)
			return blanks->value;
	return NULL;
}

/* Copies a line; `@NAME@` becomes the value of that name. */
static void fill_line(const char *line, const struct reference_blank *blanks,
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

int reference_fill(const char *path, const struct reference_blank *blanks,
		   struct buf *out, struct err *err)
{
	FILE *in = fopen(path, "r");
	char line[1024];

	if (in == NULL)
		return err_at(err, path, 0, "cannot be read: %s",
			      strerror(errno));
	while (fgets(line, sizeof(line), in) != NULL)
		fill_line(line, blanks, out);
	fclose(in);
	return 0;
}

/* The nginx locations that fit the settings. They are for the public unless the
 * scope is exactly `internal`: then whoever asks there is inside. */
static int print_nginx(const struct options *options,
		       const struct settings *settings, struct arena *arena,
		       struct buf *out, struct err *err)
{
	bool is_internal = strcmp(options->scope, "internal") == 0;
	const struct reference_blank blanks[] = {
		{ "BASE", settings->base },
		{ "SOCKET", settings->listen },
		{ "SCOPE", is_internal ? "internal" : "public" },
		{ "ASSETS", paths_shipped("assets", arena) },
		{ "LAST_RESORT", settings->last_resort },
		{ NULL, NULL },
	};

	return reference_fill(
		paths_shipped("nginx/signpost-locations.conf.in", arena),
		blanks, out, err);
}

static int print_for_settings(const struct options *options, struct buf *out,
			      struct err *err)
{
	struct arena *arena = arena_new();
	const struct settings *settings = options_settings(options, arena);
	int code = EX_CONFIG;

	if (settings != NULL)
		code = print_nginx(options, settings, arena, out, err) == 0 ?
			       EX_OK :
			       EX_UNAVAILABLE;
	arena_free(arena);
	return code;
}

static const struct {
	const char *name;
	void (*print)(struct buf *out);
} references[] = {
	{ "settings", settings_print },
	{ "directory", print_directory },
};

static int print(const struct options *options, struct buf *out,
		 struct err *err)
{
	const char *name = options->operand ? options->operand : "";

	if (options->is_manual)
		return manpage_print(name, out, err) == 0 ? EX_OK :
							    EX_UNAVAILABLE;
	if (strcmp(name, "nginx") == 0)
		return print_for_settings(options, out, err);
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++)
		if (strcmp(references[i].name, name) == 0) {
			references[i].print(out);
			return EX_OK;
		}
	fputs("signpost: reference needs one of: settings, directory, nginx\n",
	      stderr);
	return EX_USAGE;
}

int reference_run(const struct options *options)
{
	struct buf out = buf_new(COMMANDS_BYTES);
	struct err err = { 0 };
	int code = print(options, &out, &err);

	if (code == EX_OK)
		code = commands_print(&out);
	err_print(&err, stderr);
	err_free(&err);
	buf_free(&out);
	return code;
}
