/* Files of each folder, one list of sections for all. */
#include "ini/folder.h"

#include <stdbool.h>
#include <string.h>

#include "base/file.h"
#include "text/list.h"

/* Whether each could be read; `*count` grows by how many there are. */
static bool read_files(const char *folder, struct ini_file_section ***tail,
		       size_t *count, struct arena *arena, struct err *err)
{
	const char *gap = folder[strlen(folder) - 1] == '/' ? "" : "/";
	struct file_names names;
	bool is_whole = file_list(folder, ".ini", &names, err) == 0;

	*count += names.count;
	for (size_t i = 0; i < names.count; i++)
		is_whole &= ini_file_read(arena_printf(arena, "%s%s%s", folder,
						       gap, names.items[i]),
					  arena, tail, err) != INI_FILE_UNREAD;
	file_names_free(&names);
	return is_whole;
}

/* A site may have a folder of its own and nothing in it yet. */
static void report_empty(const char *folder, struct err *err)
{
	if (folder != NULL)
		err_at(err, folder, 0, "holds no file `*.ini`");
	else
		err_plain(err, "directory.path names no folder to read");
}

struct ini_file_section *folder_read(const char *folders, struct arena *arena,
				     struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct list_item item;
	const char *folder = NULL;
	size_t number = 0, files = 0;
	bool is_whole = true;

	while (list_next_word(&folders, ":", &item)) {
		struct ini_file_section **first = tail;

		folder = arena_text(arena, item.text, item.length);
		is_whole &= read_files(folder, &tail, &files, arena, err);
		for (; *first != NULL; first = &(*first)->next)
			(*first)->folder = number;
		number++;
	}
	if (files == 0 && is_whole)
		report_empty(folder, err);
	return is_whole ? sections : NULL;
}
