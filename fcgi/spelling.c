/* The nearest right spelling. */
#include "spelling.h"

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
