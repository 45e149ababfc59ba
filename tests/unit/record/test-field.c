/* A row of a table: how its value is checked, set, and told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "record/field.h"

struct thing {
	long long before, number, duration;
	const char *text, *behind;
	int choice;
	int beside;
};

static const struct field number = {
	.name = "number",
	.kind = FIELD_NUMBER,
	.least = -5,
	.most = 1000,
	.offset = offsetof(struct thing, number),
};

static const struct field duration = {
	.name = "wait",
	.kind = FIELD_DURATION,
	.least = 1,
	.most = 60000,
	.offset = offsetof(struct thing, duration),
};

static const struct field text = {
	.name = "text",
	.kind = FIELD_TEXT,
	.offset = offsetof(struct thing, text),
};

static const struct field choice = {
	.name = "status",
	.kind = FIELD_CHOICE,
	.choices = "active, inactive, temporarily closed",
	.offset = offsetof(struct thing, choice),
};

static int check(const struct field *field, const char *value, struct err *err)
{
	struct field_text from = { value, "input.ini", 3, 1, 0 };

	return field_check(field, &from, err);
}

static void assert_takes(const struct field *field, const char *const *values)
{
	struct err err = { 0 };

	for (; *values != NULL; values++)
		assert_int_equal(check(field, *values, &err), 0);
	support_assert_faults(&err, "");
}

static void assert_refuses(const struct field *field, const char *const *values)
{
	for (; *values != NULL; values++) {
		struct err err = { 0 };

		assert_int_equal(check(field, *values, &err), -1);
		assert_int_equal(err.count, 1);
		assert_string_equal(err.faults[0].file, "input.ini");
		assert_int_equal(err.faults[0].line, 3);
		assert_non_null(strstr(err.faults[0].text, *values));
		err_free(&err);
	}
}

static const struct {
	enum field_kind kind;
	const char *takes[8], *refuses[10];
} kinds[] = {
	{ FIELD_ID,
	  { "a", "a-1", "0", "-" },
	  { "A", "a_b", "a b", "a,b", "\xc3\xb1", "a." } },
	{ FIELD_DATE,
	  { "undated", "2026", "2026-03", "2026-03-31", "2024-02-29",
	    "2000-02-29" },
	  { "26", "2026-", "2026-3", "2026-13", "2026-00", "2026-01-00",
	    "2026-04-31", "20260331", "Undated", "2026-03-31 " } },
	{ FIELD_DATE,
	  { NULL },
	  { "2026-02-29", "1900-02-29", "2023-02-29", "2026-02-30",
	    "2026-03-32", "2026-03-3x", "-026-01-01" } },
	{ FIELD_SIZE,
	  { "0 MiB", "1 KiB", "32 MiB", "2GiB" },
	  { "32", "32 MB", "32 mib", "-1 MiB", "MiB", "1.5 MiB", "1000000 GiB",
	    "99999999999999999999 KiB" } },
	{ FIELD_LINK,
	  { "https://example.org/", "mailto:a@example.org" },
	  { "example.org", "javascript:x", "https://a b", "/a" } },
	{ FIELD_PHONE,
	  { "+1-888-373-7888", "911", "66008" },
	  { "888-373-7888", "112", "+1-888" } },
	{ FIELD_EMAIL,
	  { "a@example.org", "a.b+c@mail.example.org" },
	  { "example.org", "@example.org", "a@example", "a b@example.org",
	    "a@b@example.org", "<a@example.org>", "a@example.org,b@c.org",
	    "mailto:a@example.org" } },
};

static void every_kind_knows_its_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct field field = { .name = "x", .kind = kinds[i].kind };
		const char *refuses[COUNT(kinds[i].refuses) + 1] = { NULL };

		memcpy(refuses, kinds[i].refuses, sizeof(kinds[i].refuses));
		assert_takes(&field, kinds[i].takes);
		assert_refuses(&field, refuses);
	}
}

static void a_number_keeps_its_bounds(void **state)
{
	static const char *const refused[] = { "1001", "99999999999999999999",
					       "1.5",  "1e2",
					       "0x10", "5 ",
					       " 5",   "+5",
					       "ten",  NULL };

	(void)state;
	assert_takes(&number,
		     (const char *const[]){ "0", "7", "1000", "007", NULL });
	assert_refuses(&number, refused);
}

static void a_duration_has_its_unit(void **state)
{
	(void)state;
	assert_int_equal(field_duration_ms("50 ms"), 50);
	assert_int_equal(field_duration_ms("2 s"), 2000);
	assert_int_equal(field_duration_ms("3 min"), 180000);
	assert_int_equal(field_duration_ms("1 h"), 3600000);
	assert_int_equal(field_duration_ms("2 hours"), 7200000);
	assert_int_equal(field_duration_ms("1 day"), 86400000);
	assert_int_equal(field_duration_ms("180 days"), 15552000000);
	assert_int_equal(field_duration_ms("0 s"), 0);
	assert_int_equal(field_duration_ms("50"), -1);
	assert_int_equal(field_duration_ms("ms"), -1);
	assert_int_equal(field_duration_ms(""), -1);
	assert_int_equal(field_duration_ms("-1 s"), -1);
	assert_int_equal(field_duration_ms("1.5 s"), -1);
	assert_int_equal(field_duration_ms("5 parsecs"), -1);
	assert_int_equal(field_duration_ms("5 s "), -1);
	assert_int_equal(field_duration_ms("99999999999 days"), -1);
	assert_int_equal(field_duration_ms("99999999999999999999 ms"), -1);
}

static void a_duration_keeps_its_bounds(void **state)
{
	(void)state;
	assert_takes(&duration,
		     (const char *const[]){ "1 ms", "60 s", "1 min", NULL });
	assert_refuses(&duration, (const char *const[]){ "0 ms", "60001 ms",
							 "1 h", NULL });
}

static void a_choice_is_told_with_the_nearest(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_takes(&choice,
		     (const char *const[]){ "active", "inactive",
					    "temporarily closed", NULL });
	assert_refuses(&choice,
		       (const char *const[]){ "Active", "closed",
					      "active, inactive", NULL });
	check(&choice, "temporarly closed", &err);
	support_assert_faults(
		&err,
		"input.ini:3:1: status: `temporarly closed` is not one of the "
		"words that may stand here: one of active, inactive, "
		"temporarily closed; did you mean `temporarily closed`?\n");
}

static int set(const struct field *field, const char *value,
	       struct thing *thing, struct err *err)
{
	struct field_text from = { value, "input.ini", 3, 1, 0 };

	return field_set(field, &from, thing, NULL, err);
}

static void only_the_member_of_the_row_is_set(void **state)
{
	struct thing thing = { .before = 1, .behind = "untouched" };
	struct err err = { 0 };
	const char *words = "some words";

	(void)state;
	assert_int_equal(set(&number, "77", &thing, &err), 0);
	assert_int_equal(set(&duration, "2 s", &thing, &err), 0);
	assert_int_equal(set(&text, words, &thing, &err), 0);
	assert_int_equal(thing.before, 1);
	assert_int_equal(thing.number, 77);
	assert_int_equal(thing.duration, 2000);
	assert_ptr_equal(thing.text, words);
	assert_string_equal(thing.behind, "untouched");
	support_assert_faults(&err, "");
}

static void what_stands_beside_a_member_is_not_compared(void **state)
{
	struct thing a = { .choice = 1, .beside = 1, .text = "t" };
	struct thing b = { .choice = 1, .beside = 2, .text = "t" };

	(void)state;
	assert_true(field_is_same(&choice, &a, &b));
	assert_true(field_is_same(&text, &a, &b));
	b.choice = 2;
	b.text = "u";
	assert_false(field_is_same(&choice, &a, &b));
	assert_false(field_is_same(&text, &a, &b));
}

static void a_faulty_value_sets_nothing(void **state)
{
	struct thing thing = { .number = 5, .duration = 6 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(set(&number, "many", &thing, &err), -1);
	assert_int_equal(set(&duration, "6", &thing, &err), -1);
	assert_int_equal(thing.number, 5);
	assert_int_equal(thing.duration, 6);
	assert_int_equal(err.count, 2);
	err_free(&err);
}

static void a_row_says_how_it_is_written(void **state)
{
	static const struct field id = { .kind = FIELD_ID, .refers = "phone" };
	struct buf out = buf_new(1000);

	(void)state;
	field_print_form(&number, &out);
	support_assert_text(&out, "a whole number from -5 to 1000");
	field_print_form(&choice, &out);
	support_assert_text(&out,
			    "one of active, inactive, temporarily closed");
	field_print_form(&id, &out);
	support_assert_text(&out, "the id of a section [phone:ID]");
	field_print_form(&duration, &out);
	assert_non_null(strstr(buf_text(&out), "ms, s, min, h, days"));
	buf_free(&out);
}

static void a_comment_is_folded_at_its_blanks(void **state)
{
	struct buf out = buf_new(1000);

	(void)state;
	field_print_comment("; ", "One line.", &out);
	support_assert_text(&out, "; One line.\n");
	field_print_comment(
		"; ",
		"0123456789 0123456789 0123456789 0123456789 0123456789 "
		"0123456789 0123456789 0123456789 end.",
		&out);
	support_assert_text(&out,
			    "; 0123456789 0123456789 0123456789 0123456789 "
			    "0123456789 0123456789 0123456789\n"
			    "; 0123456789 end.\n");
	field_print_comment("# ", "exactly", &out);
	support_assert_text(&out, "# exactly\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_knows_its_values),
		cmocka_unit_test(a_number_keeps_its_bounds),
		cmocka_unit_test(a_duration_has_its_unit),
		cmocka_unit_test(a_duration_keeps_its_bounds),
		cmocka_unit_test(a_choice_is_told_with_the_nearest),
		cmocka_unit_test(only_the_member_of_the_row_is_set),
		cmocka_unit_test(what_stands_beside_a_member_is_not_compared),
		cmocka_unit_test(a_faulty_value_sets_nothing),
		cmocka_unit_test(a_row_says_how_it_is_written),
		cmocka_unit_test(a_comment_is_folded_at_its_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
