/* Two formats, as rows of what differs. */
#include "telemetry/log-line.h"

#include <string.h>

#include "text/utf8.h"

/* How the formats differ. */
static const struct {
	const char *begin, *between, *end;
	const char *before_name, *behind_name;
	const char *around_word;
	const char *byte; /* stands before its two digits */
} formats[] = {
	[LOG_LOGFMT] = { "", " ", "\n", "", "=", "", "\\x" },
	[LOG_JSON] = { "{", ",", "}\n", "\"", "\":", "\"", "\\\\x" },
};

struct log_line log_line_begin(enum log_format format, struct buf *out)
{
	buf_puts(out, formats[format].begin);
	return (struct log_line){ .out = out, .format = format };
}

static void put_name(struct log_line *line, const char *name)
{
	if (line->has_fields)
		buf_puts(line->out, formats[line->format].between);
	line->has_fields = true;
	buf_printf(line->out, "%s%s%s", formats[line->format].before_name, name,
		   formats[line->format].behind_name);
}

static void put_byte(struct log_line *line, char byte)
{
	if (byte == '"' || byte == '\\')
		buf_printf(line->out, "\\%c", byte);
	else
		buf_printf(line->out, "%s%02x", formats[line->format].byte,
			   (unsigned char)byte);
}

/* How many bytes stand for themselves. */
static size_t measure_plain(const char *text, size_t length)
{
	size_t plain = utf8_plain(text, length);
	size_t simple = strcspn(text, "\"\\\t");

	return simple < plain ? simple : plain;
}

void log_line_text(struct log_line *line, const char *name, const char *text)
{
	size_t left = strlen(text);

	put_name(line, name);
	buf_puts(line->out, "\"");
	while (left > 0) {
		size_t plain = measure_plain(text, left);

		buf_put(line->out, text, plain);
		if (plain < left)
			put_byte(line, text[plain++]);
		text += plain;
		left -= plain;
	}
	buf_puts(line->out, "\"");
}

void log_line_word(struct log_line *line, const char *name, const char *word)
{
	const char *around = formats[line->format].around_word;

	put_name(line, name);
	buf_printf(line->out, "%s%s%s", around, word, around);
}

void log_line_number(struct log_line *line, const char *name, long long number)
{
	put_name(line, name);
	buf_printf(line->out, "%lld", number);
}

void log_line_end(struct log_line *line)
{
	buf_puts(line->out, formats[line->format].end);
}
