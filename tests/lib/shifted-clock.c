/* Shifts the time of day of the process that it is preloaded to by as many
 * seconds as stand, as one time_t, in the file that SHIFTED_CLOCK names. */
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

time_t time(time_t *out)
{
	const char *path = getenv("SHIFTED_CLOCK");
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct timespec now;
	time_t shift = 0;

	clock_gettime(CLOCK_REALTIME, &now);
	if (fd >= 0) {
		if (read(fd, &shift, sizeof(shift)) != (ssize_t)sizeof(shift))
			shift = 0;
		close(fd);
	}
	now.tv_sec += shift;
	if (out != NULL)
		*out = now.tv_sec;
	return now.tv_sec;
}
