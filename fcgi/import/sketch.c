/* Looks at the headings and the first rows. */
#include "import/sketch.h"

#include <string.h>

#include "import/csv-table.h"
#include "import/guess.h"
#include "import/number-groups.h"
#include "import/privacy.h"
#include "import/profile.h"
#include "record/field.h"
#include "text/utf8.h"

#define ROWS_SEEN  200
#define SHOWN	   60
#define SURE	   0.6 /* of the values look as the heading says */
#define LIKELY	   0.9 /* of them look so, and no heading says it */
#define LEAST_SEEN 3

static const char signs[] = ";,|/\n";
static const char *const sign_names[] = { "semicolons", "commas", "bars",
					  "slashes", "lines" };

/* What is known of a column. */
struct seen {
	size_t filled, looks[GUESS_LOOKS];
	const char *example;
	size_t signs[sizeof(signs) - 1];
	size_t month_first, day_first; /* dates that can be only that */
	struct guess guess;
	int group; /* of what tells of numbers; 0: not known */
};

struct sketch {
	struct arena *arena;
	struct csv_table *table;
	struct seen *seen; /* by column */
	struct column *used;
	struct buf *out;
};

static void see_date(struct seen *seen, const char *text)
{
	int first, second, year;

	if (sscanf(text, "%2d%*1[/.-]%2d%*1[/.-]%4d", &first, &second, &year) !=
	    3)
		return;
	seen->month_first += second > 12;
	seen->day_first += first > 12;
}

static void see(struct sketch *sketch, struct seen *seen, const char *text)
{
	struct arena *scratch = arena_new();

	seen->filled++;
	if (seen->example == NULL || strlen(seen->example) < 4)
		seen->example =
			arena_text(sketch->arena, text, utf8_fit(text, SHOWN));
	for (int look = 1; look < GUESS_LOOKS; look++)
		seen->looks[look] +=
			guess_is((enum guess_look)look, text, scratch);
	for (size_t i = 0; i < sizeof(signs) - 1; i++)
		seen->signs[i] += strchr(text, signs[i]) != NULL;
	see_date(seen, text);
	arena_free(scratch);
}

static int look_at_rows(struct sketch *sketch, struct err *err)
{
	size_t width = csv_table_width(sketch->table);
	struct csv_table_row row;

	sketch->seen =
		arena_alloc(sketch->arena, width * sizeof(*sketch->seen));
	for (size_t i = 0; i < width; i++)
		sketch->seen[i].guess = guess_by_heading(
			csv_table_heading(sketch->table, i), sketch->arena);
	for (int count = 0;
	     count < ROWS_SEEN && csv_table_next(sketch->table, &row, err);
	     count++)
		for (size_t i = 0; i < width; i++)
			if (row.cells[i][strspn(row.cells[i], " \t\r\n-")] !=
			    '\0')
				see(sketch, &sketch->seen[i], row.cells[i]);
	return err->count == 0 ? 0 : -1;
}

/* Whether its values look as its heading says. */
static bool has_its_look(const struct seen *seen)
{
	return seen->guess.look == GUESS_ANY ||
	       (double)seen->looks[seen->guess.look] >=
		       SURE * (double)seen->filled;
}

/* Whether a line of its own stands for the column. */
static bool is_sure(const struct sketch *sketch, size_t column)
{
	const struct seen *seen = &sketch->seen[column];

	return seen->guess.key != NULL && seen->filled > 0 &&
	       has_its_look(seen) &&
	       privacy_of(csv_table_heading(sketch->table, column)) ==
		       PRIVACY_NONE;
}

/* The look that nearly all values of a column have which its heading does not
 * tell. */
static enum guess_look look_of(const struct seen *seen)
{
	for (int look = 1; look < GUESS_LOOKS; look++)
		if (guess_by_look((enum guess_look)look) != NULL &&
		    seen->filled >= LEAST_SEEN &&
		    (double)seen->looks[look] >= LIKELY * (double)seen->filled)
			return (enum guess_look)look;
	return GUESS_ANY;
}

/* Which number each column tells of. */
static void group_numbers(struct sketch *sketch)
{
	size_t width = csv_table_width(sketch->table);
	struct number_column *columns =
		arena_alloc(sketch->arena, width * sizeof(*columns));

	for (size_t i = 0; i < width; i++)
		columns[i] = (struct number_column){
			.heading = csv_table_heading(sketch->table, i),
			.key = sketch->seen[i].guess.key != NULL ?
				       sketch->seen[i].guess.key :
				       guess_by_look(look_of(&sketch->seen[i])),
			.figure = sketch->seen[i].guess.group,
			.is_sure = is_sure(sketch, i),
		};
	number_groups_set(columns, width);
	for (size_t i = 0; i < width; i++)
		sketch->seen[i].group = columns[i].group;
}

