/* How long a search by words takes in a directory, with filters and counts, and
 * what its index costs in time and memory: words FOLDER [quick|worst]. The
 * wishes come from the directory's own words, always the same; one core does
 * all of it. A quick run leaves out what loading costs, and one of the worst
 * measures nothing but the words that cost most. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "app/generation.h"
#include "base/alloc.h"
#include "search/elsewhere.h"
#include "search/facet-search.h"
#include "search/index.h"
#include "search/lines.h"
#include "search/match.h"
#include "search/partial.h"
#include "search/query.h"
#include "search/suggest.h"

#define WISHES	   4000
#define MOST_WORDS 4
#define ROUNDS	   3

/* As a wish of several words makes it; numbers that look random. */
static unsigned next(unsigned *state, size_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (unsigned)((*state >> 8) % below);
}

static double now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct generation *load(const char *folder, const char *is_on,
			       double *seconds)
{
	char path[4096], search[64];
	const char *const overrides[] = { path, search, "redis.address=off",
					  "site.last-resort=none", NULL };
	struct err err = { 0 };
	struct generation *generation;
	double start;

	snprintf(path, sizeof(path), "directory.path=%s", folder);
	snprintf(search, sizeof(search), "site.search=%s", is_on);
	start = now(CLOCK_PROCESS_CPUTIME_ID);
	generation = generation_new(NULL, overrides, NULL, &err);
	if (generation == NULL) {
		err_print(&err, stderr);
		exit(EX_DATAERR);
	}
	generation_make_words(generation);
	*seconds = now(CLOCK_PROCESS_CPUTIME_ID) - start;
	return generation;
}

/* Appends words of an index; the last may be cut short. */
static void print_words(const struct inverted_index *inverted, unsigned *state,
			struct buf *out)
{
	unsigned count = 1 + next(state, MOST_WORDS);

	for (unsigned i = 0; i < count; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "",
			   inverted->words[next(state, inverted->count)].text);
	if (next(state, 2) == 0 && out->length > 3)
		out->length -= 2;
}

/* Appends a filter by one term, or by two. */
static void print_filters(const struct directory *directory, unsigned *state,
			  struct buf *out)
{
	for (unsigned count = next(state, 3); count > 0; count--) {
		const struct term *term =
			&directory->terms[next(state, directory->term_count)];

		buf_printf(out, "%s%s=%s", out->length > 0 ? "&" : "",
			   directory->facets[term->facet].id, term->id);
	}
}

/* What a page shows besides where little is found. */
static void look_around(const struct edition *edition,
			const struct query *query, struct arena *arena)
{
	struct elsewhere there;
	size_t lines;

	partial_find(query);
	lines_find(query, &lines);
	if (facet_search(query)->count > 0)
		return;
	suggest_find(query, arena);
	elsewhere_find(edition, query, &there);
}

/* The seconds that one wish takes, `text` or one that is made up; `*found`
 * grows by what it finds. */
