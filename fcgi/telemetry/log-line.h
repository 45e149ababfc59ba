/* One event as one line: fields in the order they are added, as logfmt
 * (`name=value`) or as a JSON object. Whatever a text holds, no line end, no
 * control byte and nothing that is not UTF-8 comes out, not even of a reader
 * that undoes the escapes of JSON. */
#ifndef SIGNPOST_TELEMETRY_LOG_LINE_H
#define SIGNPOST_TELEMETRY_LOG_LINE_H

#include "base/buf.h"

enum log_format { LOG_LOGFMT, LOG_JSON };

struct log_line {
	struct buf *out; /* borrowed */
	enum log_format format;
	bool has_fields;
};

/* A line without fields, which are appended to `out`. */
struct log_line log_line_begin(enum log_format format, struct buf *out);

/* Adds any text, quoted. */
void log_line_text(struct log_line *line, const char *name, const char *text);

/* Adds one word of ours, which logfmt shows without quotes: letters, digits,
 * and what needs no escape. */
void log_line_word(struct log_line *line, const char *name, const char *word);

void log_line_number(struct log_line *line, const char *name, long long number);

/* Ends it, line end included. */
void log_line_end(struct log_line *line);

#endif
