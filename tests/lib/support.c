/* What several unit tests share. */
#include "lib/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "directory/collection.h"
#include "directory/directory.h"
#include "directory/references.h"
#include "directory/visibility.h"
#include "search/query.h"

static char base_file[PATH_MAX];
static char scratch[] = "/tmp/signpost-test.XXXXXX";

int support_enter(void **state)
{
	const char *source = getenv("srcdir");
	char path[PATH_MAX];

	(void)state;
	snprintf(path, sizeof(path), "%s/tests/cases/base.ini",
		 source != NULL ? source : ".");
	if (realpath(path, base_file) == NULL || mkdtemp(scratch) == NULL)
		return -1;
	return chdir(scratch);
}

static int remove_one(const char *path, const struct stat *info, int flag,
		      struct FTW *walk)
{
	(void)info;
	(void)flag;
	(void)walk;
	return remove(path);
}

int support_leave(void **state)
{
	(void)state;
	if (chdir("/") != 0)
		return -1;
	return nftw(scratch, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

void support_write(const char *name, const char *bytes, size_t length)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

void support_assert_faults(struct err *err, const char *expected)
{
	char *printed = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&printed, &length);

	err_print(err, stream);
	fclose(stream);
	assert_string_equal(printed, expected);
	free(printed);
	err_free(err);
}

struct ini_file_section *support_sections(const char *text, struct arena *arena,
					  struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;

	support_write("input.ini", text, strlen(text));
	ini_file_read("input.ini", arena, &tail, err);
	return sections;
}

const struct directory *support_directory(const char *text, bool is_inside,
					  struct arena *arena)
{
	struct err err = { 0 };
	struct ini_file_section *sections = NULL, **tail = &sections;
	const struct collection *collection;
	const struct directory *directory;

	ini_file_read(base_file, arena, &tail, &err);
	*tail = support_sections(text, arena, &err);
	collection = collection_read(sections, arena, &err);
	references_check(collection, arena, &err);
	support_assert_faults(&err, "");
	directory = directory_build(
		collection,
		is_inside ? NULL : visibility_hidden(collection, arena),
		is_inside, arena);
	query_check(directory, &err);
	support_assert_faults(&err, "");
	return directory;
}

struct generation *support_generation(const char *text)
{
	static const char *const overrides[] = {
		"directory.path=.", "server.scopes=public, internal",
		"site.last-resort=", NULL
	};
	struct err err = { 0 };
	struct generation *generation;

	unlink("00-base.ini");
	assert_int_equal(symlink(base_file, "00-base.ini"), 0);
	support_write("input.ini", text, strlen(text));
	generation = generation_new(NULL, overrides, NULL, &err);
	support_assert_faults(&err, "");
	unlink("00-base.ini");
	return generation;
}

void support_assert_model(json_t *model, const char *expected)
{
	json_t *wanted = json_loads(expected, 0, NULL);

	assert_non_null(wanted);
	if (!json_equal(model, wanted)) {
		json_dumpf(model, stderr, JSON_INDENT(2));
		fail_msg("the model is not %s", expected);
	}
	json_decref(wanted);
	json_decref(model);
}

void support_assert_text(struct buf *buf, const char *expected)
{
	assert_false(buf_is_spoilt(buf));
	assert_string_equal(buf_text(buf), expected);
	buf_free(buf);
}

int support_enter_directory(void **state)
{
	static struct support_place place;

	if (support_enter(state) != 0)
		return -1;
	place.arena = arena_new();
	place.directory = support_directory("[goal:other]\nname = Other\n",
					    false, place.arena);
	*state = &place;
	return 0;
}

int support_leave_directory(void **state)
{
	struct support_place *place = *state;

	if (place == NULL)
		return 0;
	arena_free(place->arena);
	return support_leave(state);
}

const struct query *support_query(void **state, const char *text)
{
	struct support_place *place = *state;

	return query_parse(place->directory, text, place->arena);
}
