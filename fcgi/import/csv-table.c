/* Gives libcsv one line after the other, so that no two rows end in one call
 * and the line of each is known. */
#include "import/csv-table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "import/csv-separator.h"
#include "text/garble.h"
#include "text/utf8.h"

#define PIECE	     ((size_t)64 * 1024)
#define FAULTS_SHOWN 20
#define TORN_WIDTH   6

struct csv_table {
	FILE *file;
	const char *name;
	char piece[PIECE];
	size_t length, at;
	struct csv_parser parser;
	int line;     /* of what comes next */
	int row_line; /* of the row that is being read */
	size_t row_bytes;
	struct buf bytes; /* of its cells, each with its NUL */
	size_t offsets[CSV_TABLE_COLUMNS];
	const char *cells[CSV_TABLE_COLUMNS];
	size_t count; /* of its cells, also of those beyond the room */
	bool is_whole, is_over;
	bool is_returned; /* a return ended the last line, or half of it */
	const char **headings;
	size_t width;
	size_t before; /* cells of the last row */
	size_t decoded, faults;
	struct arena *arena;
};

static int fault(struct csv_table *table, int line, struct err *err,
		 const char *words)
{
	table->is_over = true;
	return err_at(err, table->name, line, "%s", words);
}

/* Puts a text of Windows-1252. */
static void put_decoded(struct csv_table *table, const char *text)
{
	char bytes[4];

	for (; *text != '\0'; text++)
		buf_put(&table->bytes, bytes,
			utf8_put(garble_windows((unsigned char)*text), bytes));
	table->decoded++;
}

/* libcsv calls it at the end of a cell, with a NUL behind the text. */
static void take_cell(void *text, size_t length, void *data)
{
	struct csv_table *table = data;

	if (table->count < CSV_TABLE_COLUMNS) {
		table->offsets[table->count] = table->bytes.length;
		if (length == 0 || utf8_is_valid(text))
			buf_put(&table->bytes, text, length);
		else
			put_decoded(table, text);
		buf_put(&table->bytes, "", 1);
	}
	table->count++;
}

/* And at the end of a row. */
static void end_row(int byte, void *data)
{
	struct csv_table *table = data;

	(void)byte;
	table->is_whole = true;
}

static void fill(struct csv_table *table)
{
	table->length = fread(table->piece, 1, PIECE, table->file);
	table->at = 0;
}

/* The bytes up to a line end and with it, or all that there are. */
static size_t line_length(const struct csv_table *table)
{
	const char *start = table->piece + table->at;
	size_t left = table->length - table->at, length = 0;

	while (length < left && start[length] != '\n' && start[length] != '\r')
		length++;
	return length + (length < left);
}

static void begin_row(struct csv_table *table)
{
	table->row_line = table->line;
	table->row_bytes = 0;
	table->count = 0;
	buf_clear(&table->bytes);
}

/* Whether libcsv holds a part of a row. */
static bool is_begun(const struct csv_table *table)
{
	return table->count > 0 || table->parser.entry_pos > 0 ||
	       table->parser.quoted;
}

static int finish(struct csv_table *table, struct err *err)
{
	table->is_over = true;
	if (ferror(table->file))
		return fault(table, table->line, err, "it cannot be read on");
	/* Quotes may stand anywhere but at the end. */
	csv_set_opts(&table->parser,
		     CSV_APPEND_NULL | CSV_STRICT | CSV_STRICT_FINI);
	if (csv_fini(&table->parser, take_cell, end_row, table) != 0)
		return fault(table, table->row_line, err,
			     "a quote that begins in this row never ends");
	return 0;
}

