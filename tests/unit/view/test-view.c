/* Everything that can be shown: each view, made whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "page/page.h"
#include "search/query.h"
#include "view/view.h"

#define BYTES ((size_t)1024 * 1024)

static const enum view_id pages[] = {
	VIEW_LIST,	  VIEW_ENTRY, VIEW_LINES, VIEW_REVIEW,
	VIEW_LAST_RESORT, VIEW_ERROR, VIEW_EMBED, VIEW_ERROR_FRAMED,
};

static const enum view_id fragments[] = {
	VIEW_LIST_FRAGMENT,
	VIEW_ENTRY_FRAGMENT,
	VIEW_LAST_RESORT_FRAGMENT,
	VIEW_ERROR_FRAGMENT,
};

static const enum view_id interfaces[] = {
	VIEW_API,	   VIEW_API_ENTRIES,   VIEW_API_ENTRY,
	VIEW_API_FACETS,   VIEW_API_PHONES,    VIEW_API_PROBLEM,
	VIEW_HSDS,	   VIEW_HSDS_SERVICES, VIEW_HSDS_ORGANIZATION,
	VIEW_HSDS_PROBLEM,
};

static const enum view_id tables[] = {
	VIEW_ENTRIES_NDJSON, VIEW_ENTRIES_CSV, VIEW_ENTRIES_TXT,
	VIEW_ENTRIES_ATOM,   VIEW_SITEMAP,     VIEW_HSDS_SERVICES_NDJSON,
};

struct fixture {
	struct page_handout handout;
	struct generation *generation;
	struct arena *arena;
	struct view_args args;
	struct hsds_item item;
};

static int set_up(void **state)
{
	static const struct reload_report_sheet news = { .changes =
								 "one\ntwo\n" };
	static struct fixture fixture;
	const struct edition *edition;

	if (support_enter(state) != 0)
		return -1;
	fixture.generation = support_generation(
		"[entry:one]\nname = One\nkind = unit\nsummary = <S> & 'T'.\n"
		"link = https://one.example.org/ | Its page\n");
	fixture.arena = arena_new();
	edition = generation_edition(fixture.generation, false);
	fixture.args = (struct view_args){
		.edition = edition,
		.query = query_parse(edition->directory, "", fixture.arena),
		.entry = directory_entry(edition->directory, "one"),
		.reports = &news,
		.part = "phones",
		.handout = &fixture.handout,
		.status = 404,
		.hsds = hsds_query_parse(edition->directory, HSDS_SERVICES, "",
					 fixture.arena),
		.found = { &fixture.item, 1 },
	};
	fixture.handout = (struct page_handout){
		.asker = edition,
		.asked = fixture.args.query,
	};
	fixture.item = (struct hsds_item){
		HSDS_ORGANIZATIONS,
		fixture.args.entry,
		0,
	};
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	generation_release(fixture->generation);
	arena_free(fixture->arena);
	return support_leave(state);
}

static struct buf shown(void **state, enum view_id id)
{
	struct fixture *fixture = *state;
	struct buf out = buf_new(BYTES);

	fixture->args.view = view_of(id);
	view_render(&fixture->args, &out);
	assert_false(buf_is_spoilt(&out));
	assert_true(out.length > 0);
	return out;
}

static void a_page_is_a_document_with_the_crisis_phones(void **state)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		const struct view *view = view_of(pages[i]);
		struct buf out = shown(state, pages[i]);
		const char *text = buf_text(&out);

		assert_string_equal(view->media_type,
				    "text/html; charset=utf-8");
		assert_memory_equal(text, "<!DOCTYPE html>\n", 16);
		assert_string_equal(text + out.length - 8, "</html>\n");
		assert_non_null(strstr(text, "tel:+12025550100"));
		buf_free(&out);
	}
}

static void a_fragment_is_one_section_with_the_crisis_phones(void **state)
{
	for (size_t i = 0; i < COUNT(fragments); i++) {
		const struct view *view = view_of(fragments[i]);
		struct buf out = shown(state, fragments[i]);
		const char *text = buf_text(&out);

		assert_string_equal(view->media_type,
				    "text/html; charset=utf-8");
		assert_memory_equal(text, "<section", 8);
		assert_string_equal(text + out.length - 11, "</section>\n");
		assert_null(strstr(text, "<html"));
		assert_non_null(strstr(text, "tel:+12025550100"));
		buf_free(&out);
	}
}

static void the_interface_is_one_object(void **state)
{
	for (size_t i = 0; i < COUNT(interfaces); i++) {
		const struct view *view = view_of(interfaces[i]);
		struct buf out = shown(state, interfaces[i]);
		json_t *model = json_loadb(out.bytes, out.length,
					   JSON_REJECT_DUPLICATES, NULL);

		assert_true(json_is_object(model));
		assert_string_equal(view->media_type,
				    strstr(view->name, "problem") != NULL ?
					    "application/problem+json" :
					    "application/json");
		assert_null(view->template);
		json_decref(model);
		buf_free(&out);
	}
}

static void what_is_no_page_is_never_taken_for_one(void **state)
{
	for (size_t i = 0; i < COUNT(tables); i++) {
		const struct view *view = view_of(tables[i]);
		struct buf out = shown(state, tables[i]);

		assert_false(view_is_html(view));
		assert_null(strstr(buf_text(&out), "<html"));
		buf_free(&out);
	}
}

static void what_is_without_end_is_not_kept(void **state)
{
	(void)state;
	for (int i = VIEW_LIST; i <= VIEW_MANUAL; i++)
		if (view_of((enum view_id)i)->is_streamed)
			assert_false(view_of((enum view_id)i)->is_stored);
}

static void a_problem_says_its_status(void **state)
{
	struct fixture *fixture = *state;
	struct buf out = shown(state, VIEW_API_PROBLEM);
	json_t *problem = json_loadb(out.bytes, out.length, 0, NULL);

	assert_int_equal(json_integer_value(json_object_get(problem, "status")),
			 fixture->args.status);
	assert_string_equal(json_string_value(json_object_get(problem, "type")),
			    "about:blank");
	json_decref(problem);
	buf_free(&out);
}

static void names_of_views_are_never_the_same(void **state)
{
	(void)state;
	for (int i = VIEW_LIST; i <= VIEW_HSDS_PROBLEM; i++)
		for (int j = VIEW_LIST; j < i; j++)
			assert_string_not_equal(view_of((enum view_id)i)->name,
						view_of((enum view_id)j)->name);
}

static void what_failed_or_is_a_file_is_not_kept(void **state)
{
	(void)state;
	assert_true(view_of(VIEW_LIST)->is_stored);
	assert_true(view_of(VIEW_ENTRY_FRAGMENT)->is_stored);
	assert_true(view_of(VIEW_API_FACETS)->is_stored);
	assert_false(view_of(VIEW_ERROR)->is_stored);
	assert_false(view_of(VIEW_ERROR_FRAGMENT)->is_stored);
	assert_false(view_of(VIEW_API_PROBLEM)->is_stored);
	assert_false(view_of(VIEW_LAST_RESORT)->is_stored);
	assert_false(view_of(VIEW_LAST_RESORT_FRAGMENT)->is_stored);
}

static void the_same_subject_gives_the_same_bytes(void **state)
{
	for (int i = VIEW_LIST; i <= VIEW_HSDS_PROBLEM; i++) {
		struct buf one = shown(state, (enum view_id)i);
		struct buf two = shown(state, (enum view_id)i);

		assert_string_equal(buf_text(&one), buf_text(&two));
		buf_free(&one);
		buf_free(&two);
	}
}

static void what_does_not_fit_is_spoilt(void **state)
{
	struct fixture *fixture = *state;

	for (int i = VIEW_LIST; i <= VIEW_HSDS_PROBLEM; i++) {
		struct buf whole = shown(state, (enum view_id)i);
		struct buf out = buf_new(whole.length - 1);

		view_render(&fixture->args, &out);
		assert_true(buf_is_spoilt(&out));
		buf_free(&out);
		buf_free(&whole);
	}
}

static void a_missing_template_spoils_the_page(void **state)
{
	struct fixture *fixture = *state;
	struct edition bare = *fixture->args.edition;
	struct view_args args = fixture->args;
	struct buf out = buf_new(BYTES);

	bare.templates = template_set_new(fixture->arena);
	args.edition = &bare;
	args.view = view_of(VIEW_LIST);
	view_render(&args, &out);
	assert_true(buf_is_spoilt(&out));
	buf_free(&out);
}

/* Requests of all languages share the words of the interface. */
static void a_page_adds_nothing_to_words_that_all_share(void **state)
{
	struct fixture *fixture = *state;
	struct edition arabic = *fixture->args.edition;
	struct locale locale = *arabic.locale;
	struct view_args args = fixture->args;
	struct buf out = buf_new(BYTES);
	json_t *word = json_pack("{ss ss ss}", "text", "Gone", "lang", "en",
				 "dir", "ltr");

	locale.tag = "ar";
	locale.marked = json_copy(locale.marked);
	json_object_set_new(locale.marked, "error_404", word);
	arabic.locale = &locale;
	args.edition = &arabic;
	args.view = view_of(VIEW_ERROR);
	view_render(&args, &out);
	assert_non_null(strstr(buf_text(&out), ">Gone<"));
	assert_int_equal(json_object_size(word), 3);
	json_decref(locale.marked);
	buf_free(&out);
}

