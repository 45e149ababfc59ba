/* Shifts the time of day of the process that it is preloaded to: by as many
 * seconds as CLOCK_AHEAD says, for all tests at another hour, and by those that
 * stand, as one time_t, in the file that SHIFTED_CLOCK names; by those of a
 * second one there the clock that only goes forward, so that what is due later
 * is due now. The time of day stands still at the second STOPPED_CLOCK, where
 * there is one: no midnight comes between two answers that are compared. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

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