/* Gives libcsv the next line, or a part of it. */
static int feed(struct csv_table *table, struct err *err)
{
	const char *line;
	size_t length;

	if (table->at == table->length)
		fill(table);
	if (table->length == 0)
		return finish(table, err);
	line = table->piece + table->at;
	length = line_length(table);
	table->line += table->is_returned && line[0] != '\n';
	if (memchr(line, '\0', length) != NULL)
		return fault(table, table->line, err,
			     "a byte 0 stands here, so this is no text");
	if (!is_begun(table))
		begin_row(table);
	table->row_bytes += length;
	csv_parse(&table->parser, line, length, take_cell, end_row, table);
	table->at += length;
	table->line += line[length - 1] == '\n';
	table->is_returned = line[length - 1] == '\r';
	return table->row_bytes <= CSV_TABLE_BYTES ?
		       0 :
		       fault(table, table->row_line, err,
			     "this row is longer than 4 MiB; does a quote in "
			     "it never end?");
}

/* Reads up to the end of a row. -1 with the fault in `err`; where the file is
 * at its end, the row has no cells. */
static int read_row(struct csv_table *table, struct err *err)
{
	table->is_whole = false;
	if (!table->is_over)
		begin_row(table);
	while (!table->is_whole && !table->is_over)
		if (feed(table, err) != 0)
			return -1;
	if (!table->is_whole)
		table->count = 0;
	for (size_t i = 0; i < table->count && i < CSV_TABLE_COLUMNS; i++)
		table->cells[i] = buf_text(&table->bytes) + table->offsets[i];
	return 0;
}

/* `sep=;` on a line of its own, which some spreadsheets write. */
static bool take_said(struct csv_table *table)
{
	const char *said = table->piece + table->at;

	if (table->length - table->at < 6 ||
	    strncasecmp(said, "sep=", 4) != 0 ||
	    strchr(CSV_SEPARATORS, said[4]) == NULL ||
	    strchr("\r\n", said[5]) == NULL)
		return false;
	csv_set_delim(&table->parser, (unsigned char)said[4]);
	table->at += 6;
	table->line += said[5] == '\n';
	table->is_returned = said[5] == '\r';
	return true;
}

static int begin(struct csv_table *table, struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";

	fill(table);
	if (table->length >= 2 && (memcmp(table->piece, "\xFF\xFE", 2) == 0 ||
				   memcmp(table->piece, "\xFE\xFF", 2) == 0))
		return fault(table, 1, err,
			     "this is UTF-16; let the spreadsheet save it as "
			     "CSV in UTF-8");
	if (table->length >= 4 && memcmp(table->piece, "PK\3\4", 4) == 0)
		return fault(table, 1, err,
			     "this is a spreadsheet's own file; let it save "
			     "the table as CSV");
	if (table->length >= 3 && memcmp(table->piece, mark, 3) == 0)
		table->at = 3;
	if (!take_said(table))
		csv_set_delim(&table->parser,
			      (unsigned char)csv_separator(
				      table->piece + table->at,
				      table->length - table->at));
	return 0;
}

/* A heading without blanks around it, and with single ones within. */
static char *trimmed(const char *text, struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text)), *to = copy;

	for (const char *at = copy; *at != '\0'; at++) {
		bool is_blank = strchr(" \t\r\n", *at) != NULL;

		if (!is_blank)
			*to++ = *at;
		else if (to > copy && to[-1] != ' ')
			*to++ = ' ';
	}
	to -= to > copy && to[-1] == ' ';
	*to = '\0';
	return copy;
}

/* A heading that no other has. */
static const char *heading_for(const struct csv_table *table, size_t column)
{
	const char *own = trimmed(table->cells[column], table->arena);
	const char *heading;

	if (own[0] == '\0')
		own = arena_printf(table->arena, "column %zu", column + 1);
	heading = own;
	for (size_t i = 2; csv_table_find(table, heading) != CSV_TABLE_NONE;
	     i++)
		heading = arena_printf(table->arena, "%s (%zu)", own, i);
	return heading;
}

static int take_headings(struct csv_table *table, struct err *err)
{
	if (read_row(table, err) != 0)
		return -1;
	if (table->count == 0)
		return fault(table, 0, err,
			     "it has not even a row of headings");
	if (table->count > CSV_TABLE_COLUMNS)
		return fault(table, table->row_line, err,
			     "a table has at most 1,000 columns");
	table->headings = arena_alloc(table->arena,
				      table->count * sizeof(*table->headings));
	for (size_t i = 0; i < table->count; i++) {
		table->headings[i] = heading_for(table, i);
		table->width++;
	}
	return 0;
}

