/* The log: one line per event on standard error. Never given anything that a
 * visitor sent. */
#ifndef SIGNPOST_LOG_H
#define SIGNPOST_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTICE, LOG_DEBUG };

/* Writes `level=... msg="..."` as one line and one write; control characters,
 * quotes and backslashes are escaped. */
void log_event(enum log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The least important level that is written; LOG_NOTICE at first. */
void log_set_level(enum log_level level);

/* The path of the file that standard error is, for free(); NULL when it is
 * anything else, such as the service manager's journal. */
char *log_path(void);

/* Makes standard error the file of that name, which may be another one by now.
 * The old one goes on when it cannot be opened. NULL changes nothing. */
void log_reopen(const char *path);

#endif
