/* Row by row, each as a service. */
#include "command/import-table.h"

#include <errno.h>
#include <string.h>
#include <sysexits.h>

#include "command/import-progress.h"
#include "import/binding.h"
#include "import/own-table.h"
#include "import/sketch.h"
#include "import/takes.h"

#define LOOK 1024 /* bytes in which the first one that counts stands */

bool import_table_is(FILE *file)
{
	char begin[LOOK];
	size_t length = fread(begin, 1, sizeof(begin) - 1, file);
	const char *at = begin;

	rewind(file);
	begin[length] = '\0';
	at += strncmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	at += strspn(at, " \t\r\n");
	return *at != '{' && *at != '[';
}

int import_table_sketch(const char *path, struct buf *out, struct err *err)
{
	FILE *file;
	int code = EX_DATAERR;

	if (path == NULL) {
		profile_print(out);
		return EX_OK;
	}
	file = fopen(path, "re");
	if (file == NULL) {
		err_plain(err, "%s cannot be read: %s", path, strerror(errno));
		return EX_DATAERR;
	}
	if (!import_table_is(file))
		profile_print(out);
	else if (sketch_print(file, path, out, err) != 0)
		goto done;
	code = EX_OK;
done:
	fclose(file);
	return code;
}

static void take(struct importing *importing, struct binding *binding,
		 const struct csv_table_row *row)
{
	struct taking *taking = &importing->taking;
	json_t *service;

	taking->scratch = arena_new();
	taking->entry = NULL;
	service = binding_row(binding, row, importing->err);
	if (service != NULL)
		takes_element(taking, service);
	json_decref(service);
	arena_free(taking->scratch);
}

static int take_rows(struct importing *importing, struct csv_table *table,
		     struct binding *binding)
{
	struct import_progress progress = import_progress_new("rows");
	struct csv_table_row row;
	size_t count = 0;

	while (csv_table_next(table, &row, importing->err)) {
		take(importing, binding, &row);
		import_progress_tell(&progress, ++count, -1);
	}
	import_progress_end(&progress);
	return importing->err->count == 0 ? 0 : -1;
}

/* Looks at the rows of a table for organizations, and takes them the second
 * time that it is read. */
static int look_and_take(struct importing *importing, struct csv_table *table,
			 struct binding *binding, FILE *file)
{
	struct err *err = importing->err;
	struct csv_table *again;
	struct csv_table_row row;
	int result = -1;

	while (csv_table_next(table, &row, err)) {
		importing->taking.scratch = arena_new();
		binding_look(binding, &row);
		arena_free(importing->taking.scratch);
	}
	if (err->count > 0)
		return -1;
	rewind(file);
	again = csv_table_new(file, importing->options->operand, err);
	if (again != NULL)
		result = take_rows(importing, again, binding);
	csv_table_free(again);
	return result;
}

static int take_by_profile(struct importing *importing, struct csv_table *table,
			   FILE *file)
{
	struct binding *binding =
		binding_new(&importing->taking, table,
			    importing->options->operand, importing->err);

	if (binding == NULL)
		return -1;
	return binding_looks(binding) ?
		       look_and_take(importing, table, binding, file) :
		       take_rows(importing, table, binding);
}

/* A table of `export --csv`, which says itself what its columns are. */
static void take_own(struct importing *importing, struct csv_table *table)
{
	struct taking *taking = &importing->taking;
	struct own_table *own =
		own_table_new(taking, importing->options->operand);
	struct csv_table_row row;

	while (csv_table_next(table, &row, importing->err)) {
		taking->scratch = arena_new();
		own_table_row(own, &row, importing->err);
		arena_free(taking->scratch);
	}
	own_table_end(own);
}

static int take_table(struct importing *importing, struct csv_table *table,
		      FILE *file)
{
	const char *name = importing->options->operand;

	if (own_table_is(table)) {
		take_own(importing, table);
		return 0;
	}
	if (importing->profile.columns != NULL)
		return take_by_profile(importing, table, file);
	return err_plain(importing->err,
			 "%s is a table, and no profile says what its columns "
			 "are. `signpost import --sketch %s >profile.ini` "
			 "writes a first one; look through it and name it by "
			 "--profile",
			 name, name);
}

int import_table_take(struct importing *importing, FILE *file)
{
	const char *name = importing->options->operand;
	struct err *err = importing->err;
	struct csv_table *table = csv_table_new(file, name, err);

	if (table == NULL)
		return -1;
	if (take_table(importing, table, file) == 0 && err->count == 0 &&
	    importing->harvest->first == NULL)
		err_plain(err, "%s has no row that names anybody new", name);
	importing->harvest->report->decoded = csv_table_decoded(table);
	csv_table_free(table);
	return err->count == 0 ? 0 : -1;
}
