/* What an edition is called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "app/revision.h"
#include "lib/support.h"

#define OWN "card.mustache"

/* The revision that `edition` would have with `templates`. */
static void assert_revision(const struct edition *edition,
			    const struct template_set *templates,
			    const char *revision, bool is_same)
{
	struct edition other = *edition;

	other.templates = templates;
	other.all = &other;
	other.count = 1;
	revision_set(&other, "2026-11-24");
	if (is_same)
		assert_string_equal(other.revision, revision);
	else
		assert_string_not_equal(other.revision, revision);
}

static struct template_set *load(const char *text, struct arena *arena)
{
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };

	support_write(OWN, text, strlen(text));
	assert_int_equal(template_load(set, ".", &err), 0);
	support_assert_faults(&err, "");
	return set;
}

/* A file that an editor saves while a generation is being built must not lend
 * its name to answers made of what was there before. */
static void it_names_the_templates_that_were_read_not_their_files(void **state)
{
	struct generation *generation = support_generation("");
	struct edition edition = *generation_edition(generation, false);
	struct arena *arena = arena_new();
	struct template_set *old = load("<p>old</p>", arena);
	struct template_set *new;

	(void)state;
	edition.templates = old;
	edition.all = &edition;
	edition.count = 1;
	revision_set(&edition, "2026-11-24");
	new = load("<p>new</p>", arena);
	assert_revision(&edition, old, edition.revision, true);
	assert_revision(&edition, new, edition.revision, false);
	arena_free(arena);
	generation_release(generation);
}

static void what_is_internal_is_another_revision(void **state)
{
	struct generation *generation = support_generation("");

	(void)state;
	assert_string_not_equal(generation_edition(generation, false)->revision,
				generation_edition(generation, true)->revision);
	generation_release(generation);
}

/* One that is forgotten would let stale pages live. */
static void what_settings_change_in_answers_is_another_revision(void **state)
{
	struct generation *generation = support_generation("");
	struct edition edition = *generation_edition(generation, false);
	struct arena *arena = arena_new();
	struct settings settings = *edition.settings;
	size_t size = settings_row_count * sizeof(*settings.texts);

	(void)state;
	edition.settings = &settings;
	edition.all = &edition;
	edition.count = 1;
	revision_set(&edition, "2026-11-24");
	for (size_t i = 0; i < settings_row_count; i++) {
		const struct field *row = &settings_rows[i];

		settings.texts = memcpy(arena_alloc(arena, size),
					edition.settings->texts, size);
		settings.texts[i] = "another";
		assert_revision(&edition, edition.templates, edition.revision,
				!row->is_in_answers);
		settings.texts =
			generation_edition(generation, false)->settings->texts;
	}
	arena_free(arena);
	generation_release(generation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			it_names_the_templates_that_were_read_not_their_files),
		cmocka_unit_test(what_is_internal_is_another_revision),
		cmocka_unit_test(
			what_settings_change_in_answers_is_another_revision),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
