/* Every writing goes through base/rewrite.h, and what is changed through
 * ini/edit.h. */
#include "command/desk.h"

#include <string.h>

#include "base/clock.h"
#include "base/rewrite.h"
#include "directory/references.h"
#include "ini/folder.h"
#include "ini/overlay.h"
#include "ini/paths.h"
#include "search/query.h"
#include "site/settings.h"
#include "text/list.h"

#define OURS	  "ours.ini"
#define ANSWER	  "(answer)"
#define FILE_MODE 0644
#define TRIES	  16

/* The last folder of the path, unless the next version replaces it. */
static int find_own(struct desk *desk, const char *folders)
{
	const char *shipped = paths_shipped("data", desk->arena);
	struct list_item item;
	size_t number = 0;

	desk->before = "";
	while (list_next_word(&folders, ":", &item)) {
		if (desk->own != NULL)
			desk->before = arena_printf(
				desk->arena, "%s%s%s", desk->before,
				desk->before[0] != '\0' ? ":" : "", desk->own);
		desk->own = arena_text(desk->arena, item.text, item.length);
		desk->own_number = number++;
	}
	if (desk->own != NULL && strcmp(desk->own, shipped) != 0)
		return 0;
	return err_plain(
		desk->err,
		"there is no folder of your own to write into: make " PATHS_OWN
		", or name yours as the last one of `path` "
		"under [directory] in the settings");
}

int desk_open(const struct options *options, struct desk *desk, struct err *err)
{
	const struct settings *settings;
	const char *folders;
	struct err ignored = { 0 };

	*desk = (struct desk){
		.options = options,
		.arena = arena_new(),
		.err = err,
	};
	settings = settings_load(options->file, options->overrides, desk->arena,
				 err);
	if (settings == NULL)
		return -1;
	desk->locale = settings->locale;
	folders = paths_folders(settings->directory, desk->arena);
	if (find_own(desk, folders) != 0)
		return -1;
	desk->sections = folder_read(folders, desk->arena, &ignored);
	overlay_apply(&desk->sections, desk->arena, &ignored);
	desk->collection =
		collection_read(desk->sections, desk->arena, &ignored);
	references_check(desk->collection, desk->arena, &ignored);
	err_free(&ignored);
	if (desk->sections != NULL)
		return 0;
	return err_plain(err, "the directory cannot be read; `signpost check` "
			      "tells why");
}

void desk_close(struct desk *desk)
{
	arena_free(desk->arena);
}

const char *desk_id_fault(const char *kind, const char *id)
{
	return strcmp(kind, "facet") == 0 && query_find_parameter(id) <
						     query_parameter_count ?
		       "is a parameter of every list, so no facet can be "
		       "called so" :
		       NULL;
}

static void check_ids(const struct ini_file_section *section, struct err *err)
{
	for (; section != NULL; section = section->next) {
		const char *fault =
			section->id != NULL ?
				desk_id_fault(section->kind, section->id) :
				NULL;

		if (fault != NULL)
			err_at(err, ANSWER, section->line, "`%s` %s",
			       section->id, fault);
	}
}

static void copy_faults(const struct err *all, int first, int last,
			struct err *faults)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct err_fault *fault = &all->faults[i];

		if (fault->file != NULL && strcmp(fault->file, ANSWER) == 0 &&
		    fault->line >= first && fault->line <= last)
			err_plain(faults, "%s", fault->text);
	}
}

bool desk_check(const struct desk *desk, const char *text, int first, int last,
		struct err *faults)
{
	struct arena *arena = arena_new();
	struct ini_file_section *answer = NULL, **tail = &answer;
	struct ini_file_section *all = desk->sections;
	const struct collection *collection;
	struct err found = { 0 };
	size_t before = faults->count;

	ini_file_read_bytes(ANSWER, text, strlen(text), arena, &tail, &found);
	for (struct ini_file_section *one = answer; one != NULL;
	     one = one->next)
		one->folder = desk->own_number;
	check_ids(answer, &found);
	while (all->next != NULL)
		all = all->next;
	all->next = answer;
	collection = collection_read(desk->sections, arena, &found);
	references_check(collection, arena, &found);
	all->next = NULL;
	copy_faults(&found, first, last, faults);
	err_free(&found);
	arena_free(arena);
	return faults->count == before;
}

bool desk_is_to_come(const char *value)
{
	char today[11];

	clock_today(today);
	return strncmp(value, today, strspn(value, "0123456789-")) > 0;
}

static bool ends_in(const char *text, const char *end)
{
	size_t length = strlen(text), more = strlen(end);

	return length > more && strcmp(text + length - more, end) == 0;
}

const char *desk_file(const struct desk *desk, const char *name)
{
	const char *gap = ends_in(desk->own, "/") ? "" : "/";
	const char *path, *slash;

	if (name == NULL)
		name = desk->options->into != NULL ? desk->options->into : OURS;
	slash = strrchr(name, '/');
	path = arena_printf(desk->arena, "%s%s%s", desk->own, gap,
			    slash != NULL ? slash + 1 : name);
	if (ends_in(name, ".ini") && name[0] != '.' &&
	    (slash == NULL || strcmp(path, name) == 0))
		return path;
	err_plain(desk->err,
		  "`%s` would not be read: say the name of a file in %s, as in "
		  "`" OURS "`",
		  name, desk->own);
	return NULL;
}

