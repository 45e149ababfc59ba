/* What a directory costs at its size: sizes FOLDER. Prints `NAME,VALUE` lines:
 * its entries and terms, how long it takes to load and in how much memory, how
 * long a wish for filters takes that counts all options, in each order, and how
 * long and how large a list page is. One core does all of it, in a process that
 * does nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "app/generation.h"
#include "base/alloc.h"
#include "search/facet-search.h"
#include "search/query.h"
#include "view/view.h"

#define WISHES	   500
#define PAGES	   60
#define PAGE_BYTES ((size_t)64 * 1024 * 1024)

static unsigned next(unsigned *state, size_t below)
{
	*state = *state * 1664525U + 1013904223U;
	return (unsigned)((*state >> 8) % below);
}

static double now_by(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double now(void)
{
	return now_by(CLOCK_THREAD_CPUTIME_ID);
}

/* A figure of the process's memory, as the kernel names it. */
static void print_memory(const char *name, const char *key)
{
	FILE *status = fopen("/proc/self/status", "r");
	char line[256];

	while (status != NULL && fgets(line, sizeof(line), status) != NULL)
		if (strncmp(line, key, strlen(key)) == 0)
			printf("%s,%lld\n", name,
			       strtoll(line + strlen(key) + 1, NULL, 10));
	if (status != NULL)
		fclose(status);
}

/* `old` is a generation that goes on, as in a reload; NULL: there is none. */
static struct generation *load(const char *folder, const struct generation *old)
{
	char path[4096];
	const char *const overrides[] = { path, "redis.address=off",
					  "site.last-resort=none", NULL };
	struct err err = { 0 };
	struct generation *generation;

	snprintf(path, sizeof(path), "directory.path=%s/", folder);
	generation = generation_new(NULL, overrides, old, &err);
	if (generation == NULL) {
		err_print(&err, stderr);
		exit(EX_DATAERR);
	}
	generation_make_words(generation);
	return generation;
}

/* A filter by up to three terms, of which every facet has as many as any. */
static void print_wish(const struct directory *directory, unsigned *state,
		       const char *order, struct buf *out)
{
	for (unsigned count = 1 + next(state, 3); count > 0; count--) {
		const struct facet *facet =
			&directory->facets[next(state, directory->facet_count)];

		if (facet->count > 0)
			buf_printf(out, "%s=%s&", facet->id,
				   directory
					   ->terms[facet->first +
						   next(state, facet->count)]
					   .id);
	}
	buf_printf(out, "sort=%s", order);
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void print_times(const char *name, double *times, size_t count)
{
	qsort(times, count, sizeof(*times), by_size);
	printf("%s median us,%.0f\n", name, times[count / 2] * 1e6);
	printf("%s p99 us,%.0f\n", name, times[count * 99 / 100] * 1e6);
}

static void measure_filters(const struct edition *edition, const char *order)
{
	static double times[WISHES];
	unsigned state = 1;
	char name[64];

	for (size_t i = 0; i < WISHES; i++) {
		struct arena *arena = arena_new();
		struct buf wish = buf_new(4096);
		double start;

		/* The first of each order finds everything. */
		if (i > 0)
			print_wish(edition->directory, &state, order, &wish);
		else
			buf_printf(&wish, "sort=%s", order);
		start = now();
		facet_search(query_parse(edition->directory, buf_text(&wish),
					 arena));
		times[i] = now() - start;
		buf_free(&wish);
		arena_free(arena);
	}
	snprintf(name, sizeof(name), "filter sort=%s", order);
	print_times(name, times, WISHES);
}

static void measure_pages(const struct edition *edition)
{
	static double times[PAGES];
	unsigned state = 1;
	size_t most = 0;

	for (size_t i = 0; i < PAGES; i++) {
		struct arena *arena = arena_new();
		struct buf wish = buf_new(4096), body = buf_new(PAGE_BYTES);
		struct view_args args = { .view = view_of(VIEW_LIST),
					  .edition = edition,
					  .status = 200,
					  .place = "/" };
		double start;

		if (i > 0)
			print_wish(edition->directory, &state, "directory",
				   &wish);
		start = now();
		args.query =
			query_parse(edition->directory, buf_text(&wish), arena);
		view_render(&args, &body);
		times[i] = now() - start;
		if (body.length > most)
			most = body.length;
		buf_free(&wish);
		buf_free(&body);
		arena_free(arena);
	}
	print_times("page", times, PAGES);
	printf("page bytes,%zu\n", most);
}

/* Loads it, and once more while the first goes on, as a reload does. */
static struct generation *measure_loads(const char *folder)
{
	double wall = now_by(CLOCK_MONOTONIC);
	double cpu = now_by(CLOCK_PROCESS_CPUTIME_ID);
	struct generation *generation = load(folder, NULL);

	printf("load CPU ms,%.0f\n",
	       (now_by(CLOCK_PROCESS_CPUTIME_ID) - cpu) * 1e3);
	printf("load ms,%.0f\n", (now_by(CLOCK_MONOTONIC) - wall) * 1e3);
	printf("generation kB,%zu\n", generation_bytes(generation) / 1000);
	print_memory("resident kB", "VmRSS");
	generation_release(load(folder, generation));
	print_memory("reload peak kB", "VmHWM");
	print_memory("resident kB after a reload", "VmRSS");
	return generation;
}

int main(int count, char **words)
{
	const struct edition *edition;
	struct generation *generation;

	if (count != 2) {
		fputs("usage: sizes FOLDER\n", stderr);
		return EX_USAGE;
	}
	alloc_serve_jansson();
	generation = measure_loads(words[1]);
	edition = generation_edition(generation, false);
	printf("entries,%zu\n", edition->directory->entry_count);
	printf("terms,%zu\n", edition->directory->term_count);
	measure_filters(edition, "directory");
	measure_filters(edition, "name");
	measure_filters(edition, "need");
	measure_pages(edition);
	generation_release(generation);
	return EX_OK;
}
