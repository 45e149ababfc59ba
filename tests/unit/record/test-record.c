/* One section, read by the rows of its kind. What is refused, and with which
 * words, is in cases/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "record/record.h"

enum row { NAME, NOTE, GOAL, LINK, KIND };

static const struct field fields[] = {
	[NAME] = { .name = "name",
		   .kind = FIELD_TEXT,
		   .is_required = true,
		   .is_translated = true },
	[NOTE] = { .name = "note",
		   .kind = FIELD_TEXT,
		   .is_list = true,
		   .is_translated = true },
	[GOAL] = { .name = "goal",
		   .kind = FIELD_ID,
		   .is_list = true,
		   .has_note = true,
		   .is_translated = true },
	[LINK] = { .name = "link",
		   .kind = FIELD_LINK,
		   .is_list = true,
		   .has_note = true },
	[KIND] = { .name = "kind", .kind = FIELD_ID, .is_required = true },
};

static const struct kind kind = { .name = "thing",
				  .has_id = true,
				  RECORD_ROWS(fields) };

static const char *const languages[] = { "es", "pt-br", NULL };

static const struct record *read(const char *text, struct arena *arena,
				 struct err *err)
{
	static const char *const none[] = { NULL };
	static const struct record_scope scope = { .languages = languages,
						   .excused = none };

	return record_read(support_sections(text, arena, err), &kind, &scope,
			   arena, err);
}

/* Reads what must be sound. */
static const struct record *read_sound(const char *text, struct arena *arena)
{
	struct err err = { 0 };
	const struct record *record = read(text, arena, &err);

	support_assert_faults(&err, "");
	return record;
}

static void assert_values(const struct record *record, size_t row,
			  const char *expected)
{
	struct buf out = buf_new(1000);
	const struct value *value = record_value(record, row);

	for (; value != NULL; value = record_next(value))
		buf_printf(&out, "%s%s%s;", value->text, value->note ? "|" : "",
			   value->note ? value->note : "");
	support_assert_text(&out, expected);
}

static void values_stand_in_the_order_of_the_file(void **state)
{
	struct arena *arena = arena_new();
	const struct record *record =
		read_sound("[thing:one]\nname = One\nkind = a\nnote = b, c\n"
			   "goal = d , e\nnote = a | x\ngoal = f | why | more\n"
			   "goal = g\nlink = https://example.org/ | Here\n",
			   arena);

	(void)state;
	assert_string_equal(record->id, "one");
	assert_string_equal(record->file, "input.ini");
	assert_int_equal(record->line, 1);
	assert_values(record, NOTE, "b, c;a | x;");
	assert_values(record, GOAL, "d;e;f|why | more;g;");
	assert_values(record, LINK, "https://example.org/|Here;");
	assert_int_equal(record_value(record, NOTE)->line, 4);
	assert_int_equal(record_next(record_value(record, NOTE))->line, 6);
	arena_free(arena);
}

static void what_is_not_there_is_null(void **state)
{
	struct arena *arena = arena_new();
	const struct record *record =
		read_sound("[thing:one]\nname = One\nkind = a\n", arena);

	(void)state;
	assert_null(record_value(record, NOTE));
	assert_null(record_text(record, NOTE));
	assert_false(record_is(record, NOTE, ""));
	assert_string_equal(record_text(record, NAME), "One");
	assert_true(record_is(record, KIND, "a"));
	assert_false(record_is(record, KIND, "ab"));
	arena_free(arena);
}

static void translations_are_beside_the_default_language(void **state)
{
	struct arena *arena = arena_new();
	const struct record *record = read_sound(
		"[thing:one]\nname.es = Uno\nname = One\nname.pt-br = Um\n"
		"kind = a\ngoal.es = b | porque\ngoal = b | because\n"
		"note.es = primera\nnote = first\nnote.es = segunda\n",
		arena);
	const struct value *value = record->values[NAME];

	(void)state;
	assert_string_equal(record_text(record, NAME), "One");
	assert_null(record_next(record_value(record, NAME)));
	assert_values(record, GOAL, "b|because;");
	assert_values(record, NOTE, "first;");
	assert_string_equal(value->language, "es");
	assert_string_equal(value->text, "Uno");
	assert_string_equal(value->next->next->language, "pt-br");
	arena_free(arena);
}

static void assert_read_faults(const char *text, const char *faults)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };

	assert_non_null(read(text, arena, &err));
	support_assert_faults(&err, faults);
	arena_free(arena);
}

static void every_missing_key_is_told(void **state)
{
	(void)state;
	assert_read_faults("[thing:one]\nnote = a\n",
			   "input.ini:1:1: [thing:one] has no `kind`\n"
			   "input.ini:1:1: [thing:one] has no `name`\n");
}

/* A key that is there, but faulty, is not missing. */
static void a_faulty_section_is_not_called_incomplete(void **state)
{
	(void)state;
	assert_read_faults("[thing:one]\nname = One\nkind = A\n",
			   "input.ini:3:8: kind: `A` is not an id (lower-case "
			   "letters, digits and hyphens): the id of a "
			   "section\n");
}

static void faults_of_other_sections_hide_nothing(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };

	(void)state;
	err_at(&err, "another.ini", 7, "is faulty");
	read("[thing:one]\nkind = a\n", arena, &err);
	support_assert_faults(&err,
			      "another.ini:7:1: is faulty\n"
			      "input.ini:1:1: [thing:one] has no `name`\n");
	arena_free(arena);
}

static void what_is_faulty_is_left_out(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const struct record *record =
		read("[thing:one]\nname = One\nkind = a\nname = Two\n"
		     "goal = b, B, c, b\nlink = nowhere\ncolor = blue\n",
		     arena, &err);

	(void)state;
	assert_int_equal(err.count, 5);
	assert_values(record, NAME, "One;");
	assert_values(record, GOAL, "b;c;");
	assert_null(record_value(record, LINK));
	err_free(&err);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_stand_in_the_order_of_the_file),
		cmocka_unit_test(what_is_not_there_is_null),
		cmocka_unit_test(translations_are_beside_the_default_language),
		cmocka_unit_test(every_missing_key_is_told),
		cmocka_unit_test(a_faulty_section_is_not_called_incomplete),
		cmocka_unit_test(faults_of_other_sections_hide_nothing),
		cmocka_unit_test(what_is_faulty_is_left_out),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
