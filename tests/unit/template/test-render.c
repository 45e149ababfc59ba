/* Where names are looked up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "template/template.h"

static void a_name_of_an_objects_own_is_not_looked_up_around_it(void **state)
{
	static const char *const own[] = { "lang", NULL };
	static const char text[] = "{{#a}}{{lang}}{{other}}"
				   "{{#b}}{{lang}}{{/b}}{{^lang}}none{{/lang}}"
				   "{{/a}}{{lang.x}}";
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	json_t *tree = json_loads("{\"lang\": {\"x\": \"L\"}, \"other\": 1,"
				  " \"a\": {\"b\": true}}",
				  0, NULL);
	struct err err = { 0 };
	struct buf out = buf_new(64);

	(void)state;
	template_keep_own(set, own);
	assert_int_equal(template_add(set, "t", "t", text, strlen(text), &err),
			 0);
	assert_int_equal(template_render(set, "t", tree, &out), 0);
	assert_string_equal(buf_text(&out), "1noneL");
	json_decref(tree);
	buf_free(&out);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_name_of_an_objects_own_is_not_looked_up_around_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
