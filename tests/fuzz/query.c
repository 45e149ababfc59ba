/* Query strings: every wish has one spelling, which is read as the same wish,
 * and the order of different names changes nothing. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "app/generation.h"
#include "base/alloc.h"
#include "fuzz/fuzz.h"
#include "search/facet-search.h"
#include "search/match.h"
#include "search/query.h"
#include "text/url.h"

#define PAIRS_MOST ((size_t)200)

/* That of tests/cases/base.ini. */
static const struct edition *small_edition(void)
{
	static const char *const overrides[] = {
		"directory.path=" SOURCE_FOLDER "/tests/cases",
		"server.scopes=public, internal", NULL
	};
	static const struct generation *generation;
	struct err err = { 0 };

	if (generation == NULL) {
		alloc_serve_jansson();
		generation = generation_new(NULL, overrides, NULL, &err);
		err_print(&err, stderr);
		err_free(&err);
	}
	FUZZ_PROMISE(generation != NULL);
	return generation_edition(generation, true);
}

static int compare_names(const void *a, const void *b)
{
	const struct url_pair *one = a, *other = b;
	int order = strcmp(other->name, one->name);

	if (order != 0)
		return order;
	return one->raw < other->raw ? -1 : one->raw > other->raw;
}

/* The same pairs by name, those of one name as they stood; spoilt where they
 * are too many. */
static struct buf reordered(const char *text, struct arena *arena)
{
	struct url_pair pairs[PAIRS_MOST];
	struct buf same = buf_new(strlen(text) + 2);
	size_t count = 0;

	while (count < PAIRS_MOST && url_next_pair(&text, arena, &pairs[count]))
		count++;
	qsort(pairs, count, sizeof(*pairs), compare_names);
	for (size_t i = 0; i < count; i++) {
		buf_puts(&same, "&");
		buf_put(&same, pairs[i].raw, pairs[i].raw_length);
	}
	same.spoilt |= count == PAIRS_MOST;
	return same;
}

static void check_canonical(const struct query *query, struct arena *arena)
{
	const struct query *again =
		query_parse(query->directory, query_canonical(query), arena);

	FUZZ_PROMISE(query_is_canonical(again));
	FUZZ_PROMISE(again->unclear == NULL);
	FUZZ_PROMISE(strcmp(query_canonical(again), query_canonical(query)) ==
		     0);
	FUZZ_PROMISE(strcmp(query_key(again), query_key(query)) == 0);
	FUZZ_PROMISE(again->chosen_count == query->chosen_count);
	FUZZ_PROMISE(strspn(query_canonical(query),
			    "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			    "-._~%=&,") == strlen(query_canonical(query)));
}

/* On a host's page order means something: what stands behind `keep` is the
 * visitor's. */
static void check_order(const struct query *query, const char *text,
			struct arena *arena)
{
	struct buf other = reordered(text, arena);
	const struct query *same =
		query_parse(query->directory, buf_text(&other), arena);
	bool is_free = !query->is_here && !buf_is_spoilt(&other);

	buf_free(&other);
	if (!is_free)
		return;
	FUZZ_PROMISE(strcmp(query_canonical(same), query_canonical(query)) ==
		     0);
	FUZZ_PROMISE(strcmp(query_key(same), query_key(query)) == 0);
	FUZZ_PROMISE((same->unclear == NULL) == (query->unclear == NULL));
}

/* Words find no more than there is without them. */
static void check_words(const struct edition *edition,
			const struct query *query, struct arena *arena)
{
	const struct query *there;

	if (query->text == NULL)
		return;
	there = query_with_words(query, query->text,
				 match_find(edition->index, query->text, arena),
				 arena);
	FUZZ_PROMISE(facet_search(there)->count <= facet_search(query)->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const char *text = arena_text(arena, (const char *)data, size);
	const struct edition *edition = small_edition();
	const struct query *query =
		query_parse(edition->directory, text, arena);

	check_canonical(query, arena);
	check_order(query, text, arena);
	check_words(edition, query, arena);
	FUZZ_PROMISE(facet_search(query) != NULL);
	arena_free(arena);
	return 0;
}
