/* The note is a hidden file: a line for each file, its hash and its name. */
#include "command/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/file.h"
#include "ini/paths.h"
#include "text/list.h"

#define NOTE	   FOLDER_IMAGE_OURS "base"
#define NOTE_BYTES ((size_t)1024 * 1024)
#define NOTE_MODE  0664
#define DRAFT	   ".draft"

/* The last folder, and those before it. */
static int find_own(const char *folders, struct draft *draft, struct err *err)
{
	const char *shipped = paths_shipped("data", draft->arena);
	struct list_item item;

	draft->before = "";
	while (list_next_word(&folders, ":", &item)) {
		if (draft->own != NULL)
			draft->before = arena_printf(
				draft->arena, "%s%s%s", draft->before,
				draft->before[0] != '\0' ? ":" : "",
				draft->own);
		while (item.length > 1 && item.text[item.length - 1] == '/')
			item.length--;
		draft->own = arena_text(draft->arena, item.text, item.length);
	}
	if (draft->own != NULL && strcmp(draft->own, shipped) != 0)
		return 0;
	return err_plain(
		err,
		"there is no folder of your own to publish: make " PATHS_OWN
		", or name yours as the last one of `path` "
		"under [directory] in the settings");
}

static bool is_one_folder(const char *a, const char *b)
{
	struct stat left, right;

	return stat(a, &left) == 0 && stat(b, &right) == 0 &&
	       left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static int find(const struct options *options, struct draft *draft,
		struct err *err)
{
	const struct settings *settings = settings_load(
		options->file, options->overrides, draft->arena, err);
	struct stat info;

	if (settings == NULL ||
	    find_own(paths_folders(settings->directory, draft->arena), draft,
		     err) != 0)
		return -1;
	draft->folder =
		settings->draft[0] != '\0' ?
			settings->draft :
			arena_printf(draft->arena, "%s" DRAFT, draft->own);
	draft->is_there = stat(draft->folder, &info) == 0;
	if (is_one_folder(draft->folder, draft->own))
		return err_at(err, draft->folder, 0,
			      "is what is published; let `draft` under "
			      "[directory] name another folder");
	return 0;
}

static bool is_ini(const char *name)
{
	size_t length = strlen(name);

	return length > 4 && strcmp(name + length - 4, ".ini") == 0;
}

static void mark_of(const struct folder_file *file, char mark[DIGEST_HEX])
{
	unsigned char hash[DIGEST_BYTES];
	struct digest digest = digest_new();

	digest_add(&digest, file->bytes, file->length);
	digest_end(&digest, hash);
	digest_hex(hash, DIGEST_BYTES, mark);
}

/* In the place of the bytes stands their mark. */
static void add_base(struct draft *draft, const struct list_item *line)
{
	char mark[DIGEST_HEX] = "";
	struct folder_file file = { .bytes = mark, .length = DIGEST_HEX - 1 };

	if (line->length <= DIGEST_HEX)
		return;
	memcpy(mark, line->text, DIGEST_HEX - 1);
	file.name = arena_text(draft->arena, line->text + DIGEST_HEX,
			       line->length - DIGEST_HEX);
	folder_image_put(&draft->base, &file, &file.like);
}

static int read_note(struct draft *draft, struct err *err)
{
	const char *path =
		arena_printf(draft->arena, "%s/" NOTE, draft->folder);
	struct list_item line;
	const char *rest;
	size_t length;
	char *text;

	draft->has_base = access(path, F_OK) == 0;
	if (!draft->has_base)
		return 0;
	text = file_read(path, NOTE_BYTES, &length, err);
	if (text == NULL)
		return -1;
	rest = text;
	while (list_next(&rest, "\n", &line))
		add_base(draft, &line);
	free(text);
	return 0;
}

int draft_open_published(const struct options *options, struct draft *draft,
			 struct err *err)
{
	char *stranger;

	*draft = (struct draft){ .arena = arena_new() };
	if (find(options, draft, err) != 0)
		return -1;
	stranger = folder_image_stranger(draft->own);
	if (stranger == NULL)
		return folder_image_read(draft->own, "", &draft->live, err);
	err_at(err, draft->own, 0,
	       "holds `%s`, which is no file that could go along; move it "
	       "elsewhere first",
	       stranger);
	free(stranger);
	return -1;
}

/* Whoever may write there and not read all that the publisher may, would
 * publish it by a link. */
static int check_links(const struct draft *draft, struct err *err)
{
	for (size_t i = 0; i < draft->files.count; i++) {
		const char *path =
			arena_printf(draft->arena, "%s/%s", draft->folder,
				     draft->files.files[i].name);
		struct stat info;

		if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
			return err_at(err, path, 0,
				      "is a link; put the file itself there");
	}
	return 0;
}

int draft_open(const struct options *options, struct draft *draft,
	       struct err *err)
{
	if (draft_open_published(options, draft, err) != 0)
		return -1;
	if (!draft->is_there)
		return 0;
	return folder_image_read(draft->folder, ".ini", &draft->files, err) !=
				       0 ||
			       check_links(draft, err) != 0 ||
			       read_note(draft, err) != 0 ?
		       -1 :
		       0;
}

void draft_close(struct draft *draft)
{
	folder_image_free(&draft->live);
	folder_image_free(&draft->files);
	folder_image_free(&draft->base);
	arena_free(draft->arena);
}

/* Whether the file, or that there is none, is as the note has it. */
static bool is_of_base(const struct draft *draft, const char *name,
		       const struct folder_file *file)
{
	const struct folder_file *base = folder_image_find(&draft->base, name);
	char mark[DIGEST_HEX];

	if (base == NULL || file == NULL)
		return base == NULL && file == NULL;
	mark_of(file, mark);
	return strcmp(mark, base->bytes) == 0;
}

bool draft_is_torn(const struct draft *draft, const char *name)
{
	const struct folder_file *ours = folder_image_find(&draft->files, name);
	const struct folder_file *live = folder_image_find(&draft->live, name);

	return !folder_file_is_same(ours, live) &&
	       !is_of_base(draft, name, ours) && !is_of_base(draft, name, live);
}

bool draft_is_behind(const struct draft *draft, const char *name)
{
	const struct folder_file *ours = folder_image_find(&draft->files, name);

	return is_ini(name) &&
	       !folder_file_is_same(ours,
				    folder_image_find(&draft->live, name)) &&
	       (is_of_base(draft, name, ours) || draft_is_torn(draft, name));
}

/* What comes of a file that one of the two has. */
static void merge_file(const struct draft *draft, const char *name,
		       struct folder_image *merged, struct err *err)
{
	const struct folder_file *ours = folder_image_find(&draft->files, name);
	const struct folder_file *live = folder_image_find(&draft->live, name);
	const struct folder_file *like =
		live != NULL ? live : draft->live.files;
	struct stat new = { .st_mode = 0644,
			    .st_uid = (uid_t)-1,
			    .st_gid = (gid_t)-1 };

	if (draft_is_torn(draft, name))
		err_at(err, draft->folder, 0,
		       "`%s` was changed here and in %s too; `signpost draft` "
		       "puts both here side by side",
		       name, draft->own);
	if (!is_ini(name) || is_of_base(draft, name, ours))
		ours = live;
	if (ours != NULL)
		folder_image_put(merged, ours,
				 draft->live.count > 0 ? &like->like : &new);
}

int draft_merge(const struct draft *draft, struct folder_image *merged,
		struct err *err)
{
	size_t before = err->count;

	*merged = (struct folder_image){ 0 };
	for (size_t i = 0; i < draft->live.count; i++)
		merge_file(draft, draft->live.files[i].name, merged, err);
	for (size_t i = 0; i < draft->files.count; i++)
		if (folder_image_find(&draft->live,
				      draft->files.files[i].name) == NULL)
			merge_file(draft, draft->files.files[i].name, merged,
				   err);
	if (err->count == before)
		return 0;
	folder_image_free(merged);
	return -1;
}

int draft_note(const struct draft *draft, const struct folder_image *image,
	       struct err *err)
{
	const char *path =
		arena_printf(draft->arena, "%s/" NOTE, draft->folder);
	struct buf text = buf_new(NOTE_BYTES);
	struct stat info;
	int result;

	for (size_t i = 0; i < image->count; i++) {
		char mark[DIGEST_HEX];

		if (!is_ini(image->files[i].name))
			continue;
		mark_of(&image->files[i], mark);
		buf_printf(&text, "%s %s\n", mark, image->files[i].name);
	}
	result = stat(path, &info) == 0 ?
			 file_replace_like(path, &info, &text, err) :
			 file_replace(path, NOTE_MODE, &text, err);
	buf_free(&text);
	return result;
}

int draft_use(struct options *options, struct arena *arena, struct err *err)
{
	struct draft draft = { .arena = arena };

	if (!options->is_draft)
		return 0;
	if (find(options, &draft, err) != 0)
		return -1;
	if (!draft.is_there)
		return err_at(err, draft.folder, 0,
			      "there is no draft; `signpost draft` makes one");
	options->overrides[options->override_count++] =
		arena_printf(arena, "directory.path=%s%s%s", draft.before,
			     draft.before[0] != '\0' ? ":" : "", draft.folder);
	return 0;
}
