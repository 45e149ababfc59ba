/* How long a directory takes to load, and how much longer than libinih alone
 * takes for the same bytes with a handler that does nothing: load FOLDER.
 * Prints the best of a few rounds. */
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "base/alloc.h"
#include "base/file.h"
#include "directory/collection-load.h"
#include "directory/directory.h"
#include "directory/visibility.h"
#include "search/query.h"

#define ROUNDS	   7
#define FILE_BYTES ((size_t)256 * 1024 * 1024)

struct figures {
	double seconds;
	size_t entries, bytes; /* in files, or in memory */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct figures load(const char *folders)
{
	struct figures figures = { .seconds = now() };
	struct err err = { 0 };
	struct arena *arena = arena_new();
	const struct overlay *overlays;
	const struct collection *collection =
		collection_load(folders, arena, &overlays, &err);
	const struct directory *directory;
	size_t count;

	if (err.count > 0) {
		err_print(&err, stderr);
		exit(EX_DATAERR);
	}
	directory = directory_build(
		collection, visibility_hidden(collection, arena), false, arena);
	query_check(directory, &err);
	figures.seconds = now() - figures.seconds;
	collection_gather(collection, "entry", NULL, arena, &count);
	figures.entries = count;
	figures.bytes = arena_bytes(arena);
	arena_free(arena);
	return figures;
}

static int ignore(void *data, const char *section, const char *name,
		  const char *value)
{
	(void)data;
	(void)section;
	(void)name;
	(void)value;
	return 1;
}

static void parse_file(const char *path, struct figures *figures)
{
	struct err err = { 0 };
	size_t length;
	char *bytes = file_read(path, FILE_BYTES, &length, &err);

	if (bytes == NULL || ini_parse_string(bytes, ignore, NULL) < 0) {
		err_print(&err, stderr);
		exit(EX_DATAERR);
	}
	figures->bytes += length;
	free(bytes);
}

/* As libinih comes: lines on the stack, the first 200 bytes of each. */
static struct figures parse(const char *folder)
{
	struct figures figures = { .seconds = now() };
	struct err err = { 0 };
	struct file_names names;

	ini_use_stack = true;
	ini_max_line = INI_MAX_LINE;
	if (file_list(folder, ".ini", &names, &err) != 0) {
		err_print(&err, stderr);
		exit(EX_NOINPUT);
	}
	for (size_t i = 0; i < names.count; i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", folder, names.items[i]);
		parse_file(path, &figures);
	}
	file_names_free(&names);
	figures.seconds = now() - figures.seconds;
	return figures;
}

static struct figures best(struct figures (*measure)(const char *folder),
			   const char *folder)
{
	struct figures least = measure(folder);

	for (int i = 1; i < ROUNDS; i++) {
		struct figures again = measure(folder);

		if (again.seconds < least.seconds)
			least = again;
	}
	return least;
}

int main(int count, char **words)
{
	struct figures ours, plain;

	if (count != 2) {
		fputs("usage: load FOLDER\n", stderr);
		return EX_USAGE;
	}
	alloc_serve_jansson();
	ours = best(load, words[1]);
	plain = best(parse, words[1]);
	printf("%zu entries, %zu bytes of files\n", ours.entries, plain.bytes);
	printf("load: %.1f ms, %.0f entries a second, "
	       "%.0f bytes of memory each\n",
	       ours.seconds * 1e3, (double)ours.entries / ours.seconds,
	       (double)ours.bytes / (double)ours.entries);
	printf("libinih alone: %.1f ms; loading takes %.2f times as long\n",
	       plain.seconds * 1e3, ours.seconds / plain.seconds);
	return EX_OK;
}