static void values_are_escaped_in_html_and_not_in_json(void **state)
{
	struct buf page = shown(state, VIEW_ENTRY);
	struct buf entry = shown(state, VIEW_API_ENTRY);

	assert_non_null(
		strstr(buf_text(&page), "&lt;S&gt; &amp; &#39;T&#39;."));
	assert_null(strstr(buf_text(&page), "<S>"));
	assert_non_null(strstr(buf_text(&entry), "\"<S> & 'T'.\""));
	buf_free(&page);
	buf_free(&entry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_a_document_with_the_crisis_phones),
		cmocka_unit_test(
			a_fragment_is_one_section_with_the_crisis_phones),
		cmocka_unit_test(the_interface_is_one_object),
		cmocka_unit_test(what_is_no_page_is_never_taken_for_one),
		cmocka_unit_test(what_is_without_end_is_not_kept),
		cmocka_unit_test(a_problem_says_its_status),
		cmocka_unit_test(names_of_views_are_never_the_same),
		cmocka_unit_test(what_failed_or_is_a_file_is_not_kept),
		cmocka_unit_test(the_same_subject_gives_the_same_bytes),
		cmocka_unit_test(what_does_not_fit_is_spoilt),
		cmocka_unit_test(a_missing_template_spoils_the_page),
		cmocka_unit_test(a_page_adds_nothing_to_words_that_all_share),
		cmocka_unit_test(values_are_escaped_in_html_and_not_in_json),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
