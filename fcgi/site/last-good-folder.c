/* Everything is opened below a folder that is open already. */
#include "site/last-good-folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "site/last-good.h"
#include "site/seal.h"

#define OTHERS	   (S_IRWXG | S_IRWXO)
#define OTHERS_SET (S_IWGRP | S_IWOTH)

static const int how = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

int last_good_open(int parent, const char *name, struct err *err)
{
	int folder = openat(parent, name, how);
	struct stat info;

	if (folder < 0)
		return err_at(err, name, 0, "cannot be opened: %s",
			      strerror(errno));
	if (fstat(folder, &info) == 0 && info.st_uid == geteuid() &&
	    (info.st_mode & OTHERS) == 0)
		return folder;
	close(folder);
	return err_at(err, name, 0, "is not this user's alone");
}

int last_good_open_in(const char *folder, struct err *err)
{
	int state = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int opened = -1;
	struct stat info;

	if (state < 0)
		return err_at(err, folder, 0, "cannot be opened: %s",
			      strerror(errno));
	if (fstat(state, &info) != 0 || (info.st_mode & OTHERS_SET) != 0 ||
	    (info.st_uid != geteuid() && info.st_uid != 0))
		err_at(err, folder, 0, "is a folder that others may write to");
	else
		opened = last_good_open(state, LAST_GOOD_FOLDER, err);
	close(state);
	return opened;
}

static int remove_content(int folder)
{
	DIR *in = fdopendir(folder);
	struct dirent *file;
	int result = 0;

	if (in == NULL) {
		close(folder);
		return -1;
	}
	while ((file = readdir(in)) != NULL)
		if (strcmp(file->d_name, ".") != 0 &&
		    strcmp(file->d_name, "..") != 0)
			result |= last_good_remove(dirfd(in), file->d_name);
	closedir(in);
	return result;
}

int last_good_remove(int parent, const char *name)
{
	int folder;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return 0;
	folder = openat(parent, name, how);
	if (folder < 0 || remove_content(folder) != 0)
		return -1;
	return unlinkat(parent, name, AT_REMOVEDIR);
}

int last_good_seal(const char *folder, const char *manifest, size_t length,
		   char seal[DIGEST_HEX], struct err *err)
{
	struct seal own = seal_new();
	unsigned char hash[DIGEST_BYTES];
	struct digest digest;

	if (seal_keep(&own, folder, err) != 0)
		return -1;
	digest = digest_new_keyed(&own.key);
	digest_add_text(&digest, "the last good set");
	digest_add(&digest, manifest, length);
	digest_end(&digest, hash);
	digest_hex(hash, DIGEST_BYTES, seal);
	return 0;
}

void last_good_hash(const char *bytes, size_t length, char hash[DIGEST_HEX])
{
	struct digest digest = digest_new();
	unsigned char out[DIGEST_BYTES];

	digest_add(&digest, bytes, length);
	digest_end(&digest, out);
	digest_hex(out, DIGEST_BYTES, hash);
}

int last_good_forget(const char *folder, struct err *err)
{
	int state = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result;

	if (state < 0 && errno == ENOENT)
		return 0;
	if (state < 0)
		return err_at(err, folder, 0, "cannot be opened: %s",
			      strerror(errno));
	result = last_good_remove(state, LAST_GOOD_FOLDER);
	if (result != 0)
		err_at(err, folder, 0,
		       LAST_GOOD_FOLDER " cannot be removed: %s",
		       strerror(errno));
	close(state);
	return result;
}
