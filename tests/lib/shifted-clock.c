/* Shifts the time of day of the process that it is preloaded to: by as many
 * seconds as CLOCK_AHEAD says, the stamps of files as well, for all tests at
 * another hour; and by those that stand, as one time_t, in the file that
 * SHIFTED_CLOCK names. By those of a second one there, it shifts the clock that
 * only goes forward, so that what is due later is due now. The time of day
 * stands still at the second STOPPED_CLOCK, where there is one: no midnight
 * comes between two answers that are compared. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static time_t read_number(const char *name)
{
	const char *text = getenv(name);

	return text != NULL ? (time_t)strtoll(text, NULL, 10) : 0;
}

/* 0 where there is none at that place of the file. */
static time_t read_shift(off_t place)
{
	const char *path = getenv("SHIFTED_CLOCK");
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	time_t shift = 0;

	if (fd < 0)
		return 0;
	if (pread(fd, &shift, sizeof(shift), place) != (ssize_t)sizeof(shift))
		shift = 0;
	close(fd);
	return shift;
}

/* The kernel's, since the C library's is the one that stands here. */
int clock_gettime(clockid_t clock, struct timespec *now)
{
	long fault = syscall(SYS_clock_gettime, clock, now);

	if (fault == 0 && clock == CLOCK_MONOTONIC)
		now->tv_sec += read_shift(sizeof(time_t));
	if (fault == 0 && clock == CLOCK_REALTIME)
		now->tv_sec += read_number("CLOCK_AHEAD");
	return (int)fault;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	out->tv_sec = now.tv_sec;
	out->tv_usec = now.tv_nsec / 1000;
	return 0;
}

time_t time(time_t *out)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (getenv("STOPPED_CLOCK") != NULL)
		now.tv_sec = read_number("STOPPED_CLOCK");
	now.tv_sec += read_shift(0);
	if (out != NULL)
		*out = now.tv_sec;
	return now.tv_sec;
}

/* Of files: where this is preloaded, they are as old as they are without it. */

static int shift_stamps(long fault, struct stat *info)
{
	time_t ahead = read_number("CLOCK_AHEAD");

	if (fault != 0)
		return -1;
	info->st_atim.tv_sec += ahead;
	info->st_mtim.tv_sec += ahead;
	info->st_ctim.tv_sec += ahead;
	return 0;
}

int fstatat(int folder, const char *restrict path, struct stat *restrict info,
	    int flags)
{
	return shift_stamps(
		syscall(SYS_newfstatat, (long)folder, path, info, (long)flags),
		info);
}

int stat(const char *restrict path, struct stat *restrict info)
{
	return fstatat(AT_FDCWD, path, info, 0);
}

int lstat(const char *restrict path, struct stat *restrict info)
{
	return fstatat(AT_FDCWD, path, info, AT_SYMLINK_NOFOLLOW);
}

int fstat(int fd, struct stat *info)
{
	return shift_stamps(syscall(SYS_fstat, (long)fd, info), info);
}

/* The same where large files have names of their own. */

int fstatat64(int folder, const char *restrict path,
	      struct stat64 *restrict info, int flags)
{
	return fstatat(folder, path, (struct stat *)info, flags);
}

int stat64(const char *restrict path, struct stat64 *restrict info)
{
	return stat(path, (struct stat *)info);
}

int lstat64(const char *restrict path, struct stat64 *restrict info)
{
	return lstat(path, (struct stat *)info);
}

int fstat64(int fd, struct stat64 *info)
{
	return fstat(fd, (struct stat *)info);
}

static int stamp(int folder, const char *path, const struct timespec times[2],
		 int flags)
{
	struct timespec moved[2];

	for (int i = 0; i < 2 && times != NULL; i++) {
		moved[i] = times[i];
		moved[i].tv_sec -= read_number("CLOCK_AHEAD");
	}
	return (int)syscall(SYS_utimensat, (long)folder, path,
			    times != NULL ? moved : NULL, (long)flags);
}

int utimensat(int folder, const char *path, const struct timespec times[2],
	      int flags)
{
	return stamp(folder, path, times, flags);
}

int futimens(int fd, const struct timespec times[2])
{
	return stamp(fd, NULL, times, 0);
}

int utimes(const char *path, const struct timeval times[2])
{
	struct timespec both[2];

	for (int i = 0; i < 2 && times != NULL; i++)
		both[i] = (struct timespec){ times[i].tv_sec,
					     times[i].tv_usec * 1000 };
	return stamp(AT_FDCWD, path, times != NULL ? both : NULL, 0);
}

int utime(const char *path, const struct utimbuf *times)
{
	struct timespec both[2];

	if (times == NULL)
		return stamp(AT_FDCWD, path, NULL, 0);
	both[0] = (struct timespec){ .tv_sec = times->actime };
	both[1] = (struct timespec){ .tv_sec = times->modtime };
	return stamp(AT_FDCWD, path, both, 0);
}
