/* Everything is opened below a folder that is open already: the folders are
 * nginx's, and root may be the one who asks. */
#include "command/leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "app/last-resort.h"
#include "text/list.h"

#define COPY_NAME   32 /* a hash in hexadecimal digits */
#define LEVEL_NAME  2
#define MOST_LEVELS 3 /* that nginx has */

static bool is_hex(const char *name, size_t least, size_t most)
{
	size_t length = strlen(name);

	return length >= least && length <= most &&
	       strspn(name, "0123456789abcdef") == length;
}

/* Closes `folder`, which is nginx's or one of `levels` of folders below it. */
static bool remove_in(int folder, int levels)
{
	const int how = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	DIR *in = fdopendir(folder);
	bool is_empty = in != NULL;
	struct dirent *file;

	if (in == NULL)
		close(folder);
	while (in != NULL && (file = readdir(in)) != NULL) {
		int below = -1;

		if (is_hex(file->d_name, COPY_NAME, COPY_NAME))
			is_empty &= unlinkat(folder, file->d_name, 0) == 0 ||
				    errno == ENOENT;
		else if (levels > 0 && is_hex(file->d_name, 1, LEVEL_NAME))
			below = openat(folder, file->d_name, how);
		if (below >= 0)
			is_empty &= remove_in(below, levels - 1);
	}
	if (in != NULL)
		closedir(in);
	return is_empty;
}

bool leftovers_remove_copies(const char *folders)
{
	struct arena *arena = arena_new();
	struct list_item item;
	bool is_empty = true;

	while (list_next_word(&folders, ":", &item)) {
		int folder = open(arena_text(arena, item.text, item.length),
				  O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (folder >= 0)
			is_empty &= remove_in(folder, MOST_LEVELS);
		else
			is_empty &= errno == ENOENT;
	}
	arena_free(arena);
	return is_empty;
}

static bool may_write(const struct edition *edition, struct arena *arena)
{
	const char *folder = edition->settings->last_resort;
	const char *page = arena_printf(arena, "%s/last-resort.html", folder);

	return folder[0] != '\0' && access(page, F_OK) == 0 &&
	       access(folder, W_OK) == 0;
}

void leftovers_write_last_resort(const struct options *options,
				 struct generation *generation)
{
	struct arena *arena = arena_new();
	struct err none = { 0 };
	struct generation *then =
		generation != NULL ? generation_taken_down(
					     generation, options->file, &none) :
				     generation_bare(options->file,
						     options->overrides, &none);
	const struct generation *now = then != NULL ? then : generation;

	if (now != NULL && may_write(generation_edition(now, false), arena))
		last_resort_write(generation_edition(now, false));
	generation_release(then);
	err_free(&none);
	arena_free(arena);
}