static double measure(const struct edition *edition, const char *text,
		      bool has_all, unsigned *state, size_t *found)
{
	struct buf words = buf_new(4096), filters = buf_new(4096);
	struct arena *arena = arena_new();
	const struct query *query;
	double start;

	if (text != NULL)
		buf_puts(&words, text);
	else
		print_words(edition->index->inverted[next(state, 2)], state,
			    &words);
	if (text == NULL)
		print_filters(edition->directory, state, &filters);
	buf_put(&words, "", 1);
	start = now(CLOCK_THREAD_CPUTIME_ID);
	query = query_parse(edition->directory, buf_text(&filters), arena);
	query = query_with_words(
		query, buf_text(&words),
		match_find(edition->index, buf_text(&words), arena), arena);
	*found += facet_search(query)->count;
	if (has_all)
		look_around(edition, query, arena);
	start = now(CLOCK_THREAD_CPUTIME_ID) - start;
	arena_free(arena);
	buf_free(&words);
	buf_free(&filters);
	return start;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void measure_all(const struct edition *edition, bool has_all)
{
	static double times[WISHES];
	unsigned state = 1;
	size_t found = 0;

	for (size_t i = 0; i < WISHES; i++)
		times[i] = measure(edition, NULL, has_all, &state, &found);
	qsort(times, WISHES, sizeof(*times), by_size);
	printf("%d wishes%s, each finding %.1f entries: median %.2f ms, p99 "
	       "%.2f ms, longest %.2f ms\n",
	       WISHES, has_all ? " with all that a page shows" : "",
	       (double)found / WISHES, times[WISHES / 2] * 1e3,
	       times[WISHES * 99 / 100] * 1e3, times[WISHES - 1] * 1e3);
}

/* Words that cost most. */
static void measure_worst(const struct edition *edition)
{
	static const char *const worst[] = {
		"a b c d e f g h i j k l m n o p q r s t u v w x y z a1 b1 "
		"c1 d1 e1 f1 g1 h1 i1 j1 k1 l1 m1 n1 o1 p1 q1 r1 s1 t1 u1",
		"e e e e e e e e e e e e e e e e e e e e e e e e e e e e",
		"boss employer wages pay stolen passport workers visa court "
		"children police lawyer report shelter food doctor",
		"abcdefgh bcdefghi cdefghij defghijk efghijkl fghijklm "
		"ghijklmn hijklmno ijklmnop jklmnopq klmnopqr lmnopqrs",
		"a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z",
	};
	unsigned state = 1;
	size_t found = 0;

	for (size_t i = 0; i < sizeof(worst) / sizeof(*worst); i++)
		printf("%.2f ms: %.40s...\n",
		       measure(edition, worst[i], true, &state, &found) * 1e3,
		       worst[i]);
}

/* The indexes alone, made once more. */
static void measure_index(const struct edition *edition)
{
	struct arena *arena = arena_new();
	double start = now(CLOCK_PROCESS_CPUTIME_ID);
	const struct edition *other = edition_in(edition, "es");
	struct stems *stems = stems_new(arena);
	struct index original = { 0 }, translated = { 0 };

	index_fill(&original, edition, index_words(edition, arena), NULL, stems,
		   arena);
	index_fill(&translated, other, index_words(other, arena), &original,
		   stems, arena);
	stems_free(stems);
	printf("both indexes: %.2f s of CPU, %.1f MiB\n",
	       now(CLOCK_PROCESS_CPUTIME_ID) - start,
	       (double)arena_bytes(arena) / 1024 / 1024);
	arena_free(arena);
}

/* The shortest of a few loads. */
static double best_load(const char *folder, const char *is_on, size_t *bytes,
			size_t *entries)
{
	double best = 0, seconds;

	for (int i = 0; i < ROUNDS; i++) {
		struct generation *generation = load(folder, is_on, &seconds);

		if (i == 0 || seconds < best)
			best = seconds;
		*bytes = generation_bytes(generation);
		*entries = generation_edition(generation, false)
				   ->directory->entry_count;
		generation_release(generation);
	}
	return best;
}

static void measure_loads(const char *folder)
{
	size_t with, without, entries;
	double seconds = best_load(folder, "off", &without, &entries);

	printf("%zu entries in two languages\n", entries);
	printf("without an index: loaded in %.0f ms, %.0f bytes an entry\n",
	       seconds * 1e3, (double)without / (double)entries);
	seconds = best_load(folder, "on", &with, &entries);
	printf("with it: loaded in %.0f ms, %.0f bytes an entry\n",
	       seconds * 1e3, (double)with / (double)entries);
}

int main(int count, char **words)
{
	struct generation *generation;
	const struct edition *edition;
	double seconds;

	if (count != 2 && count != 3) {
		fputs("usage: words FOLDER [quick|worst]\n", stderr);
		return EX_USAGE;
	}
	alloc_serve_jansson();
	if (count == 2)
		measure_loads(words[1]);
	generation = load(words[1], "on", &seconds);
	edition = edition_in(generation_edition(generation, false), "es");
	if (count == 2 || strcmp(words[2], "worst") != 0) {
		measure_index(generation_edition(generation, false));
		measure_all(edition, false);
		measure_all(edition, true);
	}
	for (int i = 0; i < ROUNDS; i++)
		measure_worst(edition);
	generation_release(generation);
	return EX_OK;
}
