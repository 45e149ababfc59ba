/* INI files as sections and pairs. What is refused, and with which words, is in
 * cases/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/support.h"

#define ROUNDS 3000

/* Appends `[kind:id]@line` and `name=value@line` for all that was read, and
 * `~name@line` for what looks like a pair in a continuation. */
static void print(const struct ini_file_section *section, struct buf *out)
{
	for (; section != NULL; section = section->next) {
		buf_printf(out, "%s[%s%s%s]@%d\n",
			   section->is_lost ? "lost " : "", section->kind,
			   section->id ? ":" : "",
			   section->id ? section->id : "", section->line);
		assert_int_equal(section->folder, 0);
		for (const struct ini_file_pair *pair = section->pairs; pair;
		     pair = pair->next) {
			buf_printf(out, "%s=%s@%d\n", pair->name, pair->value,
				   pair->line);
			for (const struct ini_file_pair *like =
				     pair->lookalikes;
			     like != NULL; like = like->next)
				buf_printf(out, "~%s@%d\n", like->name,
					   like->line);
		}
	}
}

static void assert_read(const char *text, const char *expected,
			const char *faults)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct buf out = buf_new((size_t)1 << 20);

	print(support_sections(text, arena, &err), &out);
	support_assert_text(&out, expected);
	support_assert_faults(&err, faults);
	arena_free(arena);
}

static void sections_and_pairs_have_their_lines(void **state)
{
	(void)state;
	assert_read("; comment\n\n[a]\nb = c\n\n  # comment\nd=e f\n[g:h-1]\n"
		    "[a]\n b\n",
		    "[a]@3\nb=c@4\nd=e f@7\n[g:h-1]@8\n[a]@9\n",
		    "input.ini:10:2: an indented line carries on the value "
		    "directly above it, and there is none\n");
}

static void a_repeated_name_is_another_pair(void **state)
{
	(void)state;
	assert_read("[a]\nb = 1\nb = 2\nb = 3\n  4\nb = 5\n",
		    "[a]@1\nb=1@2\nb=2@3\nb=3 4@4\nb=5@6\n", "");
}

static void a_continuation_is_joined_by_one_blank(void **state)
{
	(void)state;
	assert_read("[a]\nb = 1   \n\t  2  3\t\n 4\nc = 5\n",
		    "[a]@1\nb=1 2  3 4@2\nc=5@5\n", "");
}

static void what_looks_like_a_pair_is_noted(void **state)
{
	(void)state;
	assert_read("[a]\nb = 1\n  c = 2\n  d.es=3\n  E = 4\n  f g = 5\n"
		    "  = 6\nh = 7\n",
		    "[a]@1\nb=1 c = 2 d.es=3 E = 4 f g = 5 = 6@2\n~d.es@4\n"
		    "~c@3\nh=7@8\n",
		    "");
}

static void nothing_in_a_value_means_anything(void **state)
{
	(void)state;
	assert_read("[a]\nb = x ; y # z\nc = ;\nd = #\ne = [f]\ng = h = i: j\n"
		    "k = \\n\\\nl = \"m\" n\no = '\n",
		    "[a]@1\nb=x ; y # z@2\nc=;@3\nd=#@4\ne=[f]@5\n"
		    "g=h = i: j@6\nk=\\n\\@7\nl=\"m\" n@8\no='@9\n",
		    "");
}

static void a_long_name_keeps_its_continuation(void **state)
{
	char name[200], text[600], expected[600];

	(void)state;
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	snprintf(text, sizeof(text), "[a]\n%s = 1\n  2\n", name);
	snprintf(expected, sizeof(expected), "[a]@1\n%s=1 2@2\n", name);
	assert_read(text, expected, "");
}

static void below_a_faulty_header_nothing_is_read(void **state)
{
	(void)state;
	assert_read("[a]\nb = 1\n[C]\nd = 2\n  3\nno pair\n[e]\nf = 4\n",
		    "[a]@1\nb=1@2\nlost [c]@3\n[e]@7\nf=4@8\n",
		    "input.ini:3:2: `[C]`: a header is `[kind]` or "
		    "`[kind:id]`, in lower-case letters, digits and hyphens; "
		    "write `[c]`\n");
}

