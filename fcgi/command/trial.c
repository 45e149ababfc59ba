/* In the folder for what does not last. */
#include "command/trial.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define TEXT_BYTES ((size_t)16 * 1024 * 1024)

int trial_begin(const struct options *options, const char *before,
		const struct folder_image *image, const char *stands_for,
		struct trial *trial, struct err *err)
{
	const char *below = getenv("TMPDIR");
	struct arena *arena = arena_new();
	char *folder = arena_printf(arena, "%s/signpost-trial.XXXXXX",
				    below != NULL && below[0] != '\0' ? below :
									"/tmp");

	*trial = (struct trial){ .options = *options,
				 .stands_for = stands_for,
				 .arena = arena };
	if (mkdtemp(folder) == NULL) {
		err_at(err, folder, 0, "cannot be made: %s", strerror(errno));
		trial_end(trial);
		return -1;
	}
	trial->folder = folder;
	trial->folders = arena_printf(arena, "%s%s%s", before,
				      before[0] != '\0' ? ":" : "", folder);
	trial->options.overrides[trial->options.override_count++] =
		arena_printf(arena, "directory.path=%s", trial->folders);
	if (folder_image_write(image, folder, err) == 0)
		return 0;
	trial_end(trial);
	return -1;
}

char *trial_renamed(const struct trial *trial, const char *text)
{
	struct buf out = buf_new(TEXT_BYTES);
	size_t length = strlen(trial->folder);
	const char *found;
	char *copy;

	while ((found = strstr(text, trial->folder)) != NULL) {
		buf_put(&out, text, (size_t)(found - text));
		buf_puts(&out, trial->stands_for);
		text = found + length;
	}
	buf_puts(&out, text);
	copy = alloc_text(buf_text(&out));
	buf_free(&out);
	return copy;
}

struct generation *trial_load(const struct trial *trial,
			      const struct generation *old, struct err *err)
{
	struct err found = { 0 };
	struct generation *generation = generation_new(
		trial->options.file, trial->options.overrides, old, &found);

	for (size_t i = 0; i < found.count; i++) {
		const struct err_fault *fault = &found.faults[i];
		char *file = trial_renamed(
			trial, fault->file != NULL ? fault->file : "");
		char *text = trial_renamed(trial, fault->text);

		err_at_column(err, fault->file != NULL ? file : NULL,
			      fault->line, fault->column, "%s", text);
		free(file);
		free(text);
	}
	err_free(&found);
	return generation;
}

void trial_end(struct trial *trial)
{
	struct err ignored = { 0 };

	if (trial->folder != NULL)
		folder_remove(trial->folder, &ignored);
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
