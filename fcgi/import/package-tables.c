/* Files as arrays of objects. */
#include "import/package-tables.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"
#include "import/csv-table.h"

#define DESCRIPTION "datapackage.json"

/* Tables as HSDS 3 calls them, and as HSDS 1 or 2 did where that is no plural
 * or singular of it. */
static const struct {
	const char *name, *other;
} names[] = {
	{ "organizations", NULL },
	{ "services", NULL },
	{ "service_at_locations", "services_at_location" },
	{ "locations", NULL },
	{ "phones", NULL },
	{ "contacts", NULL },
	{ "addresses", NULL },
	{ "physical_addresses", NULL },
	{ "postal_addresses", "mail_addresses" },
	{ "schedules", NULL },
	{ "regular_schedules", NULL },
	{ "holiday_schedules", NULL },
	{ "languages", NULL },
	{ "accessibility", NULL },
	{ "accessibility_for_disabilities", NULL },
	{ "service_areas", NULL },
	{ "required_documents", NULL },
	{ "cost_options", NULL },
	{ "eligibility", NULL },
	{ "attributes", NULL },
	{ "service_taxonomies", "services_taxonomy" },
	{ "service_taxonomies", "service_taxonomy" },
	{ "taxonomy_terms", "taxonomy" },
	{ "urls", NULL },
};

static bool is_called(const char *text, const char *name)
{
	size_t length = strlen(text);

	return strncasecmp(text, name, length) == 0 &&
	       (name[length] == '\0' || strcmp(name + length, "s") == 0 ||
		strcmp(name + length, "es") == 0);
}

static const char *known_name(const char *text)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_called(text, names[i].name) ||
		    (names[i].other != NULL && is_called(text, names[i].other)))
			return names[i].name;
	return NULL;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static const char *last_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool package_tables_is_one(const char *path)
{
	return is_folder(path) || strcmp(last_of(path), DESCRIPTION) == 0;
}

static const char *lowered(const char *text, struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text));

	for (char *at = copy; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

/* An object for a row, without what is empty. */
static json_t *object_of(const struct csv_table *csv,
			 const struct csv_table_row *row,
			 const char *const *headings)
{
	json_t *object = json_object();

	for (size_t i = 0; i < csv_table_width(csv); i++) {
		const char *cell = row->cells[i];

		if (cell[strspn(cell, " \t\r\n")] != '\0')
			json_object_set_new(object, headings[i],
					    json_string(cell));
	}
	return object;
}

static void take_row(struct package_table *table, json_t *object)
{
	const json_t *id = json_object_get(object, "id");

	/* The terms of Ohana's. */
	if (id == NULL)
		id = json_object_get(object, "taxonomy_id");
	json_array_append_new(table->rows, object);
	if (id != NULL)
		json_object_set(table->by_id, json_string_value(id), object);
}

static int read_rows(struct package_table *table, FILE *file, const char *path,
		     struct arena *arena, struct err *err)
{
	struct csv_table *csv = csv_table_new(file, path, err);
	struct csv_table_row row;
	const char **headings;

	if (csv == NULL)
		return -1;
	headings = arena_alloc(arena, csv_table_width(csv) * sizeof(*headings));
	for (size_t i = 0; i < csv_table_width(csv); i++)
		headings[i] = lowered(csv_table_heading(csv, i), arena);
	while (csv_table_next(csv, &row, err))
		take_row(table, object_of(csv, &row, headings));
	csv_table_free(csv);
	return err->count == 0 ? 0 : -1;
}

/* What is being read. */
struct package {
	const char *folder;
	struct package_table *first, **tail;
	struct arena *arena;
	struct err *err;
};

/* Adds the table of a file, whose name says what it is, or else `name`. */
static int read_table(struct package *package, const char *file,
		      const char *name)
{
	struct arena *arena = package->arena;
	const char *path = arena_printf(arena, "%s/%s", package->folder, file);
	const char *stem = last_of(file);
	struct package_table *table = arena_alloc(arena, sizeof(*table));
	FILE *stream = fopen(path, "re");
	int result;

	if (stream == NULL)
		return err_plain(package->err, "%s cannot be read: %s", path,
				 strerror(errno));
	stem = lowered(arena_text(arena, stem, strcspn(stem, ".")), arena);
	table->name = known_name(stem);
	if (table->name == NULL && name != NULL)
		table->name = known_name(name);
	if (table->name == NULL)
		table->name = stem;
	table->rows = json_array();
	table->by_id = json_object();
	*package->tail = table;
	package->tail = &table->next;
	result = read_rows(table, stream, path, arena, package->err);
	fclose(stream);
	return result;
}

static int read_folder(struct package *package)
{
	struct file_names files = { 0 };
	int result = file_list(package->folder, ".csv", &files, package->err);

	if (result != 0)
		return -1;
	for (size_t i = 0; i < files.count && result == 0; i++)
		result = read_table(package, files.items[i], NULL);
	file_names_free(&files);
	return result;
}

/* Whether a package may say that its table is there: below its folder. */
static bool is_below(const char *path)
{
	return path != NULL && path[0] != '\0' && path[0] != '/' &&
	       strstr(path, "..") == NULL && strchr(path, ':') == NULL;
}

static int read_described(struct package *package, const char *path,
			  const json_t *description)
{
	const json_t *resources = json_object_get(description, "resources");
	json_t *resource;
	size_t i;

	json_array_foreach(resources, i, resource)
	{
		const char *file =
			json_string_value(json_object_get(resource, "path"));
		const char *name =
			json_string_value(json_object_get(resource, "name"));

		if (!is_below(file))
			return err_plain(package->err,
					 "%s: `%s` is no file of the package",
					 path, file != NULL ? file : "");
		if (read_table(package, file, name) != 0)
			return -1;
	}
	return 0;
}

/* Without a description that can be read, its files say by their names what
 * they are, unless it was the description that was named. */
static int read_package(struct package *package, const char *path)
{
	bool is_named = !is_folder(path);
	const char *file = is_named ? path :
				      arena_printf(package->arena,
						   "%s/" DESCRIPTION, path);
	json_error_t why;
	json_t *description = json_load_file(file, 0, &why);
	int result;

	if (json_is_array(json_object_get(description, "resources")))
		result = read_described(package, file, description);
	else if (is_named)
		result = err_at(package->err, path, why.line,
				"this is no description of a package: %s",
				why.text);
	else
		result = read_folder(package);
	json_decref(description);
	return result;
}

struct package_table *package_tables_read(const char *path, struct arena *arena,
					  struct err *err)
{
	const char *last = last_of(path);
	struct package package = {
		.folder = is_folder(path) ? path :
			  last == path	  ? "." :
					    arena_text(arena, path,
						       (size_t)(last - path)),
		.arena = arena,
		.err = err,
	};

	package.tail = &package.first;
	if (read_package(&package, path) == 0 && package.first == NULL)
		err_plain(err, "%s holds no table, as services.csv", path);
	if (err->count == 0)
		return package.first;
	package_tables_free(package.first);
	return NULL;
}

void package_tables_free(struct package_table *tables)
{
	for (; tables != NULL; tables = tables->next) {
		json_decref(tables->rows);
		json_decref(tables->by_id);
	}
}

const struct package_table *package_tables_find(
	const struct package_table *tables, const char *name)
{
	while (tables != NULL && strcmp(tables->name, name) != 0)
		tables = tables->next;
	return tables;
}

json_t *package_tables_row(const struct package_table *table, const char *id)
{
	return table != NULL && id != NULL ? json_object_get(table->by_id, id) :
					     NULL;
}
