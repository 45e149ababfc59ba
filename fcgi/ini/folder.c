/* Files of each folder, one list of sections for all. */
#include "ini/folder.h"

#include <stdbool.h>
#include <string.h>

#include "base/file.h"
#include "text/list.h"

/* Whether each could be read. */
static bool read_files(const char *folder, struct ini_file_section ***tail,
		       struct arena *arena, struct err *err)
{
	const char *gap = folder[strlen(folder) - 1] == '/' ? "" : "/";
	struct file_names names;
	bool is_whole = file_list(folder, ".ini", &names, err) == 0;

	if (is_whole && names.count == 0)
		err_at(err, folder, 0, "holds no file `*.ini`");
	for (size_t i = 0; i < names.count; i++)
		is_whole &= ini_file_read(arena_printf(arena, "%s%s%s", folder,
						       gap, names.items[i]),
					  arena, tail, err) != INI_FILE_UNREAD;
	file_names_free(&names);
	return is_whole;
}

struct ini_file_section *folder_read(const char *folders, struct arena *arena,
				     struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct list_item folder;
	size_t number = 0;
	bool is_whole = true;

	while (list_next_word(&folders, ":", &folder)) {
		struct ini_file_section **first = tail;

		is_whole &= read_files(
			arena_text(arena, folder.text, folder.length), &tail,
			arena, err);
		for (; *first != NULL; first = &(*first)->next)
			(*first)->folder = number;
		number++;
	}
	if (number == 0)
		err_plain(err, "directory.path names no folder to read");
	return is_whole ? sections : NULL;
}