/* Whether the key, in the group, stands for another column already. */
static bool is_used(const struct sketch *sketch, const struct columns_key *key,
		    int group)
{
	for (const struct column *at = sketch->used; at != NULL; at = at->next)
		if (at->key == key && at->group == group && !key->is_many)
			return true;
	return false;
}

static void use(struct sketch *sketch, const struct columns_key *key, int group)
{
	struct column *column = arena_alloc(sketch->arena, sizeof(*column));

	column->key = key;
	column->group = group;
	column->next = sketch->used;
	sketch->used = column;
}

/* The group that the heading says, else the first which is free; 0: none is. */
static int group_for(const struct sketch *sketch, const struct seen *seen)
{
	const struct guess *guess = &seen->guess;

	if (number_groups_has(guess->key))
		return is_used(sketch, guess->key, seen->group) ? 0 :
								  seen->group;
	if (guess->group > 0 && guess->key->is_grouped &&
	    !is_used(sketch, guess->key, guess->group))
		return guess->group;
	for (int group = 1; group < (guess->key->is_grouped ? 10 : 2); group++)
		if (!is_used(sketch, guess->key, group))
			return group;
	return 0;
}

static void print_line(struct sketch *sketch, const char *start,
		       const struct columns_key *key, int group,
		       const char *heading)
{
	buf_printf(sketch->out, "%s%s", start, key->name);
	if (group > 1)
		buf_printf(sketch->out, "-%d", group);
	buf_printf(sketch->out, " = %s\n", heading);
}

static void print_comment(struct sketch *sketch, const char *words)
{
	field_print_comment("; ", words, sketch->out);
}

/* The beginning of what stands in the column, where a file of INI can have it.
 */
static void print_example(struct sketch *sketch, const struct seen *seen)
{
	char *copy;

	if (seen->example == NULL)
		return;
	copy = arena_text(sketch->arena, seen->example, strlen(seen->example));
	for (char *at = copy; *at != '\0'; at++)
		if (strchr("\r\n\t", *at) != NULL)
			*at = ' ';
	if (utf8_is_plain(copy, strlen(copy)))
		buf_printf(sketch->out, ";   %s\n", copy);
}

/* Why its line is a comment, and what stands in it. */
static void print_unsure(struct sketch *sketch, const struct seen *seen,
			 const char *heading, const struct columns_key *key,
			 const char *why)
{
	print_comment(sketch, why);
	print_example(sketch, seen);
	print_line(sketch, ";", key, number_groups_has(key) ? seen->group : 1,
		   heading);
}

static void print_unknown(struct sketch *sketch, const struct seen *seen,
			  const char *heading)
{
	enum guess_look look = look_of(seen);
	const struct columns_key *key = guess_by_look(look);

	if (key != NULL)
		print_unsure(sketch, seen, heading, key,
			     arena_printf(sketch->arena,
					  "Its values look like %s, but its "
					  "heading says nothing of that:",
					  guess_words(look)));
	else if (seen->filled == 0)
		print_unsure(sketch, seen, heading, columns_key("drop"),
			     "Nothing stands in it:");
	else
		print_unsure(sketch, seen, heading,
			     columns_key("internal-note"),
			     "Not known, so it is for those inside:");
}

static void print_known(struct sketch *sketch, const struct seen *seen,
			const char *heading)
{
	const struct guess *guess = &seen->guess;
	int group = group_for(sketch, seen);

	if (seen->filled == 0) {
		print_unsure(sketch, seen, heading, guess->key,
			     "Nothing stands in it:");
	} else if (!has_its_look(seen)) {
		print_unsure(sketch, seen, heading, guess->key,
			     arena_printf(sketch->arena,
					  "Its heading says so, but few of its "
					  "values look like %s:",
					  guess_words(guess->look)));
	} else if (guess->key == columns_key("address-visibility")) {
		print_unsure(sketch, seen, heading, guess->key,
			     "It would let everybody know places where it says "
			     "so; a shelter's never:");
	} else if (seen->group == 0 && number_groups_has(guess->key)) {
		print_unsure(sketch, seen, heading, guess->key,
			     "Which number it is of is not sure:");
	} else if (group == 0) {
		print_unsure(sketch, seen, heading, guess->key,
			     "Another column is that already:");
	} else {
		use(sketch, guess->key, group);
		print_line(sketch, "", guess->key, group, heading);
	}
}

