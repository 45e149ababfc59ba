/* A table of the characters that stand in for two keys. */
#include "text/typeset.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

/* The longest of them, in bytes. */
#define MOST_BYTES 3

struct character {
	int first, last;
	char plain; /* '\0': it is not seen */
	const char *name;
};

static const struct character characters[] = {
	{ 0x00a0, 0x00a0, ' ', "a no-break space" },
	{ 0x00ad, 0x00ad, '\0', "a soft hyphen" },
	{ 0x2000, 0x2006, ' ', "a wide space" },
	{ 0x2007, 0x2007, ' ', "a figure space" },
	{ 0x2008, 0x200a, ' ', "a thin space" },
	{ 0x200b, 0x200d, '\0', "a space of no width" },
	{ 0x2010, 0x2010, '-', "a hyphen of print" },
	{ 0x2011, 0x2011, '-', "a no-break hyphen" },
	{ 0x2012, 0x2012, '-', "a figure dash" },
	{ 0x2013, 0x2013, '-', "an en dash" },
	{ 0x2014, 0x2014, '-', "an em dash" },
	{ 0x2015, 0x2015, '-', "a horizontal bar" },
	{ 0x202f, 0x202f, ' ', "a narrow no-break space" },
	{ 0x205f, 0x205f, ' ', "a space of formulas" },
	{ 0x2060, 0x2060, '\0', "a word joiner" },
	{ 0x2212, 0x2212, '-', "a minus sign" },
	{ 0x3000, 0x3000, ' ', "a wide space" },
};

/* The row of the character, or NULL. */
static const struct character *row_of(struct utf8_character letter)
{
	for (size_t i = 0; i < sizeof(characters) / sizeof(*characters); i++)
		if (letter.point >= characters[i].first &&
		    letter.point <= characters[i].last)
			return &characters[i];
	return NULL;
}

static const char *remedy(const struct character *row)
{
	if (row->plain == '\0')
		return "leave it out";
	return row->plain == ' ' ? "write a plain blank or nothing" :
				   "write a plain hyphen";
}

const char *typeset_find(const char *text, size_t length,
			 char words[TYPESET_WORDS])
{
	struct utf8_character letter;

	for (const char *at = text; at < text + length; at += letter.size) {
		const struct character *row;

		letter = utf8_first(at);
		row = row_of(letter);
		if (row != NULL)
			snprintf(words, TYPESET_WORDS,
				 "U+%04X, %s, stands here; %s",
				 (unsigned)letter.point, row->name,
				 remedy(row));
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
			*out = row->plain;
		out += row == NULL ? letter.size : (row->plain != '\0');
		text += letter.size;
	}
	*out = '\0';
	return plain;
}

/* The bytes of the blank that begins `text`, 0 where it begins with none. */
static size_t blank_of(const char *text)
{
	struct utf8_character letter = utf8_first(text);
	const struct character *row = row_of(letter);

	if (*text == ' ' || *text == '\t')
		return 1;
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
