/* The cases of the public Mustache specification, whose files are in the folder
 * that MUSTACHE_SPEC names. Cases with raw output or changed delimiters must be
 * refused; all others must come out as the specification says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "template/template.h"

#define CASES_MOST 512

static const char *const files[] = {
	"comments", "delimiters", "interpolation",
	"inverted", "partials",	  "sections",
};

static const char *text_of(const json_t *item, const char *key)
{
	const char *text = json_string_value(json_object_get(item, key));

	assert_non_null(text);
	return text;
}

static bool uses_refused_tags(const char *text)
{
	return strstr(text, "{{{") != NULL || strstr(text, "{{&") != NULL ||
	       strstr(text, "{{=") != NULL;
}

static bool is_refused(const json_t *item)
{
	const char *name;
	json_t *partial;
	bool result = uses_refused_tags(text_of(item, "template"));

	json_object_foreach(json_object_get(item, "partials"), name, partial)
		result |= uses_refused_tags(json_string_value(partial));
	return result;
}

static int add_all(struct template_set *set, const json_t *item,
		   struct err *err)
{
	const char *text = text_of(item, "template"), *name;
	int result = template_add(set, "main template", "main", text,
				  strlen(text), err);
	json_t *partial;

	json_object_foreach(json_object_get(item, "partials"), name, partial)
		result |=
		template_add(set, name, name, json_string_value(partial),
			     json_string_length(partial), err);
	return result;
}

static void renders_as_specified(void **state)
{
	const json_t *item = *state;
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };
	struct buf out = buf_new(65536);

	if (add_all(set, item, &err) != 0)
		err_print(&err, stderr);
	assert_int_equal(err.count, 0);
	assert_int_equal(template_render(set, "main template",
					 json_object_get(item, "data"), &out),
			 0);
	assert_false(buf_is_spoilt(&out));
	assert_string_equal(buf_text(&out), text_of(item, "expected"));
	buf_free(&out);
	err_free(&err);
	arena_free(arena);
}

static void is_refused_with_a_fault(void **state)
{
	const json_t *item = *state;
	struct arena *arena = arena_new();
	struct err err = { 0 };

	assert_int_equal(add_all(template_set_new(arena), item, &err), -1);
	assert_true(err.count > 0);
	assert_true(err.faults[0].line > 0);
	err_free(&err);
	arena_free(arena);
}

static char *title(const char *file, const json_t *item, bool refused)
{
	size_t size = 256;
	char *text = alloc_zero(size);

	snprintf(text, size, "%s: %s%s", file, text_of(item, "name"),
		 refused ? " (refused)" : "");
	return text;
}

static json_t *read_cases(const char *folder, const char *file)
{
	char path[4096];
	json_error_t error;
	json_t *root;

	snprintf(path, sizeof(path), "%s/%s.json", folder, file);
	root = json_load_file(path, 0, &error);
	if (root == NULL) {
		fprintf(stderr, "%s: %s\n", path, error.text);
		exit(EXIT_FAILURE);
	}
	return root;
}

static size_t add_tests(struct CMUnitTest *tests, size_t count,
			const char *file, const json_t *root)
{
	const json_t *cases = json_object_get(root, "tests");

	for (size_t i = 0; i < json_array_size(cases) && count < CASES_MOST;
	     i++) {
		json_t *item = json_array_get(cases, i);
		bool refused = is_refused(item);

		tests[count++] = (struct CMUnitTest){
			.name = title(file, item, refused),
			.test_func = refused ? is_refused_with_a_fault :
					       renders_as_specified,
			.initial_state = item,
		};
	}
	return count;
}

static int run_all(const char *folder)
{
	static struct CMUnitTest tests[CASES_MOST];
	json_t *roots[sizeof(files) / sizeof(*files)];
	size_t count = 0, refused = 0;
	int failed;

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		roots[i] = read_cases(folder, files[i]);
		count = add_tests(tests, count, files[i], roots[i]);
	}
	for (size_t i = 0; i < count; i++)
		refused += tests[i].test_func == is_refused_with_a_fault;
	failed = _cmocka_run_group_tests("mustache-spec", tests, count, NULL,
					 NULL);
	print_message("# %zu cases of the specification run, %zu left out and "
		      "refused\n",
		      count - refused, refused);
	for (size_t i = 0; i < count; i++)
		free((void *)(uintptr_t)tests[i].name);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		json_decref(roots[i]);
	return failed;
}

/* cmocka reports a skipped test as one that failed, so the plan says it. */
int main(void)
{
	const char *folder = getenv("MUSTACHE_SPEC");

	if (folder != NULL && *folder != '\0')
		return run_all(folder);
	puts("1..0 # SKIP MUSTACHE_SPEC names no folder of specification "
	     "files");
	return 0;
}
