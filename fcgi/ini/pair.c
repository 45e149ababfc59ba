/* What is known of one pair by itself, and of a section by its pairs. */
#include "ini/file.h"

#include <string.h>

bool ini_file_is_quoted(const struct ini_file_pair *pair)
{
	size_t length = strlen(pair->value);

	return length > 1 && pair->value[0] == '"' &&
	       pair->value[length - 1] == '"';
}

int ini_file_column(const struct ini_file_pair *pair, const char *at)
{
	size_t place = (size_t)(at - pair->value);

	return pair->column + (place < pair->span ? (int)place : 0);
}

int ini_file_report_indented(const struct ini_file_pair *lookalike,
			     struct err *err)
{
	return err_at_column(err, lookalike->file, lookalike->line,
			     lookalike->column,
			     "`%s` is a key, but the line is indented, so it "
			     "would carry on the value above; begin it in "
			     "column 1",
			     lookalike->name);
}

struct ini_file_section *ini_file_next(const struct ini_file_section *section,
				       struct arena *arena)
{
	arena_rest(arena);
	return section->next;
}

const char *ini_file_value(const struct ini_file_section *section,
			   const char *name)
{
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, name) == 0)
			return pair->value;
	return NULL;
}
