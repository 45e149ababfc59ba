/* What a column may be, by its heading and by what stands below it. */
#ifndef SIGNPOST_IMPORT_GUESS_H
#define SIGNPOST_IMPORT_GUESS_H

#include <stdbool.h>

#include "base/arena.h"
#include "import/columns.h"

/* What values look like. */
enum guess_look {
	GUESS_ANY,
	GUESS_NUMBER, /* of a telephone */
	GUESS_EMAIL,
	GUESS_LINK,
	GUESS_HOURS,
	GUESS_POSTAL,
	GUESS_STATE,
	GUESS_DATE,
	GUESS_COORDINATE,
	GUESS_LOOKS,
};

struct guess {
	const struct columns_key *key; /* NULL: no word of the heading is known
					*/
	int group;		       /* that the heading says, else 0 */
	const char *words;	       /* the words by which it was found */
	enum guess_look look;	       /* of values under such a heading */
};

/* By the words of the heading. Lives as long as `arena`. */
struct guess guess_by_heading(const char *heading, struct arena *arena);

/* Whether a text looks so. */
bool guess_is(enum guess_look look, const char *text, struct arena *arena);

/* The key that values of a look would have, NULL for none. */
const struct columns_key *guess_by_look(enum guess_look look);

/* What such values are called, as in `numbers of telephones`. */
const char *guess_words(enum guess_look look);

#endif
