/* INI text as a file of a site's own folder, over tests/cases/base.ini: it is
 * refused with words, or makes a directory that can be searched. */
#include "directory/directory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check/lint.h"
#include "directory/references.h"
#include "directory/visibility.h"
#include "fuzz/fuzz.h"
#include "ini/folder.h"
#include "ini/overlay.h"
#include "search/facet-search.h"
#include "search/query.h"

static char folder[] = "/tmp/signpost-fuzz.XXXXXX";
static char file[sizeof(folder) + 16];

static void clean_up(void)
{
	unlink(file);
	rmdir(folder);
}

static void write_file(const uint8_t *data, size_t size)
{
	FILE *out;

	if (file[0] == '\0') {
		FUZZ_PROMISE(mkdtemp(folder) != NULL);
		snprintf(file, sizeof(file), "%s/input.ini", folder);
		atexit(clean_up);
	}
	out = fopen(file, "wb");
	FUZZ_PROMISE(out != NULL);
	FUZZ_PROMISE(fwrite(data, 1, size, out) == size);
	FUZZ_PROMISE(fclose(out) == 0);
}

static void check_faults(const struct err *err)
{
	for (size_t i = 0; i < err->count; i++)
		FUZZ_PROMISE(err->faults[i].text[0] != '\0');
}

/* What the public or, without `hidden`, everybody inside may see. */
static void check_directory(const struct collection *collection,
			    const struct overlay *overlays, const bool *hidden,
			    struct arena *arena)
{
	const struct directory *directory =
		directory_build(collection, hidden, hidden == NULL, arena);
	const struct query *query = query_parse(directory, "", arena);
	struct err err = { 0 };

	FUZZ_PROMISE(query_is_canonical(query));
	FUZZ_PROMISE(facet_search(query) != NULL);
	query_check(directory, &err);
	lint_check(directory, overlays, &err);
	lint_check_dates(directory, "2026-01-01", &err);
	check_faults(&err);
	err_free(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct ini_file_section *sections;
	const struct overlay *overlays;
	struct collection *collection;

	write_file(data, size);
	sections =
		folder_read(arena_printf(arena, "%s:%s",
					 SOURCE_FOLDER "/tests/cases", folder),
			    arena, &err);
	overlays = overlay_apply(&sections, arena, &err);
	collection = collection_read(sections, arena, &err);
	if (err.count == 0)
		references_check(collection, arena, &err);
	check_faults(&err);
	if (err.count == 0) {
		check_directory(collection, overlays, NULL, arena);
		check_directory(collection, overlays,
				visibility_hidden(collection, arena), arena);
	}
	err_free(&err);
	arena_free(arena);
	return 0;
}
