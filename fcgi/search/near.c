/* One walk over all words of the index. */
#include "search/near.h"

#include <string.h>

#include "text/edit-distance.h"
#include "text/utf8.h"

/* Words of fewer letters are too near to too many others. */
#define ONE_EDIT  4
#define TWO_EDITS 8

struct nearing {
	const char *text;
	uint32_t letters;
	size_t length;
	size_t most;  /* edits that may be */
	size_t edits; /* of the best so far */
	enum rank rank;
	size_t count; /* of the entries that have it */
	const char *best;
};

static size_t edits_for(const char *text)
{
	size_t letters = utf8_letters(text);

	if (letters < ONE_EDIT || strpbrk(text, "0123456789") != NULL)
		return 0;
	return letters < TWO_EDITS ? 1 : 2;
}

/* Whether a word of so many edits comes before the best so far. A name comes
 * before what a text says, and that before a synonym, which has no `word`. */
static bool is_better(const struct nearing *nearing, size_t edits,
		      enum rank rank, size_t count)
{
	if (nearing->best == NULL || edits != nearing->edits)
		return nearing->best == NULL || edits < nearing->edits;
	if (rank != nearing->rank)
		return rank < nearing->rank;
	return count > nearing->count;
}

static size_t count_bits(uint32_t bits)
{
	size_t count = 0;

	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

static void consider(struct nearing *nearing, const char *text,
		     const struct inverted_index_word *word)
{
	size_t most = nearing->best != NULL ? nearing->edits : nearing->most;
	uint32_t letters =
		word != NULL ? word->letters : inverted_index_letters(text);
	size_t length = word != NULL ? word->length : utf8_letters(text);
	size_t edits, count = word != NULL ? word->count : 0;
	enum rank rank;

	if (length + most < nearing->length ||
	    nearing->length + most < length ||
	    count_bits(letters ^ nearing->letters) > 2 * most)
		return;
	edits = edit_distance(nearing->text, text, most);
	if (edits == 0 || edits > most)
		return;
	rank = word != NULL ? inverted_index_best(word) : RANK_NOWHERE;
	if (!is_better(nearing, edits, rank, count))
		return;
	nearing->edits = edits;
	nearing->rank = rank;
	nearing->count = count;
	nearing->best = text;
}

static void consider_synonyms(struct nearing *nearing,
			      const struct index_synonym *synonym)
{
	for (size_t i = 0; i < synonym->count; i++)
		for (size_t j = 0; j < synonym->items[i].count; j++)
			consider(nearing, synonym->items[i].items[j].word.text,
				 NULL);
}

static const char *look(const struct index *index, const struct word *word)
{
	struct nearing nearing = { .text = word->text,
				   .letters =
					   inverted_index_letters(word->text),
				   .length = utf8_letters(word->text),
				   .most = edits_for(word->text) };

	if (nearing.most == 0 || index_knows(index, word->text))
		return NULL;
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct inverted_index *all = index->inverted[i];

		for (size_t j = 0; all != NULL && j < all->count; j++)
			consider(&nearing, all->words[j].text, &all->words[j]);
	}
	for (size_t i = 0; i < index->synonym_count; i++)
		consider_synonyms(&nearing, &index->synonyms[i]);
	return nearing.best;
}

const char *near_word(const struct match *match, const struct word *word)
{
	struct match_memo *memo = match->memo;
	struct match_near *near = memo->near;

	while (near != NULL && strcmp(near->word, word->text) != 0)
		near = near->next;
	if (near != NULL)
		return near->found;
	near = arena_alloc(memo->arena, sizeof(*near));
	*near = (struct match_near){ word->text, look(match->index, word),
				     memo->near };
	memo->near = near;
	return near->found;
}
