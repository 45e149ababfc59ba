/* In the folder for what does not last. */
#include "command/trial.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define TEXT_BYTES ((size_t)16 * 1024 * 1024)

/* The text with `to` wherever it has `from`, for free(). */
static char *replaced(const char *text, const char *from, const char *to)
{
	struct buf out = buf_new(TEXT_BYTES);
	const char *found;
	char *copy;

	while ((found = strstr(text, from)) != NULL) {
		buf_put(&out, text, (size_t)(found - text));
		buf_puts(&out, to);
		text = found + strlen(from);
	}
	buf_puts(&out, text);
	copy = alloc_text(buf_text(&out));
	buf_free(&out);
	return copy;
}

char *trial_renamed(const struct trial *trial, const char *text)
{
	char *now = alloc_text(text);

	for (size_t i = 0; i < trial->count; i++) {
		char *next = replaced(now, trial->made[i], trial->stand_for[i]);

		free(now);
		now = next;
	}
	return now;
}

void trial_rename(const struct trial *trial, const struct err *found,
		  struct err *faults)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct err_fault *fault = &found->faults[i];
		bool has_file = fault->file != NULL;
		char *file = trial_renamed(trial, has_file ? fault->file : "");
		char *text = trial_renamed(trial, fault->text);

		err_at_column(faults, has_file ? file : NULL, fault->line,
			      fault->column, "%s", text);
		free(file);
		free(text);
	}
}

int trial_add(struct trial *trial, const char *setting, const char *before,
	      const struct folder_image *image, const char *stands_for,
	      struct err *err)
{
	const char *below = getenv("TMPDIR");
	char *folder = arena_printf(trial->arena, "%s/signpost-trial.XXXXXX",
				    below != NULL && below[0] != '\0' ? below :
									"/tmp");

	if (mkdtemp(folder) == NULL)
		return err_at(err, folder, 0, "cannot be made: %s",
			      strerror(errno));
	trial->made[trial->count] = folder;
	trial->stand_for[trial->count++] = stands_for;
	trial->folders = arena_printf(trial->arena, "%s%s%s", before,
				      before[0] != '\0' ? ":" : "", folder);
	trial->options.overrides[trial->options.override_count++] =
		arena_printf(trial->arena, "%s=%s", setting, trial->folders);
	return folder_image_write(image, folder, err);
}

int trial_begin(const struct options *options, const char *before,
		const struct folder_image *image, const char *stands_for,
		struct trial *trial, struct err *err)
{
	*trial = (struct trial){ .options = *options, .arena = arena_new() };
	if (trial_add(trial, "directory.path", before, image, stands_for,
		      err) == 0)
		return 0;
	trial_end(trial);
	return -1;
}

struct generation *trial_load(const struct trial *trial,
			      const struct generation *old, struct err *err)
{
	struct err found = { 0 };
	struct generation *generation = generation_new(
		trial->options.file, trial->options.overrides, old, &found);

	trial_rename(trial, &found, err);
	err_free(&found);
	return generation;
}

void trial_end(struct trial *trial)
{
	struct err ignored = { 0 };

	for (size_t i = 0; i < trial->count; i++)
		folder_remove(trial->made[i], &ignored);
	err_free(&ignored);
	arena_free(trial->arena);
	*trial = (struct trial){ 0 };
}

static bool is_known(const struct err *known, const char *text)
{
	for (size_t i = 0; i < known->count; i++)
		if (strcmp(known->faults[i].text, text) == 0)
			return true;
	return false;
}

void trial_take_new(const struct err *found, const struct err *known,
		    struct err *faults)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct err_fault *fault = &found->faults[i];

		if (!is_known(known, fault->text))
			err_at_column(faults, fault->file, fault->line,
				      fault->column, "%s", fault->text);
	}
}
