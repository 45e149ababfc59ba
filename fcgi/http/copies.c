/* statvfs() of what the settings name. */
#include "http/copies.h"

#include <sys/statvfs.h>

#include "text/list.h"

#define LEAST_PART 16

static bool read_room(const char *folder, struct copies *copies)
{
	struct statvfs room;

	if (statvfs(folder, &room) != 0)
		return false;
	*copies = (struct copies){
		.folder = folder,
		.size_bytes = (unsigned long long)room.f_blocks * room.f_frsize,
		.free_bytes = (unsigned long long)room.f_bavail * room.f_frsize,
		.files = room.f_files,
		.free_files = room.f_favail,
	};
	return true;
}

bool copies_next(const char **rest, struct arena *arena, struct copies *copies)
{
	struct list_item folder;

	while (list_next_word(rest, ":", &folder))
		if (read_room(arena_text(arena, folder.text, folder.length),
			      copies))
			return true;
	return false;
}

/* Of a file system that does not count its files, both numbers are 0. */
bool copies_is_full(const struct copies *copies)
{
	return copies->free_bytes < copies->size_bytes / LEAST_PART ||
	       copies->free_files < copies->files / LEAST_PART;
}

const char *copies_state(const char *folders, struct arena *arena)
{
	const char *state = "off";
	struct copies copies;

	while (copies_next(&folders, arena, &copies)) {
		if (copies_is_full(&copies))
			return "full";
		state = "ok";
	}
	return state;
}
