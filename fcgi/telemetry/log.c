/* A line is made whole, and one write() takes it. */
#include "telemetry/log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "telemetry/log-line.h"

#define TEXT_BYTES  2048
#define FILE_MODE   0640
#define MOST_URGENT 3 /* of syslog(3): an error */
/* All of the text escaped, and the fields. */
#define LINE_BYTES  ((size_t)TEXT_BYTES * 5 + 1024)

static const char *const names[] = {
	[LOG_ERROR] = "error",	 [LOG_WARNING] = "warning",
	[LOG_NOTICE] = "notice", [LOG_INFO] = "info",
	[LOG_DEBUG] = "debug",
};

/* What standard error is. */
enum sink { PIPE, JOURNAL, REGULAR };

/* Whether it is the stream that the service manager has opened to the journal,
 * as systemd.exec(5) says how to ask. */
static bool is_journal(const struct stat *ours)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char own[64];

	snprintf(own, sizeof(own), "%ju:%ju", (uintmax_t)ours->st_dev,
		 (uintmax_t)ours->st_ino);
	return stream != NULL && strcmp(stream, own) == 0;
}

/* Whoever opened the file may have given it a place to write at (`2>log`),
 * which stays where it is when the file is cut, as logrotate's copytruncate
 * does: a hole would be left before the next line. */
static void append(void)
{
	int flags = fcntl(STDERR_FILENO, F_GETFL);

	if (flags >= 0)
		fcntl(STDERR_FILENO, F_SETFL, flags | O_APPEND);
}

static enum sink find_sink(void)
{
	struct stat ours;

	if (fstat(STDERR_FILENO, &ours) != 0)
		return PIPE;
	if (S_ISREG(ours.st_mode)) {
		append();
		return REGULAR;
	}
	return is_journal(&ours) ? JOURNAL : PIPE;
}

static atomic_int least = LOG_NOTICE, shape = LOG_LOGFMT, sink = PIPE;

void log_set(enum log_level level, enum log_format format)
{
	atomic_store(&least, (int)level);
	atomic_store(&shape, (int)format);
	atomic_store(&sink, (int)find_sink());
}

bool log_has(enum log_level level)
{
	return (int)level <= atomic_load(&least);
}

/* Appends what stands before the words. */
static struct log_line begin(enum log_level level, struct buf *out)
{
	int kind = atomic_load(&sink);
	struct log_line line;
	char now[CLOCK_STAMP];

	if (kind == JOURNAL)
		buf_printf(out, "<%d>", MOST_URGENT + (int)level);
	line = log_line_begin((enum log_format)atomic_load(&shape), out);
	if (kind == REGULAR) {
		clock_stamp(now);
		log_line_word(&line, "time", now);
	}
	log_line_word(&line, "level", names[level]);
	return line;
}

void log_fields(enum log_level level, const char *text,
		const struct log_field *fields, size_t count)
{
	struct buf out = buf_new(LINE_BYTES);
	struct log_line line;
	ssize_t written;

	if (!log_has(level))
		return;
	line = begin(level, &out);
	log_line_text(&line, "msg", text);
	for (size_t i = 0; i < count; i++)
		if (fields[i].word != NULL)
			log_line_word(&line, fields[i].name, fields[i].word);
		else
			log_line_number(&line, fields[i].name,
					fields[i].number);
	log_line_end(&line);
	written = write(STDERR_FILENO, out.bytes, out.length);
	(void)written; /* a failed log line has nowhere to be reported */
	buf_free(&out);
}

void log_event(enum log_level level, const char *words, ...)
{
	char text[TEXT_BYTES];
	va_list args;

	va_start(args, words);
	vsnprintf(text, sizeof(text), words, args);
	va_end(args);
	log_fields(level, text, NULL, 0);
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
