/* One line at a time, without memory of those before. */
#include "ini/line.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "text/typeset.h"
#include "text/utf8.h"

#define HEADER_BYTES ((size_t)48)
#define SHOWN_BYTES  ((size_t)60)  /* of a header that is faulty */
#define LOOK_BYTES   ((size_t)256) /* of a line, for what was meant with it */

/* What a keyboard for East Asian writing has for `[` and `=`. */
#define WIDE_BRACKET "\xef\xbc\xbb"
#define WIDE_EQUALS  "\xef\xbc\x9d"

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

bool ini_line_is_header(const char *line, size_t length)
{
	return length > 0 &&
	       (line[0] == '[' ||
		(length >= sizeof(WIDE_BRACKET) - 1 &&
		 memcmp(line, WIDE_BRACKET, sizeof(WIDE_BRACKET) - 1) == 0));
}

/* The plain byte of a character of `size` bytes, NUL where it cannot stand in a
 * name. */
static char plain_of(const char *at, size_t size, struct arena *arena)
{
	char one[5] = "", byte;

	memcpy(one, at, size);
	byte = (char)tolower((unsigned char)typeset_plain(one, arena)[0]);
	if (byte == '_' || byte == ' ' || byte == '\t')
		return '-';
	return is_made_of(&byte, 1, "-:[]=") ? byte : '\0';
}

/* Takes a byte; two hyphens in a row are one, and none stands beside a colon
 * or at the beginning. */
static size_t take(char *meant, size_t length, char byte)
{
	if (byte == ':' && length > 0 && meant[length - 1] == '-')
		length--;
	if (byte == '-' &&
	    (length == 0 || strchr("-:", meant[length - 1]) != NULL))
		return length;
	meant[length] = byte;
	return length + 1;
}

/* Takes what stands in a name up to what ends it. NUL where something else
 * stands there. */
static char take_name(const char *line, size_t length, const char *ends,
		      char *meant, size_t *held)
{
	struct arena *arena = arena_new();
	const char *end = line + length;
	char byte = '-';
	size_t size;

	for (const char *at = line; at < end && *held + 1 < INI_LINE_MEANT &&
				    byte != '\0' && strchr(ends, byte) == NULL;
	     at += size) {
		size = utf8_first(at).size;
		size = size == 0 || at + size > end ? 1 : size;
		byte = plain_of(at, size, arena);
		if (is_made_of(&byte, 1, "-:"))
			*held = take(meant, *held, byte);
	}
	arena_free(arena);
	return byte;
}

/* A header of two words, `[entry haven]`, is rather a kind and an id. */
static void part_words(char *meant)
{
	char *gap = strchr(meant, '-');

	if (gap != NULL && strchr(meant, ':') == NULL &&
	    strchr(gap + 1, '-') == NULL)
		*gap = ':';
}

void ini_line_meant(const char *line, size_t length, char meant[INI_LINE_MEANT])
{
	bool is_header = ini_line_is_header(line, length);
	size_t most = length < LOOK_BYTES ? length : LOOK_BYTES, held = 0;
	char last = take_name(line, most, is_header ? "]" : ":=", meant, &held);
	const char *colon;

	while (held > 0 && (meant[held - 1] == '-' ||
			    (!is_header && meant[held - 1] == ':')))
		held--;
	meant[last != '\0' ? held : 0] = '\0';
	if (is_header && memchr(line, ' ', most) != NULL)
		part_words(meant);
	colon = strchr(meant, ':');
	if (colon != NULL && (colon == meant || colon[1] == '\0' ||
			      strchr(colon + 1, ':') != NULL))
		meant[0] = '\0';
}

/* The fault of a header, with the header as it was typed. */
static const char *header_fault(const char *line, size_t length,
				const char *wrong, char words[INI_LINE_WORDS])
{
	char meant[INI_LINE_MEANT];

	ini_line_meant(line, length, meant);
	snprintf(words, INI_LINE_WORDS, "`%.*s`: %s%s%s%s",
		 (int)utf8_fit(line,
			       length < SHOWN_BYTES ? length : SHOWN_BYTES),
		 line, wrong, meant[0] != '\0' ? "; write `[" : "", meant,
		 meant[0] != '\0' ? "]`" : "");
	return words;
}

