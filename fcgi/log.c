/* The log: one line per event on standard error. */
#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "buf.h"

#define TEXT_BYTES 2048
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
