/* Words by number. */
#include "search/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define FIRST_ROOM ((size_t)1024)

struct lexicon lexicon_new(struct arena *arena)
{
	return (struct lexicon){
		.words = alloc_zero(FIRST_ROOM / 2 * sizeof(char *)),
		.room = FIRST_ROOM,
		.slots = alloc_zero(FIRST_ROOM * sizeof(uint32_t)),
		.arena = arena,
	};
}

/* FNV-1a. */
static size_t hash_of(const char *word)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *word != '\0'; word++)
		hash = (hash ^ (unsigned char)*word) * 0x100000001b3;
	return (size_t)(hash ^ (hash >> 32));
}

/* The slot of a word, or the one where it belongs. */
static uint32_t *slot_of(const struct lexicon *lexicon, const char *word)
{
	size_t slot = hash_of(word);

	for (;; slot++) {
		uint32_t *found = &lexicon->slots[slot & (lexicon->room - 1)];

		if (*found == 0 ||
		    strcmp(lexicon->words[*found - 1], word) == 0)
			return found;
	}
}

/* Half of the slots stay free. */
static void grow(struct lexicon *lexicon)
{
	free(lexicon->slots);
	lexicon->room *= 2;
	lexicon->slots = alloc_zero(lexicon->room * sizeof(uint32_t));
	lexicon->words =
		alloc_grow(lexicon->words, lexicon->room / 2 * sizeof(char *));
	for (size_t i = 0; i < lexicon->count; i++)
		*slot_of(lexicon, lexicon->words[i]) = (uint32_t)i + 1;
}

uint32_t lexicon_number(struct lexicon *lexicon, const char *word)
{
	uint32_t *slot = slot_of(lexicon, word);

	if (*slot != 0)
		return *slot - 1;
	if (lexicon->count == lexicon->room / 2) {
		grow(lexicon);
		slot = slot_of(lexicon, word);
	}
	lexicon->words[lexicon->count] =
		arena_text(lexicon->arena, word, strlen(word));
	*slot = (uint32_t)++lexicon->count;
	return *slot - 1;
}

void lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->words);
	free(lexicon->slots);
	lexicon->words = NULL;
	lexicon->slots = NULL;
}
