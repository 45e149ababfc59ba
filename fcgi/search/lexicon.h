/* Words by number: each once, in the order in which they came. */
#ifndef SIGNPOST_SEARCH_LEXICON_H
#define SIGNPOST_SEARCH_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct lexicon {
	const char **words; /* by number; they live as long as the arena */
	size_t count;
	size_t room;	 /* of `slots`, a power of two */
	uint32_t *slots; /* by hash: a number and one, 0 where there is none */
	struct arena *arena;
};

/* An empty lexicon whose words live as long as `arena`; for lexicon_free(). */
struct lexicon lexicon_new(struct arena *arena);

/* The number of a word, which is added when it is new. */
uint32_t lexicon_number(struct lexicon *lexicon, const char *word);

/* Gives back all but the words. */
void lexicon_free(struct lexicon *lexicon);

#endif
