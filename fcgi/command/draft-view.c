/* Read as the responder would read it, in a trial. */
#include "command/draft-view.h"

#include <stdlib.h>

#include "command/section-diff.h"
#include "command/trial.h"
#include "directory/diff.h"
#include "ini/folder.h"
#include "ini/overlay.h"

#define TEXT_BYTES ((size_t)16 * 1024 * 1024)

static struct ini_file_section *sections_of(const char *folders,
					    struct arena *arena)
{
	struct err ignored = { 0 };
	struct ini_file_section *sections =
		folder_read(folders, arena, &ignored);

	overlay_apply(&sections, arena, &ignored);
	err_free(&ignored);
	return sections;
}

static bool print_keys(const struct draft *draft, const struct trial *trial,
		       struct buf *out)
{
	const char *now =
		arena_printf(trial->arena, "%s%s%s", draft->before,
			     draft->before[0] != '\0' ? ":" : "", draft->own);
	struct buf text = buf_new(TEXT_BYTES);
	size_t count = section_diff_print(
		sections_of(now, trial->arena),
		sections_of(trial->folders, trial->arena), trial->arena, &text);

	if (count > 0)
		buf_printf(out, "\n%zu section%s changed:\n%s", count,
			   count == 1 ? " is" : "s are", buf_text(&text));
	buf_free(&text);
	return count > 0;
}

/* Of a faulty set nobody knows what readers would see. */
static void print_notices(const struct trial *trial,
			  const struct generation *old,
			  const struct generation *new, struct buf *out)
{
	struct buf text = buf_new(TEXT_BYTES);
	char *words;

	if (old != NULL && new != NULL)
		diff_print(generation_edition(old, false)->directory,
			   generation_edition(new, false)->directory, &text);
	words = trial_renamed(trial, buf_text(&text));
	if (text.length > 0)
		buf_printf(out, "Readers will notice:\n\n%s", words);
	free(words);
	buf_free(&text);
}

int draft_view_print(const struct options *options, const struct draft *draft,
		     const struct folder_image *image, const char *folder,
		     bool *is_other, struct buf *out, struct err *err)
{
	struct err ignored = { 0 };
	struct generation *old, *new;
	struct trial trial;

	if (trial_begin(options, draft->before, image, folder, &trial, err) !=
	    0)
		return -1;
	old = generation_new(options->file, options->overrides, NULL, &ignored);
	new = trial_load(&trial, old, err);
	print_notices(&trial, old, new, out);
	*is_other = print_keys(draft, &trial, out);
	*is_other |= !folder_image_is_same(&draft->live, image);
	generation_release(new);
	generation_release(old);
	err_free(&ignored);
	trial_end(&trial);
	return err->count == 0 ? 0 : -1;
}

int draft_view_take(const struct options *options, const struct draft *draft,
		    struct folder_image *merged, bool *is_other,
		    struct buf *out, struct err *err)
{
	*merged = (struct folder_image){ 0 };
	if (!draft->is_there)
		return err_at(err, draft->folder, 0,
			      "there is no draft; `signpost draft` makes one");
	if (!draft->has_base)
		return err_at(err, draft->folder, 0,
			      "nothing tells what it was made from, so it may "
			      "take back what others published; say `signpost "
			      "draft`, which compares both");
	if (draft_merge(draft, merged, err) != 0)
		return -1;
	return draft_view_print(options, draft, merged, draft->folder, is_other,
				out, err);
}
