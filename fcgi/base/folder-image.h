/* The files of a folder as they were at one moment, in memory; and a folder
 * made of that. Knows nothing of what stands in them. */
#ifndef SIGNPOST_BASE_FOLDER_IMAGE_H
#define SIGNPOST_BASE_FOLDER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/err.h"

/* What a name begins with that is ours alone, in whichever folder. */
#define FOLDER_IMAGE_OURS ".signpost-"

struct folder_file {
	char *name, *bytes; /* a NUL stands behind the bytes */
	size_t length;
	struct stat like; /* the rights, the owner and the group it has */
};

/* In byte order of the names. Starts as `{ 0 }`; for folder_image_free(). */
struct folder_image {
	struct folder_file *files;
	size_t count;
};

/* Reads what ends in `suffix` ("" for all) and is not hidden. 0, or -1 with the
 * fault in `err`, and the image is empty. */
int folder_image_read(const char *folder, const char *suffix,
		      struct folder_image *image, struct err *err);

/* The name of something in the folder that no image holds as it is, as a
 * folder, a link or a hidden file, for free(); NULL where there is none. */
char *folder_image_stranger(const char *folder);

/* Whether it is a folder without such things and no link to one, or is not
 * there. */
bool folder_is_plain(const char *folder);

/* The file of that name, or NULL. Borrowed. */
const struct folder_file *folder_image_find(const struct folder_image *image,
					    const char *name);

/* Whether both hold the same; NULL: there is no file. */
bool folder_file_is_same(const struct folder_file *a,
			 const struct folder_file *b);
bool folder_image_is_same(const struct folder_image *a,
			  const struct folder_image *b);

/* Adds a copy of `file`, in the place of one that is called so, with the rights
 * of `like`. */
void folder_image_put(struct folder_image *image,
		      const struct folder_file *file, const struct stat *like);

/* Writes all of it into a folder that is there, each file whole or not at all.
 * 0, or -1 with the fault in `err`. */
int folder_image_write(const struct folder_image *image, const char *folder,
		       struct err *err);

void folder_image_free(struct folder_image *image);

/* Removes the files of a folder, and the folder; a folder in it stays, and so
 * does then this one. No link is followed. 0, also where there is none; -1 with
 * the fault in `err`. */
int folder_remove(const char *folder, struct err *err);

#endif
