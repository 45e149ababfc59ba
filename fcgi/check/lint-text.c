/* What concerns the characters of the texts. */
#include "check/lint.h"

#include <string.h>

#include "text/garble.h"

/* One value may be spoilt throughout; so many are enough to see that. */
#define GARBLES_MOST 3

static void report(const struct record *record, size_t row,
		   const struct value *value, const struct garble *found,
		   struct err *warnings)
{
	const char *dot = value->language != NULL ? "." : "";
	const char *language = value->language != NULL ? value->language : "";
	bool is_known = found->meant[0] != '\0';

	err_at_column(warnings, value->file, value->line, value->column,
		      "%s%s%s: `%.*s` %s%s%s%s", record->kind->fields[row].name,
		      dot, language, (int)found->length, found->at, found->why,
		      is_known ? "; `" : "", found->meant,
		      is_known ? "` was probably meant" : "");
}

/* Whether it only ends what was reported where it begins, as `</b>`. */
static bool is_closing(const struct garble *found)
{
	return strncmp(found->at, "</", 2) == 0;
}

/* Quotes of print around a whole value are shown with it. */
static void check_quotes(const struct record *record, size_t row,
			 const struct value *value, struct err *warnings)
{
	static const char open[] = "\xe2\x80\x9c", close[] = "\xe2\x80\x9d";
	size_t length = strlen(value->text), mark = sizeof(open) - 1;

	if (length > 2 * mark && strncmp(value->text, open, mark) == 0 &&
	    strcmp(value->text + length - mark, close) == 0 &&
	    strstr(value->text + mark, open) == NULL)
		err_at_column(warnings, value->file, value->line, value->column,
			      "%s: quotes are part of a value, so readers see "
			      "them; write it without them",
			      record->kind->fields[row].name);
}

static void check_words(const struct record *record, size_t row,
			const struct value *value, const char *words,
			struct err *warnings)
{
	struct garble found;
	const char *from = words;

	for (int i = 0; i < GARBLES_MOST && from != NULL &&
			garble_find(words, from, &found);
	     i++) {
		if (!is_closing(&found))
			report(record, row, value, &found, warnings);
		from = found.at + found.length;
	}
}

static void check_record(const struct record *record, struct err *warnings)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		for (const struct value *value = record->values[row];
		     value != NULL; value = value->next) {
			if (record->kind->fields[row].kind == FIELD_TEXT)
				check_quotes(record, row, value, warnings);
			if (record->kind->fields[row].kind == FIELD_TEXT)
				check_words(record, row, value, value->text,
					    warnings);
			check_words(record, row, value, value->note, warnings);
		}
}

void lint_check_text(const struct collection *collection, struct err *warnings)
{
	check_record(collection->about, warnings);
	for (size_t i = 0; i < collection->count; i++)
		check_record(collection->records[i], warnings);
}
