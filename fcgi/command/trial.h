/* A directory that is nowhere yet, written aside for a moment to see what would
 * become of it: what `check` would say, and what readers would. Nobody else can
 * read it, and it is gone afterward. */
#ifndef SIGNPOST_COMMAND_TRIAL_H
#define SIGNPOST_COMMAND_TRIAL_H

#include "app/generation.h"
#include "base/folder-image.h"
#include "command/options.h"

#define TRIAL_FOLDERS 2

struct trial {
	char *made[TRIAL_FOLDERS];	      /* where it is written */
	const char *stand_for[TRIAL_FOLDERS]; /* the folders messages name */
	size_t count;
	const char *folders;	/* the directory's, this one last */
	struct options options; /* those by which all of it is read */
	struct arena *arena;
};

/* Writes `image` in the place of `own`, the last folder of the settings, which
 * messages call `stands_for` (borrowed). `before` are the folders read before
 * it, colons between, or "". 0, and it is for trial_end(); -1 with the reason
 * in `err`. */
int trial_begin(const struct options *options, const char *before,
		const struct folder_image *image, const char *stands_for,
		struct trial *trial, struct err *err);

/* Writes a further folder, which the setting names behind `before`. */
int trial_add(struct trial *trial, const char *setting, const char *before,
	      const struct folder_image *image, const char *stands_for,
	      struct err *err);

/* All of it as it would be served, for generation_release(). NULL with every
 * fault, each in its file. `old` as in generation_new(). */
struct generation *trial_load(const struct trial *trial,
			      const struct generation *old, struct err *err);

/* The text, with what a folder of the trial stands for in its place; for
 * free(). */
char *trial_renamed(const struct trial *trial, const char *text);

/* Adds `found` to `faults` in such words. */
void trial_rename(const struct trial *trial, const struct err *found,
		  struct err *faults);

/* Accepts what was never begun. */
void trial_end(struct trial *trial);

/* Moves the faults to `faults` that were not among `known` before, whatever
 * their lines. */
void trial_take_new(const struct err *found, const struct err *known,
		    struct err *faults);

#endif
