/* The command `draft`: makes the draft, or brings it up to date; and `preview`,
 * which shows what publishing it would do. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/file.h"
#include "base/rewrite.h"
#include "check/source-excerpt.h"
#include "command/commands.h"
#include "command/draft-view.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)
#define FILE_MODE  0644
#define MAKING	   ".signpost-new"
#define BESIDE	   ".published"

static const char what_next[] =
	"Write there, as `signpost new --draft` and `verify --draft` do. "
	"`signpost\npreview` shows what would change, `signpost check --draft` "
	"what is wrong;\n`signpost publish` is for whoever may write into what "
	"is published.\n";

/* What a draft begins with: whoever makes it owns it. */
static void take_files(struct draft *draft)
{
	for (size_t i = 0; i < draft->live.count; i++) {
		const struct folder_file *file = &draft->live.files[i];
		struct stat like = { .st_mode = file->like.st_mode & 0664,
				     .st_uid = (uid_t)-1,
				     .st_gid = (gid_t)-1 };
		size_t length = strlen(file->name);

		if (length > 4 && strcmp(file->name + length - 4, ".ini") == 0)
			folder_image_put(&draft->files, file, &like);
	}
}

/* All of it or nothing. */
static int make(struct draft *draft, struct buf *out, struct err *err)
{
	const char *final = draft->folder;
	const char *made = arena_printf(draft->arena, "%s" MAKING, final);

	take_files(draft);
	if (folder_remove(made, err) != 0)
		return -1;
	if (mkdir(made, 0775) != 0)
		return err_at(err, made, 0, "cannot be made: %s",
			      strerror(errno));
	draft->folder = made;
	if (folder_image_write(&draft->files, made, err) != 0 ||
	    draft_note(draft, &draft->files, err) != 0)
		return -1;
	draft->folder = final;
	if (rename(made, final) != 0)
		return err_at(err, final, 0, "cannot be made: %s",
			      strerror(errno));
	buf_printf(out, "The draft is %s.\n%s", final, what_next);
	return 0;
}

/* In the draft, `bytes` in the place of `was`, unless somebody has written
 * there since. */
static int put(const struct draft *draft, const char *name,
	       const struct folder_file *was, const struct folder_file *now,
	       struct err *err)
{
	const char *path =
		arena_printf(draft->arena, "%s/%s", draft->folder, name);
	struct buf bytes = buf_new(FILE_BYTES + 1);
	struct rewrite file;
	int result = -1;

	buf_put(&bytes, now->bytes, now->length);
	/* Whoever may write here may not lead the publisher elsewhere. */
	if (rewrite_begin(path, FILE_BYTES, false, &file, err) != 0)
		goto done;
	if (was != NULL && (file.length != was->length ||
			    memcmp(file.bytes, was->bytes, was->length) != 0))
		err_at(err, path, 0, "has changed since it was read");
	else
		result = rewrite_finish(&file, FILE_MODE, &bytes, err);
	rewrite_free(&file);
done:
	buf_free(&bytes);
	return result;
}

/* What was published since, where the draft has not touched that; where it has,
 * both stand side by side. */
static int update_file(const struct draft *draft, const char *name,
		       struct buf *out, struct err *err)
{
	const struct folder_file *ours = folder_image_find(&draft->files, name);
	const struct folder_file *live = folder_image_find(&draft->live, name);
	const char *path =
		arena_printf(draft->arena, "%s/%s", draft->folder, name);

	if (!draft_is_torn(draft, name)) {
		buf_printf(out, "taken over: %s%s\n", name,
			   live == NULL ? ", which is gone" : "");
		if (live != NULL)
			return put(draft, name, ours, live, err);
		return unlink(path) == 0 ?
			       0 :
			       err_at(err, path, 0, "cannot be removed: %s",
				      strerror(errno));
	}
	buf_printf(out,
		   "kept: %s, which was changed in what is published too%s\n",
		   name,
		   live == NULL ? ": it is gone there" :
				  "; that is beside it as `" BESIDE "`");
	return live == NULL ?
		       0 :
		       put(draft, arena_printf(draft->arena, "%s" BESIDE, name),
			   NULL, live, err);
}

static int update(struct draft *draft, struct buf *out, struct err *err)
{
	struct folder_image names = { 0 };
	size_t before = out->length;
	int result = 0;

	for (size_t i = 0; i < draft->live.count; i++)
		folder_image_put(&names, &draft->live.files[i],
				 &draft->live.files[i].like);
	for (size_t i = 0; i < draft->files.count; i++)
		folder_image_put(&names, &draft->files.files[i],
				 &draft->files.files[i].like);
	for (size_t i = 0; i < names.count && result == 0; i++)
		if (draft_is_behind(draft, names.files[i].name))
			result = update_file(draft, names.files[i].name, out,
					     err);
	folder_image_free(&names);
	if (result == 0)
		result = draft_note(draft, &draft->live, err);
	if (result == 0)
		buf_printf(out, "%sThe draft %s is up to date.\n%s",
			   out->length > before ? "\n" : "", draft->folder,
			   what_next);
	return result;
}

int draft_run(const struct options *options, struct buf *out, struct err *err)
{
	struct draft draft;
	int code = EX_CONFIG;

	if (draft_open(options, &draft, err) == 0)
		code = (draft.is_there ? update(&draft, out, err) :
					 make(&draft, out, err)) == 0 ?
			       EX_OK :
			       EX_CANTCREAT;
	draft_close(&draft);
	return code;
}

/* Faults and all: whoever wrote it sees what it would be. */
static int show(const struct options *options, const struct draft *draft,
		struct buf *out)
{
	struct folder_image merged;
	struct err faults = { 0 };
	bool is_other = false;
	int code = draft_view_take(options, draft, &merged, &is_other, out,
				   &faults) == 0 ?
			   EX_OK :
			   EX_DATAERR;

	if (code == EX_OK && !is_other)
		buf_puts(out, "The draft is what is published already.\n");
	source_excerpt_print(&faults, "", stderr);
	err_free(&faults);
	folder_image_free(&merged);
	return code;
}

int preview_run(const struct options *options, struct buf *out, struct err *err)
{
	struct draft draft;
	int code = EX_CONFIG;

	if (draft_open(options, &draft, err) == 0)
		code = show(options, &draft, out);
	draft_close(&draft);
	return code;
}
