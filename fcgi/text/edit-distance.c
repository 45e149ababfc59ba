/* What two texts begin with alike needs no edit; where they part, each edit is
 * tried. */
#include "text/edit-distance.h"

#include <stdbool.h>
#include <string.h>

#include "text/utf8.h"

/* The bytes of the first letter; 0 at the end of the text. */
static size_t letter_of(const char *text)
{
	size_t length = text[0] != '\0';

	while (length > 0 && utf8_is_inside(text[length]))
		length++;
	return length;
}

/* How many bytes both begin with, in whole letters. */
static size_t same_start(const char *one, const char *other)
{
	size_t length = 0;

	while (one[length] != '\0' && one[length] == other[length])
		length++;
	while (length > 0 &&
	       (utf8_is_inside(one[length]) || utf8_is_inside(other[length])))
		length--;
	return length;
}

/* Whether the first two letters, of which the first has `length` bytes, are
 * those of the other the wrong way round. */
static bool is_swapped(const char *one, size_t length, const char *other,
		       size_t other_length)
{
	return length > 0 && other_length > 0 &&
	       letter_of(one + length) == other_length &&
	       letter_of(other + other_length) == length &&
	       memcmp(one, other + other_length, length) == 0 &&
	       memcmp(one + length, other, other_length) == 0;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t edit_distance(const char *one, const char *other, size_t most)
{
	size_t start = same_start(one, other), rest = most, left, right;

	one += start;
	other += start;
	left = letter_of(one);
	right = letter_of(other);
	if (left + right == 0 || most == 0)
		return left + right > 0;
	rest = edit_distance(one + left, other + right, most - 1);
	if (left > 0)
		rest = least(rest, edit_distance(one + left, other, most - 1));
	if (right > 0)
		rest = least(rest, edit_distance(one, other + right, most - 1));
	if (is_swapped(one, left, other, right))
		rest = least(rest,
			     edit_distance(one + left + right,
					   other + left + right, most - 1));
	return rest + 1;
}
