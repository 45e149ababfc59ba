/* The least edit distance of what is offered. */
#include "text/spelling.h"

#include "text/edit-distance.h"
#include "text/utf8.h"

struct spelling spelling_of(const char *wrong)
{
	size_t letters = utf8_letters(wrong);

	return (struct spelling){
		.wrong = wrong,
		.edits = letters < 5 ? 2 :
			 letters < 9 ? 3 :
				       4,
	};
}

void spelling_try(struct spelling *spelling, const char *right)
{
	size_t edits = spelling->edits;

	if (edits > 0)
		edits = edit_distance(spelling->wrong, right, edits - 1);
	if (edits < spelling->edits) {
		spelling->edits = edits;
		spelling->nearest = right;
	}
}
