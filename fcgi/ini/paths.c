/* Beside the program's own binary, as /proc says where that is. */
#include "ini/paths.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/list.h"

/* In the source, some of it stands elsewhere than in share/signpost. */
static const struct {
	const char *name, *source;
} sources[] = {
	{ "templates", "conf/templates" },
	{ "locale", "conf/locale" },
	{ "man", "conf/man" },
	{ "assets", "nginx/assets" },
};

static const char *in_source(const char *name)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++)
		if (strcmp(sources[i].name, name) == 0)
			return sources[i].source;
	return name;
}

#define LIBEXEC "/libexec/signpost"

/* The folder of the running program; "" where /proc does not say it. */
static const char *own_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);

	while (length > 0 && path[length - 1] != '/')
		length--;
	return arena_text(arena, path, length > 0 ? (size_t)length - 1 : 0);
}

/* The folder above it; of LIBEXEC, what stands before that. */
static const char *prefix(struct arena *arena)
{
	const char *own = own_folder(arena), *slash = strrchr(own, '/');
	size_t length = strlen(own), end = strlen(LIBEXEC);

	if (length >= end && strcmp(own + length - end, LIBEXEC) == 0)
		return arena_text(arena, own, length - end);
	return arena_text(arena, own,
			  slash != NULL ? (size_t)(slash - own) : 0);
}

const char *paths_program(const char *name, struct arena *arena)
{
	const char *beside =
		arena_printf(arena, "%s/%s", own_folder(arena), name);

	if (access(beside, X_OK) == 0)
		return beside;
	return arena_printf(arena, "%s" LIBEXEC "/%s", prefix(arena), name);
}

const char *paths_shipped(const char *name, struct arena *arena)
{
	const char *share = arena_printf(arena, "%s/share/signpost/%s",
					 prefix(arena), name);
	struct stat info;

	if (stat(share, &info) == 0)
		return share;
	return arena_printf(arena, "%s/%s", SOURCE_FOLDER, in_source(name));
}

const char *paths_folders(const char *path, struct arena *arena)
{
	const char *folders = NULL;
	struct list_item item;

	if (path[0] == '\0')
		return paths_shipped("data", arena);
	while (list_next_word(&path, ":", &item)) {
		const char *folder = arena_text(arena, item.text, item.length);

		if (list_item_is(&item, "shipped"))
			folder = paths_shipped("data", arena);
		else if (list_item_is(&item, PATHS_OWN) &&
			 access(folder, F_OK) != 0)
			continue;
		folders = folders == NULL ?
				  folder :
				  arena_printf(arena, "%s:%s", folders, folder);
	}
	return folders != NULL ? folders : "";
}
