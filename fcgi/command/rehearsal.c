/* The copy is read as the responder would read it. */
#include "command/rehearsal.h"

#include <string.h>

#include "command/trial.h"
#include "site/settings.h"

/* The words of the interface that are a site's own belong to it. */
static int add_locale(const struct desk *desk, struct trial *trial,
		      struct err *err)
{
	const char *folder = desk->locale;
	struct folder_image image;
	int result;

	if (folder[0] == '\0')
		return 0;
	if (folder_image_read(folder, ".ini", &image, err) != 0)
		return -1;
	result = trial_add(trial, "site.locale", "", &image, folder, err);
	folder_image_free(&image);
	return result;
}

static int begin(const struct desk *desk, struct trial *trial, struct err *err)
{
	struct folder_image image;
	const char *into = desk->options->into;
	const char *slash = into != NULL ? strrchr(into, '/') : NULL;
	int result;

	*trial = (struct trial){ 0 };
	if (folder_image_read(desk->own, ".ini", &image, err) != 0)
		return -1;
	result = trial_begin(desk->options, desk->before, &image, desk->own,
			     trial, err);
	folder_image_free(&image);
	if (result != 0 || add_locale(desk, trial, err) != 0)
		return -1;
	trial->options.into = slash != NULL ? slash + 1 : into;
	return 0;
}

/* What is faulty now is nobody's fault. */
static void take_new(const struct desk *desk, const struct err *found,
		     struct err *faults)
{
	struct err known = { 0 };

	generation_release(generation_new(
		desk->options->file, desk->options->overrides, NULL, &known));
	trial_take_new(found, &known, faults);
	err_free(&known);
}

static void act_there(const struct trial *trial, desk_act *act, void *what,
		      struct err *faults)
{
	struct err found = { 0 };
	struct desk there;

	if (desk_open(&trial->options, &there, &found) != 0 ||
	    act(&there, what) != 0)
		trial_rename(trial, &found, faults);
	desk_close(&there);
	err_free(&found);
}

bool rehearsal_is_well(const struct desk *desk, desk_act *act, void *what,
		       struct err *faults)
{
	struct err found = { 0 };
	size_t before = faults->count;
	struct trial trial;

	if (begin(desk, &trial, faults) == 0)
		act_there(&trial, act, what, faults);
	if (faults->count == before)
		generation_release(trial_load(&trial, NULL, &found));
	if (found.count > 0)
		take_new(desk, &found, faults);
	err_free(&found);
	trial_end(&trial);
	return faults->count == before;
}

int rehearsal_change(struct desk *desk, void *what)
{
	const struct rehearsed *changes = what;
	const struct ini_edit *first = changes->edits;
	const struct record *record =
		collection_find(desk->collection, first->kind, first->id);
	const char *path;

	if (record == NULL)
		return err_at(desk->err, first->file, 0,
			      "[%s:%s]: it has changed meanwhile; nothing is "
			      "written",
			      first->kind, first->id);
	return desk_change(desk, record, changes->edits, changes->count, &path);
}
