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

/* What comparing two words costs, where to look at one from afar costs 1. */
#define COMPARING     16

struct nearing {
	const char *text;
	char last; /* byte of it */
	uint32_t letters;
	size_t most;  /* edits that may be */
	size_t edits; /* of the best so far */
	enum rank rank;
	size_t count; /* of the entries that have it */
	const char *best;
	/* Where it was found, and among words of which length. */
	const struct inverted_index *inverted;
	size_t length;
	size_t left; /* of the work that may be */
};

static size_t edits_for(const char *text)
{
	size_t letters = utf8_letters(text);

	if (letters < ONE_EDIT || strpbrk(text, "0123456789") != NULL)
		return 0;
	return letters < TWO_EDITS ? 1 : 2;
}

/* A word that may be near. */
struct candidate {
	const char *text;
	const struct inverted_index *inverted; /* NULL: a synonym has it */
	size_t length;
	enum rank rank;
	size_t count;
};

/* Whether a word of so many edits comes before the best so far. A name comes
 * before what a text says, and that before a synonym. Those of the default
 * language are looked at first, and stay before others like them, as shorter
 * ones do of one language. */
static bool is_better(const struct nearing *nearing, size_t edits,
		      const struct candidate *candidate)
{
	if (nearing->best == NULL || edits != nearing->edits)
		return nearing->best == NULL || edits < nearing->edits;
	if (candidate->rank != nearing->rank)
		return candidate->rank < nearing->rank;
	if (candidate->count != nearing->count)
		return candidate->count > nearing->count;
	return candidate->inverted == nearing->inverted &&
	       candidate->length < nearing->length;
}

/* Whether so much work may still be, which is taken from what is left. */
static bool may_work(struct nearing *nearing, size_t work)
{
	if (work > nearing->left) {
		nearing->left = 0;
		return false;
	}
	nearing->left -= work;
	return true;
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

static void consider(struct nearing *nearing, const struct candidate *candidate)
{
	size_t most = most_edits(nearing), edits;

	if (most == 1 && has_other_ends(nearing, candidate->text))
		return;
	if (!may_work(nearing, COMPARING))
		return;
	edits = edit_distance(nearing->text, candidate->text, most);
	if (edits == 0 || edits > most || !is_better(nearing, edits, candidate))
		return;
	nearing->edits = edits;
	nearing->rank = candidate->rank;
	nearing->count = candidate->count;
	nearing->best = candidate->text;
	nearing->inverted = candidate->inverted;
	nearing->length = candidate->length;
}

static void consider_synonyms(struct nearing *nearing,
			      const struct synonyms *synonyms)
{
	for (size_t i = 0; i < synonyms->word_count; i++) {
		const struct synonym_word *word = &synonyms->words[i];

		if (!is_far(nearing->letters, word->letters,
			    most_edits(nearing)) &&
		    utf8_letters(word->text) >= SYNONYM_LEAST)
			consider(nearing,
				 &(struct candidate){ .text = word->text,
						      .rank = RANK_NOWHERE });
	}
}

/* The words of a length. */
static void consider_length(struct nearing *nearing,
			    const struct inverted_index *all, size_t length)
{
	uint32_t place = length > 0 ? all->ends[length - 1] : 0;

	for (; place < all->ends[length] && may_work(nearing, 1); place++) {
		const struct inverted_index_shape *shape = &all->shapes[place];
		const struct inverted_index_word *word =
			&all->words[shape->word];

		if (!is_far(nearing->letters, shape->letters,
			    most_edits(nearing)))
			consider(nearing,
				 &(struct candidate){ word->text, all, length,
						      inverted_index_best(word),
						      word->count });
	}
}

/* Those that are as long first: most often a letter is wrong, and what is found
 * so spares the others work. */
static void consider_all(struct nearing *nearing,
			 const struct inverted_index *all)
{
	size_t length = inverted_index_length(nearing->text);

	consider_length(nearing, all, length);
	for (size_t i = 1; i <= nearing->most; i++) {
		if (length + i < INVERTED_INDEX_LENGTHS)
			consider_length(nearing, all, length + i);
		if (i <= length)
			consider_length(nearing, all, length - i);
	}
}

/* Of so much work as is left, which it takes from that. */
static struct match_near look(const struct index *index,
			      const struct word *word, size_t *left,
			      struct arena *arena)
{
	struct match_near near = { .word = word->text };
	struct nearing nearing = { .text = word->text,
				   .last = last_of(word->text),
				   .letters =
					   inverted_index_letters(word->text),
				   .most = edits_for(word->text),
				   .left = *left };

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
	*left = nearing.left;
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
		*near = look(match->index, word, &memo->near_left, memo->arena);
		near->next = memo->near;
		memo->near = near;
	}
	*is_heard = near != NULL && near->is_heard;
	return near != NULL ? near->found : NULL;
}