/* Appends what the file is to hold. */
typedef int make_bytes(const struct rewrite *file, const void *what,
		       struct buf *out, struct err *err);

/* Who writes at the same moment does not keep it from being written. */
static int write_as(const char *path, make_bytes *make, const void *what,
		    struct err *err)
{
	int result = -1;

	for (int try = 0; try < TRIES && result != 0; try++) {
		struct buf bytes = buf_new(DESK_BYTES);
		struct rewrite file;

		err_free(err);
		if (rewrite_begin(path, DESK_BYTES, true, &file, err) == 0) {
			result = make(&file, what, &bytes, err);
			if (result == 0)
				result = rewrite_finish(&file, FILE_MODE,
							&bytes, err);
			else
				try = TRIES;
			rewrite_free(&file);
		}
		buf_free(&bytes);
	}
	return result;
}

static int append(const struct rewrite *file, const void *what, struct buf *out,
		  struct err *err)
{
	(void)err;
	ini_edit_append(file->bytes, file->length, what, out);
	return 0;
}

int desk_append(const struct desk *desk, const char *path, const char *sections)
{
	return write_as(path, append, sections, desk->err);
}

struct changes {
	const struct ini_edit *edits;
	size_t count;
};

/* One change after the other, in the bytes that the one before has left. */
static int change_bytes(const char *bytes, size_t length,
			const struct changes *changes, struct buf *out,
			struct err *err)
{
	struct buf then = buf_new(DESK_BYTES);
	int result = 0;

	buf_put(out, bytes, length);
	for (size_t i = 0; i < changes->count && result == 0; i++) {
		buf_clear(&then);
		buf_put(&then, buf_text(out), out->length);
		buf_clear(out);
		result = ini_edit_pair(buf_text(&then), then.length,
				       &changes->edits[i], out, err);
	}
	buf_free(&then);
	return result;
}

static int change(const struct rewrite *file, const void *what, struct buf *out,
		  struct err *err)
{
	return change_bytes(file->bytes, file->length, what, out, err);
}

static const struct ini_file_section *section_of(const struct desk *desk,
						 const struct record *record)
{
	const struct ini_file_section *section = desk->sections;

	while (section != NULL && (section->line != record->line ||
				   strcmp(section->file, record->file) != 0))
		section = section->next;
	return section;
}

/* Appends the shipped section as a copy that replaces it, changed. */
static int copy_changed(const struct desk *desk, const struct record *record,
			const struct changes *changes, struct buf *out)
{
	const struct ini_file_section *section = section_of(desk, record);
	struct buf copy = buf_new(DESK_BYTES);
	struct rewrite file;
	int result = -1;

	if (section == NULL || rewrite_begin(record->file, DESK_BYTES, true,
					     &file, desk->err) != 0)
		return err_plain(desk->err, "[%s:%s] cannot be found any more",
				 record->kind->name, record->id);
	if (ini_edit_copy(file.bytes, file.length, record->kind->name,
			  record->id,
			  arena_printf(desk->arena, "replaces = shipped | %s\n",
				       overlay_mark(section, desk->arena)),
			  &copy) == 0)
		result = change_bytes(buf_text(&copy), copy.length, changes,
				      out, desk->err);
	else
		err_plain(desk->err, "[%s:%s] cannot be found any more",
			  record->kind->name, record->id);
	rewrite_free(&file);
	buf_free(&copy);
	return result;
}

/* The file in which the section of `record` is the site's own, or NULL. */
static const char *own_path(const struct desk *desk,
			    const struct record *record)
{
	const struct desk_copy *copy = desk->copies;

	if (record->folder == desk->own_number)
		return record->file;
	while (copy != NULL && copy->record != record)
		copy = copy->next;
	return copy != NULL ? copy->path : NULL;
}

static void note_copy(struct desk *desk, const struct record *record,
		      const char *path)
{
	struct desk_copy *copy = arena_alloc(desk->arena, sizeof(*copy));

	*copy = (struct desk_copy){ record, path, desk->copies };
	desk->copies = copy;
}

int desk_change(struct desk *desk, const struct record *record,
		const struct ini_edit *edits, size_t count, const char **path)
{
	const struct changes changes = { edits, count };
	struct buf copy = buf_new(DESK_BYTES);
	int result = -1;

	*path = own_path(desk, record);
	if (*path != NULL)
		return write_as(*path, change, &changes, desk->err);
	*path = desk_file(desk, NULL);
	if (*path != NULL && copy_changed(desk, record, &changes, &copy) == 0)
		result = desk_append(desk, *path, buf_text(&copy));
	if (result == 0)
		note_copy(desk, record, *path);
	buf_free(&copy);
	return result;
}
