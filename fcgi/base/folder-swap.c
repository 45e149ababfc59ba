/* The new folder is made beside the old one, which it changes places with.
 *
 * NAME.signpost-new is, with the mark in it, a folder that is being made, and
 * of no worth when its maker is gone; without the mark it is what NAME was
 * until a moment ago, and on its way to become NAME.former. */
#include "base/folder-swap.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/alloc.h"

#define MARK FOLDER_IMAGE_OURS "making"
#define NEW  ".signpost-new"
#define KEPT ".signpost-kept"

/* What is left for a suffix and a name. */
#define ROOM ((size_t)PATH_MAX)

struct swap {
	char live[ROOM], made[ROOM], former[ROOM], kept[ROOM];
	int lock; /* the folder that is being made */
	struct err *err;
};

static int put_path(char path[ROOM], const char *folder, const char *end,
		    struct err *err)
{
	if (snprintf(path, ROOM, "%s%s", folder, end) < (int)ROOM)
		return 0;
	return err_at(err, folder, 0, "has too long a name");
}

/* A link to the folder is followed, and stays. */
static int open_swap(const char *folder, struct swap *swap, struct err *err)
{
	char real[PATH_MAX];

	*swap = (struct swap){ .lock = -1, .err = err };
	if (realpath(folder, real) == NULL)
		return err_at(err, folder, 0, "cannot be read: %s",
			      strerror(errno));
	return put_path(swap->live, real, "", err) != 0 ||
			       put_path(swap->made, real, NEW, err) != 0 ||
			       put_path(swap->kept, real, KEPT, err) != 0 ||
			       put_path(swap->former, real, FOLDER_SWAP_FORMER,
					err) != 0 ?
		       -1 :
		       0;
}

static void close_swap(struct swap *swap)
{
	if (swap->lock >= 0)
		close(swap->lock);
	swap->lock = -1;
}

static int fault(const struct swap *swap, const char *path, const char *what)
{
	return err_at(swap->err, path, 0, "%s: %s", what, strerror(errno));
}

/* Until then a machine that fails may forget the new names. */
static void sync_folder(const char *path)
{
	int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (folder < 0)
		return;
	fsync(folder);
	close(folder);
}

static void sync_parent(const struct swap *swap)
{
	char path[ROOM];
	size_t length = strlen(swap->live);

	memcpy(path, swap->live, length + 1);
	while (length > 1 && path[length - 1] != '/')
		length--;
	path[length] = '\0';
	sync_folder(path);
}

static bool is_marked(const char *folder)
{
	char path[ROOM];
	struct err none = { 0 };
	bool is_there = put_path(path, folder, "/" MARK, &none) == 0 &&
			access(path, F_OK) == 0;

	err_free(&none);
	return is_there;
}

static void take_mark(const char *folder)
{
	char path[ROOM];
	struct err none = { 0 };

	if (put_path(path, folder, "/" MARK, &none) == 0)
		unlink(path);
	err_free(&none);
}

static int put_mark(const struct swap *swap, const char *folder)
{
	char path[ROOM];
	int out;

	if (put_path(path, folder, "/" MARK, swap->err) != 0)
		return -1;
	out = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (out < 0 || fsync(out) != 0 || close(out) != 0)
		return fault(swap, path, "could not be written");
	return 0;
}

/* What was made here may go for what is to stand in its place; what somebody
 * else put there may not. */
static int check_former(const struct swap *swap)
{
	return folder_is_plain(swap->former) ?
		       0 :
		       err_at(swap->err, swap->former, 0,
			      "holds what was not published; move it elsewhere "
			      "first");
}

/* What the folder was a moment ago becomes the former one. */
static int keep(const struct swap *swap, const char *folder)
{
	if (check_former(swap) != 0 ||
	    folder_remove(swap->former, swap->err) != 0)
		return -1;
	if (rename(folder, swap->former) != 0)
		return fault(swap, folder, "could not be kept");
	sync_parent(swap);
	return 0;
}

