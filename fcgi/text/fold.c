/* Code point by code point: what ends a word, and what stands for it. */
#include "text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "text/latin.h"
#include "text/utf8.h"

/* The bit that a small letter of ASCII has and its capital has not; digits have
 * it too. */
#define SMALL	0x20

/* Letters with an accent from U+00C0 on, of which UTF-8 has this first byte and
 * the number in the second, as they are compared; NUL: it is not that simple.
 */
#define LATIN_1 '\xc3'
static const char latin_1[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0"
			      "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";

enum part { PART_LETTER, PART_TIE, PART_APOSTROPHE, PART_AND, PART_BLANK };

/* Writings that put no blank between words, and Hangul, whose words take on
 * endings: blocks of Unicode. */
static const struct {
	int first, last;
} unparted[] = {
	{ 0x0e00, 0x0eff },   /* Thai, Lao */
	{ 0x1000, 0x109f },   /* Myanmar */
	{ 0x1100, 0x11ff },   /* Hangul Jamo */
	{ 0x1780, 0x17ff },   /* Khmer */
	{ 0x2e80, 0x2fdf },   /* Han radicals */
	{ 0x3005, 0x3007 },   /* Han marks that stand for a character */
	{ 0x3040, 0x318f },   /* Kana, Bopomofo, Hangul */
	{ 0x31f0, 0x31ff },   /* Kana */
	{ 0x3400, 0x9fff },   /* Han */
	{ 0xa960, 0xa97f },   /* Hangul */
	{ 0xac00, 0xd7ff },   /* Hangul */
	{ 0xf900, 0xfaff },   /* Han */
	{ 0xff66, 0xffdc },   /* Kana and Hangul of half the width */
	{ 0x20000, 0x3ffff }, /* Han */
};

/* What is no letter by itself, or more than a blank. */
static const struct {
	int point;
	enum part part;
} special[] = {
	{ '\'', PART_APOSTROPHE },   { '`', PART_APOSTROPHE },
	{ 0x00b4, PART_APOSTROPHE }, { 0x02bc, PART_APOSTROPHE },
	{ 0x0640, PART_APOSTROPHE }, /* it draws an Arabic word out */
	{ 0x2018, PART_APOSTROPHE }, { 0x2019, PART_APOSTROPHE },
	{ 0xff07, PART_APOSTROPHE }, { '&', PART_AND },
	{ 0xff06, PART_AND },	     { '/', PART_TIE },
	{ 0xff0f, PART_TIE },	     { '.', PART_TIE },
	{ 0xff0e, PART_TIE },
};

/* What anything else is, by its kind. */
static const enum part parts[] = {
	[UTF8_LETTER] = PART_LETTER,
	[UTF8_DASH] = PART_TIE,
	[UTF8_NOTHING] = PART_APOSTROPHE,
	[UTF8_OTHER] = PART_BLANK,
};

/* Most characters are one of the first two. */
static enum part part_of(const struct utf8_character *character)
{
	if (character->point < 0x80 && isalnum(character->point))
		return PART_LETTER;
	if (character->point == ' ')
		return PART_BLANK;
	for (size_t i = 0; i < sizeof(special) / sizeof(*special); i++)
		if (special[i].point == character->point)
			return special[i].part;
	return parts[character->kind];
}

static bool is_letter(const char *text)
{
	struct utf8_character first = utf8_first(text);

	return first.size > 0 && part_of(&first) == PART_LETTER;
}

static bool is_unparted(const struct utf8_character *character)
{
	if (character->point < unparted[0].first)
		return false;
	for (size_t i = 0; i < sizeof(unparted) / sizeof(*unparted); i++)
		if (character->point >= unparted[i].first &&
		    character->point <= unparted[i].last)
			return part_of(character) == PART_LETTER &&
			       utf8_digit(character->point) < 0;
	return false;
}

/* Behind the character that begins there and the marks on it. */
static const char *behind_character(const char *at)
{
	struct utf8_character next = utf8_first(at);

	do {
		at += next.size;
		next = utf8_first(at);
	} while (next.size > 0 && utf8_is_mark(next.point));
	return at;
}

/* Of a writing without blanks, each two characters are a word, so that every
 * part of a run is found. Moves `*rest` on by one, and behind the run by both.
 */
static void take_two(const char **rest, struct fold_word *word)
{
	const char *second = behind_character(word->start), *end = second;
	struct utf8_character next = utf8_first(second);

	word->is_pair = true;
	*rest = second;
	if (is_unparted(&next)) {
		end = behind_character(second);
		next = utf8_first(end);
		word->goes_on = is_unparted(&next);
		if (!word->goes_on)
			*rest = end;
	}
	word->length = (size_t)(end - word->start);
}

static bool is_plain(char byte)
{
	return ((unsigned)byte | SMALL) - 'a' < 26 || (unsigned)byte - '0' < 10;
}

/* Moves `at` to the end of the word that begins there. Behind an apostrophe it
 * goes on, and behind a tie another begins. */
static const char *end_of(const char *at, bool *is_tied)
{
	struct utf8_character next;

	*is_tied = false;
	while (is_plain(*at))
		at++;
	if (*at == ' ' || *at == '\0')
		return at;
	for (next = utf8_first(at); next.size > 0; next = utf8_first(at)) {
		enum part part = part_of(&next);

		if (part != PART_LETTER && part != PART_APOSTROPHE)
			break;
		if (part == PART_APOSTROPHE && !is_letter(at + next.size))
			break;
		if (is_unparted(&next))
			break;
		at += next.size;
	}
	if (next.size > 0 && part_of(&next) == PART_TIE)
		*is_tied = is_letter(at + next.size);
	return at;
}

/* Most words begin so, and what most others do needs not be asked of them. */
static bool take_plain(const char **rest, struct fold_word *word)
{
	while (**rest == ' ')
		(*rest)++;
	if (!is_plain(**rest))
		return false;
	*word = (struct fold_word){ .start = *rest };
	*rest = end_of(*rest, &word->is_tied);
	word->length = (size_t)(*rest - word->start);
	return true;
}

bool fold_next(const char **rest, struct fold_word *word)
{
	struct utf8_character next;

	if (take_plain(rest, word))
		return true;
	next = utf8_first(*rest);

	for (; next.size > 0; next = utf8_first(*rest)) {
		enum part part = part_of(&next);

		*word = (struct fold_word){ .start = *rest };
		if (is_unparted(&next)) {
			take_two(rest, word);
			return true;
		}
		if (part == PART_LETTER)
			*rest = end_of(*rest, &word->is_tied);
		else
			*rest += next.size;
		word->length = (size_t)(*rest - word->start);
		if (part == PART_LETTER || part == PART_AND)
			return true;
	}
	return false;
}

/* The letter as it is compared that begins there, and its size; 0 where it is
 * not that simple. */
static char simple_letter(const char *at, size_t *size)
{
	*size = 1;
	if (is_plain(*at))
		return (char)(*at | SMALL);
	*size = 2;
	return at[0] == LATIN_1 && utf8_is_inside(at[1]) ? latin_1[at[1] & 63] :
							   '\0';
}

size_t fold_next_plain(const char **rest, char small[FOLD_PLAIN_BYTES])
{
	const char *at = *rest;
	size_t length = 0, size;

	while (*at == ' ' || *at == ',')
		at++;
	for (; length < FOLD_PLAIN_BYTES - 1; length++, at += size) {
		small[length] = simple_letter(at, &size);
		if (small[length] == '\0')
			break;
	}
	if (*at != ' ' && *at != ',' && *at != '\0')
		return 0;
	small[length] = '\0';
	if (length > 0)
		*rest = at;
	return length;
}

struct fold_word fold_second(const struct fold_word *pair)
{
	const char *end = pair->start + pair->length;
	const char *second = behind_character(pair->start);

	if (second == end)
		return *pair;
	return (struct fold_word){ .start = second,
				   .length = (size_t)(end - second),
				   .is_pair = true };
}

/* How much of the word counts: `'s` at its end does not. */
static size_t counted(const struct fold_word *word)
{
	size_t length = word->length - 1;
	struct utf8_character before;

	if (tolower((unsigned char)word->start[length]) != 's')
		return word->length;
	while (length > 0 && utf8_is_inside(word->start[length - 1]))
		length--;
	if (length == 0)
		return word->length;
	before = utf8_first(word->start + --length);
	return part_of(&before) == PART_APOSTROPHE ? length : word->length;
}

static void print_compared(const char *text, size_t length, struct buf *out)
{
	char *compared = utf8_compared(text, length), *at = compared;
	struct utf8_character next = utf8_first(at);

	for (; next.size > 0; at += next.size, next = utf8_first(at)) {
		const char *letters = latin_letters(next.point);
		int digit = utf8_digit(next.point);

		if (letters != NULL)
			buf_puts(out, letters);
		else if (digit >= 0)
			buf_printf(out, "%d", digit);
		else
			buf_put(out, at, next.size);
	}
	free(compared);
}

/* Most words are of plain letters alone. */
static bool print_plain(const char *at, const char *end, struct buf *out)
{
	char small[FOLD_PLAIN_BYTES];
	size_t length = (size_t)(end - at);

	if (length > sizeof(small))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!is_plain(at[i]))
			return false;
		small[i] = (char)(at[i] | SMALL);
	}
	buf_put(out, small, length);
	return true;
}

void fold_print(const struct fold_word *word, struct buf *out)
{
	const char *at = word->start, *end = at + counted(word), *run = at;
	struct utf8_character next;

	if (print_plain(word->start, end, out))
		return;
	next = utf8_first(at);
	if (part_of(&next) == PART_AND) {
		buf_puts(out, "and");
		return;
	}
	for (; at < end; at += next.size) {
		next = utf8_first(at);
		if (part_of(&next) == PART_LETTER && next.point >= 0x80)
			continue;
		if (at > run)
			print_compared(run, (size_t)(at - run), out);
		run = at + next.size;
		if (part_of(&next) == PART_LETTER)
			buf_put(out, &(char){ (char)tolower(next.point) }, 1);
	}
	if (end > run)
		print_compared(run, (size_t)(end - run), out);
}
