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

/* What everybody is told, and what only those inside are. */
#define SITE                                                                   \
	"[kind:office]\nname = Office\n%s\n\n"                                 \
	"[goal:rest]\nname = Rest\n%s\n\n"                                     \
	"[location:house]\ncity = Springfield\n"                               \
	"address-visibility = city\n%s\n\n"                                    \
	"[contact:desk]\ntitle = Desk\n%s\n\n"                                 \
	"[phone:line]\nnumber = +1-202-555-0123\npurpose = Ask\n"              \
	"answered-by = ngo\n%s\n\n"                                            \
	"[entry:one]\nname = One\nkind = office\nsummary = It is.\n"           \
	"goal = rest\nlocation = house\ncontact = desk\nphone = line\n%s\n\n"

enum section { KIND, GOAL, PLACE, CONTACT, PHONE, ENTRY, SECTIONS };

/* The directory in which a section has a line more. */
static struct generation *with(enum section section, const char *line)
{
	const char *lines[SECTIONS] = {
		[KIND] = "",	[GOAL] = "",  [PLACE] = "",
		[CONTACT] = "", [PHONE] = "", [ENTRY] = ""
	};
	struct buf text = buf_new(4096);
	struct generation *generation;

	lines[section] = line;
	buf_printf(&text, SITE, lines[KIND], lines[GOAL], lines[PLACE],
		   lines[CONTACT], lines[PHONE], lines[ENTRY]);
	generation = support_generation(buf_text(&text));
	buf_free(&text);
	return generation;
}

/* Whether the line is another version to those who see the edition. */
static bool is_new(enum section section, const char *line, bool is_inside)
{
	struct generation *before = with(section, "");
	struct generation *after = with(section, line);
	bool is_same =
		strcmp(generation_edition(before, is_inside)->revision,
		       generation_edition(after, is_inside)->revision) == 0;

	generation_release(before);
	generation_release(after);
	return !is_same;
}

static void what_a_section_tells_is_another_revision(void **state)
{
	static const struct {
		enum section section;
		const char *line;
	} told[] = {
		{ KIND, "hsds = service" },
		{ KIND, "schema-org = NGO" },
		{ KIND, "name.es = Oficina" },
		{ GOAL, "code = open-eligibility:1002" },
		{ GOAL, "reports = yes" },
		{ PLACE, "state = VA" },
		{ CONTACT, "email = desk@example.org" },
		{ PHONE, "fits = goal:rest" },
		{ PHONE, "hours = Mon-Fri 09:00-17:00 local time" },
		{ ENTRY, "note = More of it." },
		{ ENTRY, "address = 1 Main St\naddress-visibility = public" },
		{ ENTRY, "changed = 2026-11-01" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(told); i++)
		if (!is_new(told[i].section, told[i].line, false))
			fail_msg("not seen: %s", told[i].line);
}

static void what_is_told_inside_is_a_revision_of_those_alone(void **state)
{
	static const struct {
		enum section section;
		const char *line;
	} kept[] = {
		{ PLACE, "street = 1 Main St" },
		{ PLACE, "street = 1 Main St" },
		{ PLACE, "changed = 2026-11-02" },
		{ CONTACT, "person = Jane Doe" },
		{ ENTRY, "internal-note = Ask the desk." },
		{ ENTRY, "address = 1 Main St" },
		{ ENTRY, "\n[entry:two]\nname = Two\nkind = office\n"
			 "summary = Inside.\nvisibility = internal" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(kept); i++) {
		if (!is_new(kept[i].section, kept[i].line, true) ||
		    is_new(kept[i].section, kept[i].line, false))
			fail_msg("not theirs alone: %s", kept[i].line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			it_names_the_templates_that_were_read_not_their_files),
		cmocka_unit_test(what_is_internal_is_another_revision),
		cmocka_unit_test(
			what_settings_change_in_answers_is_another_revision),
		cmocka_unit_test(what_a_section_tells_is_another_revision),
		cmocka_unit_test(
			what_is_told_inside_is_a_revision_of_those_alone),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