const char *ini_line_header(const char *line, size_t length,
			    struct ini_line_header *header, const char **at,
			    char words[INI_LINE_WORDS])
{
	char odd_words[TYPESET_WORDS];
	const char *odd = typeset_find(line, length, odd_words);

	*at = odd != NULL ? odd : line;
	if (odd != NULL)
		return header_fault(line, length, odd_words, words);
	if (length < 2 || line[length - 1] != ']')
		return header_fault(line, length,
				    "a header is the whole line: `[kind]` or "
				    "`[kind:id]`, nothing after it",
				    words);
	*at = line + 1 + HEADER_BYTES;
	if (length - 2 > HEADER_BYTES)
		return "a header holds at most 48 bytes";
	*at = line + 1;
	*header = part(line + 1, length - 2);
	if (!is_made_of(header->kind, header->kind_length, "-") ||
	    (header->id != NULL &&
	     !is_made_of(header->id, header->id_length, "-")))
		return header_fault(line, length,
				    "a header is `[kind]` or `[kind:id]`, in "
				    "lower-case letters, digits and hyphens",
				    words);
	return NULL;
}

/* What looks like a blank, hyphen or equals sign in a name, or indents a line,
 * or NULL. */
static const char *odd_one(const char *line, size_t length, const char *equals,
			   char words[INI_LINE_WORDS])
{
	size_t before =
		equals != NULL ? (size_t)(equals - line) : typeset_blanks(line);
	const char *odd = typeset_find(line, before, words);
	const char *wide = equals == NULL ? strstr(line, WIDE_EQUALS) : NULL;

	if (odd != NULL || wide == NULL || wide >= line + length)
		return odd;
	return typeset_find(wide, sizeof(WIDE_EQUALS) - 1, words);
}

/* A name that cannot be one, with what was probably meant. */
static const char *name_fault(const char *line, size_t length,
			      const char *equals, char words[INI_LINE_WORDS])
{
	char meant[INI_LINE_MEANT];
	size_t before = equals != NULL ? (size_t)(equals - line) : length;
	const char *colon = memchr(line, ':', before);

	ini_line_meant(line, before, meant);
	if (equals == NULL &&
	    (colon == NULL || (colon + 1 < line + length && colon[1] != ' ')))
		return "this is neither `name = value` nor a header, a "
		       "comment, or the indented rest of a value";
	snprintf(words, INI_LINE_WORDS, "%s%s%s%s",
		 colon != NULL ?
			 "`=` parts name and value; a colon before it is a "
			 "fault" :
			 "a name is lower-case letters, digits and hyphens",
		 meant[0] != '\0' ? "; write `" : "", meant,
		 meant[0] != '\0' ? " = ...`" : "");
	return words;
}

const char *ini_line_pair(const char *line, size_t length, const char **at,
			  char words[INI_LINE_WORDS])
{
	const char *equals = memchr(line, '=', length);
	size_t before = equals ? (size_t)(equals - line) : length;
	const char *odd = odd_one(line, length, equals, words);
	const char *colon = memchr(line, ':', before);

	*at = odd != NULL ? odd : line;
	if (odd != NULL)
		return words;
	if (equals != NULL && colon != NULL)
		*at = colon;
	if (equals == NULL || colon != NULL ||
	    !ini_line_is_name(line, ini_line_trimmed(line, before)))
		return name_fault(line, length, equals, words);
	*at = equals + 1;
	while (*at < line + length && isspace((unsigned char)**at))
		++*at;
	*at += typeset_blanks(*at);
	if (*at < line + length)
		return NULL;
	*at = line + length;
	return "nothing stands after the `=`; leave the line out";
}
