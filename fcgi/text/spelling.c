/* The nearest right spelling. */
#include "text/spelling.h"

#include <string.h>

#define LETTERS ((size_t)63)

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Distance with neighbors swapped (optimal string alignment), by rows. */
static size_t distance(const char *a, const char *b)
{
	size_t width = strlen(b), rows[3][LETTERS + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= width; j++)
		above[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				       above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[width];
}

struct spelling spelling_of(const char *wrong)
{
	return (struct spelling){
		.wrong = wrong,
		.edits = strlen(wrong) < 5 ? 2 : 3,
	};
}

void spelling_try(struct spelling *spelling, const char *right)
{
	size_t edits;

	if (strlen(right) > LETTERS || strlen(spelling->wrong) > LETTERS)
		return;
	edits = distance(spelling->wrong, right);
	if (edits < spelling->edits) {
		spelling->edits = edits;
		spelling->nearest = right;
	}
}

static bool is_inside_letter(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

static size_t letters_of(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += !is_inside_letter(text[i]);
	return count;
}

size_t spelling_letters(const char *word)
{
	return letters_of(word, strlen(word));
}

/* How many bytes both begin with, in whole letters. */
static size_t same_start(const char *one, const char *other)
{
	size_t length = 0;

	while (one[length] != '\0' && one[length] == other[length])
		length++;
	while (length > 0 && (is_inside_letter(one[length]) ||
			      is_inside_letter(other[length])))
		length--;
	return length;
}

/* The same from behind, of the texts' first bytes. */
static size_t same_end(const char *one, size_t one_length, const char *other,
		       size_t other_length)
{
	size_t length = 0;

	while (length < one_length && length < other_length &&
	       one[one_length - length - 1] == other[other_length - length - 1])
		length++;
	while (length > 0 && is_inside_letter(one[one_length - length]))
		length--;
	return length;
}

/* Whether two letters are the other two the wrong way round. */
static bool is_swapped(const char *one, const char *other, size_t length)
{
	size_t first = 1;

	while (first < length && is_inside_letter(one[first]))
		first++;
	return memcmp(one, other + length - first, first) == 0 &&
	       memcmp(one + first, other, length - first) == 0;
}

bool spelling_is_near(const char *one, const char *other)
{
	size_t start = same_start(one, other);
	size_t left = strlen(one + start), right = strlen(other + start), end;

	one += start;
	other += start;
	end = same_end(one, left, other, right);
	if (left == right && letters_of(one, left - end) == 2)
		return letters_of(other, right - end) == 2 &&
		       is_swapped(one, other, left - end);
	left = letters_of(one, left - end);
	right = letters_of(other, right - end);
	return left <= 1 && right <= 1 && left + right > 0;
}
