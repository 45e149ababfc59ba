/* The folders of INI files that make one directory. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int is_ini(const struct dirent *file)
{
	size_t length = strlen(file->d_name);

	return file->d_name[0] != '.' && length > 4 &&
	       strcmp(file->d_name + length - 4, ".ini") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_files(const char *folder, struct inifile_section ***tail,
		       struct arena *arena, struct err *err)
{
	struct dirent **files = NULL;
	int count = scandir(folder, &files, is_ini, by_bytes);

	if (count < 0)
		err_at(err, folder, 0, "cannot be read: %s", strerror(errno));
	if (count == 0)
		err_at(err, folder, 0, "holds no file `*.ini`");
	for (int i = 0; i < count; i++) {
		const char *gap = folder[strlen(folder) - 1] == '/' ? "" : "/";

		inifile_read(arena_printf(arena, "%s%s%s", folder, gap,
					  files[i]->d_name),
			     arena, tail, err);
		free(files[i]);
	}
	free(files);
}

struct inifile_section *folder_read(const char *folders, struct arena *arena,
				    struct err *err)
{
	struct inifile_section *sections = NULL, **tail = &sections;
	char *copy = arena_text(arena, folders, strlen(folders));
	char *rest = NULL;
	size_t number = 0;

	for (char *folder = strtok_r(copy, ":", &rest); folder != NULL;
	     folder = strtok_r(NULL, ":", &rest)) {
		struct inifile_section **first = tail;

		read_files(folder, &tail, arena, err);
		for (; *first != NULL; first = &(*first)->next)
			(*first)->folder = number;
		number++;
	}
	if (number == 0)
		err_plain(err, "directory.path names no folder to read");
	return sections;
}
