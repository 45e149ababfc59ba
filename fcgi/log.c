/* The log: one line per event on standard error. */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "alloc.h"
#include "buf.h"

#define TEXT_BYTES 2048
#define FILE_MODE  0640
#define LINE_BYTES ((size_t)TEXT_BYTES * 4 + 64) /* all of it escaped */

static const char *const names[] = {
	[LOG_ERROR] = "error",
	[LOG_WARNING] = "warning",
	[LOG_NOTICE] = "notice",
	[LOG_DEBUG] = "debug",
};

static enum log_level least = LOG_NOTICE;

void log_set_level(enum log_level level)
{
	least = level;
}

static void escape(struct buf *line, const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		unsigned char byte = (unsigned char)*at;

		if (byte == '"' || byte == '\\')
			buf_printf(line, "\\%c", byte);
		else if (byte < 0x20 || byte == 0x7f)
			buf_printf(line, "\\x%02x", byte);
		else
			buf_put(line, at, 1);
	}
}

void log_event(enum log_level level, const char *format, ...)
{
	struct buf line = buf_new(LINE_BYTES);
	char text[TEXT_BYTES];
	ssize_t written;
	va_list args;

	if (level > least)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_printf(&line, "level=%s msg=\"", names[level]);
	escape(&line, text);
	buf_puts(&line, "\"\n");
	written = write(STDERR_FILENO, line.bytes, line.length);
	(void)written; /* a failed log line has nowhere to be reported */
	buf_free(&line);
}

char *log_path(void)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/fd/2", path, sizeof(path) - 1);
	struct stat there, ours;

	if (length < 0)
		return NULL;
	path[length] = '\0';
	/* Of a file that was removed there is no path, but a text like one. */
	if (fstat(STDERR_FILENO, &ours) != 0 || !S_ISREG(ours.st_mode) ||
	    stat(path, &there) != 0 || there.st_ino != ours.st_ino ||
	    there.st_dev != ours.st_dev)
		return NULL;
	return alloc_text(path);
}

void log_reopen(const char *path)
{
	int fd;

	if (path == NULL)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, FILE_MODE);
	if (fd < 0) {
		log_event(LOG_WARNING, "%s cannot be opened: %s", path,
			  strerror(errno));
		return;
	}
	dup2(fd, STDERR_FILENO);
	close(fd);
}
