/* Beside the program's own binary, as /proc says where that is. */
#include "ini/paths.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* The folder above the one that the running program stands in. */
static const char *prefix(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (length < 0)
		return "";
	path[length] = '\0';
	for (int i = 0; i < 2; i++) {
		slash = strrchr(path, '/');
		if (slash != NULL)
			*slash = '\0';
	}
	return arena_text(arena, path, strlen(path));
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
