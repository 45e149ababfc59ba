/* Quotes may stand around a cell, and are doubled in it. */
#include "command/csv-rows.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

#define CELL_BYTES ((size_t)1024 * 1024)

static const char *take_cell(const char **text, char separator, int *line,
			     struct arena *arena)
{
	struct buf cell = buf_new(CELL_BYTES);
	const char *at = *text, *kept;
	bool is_quoted = false;

	for (; *at != '\0'; at++) {
		*line += *at == '\n';
		if (*at == '"' && is_quoted && at[1] == '"')
			buf_put(&cell, at++, 1);
		else if (*at == '"' && (is_quoted || cell.length == 0))
			is_quoted = !is_quoted;
		else if (is_quoted && strchr("\r\n", *at) != NULL)
			buf_puts(&cell, *at == '\n' ? " " : "");
		else if (!is_quoted &&
			 (*at == separator || *at == '\r' || *at == '\n'))
			break;
		else
			buf_put(&cell, at, 1);
	}
	*line -= *at == '\n';
	kept = arena_text(arena, buf_text(&cell), cell.length);
	buf_free(&cell);
	*text = at;
	return kept;
}

const struct csv_row *csv_rows_next(const char **text, char separator,
				    int *line, struct arena *arena)
{
	struct csv_row *row;

	if (**text == '\0')
		return NULL;
	row = arena_alloc(arena, sizeof(*row));
	row->line = *line;
	for (size_t i = 0; i < CSV_CELLS; i++)
		row->cells[i] = "";
	do {
		const char *cell = take_cell(text, separator, line, arena);

		if (row->count < CSV_CELLS)
			row->cells[row->count++] = cell;
	} while (**text == separator && (*text)++);
	if (**text == '\r')
		(*text)++;
	if (**text == '\n') {
		(*text)++;
		(*line)++;
	}
	return row;
}