struct csv_table *csv_table_new(FILE *file, const char *name, struct err *err)
{
	struct csv_table *table = alloc_zero(sizeof(*table));

	table->file = file;
	table->name = name;
	table->line = 1;
	/* What is decoded is longer. */
	table->bytes = buf_new(4 * CSV_TABLE_BYTES);
	table->arena = arena_new();
	csv_init(&table->parser, CSV_APPEND_NULL);
	csv_set_realloc_func(&table->parser, alloc_grow);
	if (begin(table, err) == 0 && take_headings(table, err) == 0)
		return table;
	csv_table_free(table);
	return NULL;
}

void csv_table_free(struct csv_table *table)
{
	if (table == NULL)
		return;
	csv_free(&table->parser);
	buf_free(&table->bytes);
	arena_free(table->arena);
	free(table);
}

static bool is_empty(const struct csv_table *table)
{
	for (size_t i = 0; i < table->count && i < CSV_TABLE_COLUMNS; i++)
		if (table->cells[i][0] != '\0')
			return false;
	return table->count <= CSV_TABLE_COLUMNS;
}

/* Without empty cells behind the last heading. */
static size_t count_cells(const struct csv_table *table)
{
	size_t count = table->count;

	while (count > table->width && count <= CSV_TABLE_COLUMNS &&
	       table->cells[count - 1][0] == '\0')
		count--;
	return count;
}

/* A spreadsheet drops the empty cells at the end of a row. */
static void fill_up(struct csv_table *table, size_t count)
{
	for (; count < table->width; count++)
		table->cells[count] = "";
}

/* Whether a row and the one above it are the two parts of one: a line ends in a
 * cell that has no quotes around it. What stands in the second would be taken
 * for what it is not. Rows that a spreadsheet made shorter are so alike, and of
 * a narrow table nobody can tell. */
static bool is_torn(const struct csv_table *table, size_t count)
{
	return table->width >= TORN_WIDTH && table->before > 0 &&
	       count != table->before &&
	       table->before - 1 + count == table->width;
}

static bool judge_row(struct csv_table *table, struct err *err)
{
	size_t count = count_cells(table);
	bool is_right = false;

	if (count > table->width)
		err_at(err, table->name, table->row_line,
		       "a row of %zu, where there are %zu headings; is a "
		       "quote missing, or a comma too many?",
		       table->count, table->width);
	else if (is_torn(table, count))
		err_at(err, table->name, table->row_line,
		       "a row of %zu behind one of %zu, where there are %zu "
		       "headings: is this one row, with a line end in a cell "
		       "that has no quotes? If not, open it in a "
		       "spreadsheet and save it again",
		       count, table->before, table->width);
	else
		is_right = true;
	table->before = count;
	return is_right;
}

bool csv_table_next(struct csv_table *table, struct csv_table_row *row,
		    struct err *err)
{
	while (read_row(table, err) == 0 && table->count > 0) {
		if (is_empty(table))
			continue;
		*row = (struct csv_table_row){ table->row_line, table->cells };
		if (judge_row(table, err)) {
			fill_up(table, table->count);
			return true;
		}
		if (++table->faults == FAULTS_SHOWN)
			return false;
	}
	return false;
}

size_t csv_table_width(const struct csv_table *table)
{
	return table->width;
}

const char *csv_table_heading(const struct csv_table *table, size_t column)
{
	return table->headings[column];
}

size_t csv_table_find(const struct csv_table *table, const char *heading)
{
	for (size_t i = 0; i < table->width; i++)
		if (strcasecmp(table->headings[i], heading) == 0)
			return i;
	return CSV_TABLE_NONE;
}

size_t csv_table_decoded(const struct csv_table *table)
{
	return table->decoded;
}
