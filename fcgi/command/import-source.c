/* The command `import SOURCE --to FOLDER`: the directory that somebody has, as
 * a folder of sections. Nothing of it is written unless all of it is right. */
#include "command/import-source.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "command/import-progress.h"
#include "command/import-read.h"
#include "command/import-table.h"
#include "command/import-told.h"
#include "directory/collection.h"
#include "directory/entry.h"
#include "directory/references.h"
#include "directory/uuid.h"
#include "directory/vocabulary.h"
#include "import/exchange.h"
#include "import/former.h"
#include "import/takes.h"
#include "import/withheld.h"
#include "import/writing.h"
#include "ini/folder.h"
#include "ini/overlay.h"
#include "ini/paths.h"
#include "text/list.h"

#define REMOVED_MOST 20 /* one of so many entries, or phones */
#define FAULTS_SHOWN 20

static bool is_same_folder(const char *one, const char *two)
{
	char *a = realpath(one, NULL), *b = realpath(two, NULL);
	bool is_so = strcmp(one, two) == 0 ||
		     (a != NULL && b != NULL && strcmp(a, b) == 0);

	free(a);
	free(b);
	return is_so;
}

/* Appends a folder to others. */
static const char *joined(const struct importing *importing,
			  const char *folders, const char *one)
{
	return folders == NULL ?
		       one :
		       arena_printf(importing->arena, "%s:%s", folders, one);
}

/* The folders of `path`, with `instead` in the place of the importer's, else
 * before the last one, which is a site's own and stands over it; without it
 * where that is NULL. */
static const char *folders_with(const struct importing *importing,
				const char *path, const char *instead)
{
	const char *shipped = paths_shipped("data", importing->arena);
	const char *folders = NULL;
	bool is_put = instead == NULL;
	struct list_item item;

	while (list_next_word(&path, ":", &item)) {
		const char *one =
			arena_text(importing->arena, item.text, item.length);
		bool is_own = path == NULL && strcmp(one, "shipped") != 0 &&
			      strcmp(one, shipped) != 0;

		if (is_same_folder(one, importing->to)) {
			is_put = true;
			one = instead;
		} else if (is_own && !is_put && folders != NULL) {
			folders = joined(importing, folders, instead);
			is_put = true;
		}
		if (one != NULL)
			folders = joined(importing, folders, one);
	}
	return is_put ? folders : joined(importing, folders, instead);
}

static int read_folders(struct importing *importing)
{
	struct arena *arena = importing->arena;
	const struct settings *settings = settings_load(
		importing->options->file, importing->options->overrides, arena,
		importing->err);
	struct err ignored = { 0 };
	bool is_empty;

	if (settings == NULL ||
	    exchange_judge(importing->to, &is_empty, importing->err) != 0)
		return -1;
	importing->path = paths_folders(settings->directory, arena);
	importing->named = settings->directory[0] != '\0' ?
				   settings->directory :
				   "shipped";
	importing->others = folders_with(importing, importing->path, NULL);
	importing->is_in_path = strcmp(importing->others, importing->path) != 0;
	importing->is_first = is_empty;
	importing->preview =
		folders_with(importing, importing->named, importing->to);
	importing->sections = folder_read(importing->others, arena, &ignored);
	if (!is_empty) {
		importing->former.folder = importing->to;
		importing->former.sections =
			folder_read(importing->to, importing->texts, &ignored);
	}
	err_free(&ignored);
	if (importing->sections != NULL)
		return 0;
	return err_plain(importing->err,
			 "the directory cannot be read; `signpost check` tells "
			 "why");
}

static int begin(struct importing *importing)
{
	const char *profile = importing->options->profile;

	importing->profile = profile_new();
	if (profile != NULL &&
	    profile_read(profile, &importing->profile, importing->arena,
			 importing->err) != 0)
		return -1;
	if (importing->profile.name == NULL)
		importing->profile.name = import_read_name(importing);
	importing->former.kept_days =
		strtol(importing->profile.keep_days, NULL, 10);
	if (read_folders(importing) != 0)
		return -1;
	importing->harvest =
		harvest_new(terms_new(importing->sections, importing->arena),
			    importing->arena, importing->texts);
	for (const struct ini_file_section *at = importing->sections;
	     at != NULL; at = at->next)
		if (at->id != NULL)
			harvest_take_id(importing->harvest, at->kind, at->id);
	former_keep_ids(&importing->former, importing->harvest);
	importing->source.id = harvest_id(importing->harvest, "source",
					  importing->profile.name);
	importing->former.source = importing->source.id;
	importing->taking = (struct taking){
		.harvest = importing->harvest,
		.profile = &importing->profile,
		.source = importing->source.id,
	};
	return 0;
}

