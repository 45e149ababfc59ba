/* A table of the characters that stand in for keys. */
#include "text/typeset.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

/* The longest of them, in bytes. */
#define MOST_BYTES 3

struct character {
	int first, last;
	char plain; /* '\0': it is not seen; of a row that shifts, of `first` */
	const char *name;
	bool is_shifting; /* each of the row has a plain one of its own */
};

static const struct character characters[] = {
	{ 0x00a0, 0x00a0, ' ', "a no-break space", false },
	{ 0x00ad, 0x00ad, '\0', "a soft hyphen", false },
	{ 0x2000, 0x2006, ' ', "a wide space", false },
	{ 0x2007, 0x2007, ' ', "a figure space", false },
	{ 0x2008, 0x200a, ' ', "a thin space", false },
	{ 0x200b, 0x200d, '\0', "a space of no width", false },
	{ 0x2010, 0x2010, '-', "a hyphen of print", false },
	{ 0x2011, 0x2011, '-', "a no-break hyphen", false },
	{ 0x2012, 0x2012, '-', "a figure dash", false },
	{ 0x2013, 0x2013, '-', "an en dash", false },
	{ 0x2014, 0x2014, '-', "an em dash", false },
	{ 0x2015, 0x2015, '-', "a horizontal bar", false },
	{ 0x2018, 0x201f, '"', "a curly quote", false },
	{ 0x202f, 0x202f, ' ', "a narrow no-break space", false },
	{ 0x205f, 0x205f, ' ', "a space of formulas", false },
	{ 0x2060, 0x2060, '\0', "a word joiner", false },
	{ 0x2212, 0x2212, '-', "a minus sign", false },
	{ 0x3000, 0x3000, ' ', "a wide space", false },
	{ 0x3001, 0x3001, ',', "a wide comma", false },
	{ 0xff01, 0xff5e, '!', "a full-width sign", true },
};

/* The row of the character, or NULL. */
static const struct character *row_of(struct utf8_character letter)
{
	if (letter.point < characters[0].first)
		return NULL;
	for (size_t i = 0; i < sizeof(characters) / sizeof(*characters); i++)
		if (letter.point >= characters[i].first &&
		    letter.point <= characters[i].last)
			return &characters[i];
	return NULL;
}

/* What a keyboard has for the character, or NUL. */
static char plain_of(const struct character *row, int point)
{
	return row->is_shifting ? (char)(row->plain + (point - row->first)) :
				  row->plain;
}

static void print_remedy(char plain, char *words, size_t room)
{
	if (plain == '\0' || plain == '"')
		snprintf(words, room, "leave it out");
	else if (plain == ' ')
		snprintf(words, room, "write a plain blank or nothing");
	else if (plain == '-')
		snprintf(words, room, "write a plain hyphen");
	else
		snprintf(words, room, "write a plain `%c`", plain);
}

static void describe(const struct character *row, int point,
		     char words[TYPESET_WORDS])
{
	int length = snprintf(words, TYPESET_WORDS, "U+%04X, %s, stands here; ",
			      (unsigned)point, row->name);

	print_remedy(plain_of(row, point), words + length,
		     TYPESET_WORDS - (size_t)length);
}

/* How many bytes are plain ASCII, which is most of a text. */
static size_t ascii_length(const char *text, size_t length)
{
	size_t plain = 0;

	while (plain < length && text[plain] != '\0' &&
	       (unsigned char)text[plain] < 0x80)
		plain++;
	return plain;
}

const char *typeset_find(const char *text, size_t length,
			 char words[TYPESET_WORDS])
{
	struct utf8_character letter;

	for (const char *at = text; at < text + length; at += letter.size) {
		const struct character *row;

		at += ascii_length(at, length - (size_t)(at - text));
		if (at == text + length)
			break;
		letter = utf8_first(at);
		row = row_of(letter);
		if (row != NULL)
			describe(row, letter.point, words);
		if (row != NULL || letter.size == 0)
			return row != NULL ? at : NULL;
	}
	return NULL;
}

const char *typeset_plain(const char *text, struct arena *arena)
{
	char words[TYPESET_WORDS];
	size_t length = strlen(text);
	char *plain, *out;

	if (typeset_find(text, length, words) == NULL)
		return text;
	out = plain = arena_text(arena, text, length);
	while (*text != '\0') {
		struct utf8_character letter = utf8_first(text);
		const struct character *row = row_of(letter);

		if (row == NULL)
			memmove(out, text, letter.size);
		else
			*out = plain_of(row, letter.point);
		out += row == NULL ? letter.size : (row->plain != '\0');
		text += letter.size;
	}
	*out = '\0';
	return plain;
}

/* The bytes of the blank that begins `text`, 0 where it begins with none. */
static size_t blank_of(const char *text)
{
	struct utf8_character letter;
	const struct character *row;

	if ((unsigned char)*text < 0x80)
		return *text == ' ' || *text == '\t';
	letter = utf8_first(text);
	row = row_of(letter);
	return row != NULL && row->plain == ' ' ? letter.size : 0;
}

size_t typeset_blanks(const char *text)
{
	size_t length = 0, size;

	while ((size = blank_of(text + length)) > 0)
		length += size;
	return length;
}

/* The bytes of the blank that ends `length` bytes of text. */
static size_t blank_before(const char *text, size_t length)
{
	for (size_t size = 1; size <= MOST_BYTES && size <= length; size++)
		if (!utf8_is_inside(text[length - size]))
			return blank_of(text + length - size) == size ? size :
									0;
	return 0;
}

size_t typeset_trimmed(const char *text, size_t length)
{
	size_t size;

	while ((size = blank_before(text, length)) > 0)
		length -= size;
	return length;
}

const char *typeset_inside(const char *text, size_t length, struct arena *arena)
{
	size_t blanks = typeset_blanks(text);

	if (blanks >= length)
		return "";
	return arena_text(arena, text + blanks,
			  typeset_trimmed(text + blanks, length - blanks));
}
