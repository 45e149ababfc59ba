/* One walk over the words of the index that are about as long. */
#include "search/near.h"

#include <string.h>

#include "text/edit-distance.h"
#include "text/utf8.h"

/* Words of fewer letters are too near to too many others. */
#define ONE_EDIT      4
#define TWO_EDITS     8

/* Synonyms hold what people say of the worst, which `grape` is not near to. */
#define SYNONYM_LEAST 5

/* So many words of a wish are looked for at most, so that none costs much. */
#define MOST_LOOKED   8

struct nearing {
	const char *text;
	char last; /* byte of it */
	uint32_t letters;
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

/* Each edit changes two letters at most. */
static bool is_far(uint32_t letters, uint32_t others, size_t edits)
{
	uint32_t differing = letters ^ others;

	for (size_t i = 0; i < 2 * edits; i++)
		differing &= differing - 1U;
	return differing != 0;
}

static size_t most_edits(const struct nearing *nearing)
{
	return nearing->best != NULL ? nearing->edits : nearing->most;
}

static char last_of(const char *text)
{
	return *text != '\0' ? text[strlen(text) - 1] : '\0';
}

/* One edit is at one end of a word of several letters, not at both. */
static bool has_other_ends(const struct nearing *nearing, const char *text)
{
	return *text != *nearing->text && last_of(text) != nearing->last;
}

static void consider(struct nearing *nearing, const char *text,
		     const struct inverted_index_word *word)
{
	size_t most = most_edits(nearing), edits;
	size_t count = word != NULL ? word->count : 0;
	enum rank rank;

	if (most == 1 && has_other_ends(nearing, text))
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
			      const struct synonyms *synonyms)
{
	for (size_t i = 0; i < synonyms->word_count; i++) {
		const struct synonym_word *word = &synonyms->words[i];

		if (!is_far(nearing->letters, word->letters,
			    most_edits(nearing)) &&
		    utf8_letters(word->text) >= SYNONYM_LEAST)
			consider(nearing, word->text, NULL);
	}
}

/* The words of a length. */
static void consider_length(struct nearing *nearing,
			    const struct inverted_index *all, size_t length)
{
	uint32_t place = length > 0 ? all->ends[length - 1] : 0;

	for (; place < all->ends[length]; place++) {
		const struct inverted_index_shape *shape = &all->shapes[place];
		const struct inverted_index_word *word =
			&all->words[shape->word];

		if (!is_far(nearing->letters, shape->letters,
			    most_edits(nearing)))
			consider(nearing, word->text, word);
	}
}

static void consider_all(struct nearing *nearing,
			 const struct inverted_index *all)
{
	size_t last = INVERTED_INDEX_LENGTHS - 1;
	size_t length = inverted_index_length(nearing->text);
	size_t from = length > nearing->most ? length - nearing->most : 0;
	size_t to = length + nearing->most;

	for (size_t i = from < last ? from : last; i <= to && i <= last; i++)
		consider_length(nearing, all, i);
}

static struct match_near look(const struct index *index,
			      const struct word *word, struct arena *arena)
{
	struct match_near near = { .word = word->text };
	struct nearing nearing = { .text = word->text,
				   .last = last_of(word->text),
				   .letters =
					   inverted_index_letters(word->text),
				   .most = edits_for(word->text) };

	if (index_knows(index, word->text))
		return near;
	near.found = kin_word(index, word, arena);
	near.is_heard = near.found != NULL;
	if (near.is_heard || nearing.most == 0)
		return near;
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		if (index->inverted[i] != NULL)
			consider_all(&nearing, index->inverted[i]);
	consider_synonyms(&nearing, &index->synonyms);
	near.found = nearing.best;
	return near;
}

const char *near_word(const struct match *match, const struct word *word,
		      bool *is_heard)
{
	struct match_memo *memo = match->memo;
	struct match_near *near = memo->near;
	size_t looked = 0;

	for (; near != NULL && strcmp(near->word, word->text) != 0;
	     near = near->next)
		looked++;
	if (near == NULL && looked < MOST_LOOKED) {
		near = arena_alloc(memo->arena, sizeof(*near));
		*near = look(match->index, word, memo->arena);
		near->next = memo->near;
		memo->near = near;
	}
	*is_heard = near != NULL && near->is_heard;
	return near != NULL ? near->found : NULL;
}
