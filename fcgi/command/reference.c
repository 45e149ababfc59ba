/* The command `reference`. */
#include "command/reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/file.h"
#include "command/commands.h"
#include "directory/vocabulary.h"
#include "ini/paths.h"
#include "site/settings.h"

#define FILE_BYTES ((size_t)1024 * 1024)
#define ROWS_BYTES ((size_t)1024 * 1024)

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

static void fill_text(const char *text, const struct reference_blank *blanks,
		      struct buf *out)
{
	while (*text != '\0') {
		size_t plain = strcspn(text, "@");
		size_t name = strspn(text + plain + (text[plain] != '\0'),
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
		const char *value = NULL;

		buf_put(out, text, plain);
		text += plain;
		if (*text == '@' && text[name + 1] == '@')
			value = value_of(blanks, text + 1, name);
		if (value != NULL) {
			buf_puts(out, value);
			text += name + 2;
		} else if (*text == '@') {
			buf_put(out, text++, 1);
		}
	}
}

int reference_fill(const char *path, const struct reference_blank *blanks,
		   struct buf *out, struct err *err)
{
	size_t length;
	char *text = file_read(path, FILE_BYTES, &length, err);

	if (text == NULL)
		return EX_UNAVAILABLE;
	fill_text(text, blanks, out);
	free(text);
	return EX_OK;
}

/* Each key once, as a pattern of vim has them. */
static void print_key(const char *name, struct arena *arena, struct buf *out)
{
	const char *marked = arena_printf(arena, "\\|%s\\|", name);

	if (strstr(arena_printf(arena, "%s\\|", buf_text(out)), marked) == NULL)
		buf_printf(out, "\\|%s", name);
}

/* The keys of both kinds of files, and the names of their sections. */
static void gather(struct arena *arena, struct buf *keys, struct buf *kinds)
{
	for (size_t i = 0; i < vocabulary_kind_count; i++) {
		const struct kind *kind = vocabulary_kinds[i];

		print_key(kind->name, arena, kinds);
		for (size_t j = 0; j < kind->field_count; j++)
			print_key(kind->fields[j].name, arena, keys);
	}
	for (size_t i = 0; i < settings_row_count; i++) {
		print_key(settings_rows[i].section, arena, kinds);
		print_key(settings_rows[i].name, arena, keys);
	}
	print_key("replaces", arena, keys);
	print_key("hide", arena, kinds);
}

static void print_vim(struct buf *out)
{
	struct arena *arena = arena_new();
	struct buf keys = buf_new(ROWS_BYTES), kinds = buf_new(ROWS_BYTES);

	gather(arena, &keys, &kinds);
	buf_printf(out,
		   "\" Vim syntax of Signpost's files, as `signpost reference "
		   "vim` prints it.\n"
		   "if exists('b:current_syntax') | finish | endif\n"
		   "syntax match signpostValue /\\%%(^[^=]*=\\)\\@<=.*/ "
		   "contains=signpostBar\n"
		   "syntax match signpostBar / | / contained\n"
		   "syntax match signpostName /^[a-z0-9-]\\+\\ze\\s*=/\n"
		   "syntax match signpostKey /^\\%%(%s\\)"
		   "\\%%(\\.[A-Za-z-]\\+\\)\\?\\ze\\s*=/\n"
		   "syntax match signpostTerms /^\\[[^]]*\\]/\n"
		   "syntax match signpostSection "
		   "/^\\[\\%%(%s\\)\\%%(:[^]]*\\)\\?\\]/\n"
		   "syntax match signpostComment /^\\s*[;#].*/\n"
		   "highlight default link signpostValue String\n"
		   "highlight default link signpostBar Delimiter\n"
		   "highlight default link signpostName Identifier\n"
		   "highlight default link signpostKey Statement\n"
		   "highlight default link signpostTerms Type\n"
		   "highlight default link signpostSection Special\n"
		   "highlight default link signpostComment Comment\n"
		   "let b:current_syntax = 'signpost'\n",
		   buf_text(&keys) + 2, buf_text(&kinds) + 2);
	buf_free(&keys);
	buf_free(&kinds);
	arena_free(arena);
}

static const struct reference {
	const char *name;
	void (*print)(struct buf *out);
	/* The manual page, NULL: none; what it says besides its rows. */
	const char *page;
	void (*print_rows)(struct buf *out);
} references[] = {
	{ "settings", settings_print, "signpost.ini.5.in",
	  manpage_print_settings },
	{ "directory", print_directory, "signpost-directory.5.in",
	  manpage_print_sections },
	{ "completion", commands_print_completion, NULL, NULL },
	{ "vim", print_vim, NULL, NULL },
};

static const struct reference *find(const char *name)
{
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++)
		if (strcmp(references[i].name, name) == 0)
			return &references[i];
	return NULL;
}

static int print_manual(const struct reference *reference, struct buf *out,
			struct err *err)
{
	struct arena *arena = arena_new();
	struct buf rows = buf_new(ROWS_BYTES);
	int code;

	reference->print_rows(&rows);
	code = reference_fill(
		arena_printf(arena, "%s/%s", paths_shipped("man", arena),
			     reference->page),
		(const struct reference_blank[]){ { "ROWS", buf_text(&rows) },
						  { NULL, NULL } },
		out, err);
	buf_free(&rows);
	arena_free(arena);
	return code;
}

int reference_run(const struct options *options, struct buf *out,
		  struct err *err)
{
	const char *name = options->operand ? options->operand : "";
	const struct reference *reference = find(name);

	if (options->is_manual && reference != NULL && reference->page != NULL)
		return print_manual(reference, out, err);
	if (options->is_manual) {
		err_plain(err, "there is no manual page about `%s`", name);
		return EX_UNAVAILABLE;
	}
	if (strcmp(name, "nginx") == 0 || strcmp(name, "varnish") == 0)
		return nginx_files_print(options, out, err);
	if (reference != NULL) {
		reference->print(out);
		if (reference->print == print_directory)
			words_list_print(options, out);
		return EX_OK;
	}
	fputs("signpost: reference needs one of: settings, directory, nginx, "
	      "varnish, completion, vim\n",
	      stderr);
	return EX_USAGE;
}
