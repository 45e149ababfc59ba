/* The pages of entries: their documents are made once, and they are never other
 * pages than without what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/document.h"
#include "lib/support.h"
#include "search/query.h"
#include "view/view.h"

#define BYTES ((size_t)4 * 1024 * 1024)

static size_t documents;

json_t *__real_document_entry_with(const struct edition *edition,
				   const struct entry *entry,
				   const struct query *reader,
				   document_phone_model *model);
json_t *__wrap_document_entry_with(const struct edition *edition,
				   const struct entry *entry,
				   const struct query *reader,
				   document_phone_model *model);

json_t *__wrap_document_entry_with(const struct edition *edition,
				   const struct entry *entry,
				   const struct query *reader,
				   document_phone_model *model)
{
	documents++;
	return __real_document_entry_with(edition, entry, reader, model);
}

static struct buf shown(const struct edition *edition, enum view_id view,
			const struct entry *entry, const char *wish)
{
	struct arena *arena = arena_new();
	struct buf out = buf_new(BYTES);
	struct view_args args = {
		.view = view_of(view),
		.edition = edition,
		.query = query_parse(edition->directory, wish, arena),
		.status = 200,
		.entry = entry,
	};

	view_render(&args, &out);
	assert_false(buf_is_spoilt(&out));
	arena_free(arena);
	return out;
}

static struct generation *read_site(const char *templates)
{
	const char *const overrides[] = { "directory.path=" SOURCE_FOLDER
					  "/data",
					  "site.last-resort=none",
					  "site.url=https://www.example.org",
					  templates, NULL };
	struct err err = { 0 };
	struct generation *generation =
		generation_new(NULL, overrides, NULL, &err);

	support_assert_faults(&err, "");
	return generation;
}

static const enum view_id views[] = { VIEW_ENTRY, VIEW_ENTRY_FRAGMENT };

/* How many documents the pages of all entries make. */
static size_t count_documents(const struct edition *edition, enum view_id view)
{
	const struct directory *directory = edition->directory;

	documents = 0;
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct buf page =
			shown(edition, view, directory->entries[i], "");

		buf_free(&page);
	}
	return documents;
}

/* The first page also tells search engines, from the same document. */
static void what_pages_say_of_an_entry_is_made_once_for_each_kind(void **state)
{
	struct generation *generation = read_site("site.handout=off");
	const struct edition *edition = generation_edition(generation, false);

	(void)state;
	for (size_t i = 0; i < COUNT(views); i++) {
		assert_int_equal(count_documents(edition, views[i]),
				 edition->directory->entry_count);
		count_documents(edition, views[i]);
		assert_int_equal(count_documents(edition, views[i]), 0);
	}
	generation_release(generation);
}

/* Of one entry, again and again, as others ask for it. */
static void compare(const struct edition *edition, enum view_id view,
		    const struct entry *entry)
{
	static const char *const wishes[] = {
		"",	      "exit=on", "audience=workers", "", "heading=4",
		"style=none", ""
	};
	struct edition slow = *edition;

	for (size_t i = 0; i < COUNT(wishes); i++) {
		struct buf kept = shown(edition, view, entry, wishes[i]);
		struct buf made = shown(&slow, view, entry, wishes[i]);

		assert_string_equal(buf_text(&kept), buf_text(&made));
		buf_free(&kept);
		buf_free(&made);
	}
}

static void compare_all(const char *templates)
{
	struct generation *generation = read_site(templates);
	const struct edition *all = generation_edition(generation, false);

	for (size_t i = 0; i < all->count; i++)
		for (size_t j = 0; j < all->directory->entry_count; j++)
			compare(&all[i], views[j % COUNT(views)],
				all[i].directory->entries[j]);
	generation_release(generation);
}

static void they_are_the_pages_that_are_made_without_it(void **state)
{
	(void)state;
	compare_all("site.templates=" SOURCE_FOLDER
		    "/conf/example-site/templates");
}

/* Of a site that looks around the entry, or into it without a section. */
static const char *const own[] = {
	"{{#entry}}<p>{{name}}{{printed.date}}{{total}}{{#other_language}}"
	"{{href}}{{/other_language}}{{canonical}}{{#closed_phones}}{{purpose}}"
	"{{/closed_phones}}{{#crisis}}!{{/crisis}}</p>{{/entry}}\n",
	"<p>{{entry.name}}{{#entry}}{{>printed}}{{/entry}}{{#printed}}"
	"{{in_words}}{{/printed}}</p>\n",
	"{{#entry}}<p>{{name}}{{#exit}}{{href}}{{/exit}}{{#alternates}}"
	"{{href}}{{/alternates}}</p>{{/entry}}\n",
};

static void so_they_are_by_templates_that_look_around_an_entry(void **state)
{
	(void)state;
	mkdir("own", 0777);
	for (size_t i = 0; i < COUNT(own); i++) {
		support_write("own/entry.mustache", own[i], strlen(own[i]));
		compare_all("site.templates=own");
	}
	unlink("own/entry.mustache");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_pages_say_of_an_entry_is_made_once_for_each_kind),
		cmocka_unit_test(they_are_the_pages_that_are_made_without_it),
		cmocka_unit_test(
			so_they_are_by_templates_that_look_around_an_entry),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
