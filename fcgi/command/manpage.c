/* The tables in the macros of man(7). */
#include "command/reference.h"

#include <string.h>

#include "directory/vocabulary.h"
#include "site/settings.h"

#define WORDS_BYTES ((size_t)4096)

/* What means something to roff, and stands for itself all the same. */
static const struct {
	char byte;
	const char *escape;
} escapes[] = {
	{ '\\', "\\e" },
	{ '-', "\\-" },
	{ '\'', "\\(aq" },
	{ '.', "\\&." },
};

static const char *escape_of(char byte)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++)
		if (escapes[i].byte == byte)
			return escapes[i].escape;
	return NULL;
}

/* Appends lines of words in which `this` stands out. */
static void print_words(const char *words, struct buf *out)
{
	struct buf text = buf_new(WORDS_BYTES);
	bool is_bold = false;

	for (; *words != '\0'; words++) {
		const char *escape = escape_of(*words);

		if (*words == '`')
			escape = is_bold ? "\\fP" : "\\fB";
		is_bold ^= *words == '`';
		if (escape != NULL)
			buf_puts(&text, escape);
		else
			buf_put(&text, words, 1);
	}
	field_print_comment("", buf_text(&text), out);
	buf_free(&text);
}

static void print_header(const char *macro, const char *header, struct buf *out)
{
	buf_printf(out, "%s ", macro);
	print_words(header, out);
}

static void print_setting(const struct field *row, struct buf *out)
{
	struct buf words = buf_new(WORDS_BYTES);

	buf_puts(out, ".TP\n");
	buf_printf(&words, "`%s` = %s", row->name, row->fallback);
	print_words(buf_text(&words), out);
	buf_free(&words);
	buf_puts(&words, row->help);
	if (row->kind != FIELD_TEXT) {
		buf_puts(&words, " Takes ");
		field_print_form(row, &words);
		buf_puts(&words, ".");
	}
	if (row->is_fixed)
		buf_puts(&words, " A change needs a restart.");
	print_words(buf_text(&words), out);
	buf_free(&words);
}

void manpage_print_settings(struct buf *out)
{
	const char *section = "";

	buf_puts(out, ".SH SETTINGS\n");
	for (size_t i = 0; i < settings_row_count; i++) {
		const struct field *row = &settings_rows[i];

		if (strcmp(row->section, section) != 0)
			buf_printf(out, ".SS [%s]\n", row->section);
		section = row->section;
		print_setting(row, out);
	}
}

static void print_key(const struct field *field, struct buf *out)
{
	struct buf words = buf_new(WORDS_BYTES);

	print_header(".TP\n.B", field->name, out);
	reference_print_words(field, &words);
	print_words(buf_text(&words), out);
	buf_free(&words);
}

void manpage_print_sections(struct buf *out)
{
	buf_puts(out, ".SH SECTIONS\n");
	for (size_t i = 0; i < vocabulary_kind_count; i++) {
		const struct kind *kind = vocabulary_kinds[i];

		print_header(".SS", kind->header, out);
		print_words(kind->help, out);
		for (size_t j = 0; j < kind->field_count; j++)
			print_key(&kind->fields[j], out);
	}
}
