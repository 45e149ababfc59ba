/* What is kept of pages: never another page than is made without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/support.h"
#include "page/deferred.h"
#include "search/match.h"
#include "search/query.h"
#include "view/view.h"

#define BYTES	   ((size_t)4 * 1024 * 1024)
#define WISHES	   10000
#define QUERY_ROOM ((size_t)4096)
#define SEED	   20261126

/* Pages for people, and the wish as each kind of address has it. */
static const struct page {
	enum view_id view;
	bool is_framed, has_entry;
	int status;
} pages[] = {
	{ VIEW_LIST, false, false, 200 },
	{ VIEW_LIST, false, false, 200 },
	{ VIEW_LIST_FRAGMENT, false, false, 200 },
	{ VIEW_EMBED, true, false, 200 },
	{ VIEW_ENTRY, false, true, 200 },
	{ VIEW_ENTRY_FRAGMENT, false, true, 200 },
	{ VIEW_LINES, false, false, 200 },
	{ VIEW_ERROR, false, false, 404 },
	{ VIEW_ERROR_FRAGMENT, false, true, 404 },
	{ VIEW_ERROR_FRAMED, true, false, 400 },
	{ VIEW_LAST_RESORT, false, false, 200 },
	{ VIEW_LAST_RESORT_FRAGMENT, false, false, 200 },
};

static const char *const texts[] = {
	"visa", "labor law", "passport boss", "they took my pay", "whd",
	"zzzz", "suicide",   "trafico",	      "888-373-7888",
};

static const char *const names[] = { "a", "sec-2", "id", "sp", "goal" };

struct draw {
	uint64_t state;
	const struct edition *edition;
	struct arena *arena;
};

/* Knuth's MMIX generator: the same wishes each time. */
static size_t below(struct draw *draw, size_t most)
{
	draw->state = draw->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(draw->state >> 33) % most;
}

static void add_number(struct draw *draw, const struct query_parameter *row,
		       struct buf *out)
{
	buf_printf(out, "%lld", row->least + (long long)below(draw, 6));
}

static void add_choice(struct draw *draw, const struct query_parameter *row,
		       struct buf *out)
{
	char word[QUERY_WORD];
	long long count = 0;

	while (query_word(row->choices, count + 1, word))
		count++;
	query_word(row->choices, 1 + (long long)below(draw, (size_t)count),
		   word);
	buf_puts(out, word);
}

static const char *entry_of(struct draw *draw)
{
	const struct directory *directory = draw->edition->directory;

	return directory->entries[below(draw, directory->entry_count)]->id;
}

static const char *text_for(struct draw *draw,
			    const struct query_parameter *row)
{
	const struct directory *directory = draw->edition->directory;

	switch (row->kind) {
	case QUERY_LANGUAGE:
		return draw->edition->all[below(draw, draw->edition->count)]
			.locale->tag;
	case QUERY_MEMBERS:
		return "id,name,phone";
	case QUERY_ENTRIES:
		return entry_of(draw);
	case QUERY_WORDS:
		return texts[below(draw, COUNT(texts))];
	default:
		break;
	}
	if (strcmp(row->name, "terms") == 0)
		return directory->facets[below(draw, directory->facet_count)]
			.id;
	return names[below(draw, COUNT(names))];
}

static void add_parameter(struct draw *draw, const char *mark,
			  const struct query_parameter *row, struct buf *out)
{
	buf_printf(out, "%s%s%s=", out->length > 0 ? "&" : "",
		   row->is_wish ? mark : "", row->name);
	if (row->kind == QUERY_NUMBER)
		add_number(draw, row, out);
	else if (row->kind == QUERY_CHOICE || row->kind == QUERY_FLAG)
		add_choice(draw, row, out);
	else
		for (const char *at = text_for(draw, row); *at != '\0'; at++)
			buf_printf(out, "%c", *at == ' ' ? '+' : *at);
}

static void add_term(struct draw *draw, const char *mark, struct buf *out)
{
	const struct directory *directory = draw->edition->directory;
	const struct term *term =
		&directory->terms[below(draw, directory->term_count)];

	buf_printf(out, "%s%s%s=%s", out->length > 0 ? "&" : "", mark,
		   directory->facets[term->facet].id, term->id);
}

/* A query string: up to three terms, and each parameter now and then, so that
 * about half of the wishes have nothing of which nothing is kept. */
