/* What a page costs that is made anew: anew FOLDER [ROUNDS [NAME]]. Nothing is
 * kept but what a generation keeps of its own. Prints `NAME,MICROSECONDS`
 * lines, the median of the processor's time from a request to the answer in
 * memory, once everything was shown, for each kind of page. One core does all
 * of it, in a process that does nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include <jansson.h>

#include "app/app.h"
#include "base/alloc.h"
#include "base/arena.h"

#define ROUNDS	     2000
#define ANSWER_BYTES ((size_t)64 * 1024 * 1024)

/* `%s` is an entry, another one in each round. */
static const struct page {
	const char *name, *path, *query;
} pages[] = {
	{ "list", "/", "" },
	{ "list fragment", "/fragment", "filters=here" },
	{ "entry", "/e/%s", "" },
	{ "entry fragment", "/fragment/e/%s", "" },
	{ "entry for programs", "/api/v1/entries/%s", "" },
	{ "facets for programs", "/api/v1/facets", "" },
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The seconds that it took to answer, with the answer in `out`, or NULL. */
static double ask(struct app *app, const char *path, const char *query,
		  struct buf *out)
{
	struct arena *arena = arena_new();
	struct request request = request_new();
	struct response response = response_new();
	double start = now(), took;

	request.method = "GET";
	request.path =
		arena_printf(arena, "%s%s", app_settings(app)->base, path);
	request.query = query;
	app_answer(app, NULL, &request, &response);
	took = now() - start;
	if (response.status != 200) {
		fprintf(stderr, "%s answers %d\n", path, response.status);
		exit(EX_DATAERR);
	}
	if (out != NULL)
		response_write(&response, false, out);
	response_free(&response);
	arena_free(arena);
	return took;
}

/* The first entries of the directory, for json_decref(). */
static json_t *entries_of(struct app *app)
{
	struct buf out = buf_new(ANSWER_BYTES);
	const char *body;
	json_t *list, *entries;

	ask(app, "/api/v1/entries", "fields=id&per_page=100", &out);
	body = strstr(buf_text(&out), "\r\n\r\n");
	list = body != NULL ? json_loads(body, 0, NULL) : NULL;
	entries = json_incref(json_object_get(list, "contents"));
	json_decref(list);
	buf_free(&out);
	return entries;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void measure(struct app *app, const struct page *page,
		    const json_t *entries, size_t rounds)
{
	double *times = alloc_zero(rounds * sizeof(*times));
	size_t count = json_array_size(entries);
	char path[128];

	for (size_t i = 0; i < rounds + 3 * count; i++) {
		const json_t *entry = json_array_get(entries, i % count);
		double took;

		snprintf(path, sizeof(path), page->path,
			 json_string_value(json_object_get(entry, "id")));
		took = ask(app, path, page->query, NULL);
		if (i >= 3 * count)
			times[i - 3 * count] = took;
	}
	qsort(times, rounds, sizeof(*times), by_size);
	printf("%s,%.1f\n", page->name, times[rounds / 2] * 1e6);
	free(times);
}

int main(int count, char **words)
{
	size_t rounds = count > 2 ? strtoul(words[2], NULL, 10) : ROUNDS;
	char path[4096];
	const char *const overrides[] = { path,
					  "redis.address=off",
					  "cache.memory=0 MiB",
					  "site.last-resort=none",
					  "site.url=https://www.example.org",
					  NULL };
	struct err err = { 0 };
	struct app *app;
	json_t *entries;

	if (count < 2 || rounds == 0) {
		fputs("usage: anew FOLDER [ROUNDS [NAME]]\n", stderr);
		return EX_USAGE;
	}
	snprintf(path, sizeof(path), "directory.path=%s/", words[1]);
	alloc_serve_jansson();
	app = app_new(NULL, overrides, &err);
	if (app == NULL) {
		err_print(&err, stderr);
		return EX_DATAERR;
	}
	entries = entries_of(app);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (count < 4 || strcmp(words[3], pages[i].name) == 0)
			measure(app, &pages[i], entries, rounds);
	json_decref(entries);
	app_free(app);
	return EX_OK;
}
