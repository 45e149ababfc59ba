/* Tables as spreadsheets and programs save them, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "import/csv-table.h"
#include "lib/support.h"

#define ROOM ((size_t)16 * 1024)

static void print_row(const struct csv_table *table,
		      const struct csv_table_row *row, struct buf *out)
{
	buf_printf(out, "%d", row->line);
	for (size_t i = 0; i < csv_table_width(table); i++)
		buf_printf(out, "[%s]", row->cells[i]);
	buf_puts(out, "\n");
}

/* Asserts the headings, the rows with their lines, and the faults. */
static void assert_table_of(const char *bytes, size_t length,
			    const char *expected, const char *faults)
{
	FILE *file = fmemopen((void *)(uintptr_t)bytes, length, "r");
	struct buf out = buf_new(ROOM);
	struct err err = { 0 };
	struct csv_table *table;
	struct csv_table_row row;

	assert_non_null(file);
	table = csv_table_new(file, "t.csv", &err);
	for (size_t i = 0; table != NULL && i < csv_table_width(table); i++)
		buf_printf(&out, "[%s]", csv_table_heading(table, i));
	buf_puts(&out, table != NULL ? "\n" : "");
	while (table != NULL && csv_table_next(table, &row, &err))
		print_row(table, &row, &out);
	assert_string_equal(buf_text(&out), expected);
	support_assert_faults(&err, faults);
	csv_table_free(table);
	buf_free(&out);
	fclose(file);
}

static void assert_table(const char *text, const char *expected,
			 const char *faults)
{
	assert_table_of(text, strlen(text), expected, faults);
}

static void every_row_has_its_line_and_its_cells(void **state)
{
	(void)state;
	assert_table("a,b\n1,2\n\n\"x\ny\",3\n4,5",
		     "[a][b]\n2[1][2]\n4[x\ny][3]\n6[4][5]\n", "");
	assert_table("a,b\r\n1,2\r\n\r\n\"x\r\ny\",3\r\n4,5\r\n",
		     "[a][b]\n2[1][2]\n4[x\r\ny][3]\n6[4][5]\n", "");
	assert_table("a,b\r1,2\r3,4\r", "[a][b]\n2[1][2]\n3[3][4]\n", "");
	assert_table("a,b\n ,\n1, 2 \n", "[a][b]\n3[1][2]\n", "");
	assert_table("a,b\n\"say \"\"hi\"\"\",2\n",
		     "[a][b]\n2[say \"hi\"][2]\n", "");
}

static void what_parts_the_cells_is_found_out(void **state)
{
	(void)state;
	assert_table("a;b;c, d\n1;2;3\n", "[a][b][c, d]\n2[1][2][3]\n", "");
	assert_table("a\tb\n1\t2\n", "[a][b]\n2[1][2]\n", "");
	assert_table("a|b\n1|2\n", "[a][b]\n2[1][2]\n", "");
	assert_table("\"a,b,c\";d;e\n1;2;3\n", "[a,b,c][d][e]\n2[1][2][3]\n",
		     "");
	assert_table("\xEF\xBB\xBFsep=;\r\na;b\r\n1;2\r\n", "[a][b]\n3[1][2]\n",
		     "");
	assert_table("a\n1\n", "[a]\n2[1]\n", "");
}

static void headings_are_told_apart(void **state)
{
	(void)state;
	assert_table("Phone,,phone,Phone\n1,2,3,4\n",
		     "[Phone][column 2][phone (2)][Phone (3)]\n2[1][2][3][4]\n",
		     "");
	assert_table("\"a\nb\",c\n1,2\n", "[a b][c]\n3[1][2]\n", "");
}

static void what_is_no_utf8_is_windows_1252(void **state)
{
	(void)state;
	assert_table("a,b\nCaf\xE9,\x93x\x94\n",
		     "[a][b]\n2[Caf\xC3\xA9][\xE2\x80\x9Cx\xE2\x80\x9D]\n", "");
	assert_table("\xEF\xBB\xBF"
		     "a,b\nCaf\xC3\xA9,2\n",
		     "[a][b]\n2[Caf\xC3\xA9][2]\n", "");
}

static void a_row_that_is_too_long_is_told_and_not_taken(void **state)
{
	(void)state;
	assert_table("a,b\n1,2,3\n1,2,,\n3,4\n", "[a][b]\n3[1][2]\n4[3][4]\n",
		     "t.csv:2:1: a row of 3, where there are 2 headings; is a "
		     "quote missing, or a comma too many?\n");
}

static void cells_that_a_spreadsheet_drops_are_empty(void **state)
{
	(void)state;
	assert_table("a,b,c,d\n1\n1,2\n1,2,3\n1,2,3\n1,2,3,4\n",
		     "[a][b][c][d]\n2[1][][][]\n3[1][2][][]\n4[1][2][3][]\n"
		     "5[1][2][3][]\n6[1][2][3][4]\n",
		     "");
	assert_table("a,b\n1,2\n3\n4,5\n", "[a][b]\n2[1][2]\n3[3][]\n4[4][5]\n",
		     "");
}