static const char *draw_query(struct draw *draw)
{
	bool is_here = below(draw, 4) == 0;
	const char *mark = is_here ? QUERY_HOST_MARK : "";
	struct buf out = buf_new(QUERY_ROOM);
	const char *text;

	if (is_here)
		buf_puts(&out, "filters=here");
	for (size_t i = below(draw, 4); i > 0; i--)
		add_term(draw, mark, &out);
	for (size_t i = 0; i < query_parameter_count; i++)
		if (below(draw, 14) == 0)
			add_parameter(draw, mark, &query_parameters[i], &out);
	if (below(draw, 3) == 0)
		buf_printf(&out, "&%sper_page=%zu", mark, 1 + below(draw, 9));
	if (below(draw, 20) == 0)
		buf_puts(&out, "&keep=id&id=7");
	text = arena_text(draw->arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* As http/router.c does it. */
static const struct query *wish_of(struct draw *draw, const char *text,
				   bool is_framed)
{
	const struct edition *edition = draw->edition;
	const struct query *query =
		query_parse(edition->directory, text, draw->arena);
	const struct match *match = NULL;

	if (is_framed)
		query = query_framed(query, draw->arena);
	query = query_in_language(query, edition->locale->tag,
				  edition->is_asked_for, draw->arena);
	if (query->text == NULL || edition->index == NULL)
		return query;
	match = (query->is_exact ? match_find_exactly : match_find)(
		edition->index, query->text, draw->arena);
	return query_with_words(query, query->text, match, draw->arena);
}

static struct buf shown(const struct view_args *args)
{
	struct buf out = buf_new(BYTES);

	view_render(args, &out);
	assert_false(buf_is_spoilt(&out));
	return out;
}

/* One page of one wish: as it comes, and of an edition of which nothing is
 * kept. */
static void compare(struct draw *draw, const struct page *page)
{
	const char *text = draw_query(draw);
	struct edition slow = *draw->edition;
	struct view_args args = {
		.view = view_of(page->view),
		.edition = draw->edition,
		.query = wish_of(draw, text, page->is_framed),
		.status = page->status,
	};
	struct buf kept, made;

	if (page->has_entry)
		args.entry = directory_entry(draw->edition->directory,
					     entry_of(draw));
	kept = shown(&args);
	args.edition = &slow;
	made = shown(&args);
	if (kept.length != made.length ||
	    memcmp(kept.bytes, made.bytes, kept.length) != 0)
		fail_msg("%s?%s is another page than it is without what is "
			 "kept",
			 args.view->name, text);
	buf_free(&kept);
	buf_free(&made);
}

static void compare_all(const struct generation *generation, size_t count)
{
	struct draw draw = { .state = SEED };

	for (size_t i = 0; i < count; i++) {
		const struct edition *all =
			generation_edition(generation, below(&draw, 10) == 0);

		draw.arena = arena_new();
		draw.edition = &all[below(&draw, all->count)];
		compare(&draw, &pages[below(&draw, COUNT(pages))]);
		arena_free(draw.arena);
	}
}

static struct generation *read_site(const char *folders, const char *templates)
{
	const char *const overrides[] = { folders,
					  templates,
					  "site.last-resort=none",
					  "site.url=https://www.example.org",
					  "server.scopes=public, internal",
					  NULL };
	struct err err = { 0 };
	struct generation *generation =
		generation_new(NULL, overrides, NULL, &err);

	support_assert_faults(&err, "");
	generation_make_words(generation);
	return generation;
}

#define SHIPPED "directory.path=" SOURCE_FOLDER "/data"

static void pages_of_any_wish_are_those_that_are_made_anew(void **state)
{
	struct generation *generation = read_site(
		SHIPPED ":" SOURCE_FOLDER "/conf/example-site",
		"site.templates=" SOURCE_FOLDER "/conf/example-site/templates");
	size_t before = generation_bytes(generation);

	(void)state;
	compare_all(generation, WISHES);
	assert_in_range(generation_bytes(generation), before + 1,
			before + (size_t)8 * 1024 * 1024 - 1);
	generation_release(generation);
}

static bool is_among(const char *const *list, const char *name)
{
	while (*list != NULL && strcmp(*list, name) != 0)
		list++;
	return *list != NULL;
}

/* All members but `own`: the same around a card, another thing, or deferred. */
static void assert_known(const json_t *model, const char *const *own)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)model, name, value)
	{
		if (!is_among(own, name) &&
		    is_among(page_deferral.constants, name) +
				    is_among(page_deferral.varying, name) +
				    is_among(page_deferral.names, name) !=
			    1)
			fail_msg("`%s` is not in one list of page_deferral",
				 name);
	}
}