static int take_source(struct importing *importing)
{
	char today[DATE_DAY];

	if (import_read(importing) != 0)
		return -1;
	takes_hours(&importing->taking);
	takes_numbered(&importing->taking);
	takes_watched(&importing->taking);
	takes_closed(importing->harvest);
	takes_judged(importing->harvest);
	withheld_hide(importing->harvest);
	harvest_finish(importing->harvest);
	clock_today(today);
	former_compare(&importing->former, importing->harvest,
		       importing->sections, today);
	importing->source.as_of = import_read_day(importing);
	importing->source.profile = &importing->profile;
	return 0;
}

/* What the directory would say of the new folder. */
static int check(const struct importing *importing, const char *made)
{
	struct arena *arena = arena_new_in(importing->beside);
	const char *folders = folders_with(importing, importing->path, made);
	struct err faults = { 0 };
	struct ini_file_section *sections =
		folder_read(folders, arena, &faults);
	const struct collection *collection;

	overlay_apply(&sections, arena, &faults);
	collection = collection_read(sections, arena, &faults);
	references_check(collection, arena, &faults);
	if (collection->about != NULL &&
	    record_text(collection->about, DIRECTORY_NAMESPACE) != NULL)
		uuid_check(collection, &faults);
	err_sort(&faults);
	for (size_t i = 0; i < faults.count && i < FAULTS_SHOWN; i++)
		err_at(importing->err, faults.faults[i].file,
		       faults.faults[i].line, "%s", faults.faults[i].text);
	err_free(&faults);
	arena_free(arena);
	return importing->err->count == 0 ? 0 : -1;
}

/* A source that is broken has lost more than a few. */
static int tell_loss(const struct importing *importing, const char *what,
		     size_t vanished, size_t before)
{
	if (vanished * REMOVED_MOST <= before)
		return 0;
	return err_plain(importing->err,
			 "%zu of %zu %s are not in the source any more, which "
			 "is more than one in %d: nothing is changed. If that "
			 "is right, say --yes",
			 vanished, before, what, REMOVED_MOST);
}

/* Whether it may be written without somebody who says so. */
static int ask(const struct importing *importing)
{
	const struct former *former = &importing->former;

	if (importing->options->is_yes)
		return 0;
	if (tell_loss(importing, "entries", former->vanished,
		      former->entries) != 0 ||
	    tell_loss(importing, "phones", former->phones_vanished,
		      former->phones) != 0)
		return -1;
	if (former->used != NULL)
		return err_plain(importing->err,
				 "%s is not in the source any more, and "
				 "another folder uses it: nothing is changed. "
				 "If that is right, say --yes",
				 former->used);
	if (importing->is_first && importing->is_in_path)
		return err_plain(importing->err,
				 "%s is in directory.path already, so this "
				 "would be public at once: write it elsewhere "
				 "first, or say --yes",
				 importing->to);
	return 0;
}

static void tell(void *progress, size_t files)
{
	import_progress_tell(progress, files, -1);
}

/* Writes all of it into a folder, which `check` then looks at. */
static int write_and_check(struct importing *importing, const char *made)
{
	struct import_progress progress = import_progress_new("files written");
	int result;

	importing->source.tell = tell;
	importing->source.whom = &progress;
	result = writing_write(importing->harvest, &importing->source, made,
			       importing->err);
	importing->source.tell = NULL;
	if (result == 0)
		result = check(importing, made);
	import_progress_end(&progress);
	return result;
}

static int write_all(struct importing *importing, struct buf *out)
{
	const char *made =
		exchange_begin(importing->to, importing->arena, importing->err);
	bool is_written = false;

	if (made == NULL)
		return EX_CANTCREAT;
	if (write_and_check(importing, made) != 0 || ask(importing) != 0) {
		exchange_drop(made);
		import_told_print(importing, false, out);
		return EX_DATAERR;
	}
	if (exchange_is_same(made, importing->to)) {
		exchange_drop(made);
		is_written = true;
		buf_puts(out, importing->options->is_json ?
				      "" :
				      "Nothing has changed.\n");
	} else {
		is_written = exchange_finish(made, importing->to,
					     importing->err) == 0;
	}
	import_told_print(importing, is_written, out);
	return is_written ? EX_OK : EX_CANTCREAT;
}

int import_source_run(const struct options *options, struct buf *out,
		      struct err *err)
{
	struct importing importing = {
		.options = options,
		.arena = arena_new(),
		.to = options->to,
		.err = err,
	};
	int code = EX_DATAERR;

	if (options->is_sketch) {
		arena_free(importing.arena);
		return import_table_sketch(options->operand, out, err);
	}
	if (options->operand == NULL || options->to == NULL) {
		err_plain(err, "say the file or the address, and the folder, "
			       "as in `import list.json --to "
			       "/etc/signpost/imported`");
		arena_free(importing.arena);
		return EX_USAGE;
	}
	importing.beside = exchange_beside(importing.to, importing.arena);
	importing.texts = arena_new_in(importing.beside);
	if (begin(&importing) == 0 && take_source(&importing) == 0)
		code = write_all(&importing, out);
	arena_free(importing.texts);
	arena_free(importing.arena);
	return code;
}
