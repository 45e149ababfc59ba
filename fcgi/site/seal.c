/* Keys of the seal: from a secret, of chance, and kept in a folder. */
#include "site/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_BYTES ((size_t)8)
#define KEY_FILE   "redis-key"

static struct seal seal_with(struct digest_key key)
{
	struct seal seal = { .key = key };
	struct digest digest = digest_new_keyed(&key);
	unsigned char hash[DIGEST_BYTES];

	digest_add_text(&digest, "the name of this key");
	digest_end(&digest, hash);
	digest_hex(hash, NAME_BYTES, seal.name);
	return seal;
}

struct seal seal_of(const char *secret)
{
	struct digest digest = digest_new();
	struct digest_key key;

	digest_add_text(&digest, secret);
	digest_end(&digest, key.bytes);
	return seal_with(key);
}

struct seal seal_new(void)
{
	return seal_with(digest_key_new());
}

static bool is_ours_alone(const struct stat *info)
{
	return info->st_uid == geteuid() &&
	       (info->st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

/* The folder of what nobody else may read, opened; -1 with the reason. */
static int open_folder(const char *path, struct err *err)
{
	struct stat info;
	int folder;

	if (mkdir(path, S_IRWXU) != 0 && errno != EEXIST)
		return err_at(err, path, 0, "cannot be made: %s",
			      strerror(errno));
	folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return err_at(err, path, 0, "cannot be opened: %s",
			      strerror(errno));
	if (fstat(folder, &info) == 0 && is_ours_alone(&info))
		return folder;
	close(folder);
	return err_at(err, path, 0, "is not this user's alone");
}

static int write_key(int file, const struct digest_key *key)
{
	size_t length = sizeof(key->bytes);

	return write(file, key->bytes, length) == (ssize_t)length ?
		       fsync(file) :
		       -1;
}

/* The file is whole before it has its name, and it gets that only where nobody
 * has it: who comes second finds a whole key. */
static int make_key(int folder, const char *path, struct err *err)
{
	struct digest_key key = digest_key_new();
	char beside[PATH_MAX];
	int file, result = -1;

	snprintf(beside, sizeof(beside), "%s/.new-XXXXXX", path);
	file = mkostemp(beside, O_CLOEXEC);
	if (file < 0)
		return err_at(err, path, 0, "cannot be written: %s",
			      strerror(errno));
	if (write_key(file, &key) == 0 &&
	    (linkat(AT_FDCWD, beside, folder, KEY_FILE, 0) == 0 ||
	     errno == EEXIST))
		result = 0;
	else
		err_at(err, path, 0, "cannot be written: %s", strerror(errno));
	unlink(beside);
	close(file);
	return result;
}

static int read_key(int file, struct digest_key *key)
{
	struct stat info;

	if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode) ||
	    !is_ours_alone(&info) || info.st_size != (off_t)sizeof(key->bytes))
		return -1;
	return read(file, key->bytes, sizeof(key->bytes)) ==
			       (ssize_t)sizeof(key->bytes) ?
		       0 :
		       -1;
}

static int take_key(int folder, const char *path, struct digest_key *key,
		    struct err *err)
{
	const int how = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int file = openat(folder, KEY_FILE, how), result;

	if (file < 0 && errno == ENOENT) {
		if (make_key(folder, path, err) != 0)
			return -1;
		file = openat(folder, KEY_FILE, how);
	}
	if (file < 0)
		return err_at(err, path, 0, KEY_FILE " cannot be read: %s",
			      strerror(errno));
	result = read_key(file, key);
	close(file);
	return result == 0 ? 0 :
			     err_at(err, path, 0,
				    KEY_FILE " is not a key of this user's "
					     "alone; remove it");
}

int seal_keep(struct seal *seal, const char *folder, struct err *err)
{
	char path[PATH_MAX - 64];
	struct digest_key key;
	int open_one, result;

	if (snprintf(path, sizeof(path), "%s/private", folder) >=
	    (int)sizeof(path))
		return err_at(err, folder, 0, "is too long a path");
	open_one = open_folder(path, err);
	if (open_one < 0)
		return -1;
	result = take_key(open_one, path, &key, err);
	close(open_one);
	if (result == 0)
		*seal = seal_with(key);
	return result;
}