static void a_row_that_a_line_end_tears_in_two_is_told(void **state)
{
	static const char *const torn[] = { "1,2 and\nso on,3,4,5,6\n",
					    "1 and\nso on,2,3,4,5,6\n",
					    "1,2,3,4,5,6 and\nso on\n" };
	static const int counts[][2] = { { 2, 5 }, { 1, 6 }, { 6, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof(torn) / sizeof(*torn); i++) {
		char text[100], fault[300];
		FILE *file;
		struct err err = { 0 };
		struct csv_table *table;
		struct csv_table_row row;

		snprintf(text, sizeof(text), "a,b,c,d,e,f\n%s", torn[i]);
		snprintf(fault, sizeof(fault),
			 "t.csv:3:1: a row of %d behind one of %d, where there "
			 "are 6 headings: is this one row, with a line end in "
			 "a cell that has no quotes? If not, open it in a "
			 "spreadsheet and save it again\n",
			 counts[i][1], counts[i][0]);
		file = fmemopen(text, strlen(text), "r");
		table = csv_table_new(file, "t.csv", &err);
		assert_true(csv_table_next(table, &row, &err));
		assert_false(csv_table_next(table, &row, &err));
		support_assert_faults(&err, fault);
		csv_table_free(table);
		fclose(file);
	}
}

static void a_quote_that_never_ends_is_told_where_it_begins(void **state)
{
	(void)state;
	assert_table("a,b\n1,2\n3,\"4\n5,6\n", "[a][b]\n2[1][2]\n",
		     "t.csv:3:1: a quote that begins in this row never ends\n");
	/* One that stands within a cell is only a character. */
	assert_table("a,b\n5'10\",2\n", "[a][b]\n2[5'10\"][2]\n", "");
}

static void what_is_no_table_is_told(void **state)
{
	static const char utf16[] = "\xFF\xFE"
				    "a\0,\0b\0";
	static const char zero[] = "a,b\n1,\0\n";

	(void)state;
	assert_table("", "", "t.csv: it has not even a row of headings\n");
	assert_table("\n\n", "", "t.csv: it has not even a row of headings\n");
	assert_table("PK\3\4xxxx", "",
		     "t.csv:1:1: this is a spreadsheet's own file; let it save "
		     "the table as CSV\n");
	assert_table_of(
		utf16, sizeof(utf16) - 1, "",
		"t.csv:1:1: this is UTF-16; let the spreadsheet save it "
		"as CSV in UTF-8\n");
	assert_table_of(
		zero, sizeof(zero) - 1, "[a][b]\n",
		"t.csv:2:1: a byte 0 stands here, so this is no text\n");
}

static void sizes_are_bounded(void **state)
{
	size_t length = CSV_TABLE_BYTES + 100;
	char *text = alloc_zero(length + 1);
	struct buf wide = buf_new(ROOM);

	(void)state;
	memset(text, 'x', length);
	memcpy(text, "a,b\n\"", 5);
	assert_table(
		text, "[a][b]\n",
		"t.csv:2:1: this row is longer than 4 MiB; does a quote in "
		"it never end?\n");
	free(text);
	for (size_t i = 0; i <= CSV_TABLE_COLUMNS; i++)
		buf_puts(&wide, "x,");
	assert_table(buf_text(&wide), "",
		     "t.csv:1:1: a table has at most 1,000 columns\n");
	buf_free(&wide);
}

/* Rows across the pieces in which the file is read. */
static void long_tables_are_read_row_by_row(void **state)
{
	struct buf text = buf_new((size_t)8 * 1024 * 1024);
	struct csv_table_row row;
	struct err err = { 0 };
	struct csv_table *table;
	FILE *file;
	int count = 0;

	(void)state;
	buf_puts(&text, "n,text\r\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "%d,\"one,\r\ntwo %d\"\r\n", i, i);
	file = fmemopen((void *)(uintptr_t)buf_text(&text), text.length, "r");
	table = csv_table_new(file, "t.csv", &err);
	while (csv_table_next(table, &row, &err)) {
		assert_int_equal(atoi(row.cells[0]), count);
		assert_int_equal(row.line, 2 + 2 * count);
		count++;
	}
	assert_int_equal(count, 20000);
	assert_int_equal(csv_table_find(table, "TEXT"), 1);
	assert_int_equal(csv_table_find(table, "x"), CSV_TABLE_NONE);
	support_assert_faults(&err, "");
	csv_table_free(table);
	fclose(file);
	buf_free(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_has_its_line_and_its_cells),
		cmocka_unit_test(what_parts_the_cells_is_found_out),
		cmocka_unit_test(headings_are_told_apart),
		cmocka_unit_test(what_is_no_utf8_is_windows_1252),
		cmocka_unit_test(a_row_that_is_too_long_is_told_and_not_taken),
		cmocka_unit_test(cells_that_a_spreadsheet_drops_are_empty),
		cmocka_unit_test(a_row_that_a_line_end_tears_in_two_is_told),
		cmocka_unit_test(
			a_quote_that_never_ends_is_told_where_it_begins),
		cmocka_unit_test(what_is_no_table_is_told),
		cmocka_unit_test(sizes_are_bounded),
		cmocka_unit_test(long_tables_are_read_row_by_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