static void what_is_sound_is_read_beside_what_is_not(void **state)
{
	(void)state;
	assert_read("[a]\nB = 1\nc = 2\nd : 3\ne = 4\n",
		    "[a]@1\nc=2@3\ne=4@5\n",
		    "input.ini:2:1: a name is lower-case letters, digits and "
		    "hyphens; write `b = ...`\n"
		    "input.ini:4:1: `=` parts name and value; a colon before "
		    "it is a fault; write `d = ...`\n");
}

static void an_empty_file_holds_nothing(void **state)
{
	(void)state;
	assert_read("", "", "");
	assert_read("\xef\xbb\xbf", "", "");
	assert_read("\n\r\n  \n\t\n", "", "");
	assert_read("[a]", "[a]@1\n", "");
}

static void sections_of_several_files_follow_each_other(void **state)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct buf out = buf_new(1000);

	(void)state;
	support_write("one.ini", "[a]\nb = 1\n", 10);
	support_write("two.ini", "[c]\nd = 2\n", 10);
	assert_int_equal(ini_file_read("one.ini", arena, &tail, &err), 0);
	assert_int_equal(ini_file_read("none.ini", arena, &tail, &err),
			 INI_FILE_UNREAD);
	assert_int_equal(ini_file_read("two.ini", arena, &tail, &err), 0);
	assert_string_equal(sections->pairs->file, "one.ini");
	assert_string_equal(sections->next->file, "two.ini");
	print(sections, &out);
	support_assert_text(&out, "[a]@1\nb=1@2\n[c]@1\nd=2@2\n");
	support_assert_faults(&err, "none.ini: cannot be read: No such file "
				    "or directory\n");
	arena_free(arena);
}

/* For the sanitizers: whatever a file holds, reading it ends, and each line
 * gives at most one fault. */
/* A directory may be many of them. */
static void a_small_file_takes_room_once(void **state)
{
	static const char text[] = "[entry:one]\nname = One\n";
	struct arena *arena = arena_new();
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct err err = { 0 };
	size_t once;

	(void)state;
	arena_text(arena, "x", 1);
	once = arena_bytes(arena);
	assert_int_equal(ini_file_read_bytes("one.ini", text, strlen(text),
					     arena, &tail, &err),
			 0);
	assert_string_equal(sections->pairs->value, "One");
	assert_int_equal(arena_bytes(arena), once);
	arena_free(arena);
}

static void any_bytes_can_be_read(void **state)
{
	static const char letters[] = "[]:=;#ab  \t\n\n\n\"\\.\xc3\xb1\xff";

	(void)state;
	srand(1);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct err err = { 0 };
		struct ini_file_section *sections = NULL, **tail = &sections;
		char text[200];
		size_t length = (size_t)rand() % sizeof(text), lines = 1;
		int result;

		for (size_t i = 0; i < length; i++) {
			text[i] = letters[(size_t)rand() % sizeof(letters)];
			lines += text[i] == '\n';
		}
		support_write("input.ini", text, length);
		result = ini_file_read("input.ini", arena, &tail, &err);
		assert_int_equal(result != 0, err.count > 0);
		assert_true(err.count <= lines);
		err_free(&err);
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sections_and_pairs_have_their_lines),
		cmocka_unit_test(a_repeated_name_is_another_pair),
		cmocka_unit_test(a_continuation_is_joined_by_one_blank),
		cmocka_unit_test(what_looks_like_a_pair_is_noted),
		cmocka_unit_test(nothing_in_a_value_means_anything),
		cmocka_unit_test(a_long_name_keeps_its_continuation),
		cmocka_unit_test(below_a_faulty_header_nothing_is_read),
		cmocka_unit_test(what_is_sound_is_read_beside_what_is_not),
		cmocka_unit_test(an_empty_file_holds_nothing),
		cmocka_unit_test(sections_of_several_files_follow_each_other),
		cmocka_unit_test(a_small_file_takes_room_once),
		cmocka_unit_test(any_bytes_can_be_read),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