static bool is_same_folder(int open, const char *path)
{
	struct stat a, b;

	return fstat(open, &a) == 0 && lstat(path, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* Takes the folder that is being made for this process; `*is_there` where
 * somebody has left one. */
static int lock_made(struct swap *swap, bool *is_there)
{
	swap->lock = open(swap->made,
			  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	*is_there = swap->lock >= 0;
	if (swap->lock < 0)
		return errno == ENOENT ?
			       0 :
			       fault(swap, swap->made, "cannot be opened");
	if (flock(swap->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return err_at(swap->err, swap->live, 0,
			      "somebody else is publishing at this moment; "
			      "nothing is published");
	if (!is_same_folder(swap->lock, swap->made))
		return err_at(swap->err, swap->live, 0,
			      "somebody else has published at this moment; "
			      "look again");
	return 0;
}

/* What somebody left who was killed is kept where it was published, and
 * removed where it was not. */
static int settle(struct swap *swap)
{
	bool is_there;
	int result = lock_made(swap, &is_there);

	if (result == 0 && is_there)
		result = is_marked(swap->made) || rmdir(swap->made) == 0 ?
				 folder_remove(swap->made, swap->err) :
				 keep(swap, swap->made);
	close_swap(swap);
	return result;
}

int folder_swap_settle(const char *folder, struct err *err)
{
	struct swap swap;

	return open_swap(folder, &swap, err) == 0 ? settle(&swap) : -1;
}

/* With the rights, the owner and the group of the folder whose place it takes,
 * as far as this user may give them. */
static int make_like(const struct swap *swap, const char *folder)
{
	struct stat like;

	if (stat(swap->live, &like) != 0)
		return fault(swap, swap->live, "cannot be read");
	if (chown(folder, like.st_uid, like.st_gid) != 0 &&
	    chown(folder, (uid_t)-1, like.st_gid) != 0 &&
	    (like.st_mode & S_IROTH) == 0)
		return fault(swap, folder, "cannot be given to its readers");
	if (chmod(folder, like.st_mode & ALLPERMS) != 0)
		return fault(swap, folder, "cannot be opened to its readers");
	return 0;
}

/* A folder with these files and the mark. */
static int make(const struct swap *swap, const char *folder,
		const struct folder_image *image)
{
	if (mkdir(folder, 0700) != 0)
		return fault(swap, folder, "cannot be made");
	if (put_mark(swap, folder) != 0 ||
	    folder_image_write(image, folder, swap->err) != 0 ||
	    make_like(swap, folder) != 0)
		return -1;
	sync_folder(folder);
	return 0;
}

static int make_new(struct swap *swap, const struct folder_image *now)
{
	bool is_there;

	if (settle(swap) != 0)
		return -1;
	if (make(swap, swap->made, now) != 0) {
		struct err ignored = { 0 };

		folder_remove(swap->made, &ignored);
		err_free(&ignored);
		return -1;
	}
	return lock_made(swap, &is_there);
}

/* The folder, locked against the other writers of this program, if it still
 * holds what it did; for close(). */
static int lock_live(const struct swap *swap, const struct folder_image *was)
{
	int folder = open(swap->live, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct folder_image now = { 0 };
	bool is_same;

	if (folder < 0)
		return fault(swap, swap->live, "cannot be read");
	flock(folder, LOCK_EX);
	is_same = folder_image_read(swap->live, "", &now, swap->err) == 0 &&
		  folder_image_is_same(was, &now);
	folder_image_free(&now);
	if (is_same)
		return folder;
	close(folder);
	return err_at(swap->err, swap->live, 0,
		      "has changed since it was looked at; nothing is "
		      "published, look again");
}

/* Whether another way may lead there. */
static bool is_of_file_system(int number)
{
	return number == EINVAL || number == ENOSYS || number == EXDEV ||
	       number == EBUSY || number == ENOTSUP || number == EPERM;
}

static bool exchange(const char *a, const char *b)
{
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
}

/* What `now` lacks goes. */
static int remove_others(const struct swap *swap,
			 const struct folder_image *was,
			 const struct folder_image *now)
{
	char path[ROOM], name[ROOM];

	for (size_t i = 0; i < was->count; i++) {
		if (folder_image_find(now, was->files[i].name) != NULL)
			continue;
		if (put_path(name, "/", was->files[i].name, swap->err) != 0 ||
		    put_path(path, swap->live, name, swap->err) != 0)
			return -1;
		if (unlink(path) != 0)
			return fault(swap, path, "cannot be removed");
	}
	return 0;
}

/* File by file, once what was there is safe. */
static int write_over(const struct swap *swap, const struct folder_image *was,
		      const struct folder_image *now, bool is_back)
{
	/* Of one who was killed on the way back, it is all that is left. */
	bool is_kept = is_back && access(swap->kept, F_OK) == 0 &&
		       !is_marked(swap->kept);

	if (!is_kept && (folder_remove(swap->kept, swap->err) != 0 ||
			 make(swap, swap->kept, was) != 0))
		return -1;
	take_mark(swap->kept);
	if (!is_back && keep(swap, swap->kept) != 0)
		return -1;
	if (folder_image_write(now, swap->live, swap->err) != 0 ||
	    remove_others(swap, was, now) != 0)
		return err_at(swap->err, swap->live, 0,
			      "holds some of the new files; all of the former "
			      "ones are in %s",
			      is_back ? swap->kept : swap->former);
	sync_folder(swap->live);
	return is_back ? keep(swap, swap->kept) : 0;
}

/* Changes places with `other`, or is written over where that cannot be. */
static int change(const struct swap *swap, const char *other,
		  const struct folder_image *was,
		  const struct folder_image *now, bool *is_at_once)
{
	int folder = lock_live(swap, was);
	bool is_back = strcmp(other, swap->former) == 0;
	int result = 0;

	if (folder < 0)
		return -1;
	/* Of one who was killed: it would make the folder one of no worth. */
	take_mark(swap->live);
	*is_at_once = exchange(other, swap->live);
	if (!*is_at_once)
		result = is_of_file_system(errno) ?
				 write_over(swap, was, now, is_back) :
				 fault(swap, swap->live, "cannot be exchanged");
	close(folder);
	return result;
}

int folder_swap(const char *folder, const struct folder_image *was,
		const struct folder_image *now, bool *is_at_once,
		struct err *err)
{
	struct swap swap;
	int result = -1;

	if (open_swap(folder, &swap, err) != 0 || check_former(&swap) != 0 ||
	    make_new(&swap, now) != 0)
		goto done;
	result = change(&swap, swap.made, was, now, is_at_once);
	if (result == 0 && *is_at_once) {
		take_mark(swap.live);
		sync_parent(&swap);
		if (keep(&swap, swap.made) != 0)
			result = err_at(err, swap.live, 0,
					"is published; what it held before is "
					"in %s",
					swap.made);
	} else {
		struct err ignored = { 0 };

		folder_remove(swap.made, &ignored);
		err_free(&ignored);
	}
done:
	close_swap(&swap);
	return result;
}

char *folder_swap_former(const char *folder)
{
	struct err ignored = { 0 };
	struct swap swap;
	bool is_there = open_swap(folder, &swap, &ignored) == 0 &&
			access(swap.former, F_OK) == 0;

	err_free(&ignored);
	return is_there ? alloc_text(swap.former) : NULL;
}

int folder_swap_back(const char *folder, const struct folder_image *was,
		     const struct folder_image *now, bool *is_at_once,
		     struct err *err)
{
	struct swap swap;

	if (open_swap(folder, &swap, err) != 0 || check_former(&swap) != 0 ||
	    change(&swap, swap.former, was, now, is_at_once) != 0)
		return -1;
	sync_parent(&swap);
	return 0;
}
