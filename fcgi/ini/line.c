/* One line at a time, without memory of those before. */
#include "ini/line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "text/typeset.h"
#include "text/utf8.h"

#define HEADER_BYTES ((size_t)48)

/* Whether a text is lower-case letters, digits and what is `also` taken. */
static bool is_made_of(const char *text, size_t length, const char *also)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (!islower(byte) && !isdigit(byte) &&
		    (byte == '\0' || strchr(also, byte) == NULL))
			return false;
	}
	return length > 0;
}

/* The underscore is let pass, so that a name with one is found unknown and not
 * faulty. */
bool ini_line_is_name(const char *text, size_t length)
{
	return is_made_of(text, length, "-._");
}

size_t ini_line_trimmed(const char *text, size_t length)
{
	while (length > 0 && isspace((unsigned char)text[length - 1]))
		length--;
	return length;
}

const char *ini_line_fault(const char *line, size_t length, const char **at,
			   char words[INI_LINE_WORDS])
{
	size_t plain;
	char what[64];

	*at = line + INI_LINE_BYTES;
	if (length > INI_LINE_BYTES)
		return "a line holds at most 64 KiB";
	plain = utf8_plain(line, length);
	if (plain == length)
		return NULL;
	*at = line + plain;
	snprintf(words, INI_LINE_WORDS, "%s cannot stand in this file",
		 utf8_fault(*at, length - plain, what));
	return words;
}

/* Parts what stands between the brackets. */
static struct ini_line_header part(const char *inside, size_t size)
{
	const char *colon = memchr(inside, ':', size);
	struct ini_line_header header = { inside, NULL, size, 0 };

	if (colon == NULL)
		return header;
	header.kind_length = (size_t)(colon - inside);
	header.id = colon + 1;
	header.id_length = size - header.kind_length - 1;
	return header;
}

const char *ini_line_header(const char *line, size_t length,
			    struct ini_line_header *header, const char **at,
			    char words[INI_LINE_WORDS])
{
	const char *odd = typeset_find(line, length, words);

	*at = line;
	if (length < 2 || line[length - 1] != ']')
		return "a header is the whole line: `[kind]` or `[kind:id]`, "
		       "nothing after it";
	*at = line + 1 + HEADER_BYTES;
	if (length - 2 > HEADER_BYTES)
		return "a header holds at most 48 bytes";
	*at = odd != NULL ? odd : line + 1;
	if (odd != NULL)
		return words;
	*header = part(line + 1, length - 2);
	if (!is_made_of(header->kind, header->kind_length, "-") ||
	    (header->id != NULL &&
	     !is_made_of(header->id, header->id_length, "-")))
		return "a header is `[kind]` or `[kind:id]`, in lower-case "
		       "letters, digits and hyphens";
	return NULL;
}

/* What looks like a blank or hyphen in a name, or indents a line, or NULL. */
static const char *odd_one(const char *line, const char *equals,
			   char words[INI_LINE_WORDS])
{
	return typeset_find(line,
			    equals != NULL ? (size_t)(equals - line) :
					     typeset_blanks(line),
			    words);
}

const char *ini_line_pair(const char *line, size_t length, const char **at,
			  char words[INI_LINE_WORDS])
{
	const char *equals = memchr(line, '=', length);
	size_t before = equals ? (size_t)(equals - line) : length;
	const char *odd = odd_one(line, equals, words);

	*at = odd != NULL ? odd : line;
	if (odd != NULL)
		return words;
	if (equals == NULL)
		return "this is neither `name = value` nor a header, a "
		       "comment, or the indented rest of a value";
	if (memchr(line, ':', before) != NULL) {
		*at = memchr(line, ':', before);
		return "`=` parts name and value; a colon before it is a "
		       "fault";
	}
	if (!ini_line_is_name(line, ini_line_trimmed(line, before)))
		return "a name is lower-case letters, digits and hyphens";
	*at = equals + 1;
	while (*at < line + length && isspace((unsigned char)**at))
		++*at;
	*at += typeset_blanks(*at);
	if (*at < line + length)
		return NULL;
	*at = line + length;
	return "nothing stands after the `=`; leave the line out";
}