static void print_column(struct sketch *sketch, size_t column)
{
	const struct seen *seen = &sketch->seen[column];
	const char *heading = csv_table_heading(sketch->table, column);
	enum privacy privacy = privacy_of(heading);
	size_t length = strlen(heading);
	bool is_flag = seen->guess.key != NULL &&
		       seen->guess.key->part == COLUMNS_PRIVATE;

	if (!utf8_is_plain(heading, length) ||
	    (length > 1 && strchr("\"'", heading[0]) != NULL &&
	     heading[length - 1] == heading[0]))
		print_comment(sketch, "A heading that no file of INI can have: "
				      "change it in the table.");
	else if (privacy == PRIVACY_KEPT && !is_flag)
		print_unsure(sketch, seen, heading,
			     columns_key("internal-note"),
			     "It says that it is not for readers:");
	else if (privacy == PRIVACY_PERSON && seen->guess.key != NULL)
		print_unsure(sketch, seen, heading, seen->guess.key,
			     "It may be somebody's own, so it is for those "
			     "inside unless you say this:");
	else if (seen->guess.key == NULL)
		print_unknown(sketch, seen, heading);
	else
		print_known(sketch, seen, heading);
}

/* How lists are parted and dates written, by all of the columns that have
 * such. */
static void print_table(struct sketch *sketch)
{
	size_t width = csv_table_width(sketch->table), best = 0;
	size_t counts[sizeof(signs) - 1] = { 0 }, month = 0, day = 0;

	for (size_t i = 0; i < width; i++) {
		const struct seen *seen = &sketch->seen[i];
		const struct columns_key *key = seen->guess.key;

		if (key == NULL)
			continue;
		for (size_t j = 0; j < sizeof(signs) - 1; j++)
			if (key->part == COLUMNS_LIST ||
			    key->part == COLUMNS_TERM)
				counts[j] += seen->signs[j];
		month += seen->guess.look == GUESS_DATE ? seen->month_first : 0;
		day += seen->guess.look == GUESS_DATE ? seen->day_first : 0;
	}
	for (size_t j = 1; j < sizeof(signs) - 1; j++)
		if (counts[j] > counts[best])
			best = j;
	print_comment(
		sketch,
		"What separates the items of a list in a cell: " PROFILE_LISTS
		".");
	buf_printf(sketch->out, "%slists = %s\n", counts[best] > 0 ? "" : ";",
		   sign_names[best]);
	print_comment(sketch, "Dates as 4/5/2026: " PROFILE_DATES ".");
	buf_printf(sketch->out, "%sdates = %s\n",
		   (month > 0) != (day > 0) ? "" : ";",
		   day > month ? "day-first" : "month-first");
}

/* What the table has, or should have, of names. */
static void print_names(struct sketch *sketch)
{
	if (!is_used(sketch, columns_key("name"), 1) &&
	    !is_used(sketch, columns_key("organization"), 1))
		print_comment(
			sketch,
			"No column is the name, or the organization: say "
			"which one is, for nothing can be taken without:");
}

/* A title above the table would be taken for its headings. */
static int check_headings(const struct sketch *sketch, const char *name,
			  struct err *err)
{
	size_t width = csv_table_width(sketch->table), said = 0;

	for (size_t i = 0; i < width; i++)
		said += strcmp(csv_table_heading(sketch->table, i),
			       arena_printf(sketch->arena, "column %zu",
					    i + 1)) != 0;
	if (width < 3 || said != 1)
		return 0;
	return err_at(err, name, 1,
		      "only one heading stands in the first row: is it a "
		      "title? Delete what stands above the headings");
}

int sketch_print(FILE *file, const char *name, struct buf *out, struct err *err)
{
	struct sketch sketch = { .arena = arena_new(), .out = out };
	int result = -1;

	sketch.table = csv_table_new(file, name, err);
	if (sketch.table == NULL || check_headings(&sketch, name, err) != 0 ||
	    look_at_rows(&sketch, err) != 0)
		goto done;
	group_numbers(&sketch);
	print_comment(&sketch,
		      "A first profile, made of the headings of the table and "
		      "of what its first rows look like. Look through it: a "
		      "line that begins with a semicolon does nothing. "
		      "`signpost import --sketch` without a file has every "
		      "key.");
	buf_puts(out, "\n");
	profile_print_rows("table", out);
	buf_puts(out, "\n[table]\n");
	print_table(&sketch);
	buf_puts(out, "\n[columns]\n");
	for (size_t i = 0; i < csv_table_width(sketch.table); i++)
		print_column(&sketch, i);
	print_names(&sketch);
	result = 0;
done:
	csv_table_free(sketch.table);
	arena_free(sketch.arena);
	return result;
}
