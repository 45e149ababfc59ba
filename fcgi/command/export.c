/* The command `export --csv`: the directory as its files have it, a row for
 * each line of it, for a spreadsheet and back (import.c). */
#include <ctype.h>
#include <string.h>
#include <sysexits.h>

#include "command/commands.h"
#include "command/desk.h"
#include "directory/link-check.h"
#include "directory/reading.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void put_cell(const char *text, size_t length, struct buf *out)
{
	buf_puts(out, "\"");
	for (size_t i = 0; i < length; i++)
		if (text[i] == '"')
			buf_puts(out, "\"\"");
		else
			buf_put(out, &text[i], 1);
	buf_puts(out, "\"");
}

/* A spreadsheet counts with what begins as a number, a date or a sum does, so
 * that has an apostrophe before it. */
static void put_value(const char *value, struct buf *out)
{
	struct buf text = buf_new(DESK_BYTES);

	if (value[0] != '\0' && (signed char)value[0] > 0 &&
	    !isalpha((unsigned char)value[0]))
		buf_puts(&text, "'");
	buf_puts(&text, value);
	put_cell(buf_text(&text), text.length, out);
	buf_free(&text);
}

static int number_of(const struct ini_file_section *section,
		     const struct ini_file_pair *pair)
{
	int number = 1;

	for (const struct ini_file_pair *each = section->pairs; each != pair;
	     each = each->next)
		number += strcmp(each->name, pair->name) == 0;
	return number;
}

static void put_row(const struct ini_file_section *section,
		    const struct ini_file_pair *pair, struct buf *out)
{
	size_t key = strcspn(pair->name, ".");
	const char *language =
		pair->name[key] == '.' ? pair->name + key + 1 : "";

	put_cell(section->kind, strlen(section->kind), out);
	buf_puts(out, ",");
	put_cell(section->id, strlen(section->id), out);
	buf_puts(out, ",");
	put_cell(pair->name, key, out);
	buf_puts(out, ",");
	put_cell(language, strlen(language), out);
	buf_printf(out, ",%d,", number_of(section, pair));
	put_value(pair->value, out);
	buf_puts(out, "\r\n");
}

/* What commands write for themselves, and [directory], of which each folder has
 * one, are not for a spreadsheet. */
static bool is_for_table(const struct ini_file_section *section)
{
	return section->id != NULL && !section->is_lost &&
	       !section->is_hidden && section->hider == NULL &&
	       strcmp(section->kind, link_check_kind.name) != 0 &&
	       strcmp(section->kind, reading_kind.name) != 0;
}

int export_run(const struct options *options, struct buf *out, struct err *err)
{
	struct desk desk;
	int code = EX_CONFIG;

	if (!options->is_csv)
		return err_plain(err, "say `export --csv`") == 0 ? EX_OK :
								   EX_USAGE;
	if (desk_open(options, &desk, err) == 0) {
		const struct ini_file_section *section = desk.sections;

		code = EX_OK;
		buf_puts(out, BYTE_ORDER_MARK
			 "kind,id,key,language,number,value\r\n");
		for (; section != NULL; section = section->next)
			for (const struct ini_file_pair *pair = section->pairs;
			     pair != NULL && is_for_table(section);
			     pair = pair->next)
				put_row(section, pair, out);
	}
	desk_close(&desk);
	return code;
}
