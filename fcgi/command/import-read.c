/* A row for each kind of source; the last one is for every other. */
#include "command/import-read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

#include "base/clock.h"
#include "command/import-progress.h"
#include "command/import-table.h"
#include "fetch/fetch.h"
#include "import/elements.h"
#include "import/envelope.h"
#include "import/feed.h"
#include "import/older.h"
#include "import/package-tables.h"
#include "import/package.h"
#include "import/takes.h"
#include "text/date.h"
#include "text/url.h"

/* What is being read, and how far. */
struct reading {
	struct importing *importing;
	size_t count;
	struct import_progress progress;
};

static void take(void *data, json_t *element, long long total)
{
	struct reading *reading = data;
	struct taking *taking = &reading->importing->taking;

	taking->scratch = arena_new();
	taking->entry = NULL;
	older_renew(element);
	if (!json_is_object(element) || !takes_element(taking, element))
		tally_add(&taking->harvest->report->lost,
			  "elements that are neither organization nor service");
	arena_free(taking->scratch);
	import_progress_tell(&reading->progress, ++reading->count, total);
}

/* Pages say how many there are: what is told and what is there must agree. */
static int check_count(const struct importing *importing, const json_t *object,
		       size_t count)
{
	const struct envelope envelope = envelope_read(object);
	const char *name = importing->options->operand;

	if (envelope.pages > 1)
		return err_plain(importing->err,
				 "%s is one page of %lld: take them all, as "
				 "one list or as lines, or name the feed's "
				 "address",
				 name, envelope.pages);
	if (envelope.total != ENVELOPE_UNTOLD &&
	    envelope.total != (long long)count)
		return err_plain(importing->err,
				 "%s says that it has %lld elements, and has "
				 "%zu: nothing is taken",
				 name, envelope.total, count);
	return 0;
}

static int take_json(struct reading *reading, FILE *file)
{
	struct importing *importing = reading->importing;
	struct elements *elements =
		elements_new(file, importing->options->operand);
	struct err *err = importing->err;
	json_t *element;
	int line;

	while ((element = elements_next(elements, &line, err)) != NULL) {
		take(reading, element, ENVELOPE_UNTOLD);
		json_decref(element);
	}
	if (err->count == 0)
		check_count(importing, elements_envelope(elements),
			    reading->count);
	elements_free(elements);
	return err->count == 0 ? 0 : -1;
}

static int read_file(struct reading *reading)
{
	const char *path = reading->importing->options->operand;
	FILE *file = fopen(path, "re");
	int result;

	if (file == NULL)
		return err_plain(reading->importing->err,
				 "%s cannot be read: %s", path,
				 strerror(errno));
	result = import_table_is(file) ?
			 import_table_take(reading->importing, file) :
			 take_json(reading, file);
	fclose(file);
	return result;
}

static int read_feed(struct reading *reading)
{
	const struct options *options = reading->importing->options;
	const struct feed_way way = {
		.asks_private = options->asks_private,
		.take = take,
		.data = reading,
	};

	return feed_read(options->operand, &way, reading->importing->err);
}

static int read_package(struct reading *reading)
{
	struct importing *importing = reading->importing;
	const struct package_way way = {
		.take = take,
		.data = reading,
		.lost = &importing->harvest->report->lost,
	};

	return package_read(importing->options->operand, &way, importing->err);
}

static bool is_packed(const char *operand)
{
	const char *end = strrchr(operand, '.');

	return end != NULL && strcasecmp(end, ".zip") == 0;
}

static int refuse_packed(struct reading *reading)
{
	const char *path = reading->importing->options->operand;

	return err_plain(reading->importing->err,
			 "%s is packed: `unzip %s -d unpacked` unpacks it into "
			 "a folder of that name; then import what is there, "
			 "as in `import unpacked --to %s`",
			 path, path, reading->importing->to);
}

static bool is_any(const char *operand)
{
	(void)operand;
	return true;
}

static const struct {
	bool (*is_it)(const char *operand);
	int (*read)(struct reading *reading);
} ways[] = {
	{ url_is_web, read_feed },
	{ package_tables_is_one, read_package },
	{ is_packed, refuse_packed },
	{ is_any, read_file },
};

int import_read(struct importing *importing)
{
	struct reading reading = {
		.importing = importing,
		.progress = import_progress_new("elements"),
	};
	const char *operand = importing->options->operand;
	size_t way = 0;
	int result;

	while (!ways[way].is_it(operand))
		way++;
	result = ways[way].read(&reading);
	import_progress_end(&reading.progress);
	if (result == 0 && importing->harvest->first == NULL)
		return err_plain(importing->err,
				 "%s holds no organization and no service of "
				 "HSDS",
				 operand);
	return result;
}

const char *import_read_name(const struct importing *importing)
{
	const char *path = importing->options->operand, *name;
	char *host = url_is_web(path) ? fetch_host(path) : NULL, *full;
	size_t length = strlen(path);

	if (host != NULL) {
		name = arena_text(importing->arena, host, strlen(host));
		free(host);
		return name;
	}
	while (length > 1 && path[length - 1] == '/')
		length--;
	path = arena_text(importing->arena, path, length);
	/* `.` is no name that readers are told. */
	full = path[strspn(path, "./")] == '\0' ? realpath(path, NULL) : NULL;
	if (full != NULL)
		path = arena_text(importing->arena, full, strlen(full));
	free(full);
	name = strrchr(path, '/');
	name = name != NULL && name[1] != '\0' ? name + 1 : path;
	length = strcspn(name, ".");
	return arena_text(importing->arena, name,
			  length > 0 ? length : strlen(name));
}

const char *import_read_day(struct importing *importing)
{
	struct stat status;
	struct tm tm;
	char day[DATE_DAY], today[DATE_DAY];

	clock_today(today);
	if (importing->profile.as_of != NULL)
		return importing->profile.as_of;
	if (importing->taking.newest[0] != '\0')
		return importing->taking.newest;
	if (stat(importing->options->operand, &status) != 0 ||
	    gmtime_r(&status.st_mtime, &tm) == NULL ||
	    strftime(day, sizeof(day), "%Y-%m-%d", &tm) == 0 ||
	    strcmp(day, today) > 0)
		return arena_text(importing->arena, today, strlen(today));
	return arena_text(importing->arena, day, strlen(day));
}