/* What is in groups and facets, where cards and terms have no member of that
 * name of their own. */
static void assert_parts_known(const json_t *page, const char *kind)
{
	static const char *const own[] = { "id",    "name", "page",
					   "gloss", "note", "untranslated",
					   NULL };
	json_t *part, *parts = json_object_get(page, kind);
	size_t i;

	json_array_foreach(parts, i, part) assert_known(part, own);
}

static void every_member_of_a_page_is_known_as_constant_or_not(void **state)
{
	static const char *const none[] = { NULL };
	struct generation *generation = read_site(SHIPPED, "site.handout=on");
	struct draw draw = { .state = SEED };

	(void)state;
	draw.edition = generation_edition(generation, false) + 1;
	for (size_t i = 0; i < WISHES / 10; i++) {
		const struct page *page = &pages[below(&draw, COUNT(pages))];
		struct view_args args = {
			.view = view_of(page->view),
			.edition = draw.edition,
			.status = page->status,
		};
		json_t *model;

		draw.arena = arena_new();
		args.query = wish_of(&draw, draw_query(&draw), page->is_framed);
		if (page->has_entry)
			args.entry = directory_entry(draw.edition->directory,
						     entry_of(&draw));
		model = args.view->model(&args);
		assert_known(model, none);
		assert_parts_known(model, "groups");
		assert_parts_known(model, "facets");
		json_decref(model);
		arena_free(draw.arena);
	}
	generation_release(generation);
}

/* Templates of a site that look at the wish in each card, indent it, write it
 * themselves, or look into it in other ways than by a section. */
static const struct {
	const char *name, *text;
} own[] = {
	{ "card.mustache", "<p>{{name}} of {{total}}{{#is_filtered}} here"
			   "{{/is_filtered}}{{#chosen}} {{name}}{{/chosen}}"
			   "{{#languages}} {{lang}}{{/languages}}</p>\n" },
	{ "content.mustache", "<div>\n  {{>list}}\n</div>\n" },
	{ "group.mustache", "{{#cards}}<p>{{name}}{{#is_empty}}!{{/is_empty}}"
			    "{{#phone}}{{number}}{{cost}}{{/phone}}{{email}}"
			    "{{next}}{{id}}</p>\n{{/cards}}{{#self}}"
			    "{{>card}}{{/self}}{{^self}}-{{/self}}\n" },
	{ "group.mustache", "<p>{{self.name}}{{self}}</p>{{#cards}}"
			    "{{>name}}{{/cards}}\n" },
	{ "card.mustache",
	  "<p id=\"{{site.ids}}{{id}}\">{{name}}{{#site.has_crisis}}!"
	  "{{/site.has_crisis}}{{#site.has_sheet}}?{{/site.has_sheet}}</p>\n" },
	{ "card.mustache", "<p>{{name}} {{next}}</p>\n" },
	{ "facets.mustache",
	  "{{#facets}}{{#terms}}{{#is_open}}!{{/is_open}}{{count}}{{#whole}}?"
	  "{{/whole}}{{note}}{{/terms}}{{#terms}}{{box}}{{parameter}}{{>term}}"
	  "{{is_chosen}}{{is_none}}{{parent}}{{/terms}}{{/facets}}\n" },
	{ "facets.mustache", "{{#facets}}  {{>term}}{{terms}}{{/facets}}\n" },
	{ "crisis.mustache", "<div>{{>crisis-lines}}</div>\n"
			     "  {{>crisis-lines}}\n" },
	{ "crisis-lines.mustache", "{{#crisis}}\n<p>{{purpose}}{{#phones}}"
				   "{{number}}{{/phones}}{{>card}}</p>\n"
				   "{{/crisis}}\n" },
};

static void so_are_those_of_templates_that_look_around_a_card(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(own); i++) {
		struct generation *generation;
		char path[64];

		mkdir("own", 0777);
		snprintf(path, sizeof(path), "own/%s", own[i].name);
		support_write(path, own[i].text, strlen(own[i].text));
		generation = read_site(SHIPPED, "site.templates=own");
		compare_all(generation, WISHES / 20);
		generation_release(generation);
		unlink(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			pages_of_any_wish_are_those_that_are_made_anew),
		cmocka_unit_test(
			so_are_those_of_templates_that_look_around_a_card),
		cmocka_unit_test(
			every_member_of_a_page_is_known_as_constant_or_not),
	};

	return cmocka_run_group_tests(tests, support_enter, support_leave);
}
