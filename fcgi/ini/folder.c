/* Files of each folder, one list of sections for all. */
#include "ini/folder.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/parallel.h"
#include "text/list.h"

/* Fewer are read before a thread has begun. */
#define BYTES_LEAST ((off_t)1024 * 1024)

/* What was read of one file, by whichever thread. */
struct reading {
	const char *path;
	struct arena *arena; /* until it is joined; or the one of all */
	struct ini_file_section *sections, **tail;
	struct err err;
	bool is_read;
};

static void read_one(void *data, size_t number)
{
	struct reading *reading = (struct reading *)data + number;

	if (reading->arena == NULL)
		reading->arena = arena_new();
	reading->tail = &reading->sections;
	reading->is_read =
		ini_file_read(reading->path, reading->arena, &reading->tail,
			      &reading->err) != INI_FILE_UNREAD;
}

/* 0 where there is none, which reading tells. */
static off_t bytes_of(const char *path)
{
	struct stat file;

	return stat(path, &file) == 0 ? file.st_size : 0;
}

/* Files are read side by side, and put together in their order. Whether each
 * could be read; `*count` grows by how many there are. */
static bool read_files(const char *folder, struct ini_file_section ***tail,
		       size_t *count, struct arena *arena, struct err *err)
{
	const char *gap = folder[strlen(folder) - 1] == '/' ? "" : "/";
	struct file_names names;
	bool is_whole = file_list(folder, ".ini", &names, err) == 0;
	bool is_alone = arena_is_filed(arena);
	off_t bytes = 0;
	struct reading *readings =
		alloc_zero((names.count + 1) * sizeof(*readings));

	for (size_t i = 0; i < names.count; i++) {
		readings[i].path = arena_printf(arena, "%s%s%s", folder, gap,
						names.items[i]);
		readings[i].arena = is_alone ? arena : NULL;
		bytes += bytes_of(readings[i].path);
	}
	ini_file_prepare();
	is_alone = is_alone || bytes < BYTES_LEAST;
	if (!is_alone)
		parallel_do(names.count, read_one, readings);
	for (size_t i = 0; i < names.count; i++) {
		if (is_alone)
			read_one(readings, i);
		if (readings[i].arena != arena)
			arena_join(arena, readings[i].arena);
		err_join(err, &readings[i].err);
		is_whole &= readings[i].is_read;
		if (readings[i].sections == NULL)
			continue;
		**tail = readings[i].sections;
		*tail = readings[i].tail;
	}
	*count += names.count;
	file_names_free(&names);
	free(readings);
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
		for (; *first != NULL; first = &(*first)->next) {
			arena_rest(arena);
			(*first)->folder = number;
		}
		number++;
	}
	if (files == 0 && is_whole)
		report_empty(folder, err);
	return is_whole ? sections : NULL;
}
