/* CLOCK_MONOTONIC for spans, the time zone's calendar for days. */
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ZONES "/usr/share/zoneinfo"

long long clock_ms(void)
{
	return clock_us() / 1000;
}

long long clock_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void clock_stamp(char now[CLOCK_STAMP])
{
	char second[CLOCK_STAMP];
	struct timespec time;
	struct tm utc;

	clock_gettime(CLOCK_REALTIME, &time);
	gmtime_r(&time.tv_sec, &utc);
	strftime(second, sizeof(second), "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(now, CLOCK_STAMP, "%.19s.%03uZ", second,
		 (unsigned)(time.tv_nsec / 1000000 % 1000));
}

bool clock_wait(pthread_cond_t *cond, pthread_mutex_t *lock, long long deadline)
{
	struct timespec until = {
		.tv_sec = deadline / 1000,
		.tv_nsec = deadline % 1000 * 1000000,
	};

	return pthread_cond_clockwait(cond, lock, CLOCK_MONOTONIC, &until) == 0;
}

void clock_today(char date[11])
{
	time_t now = time(NULL);
	struct tm local;

	localtime_r(&now, &local);
	strftime(date, 11, "%Y-%m-%d", &local);
}

/* RFC 8536, section 3.1. */
static bool begins_with(const char *path, const char *magic)
{
	int in = open(path, O_RDONLY | O_CLOEXEC);
	char bytes[4] = "";
	bool is_same;

	if (in < 0)
		return false;
	is_same = read(in, bytes, sizeof(bytes)) == sizeof(bytes) &&
		  memcmp(bytes, magic, sizeof(bytes)) == 0;
	close(in);
	return is_same;
}

/* A system without any zone files cannot be asked; UTC then stands in, as the
 * C library does it. */
bool clock_has_zone(const char *zone)
{
	char path[256];
	struct stat info;

	if (strstr(zone, "..") != NULL || zone[0] == '/' || zone[0] == ':')
		return false;
	if (stat(ZONES, &info) != 0)
		return true;
	snprintf(path, sizeof(path), ZONES "/%s", zone);
	return begins_with(path, "TZif");
}

/* tzset() takes UTC in silence where it cannot read a file; what kept it from
 * that stays in errno. That no such file is there is clock_has_zone()'s. */
int clock_set_zone(const char *zone, struct err *err)
{
	errno = 0;
	if (setenv("TZ", zone, 1) == 0)
		tzset();
	if (errno == 0 || errno == ENOENT)
		return 0;
	return err_plain(err, "the time zone `%s` cannot be read: %s", zone,
			 strerror(errno));
}
