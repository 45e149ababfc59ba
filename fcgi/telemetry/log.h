/* The log: one line per event on standard error. Never given anything that a
 * visitor sent. Thread-safe.
 *
 * Each line has the fields `level` and `msg`, then those of the event. In the
 * service manager's journal, which keeps the time itself, `<PRIORITY>` stands
 * before it (sd-daemon(3)); in a file, the field `time` stands first. */
#ifndef SIGNPOST_TELEMETRY_LOG_H
#define SIGNPOST_TELEMETRY_LOG_H

#include <stdbool.h>
#include <stddef.h>

#include "telemetry/log-line.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG };

/* What an event tells besides its words. */
struct log_field {
	const char *name;
	const char *word; /* of ours, without blanks; NULL: the number */
	long long number;
};

/* Writes an event as one line and one write. Whatever is in the text, it cannot
 * break the line. */
void log_event(enum log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same with fields, for events that come often. */
void log_fields(enum log_level level, const char *text,
		const struct log_field *fields, size_t count);

/* Whether an event of that level is written. Never blocks. */
bool log_has(enum log_level level);

/* The least important level that is written and the format of lines; LOG_NOTICE
 * and LOG_LOGFMT at first. Also looks at what
 * standard error is, so it has to be called once for `time` or a priority to be
 * written. No other thread may change the environment meanwhile. */
void log_set(enum log_level level, enum log_format format);

/* The path of the file that standard error is, for free(); NULL when it is
 * anything else, such as the service manager's journal. */
char *log_path(void);

/* Makes standard error the file of that name, which may be another one by now.
 * The old one goes on when it cannot be opened. NULL changes nothing. */
void log_reopen(const char *path);

#endif
