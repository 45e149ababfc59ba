/* Words in two sorted arrays, each with its postings in one block. */
#include "search/inverted-index.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/table.h"
#include "search/stem.h"
#include "text/fold.h"

#define WORD_ROOM ((size_t)64 * 1024)
#define RANK_BITS 3

/* That an entry has a word, while words still go by number. */
struct finding {
	uint32_t word, posting;
};

struct inverted_index_draft {
	struct arena *arena; /* of the words */
	struct table words;
	struct finding *findings; /* entry by entry */
	size_t count, room;
	size_t *last; /* by word: its last finding and one; 0: none */
	size_t last_room;
	struct buf word, tied; /* a word, and those that are tied in one */
};

/* An entry and the rank at which it has a word, in four bytes; of the postings
 * of one entry the least is the best. */
static uint32_t posting_of(size_t place, enum rank rank)
{
	return (uint32_t)place << RANK_BITS | (uint32_t)rank;
}

static size_t place_of(uint32_t posting)
{
	return posting >> RANK_BITS;
}

static unsigned char rank_of(uint32_t posting)
{
	return (unsigned char)(posting & ((1U << RANK_BITS) - 1));
}

static const char *text_at(const struct inverted_index *inverted, size_t place)
{
	return inverted->words[place].text;
}

static const char *stem_at(const struct inverted_index *inverted, size_t place)
{
	return inverted->by_stem[place]->stem;
}

/* The first place, in the order of what `at` gives, that is not before `key`.
 */
static size_t first(const struct inverted_index *inverted, const char *key,
		    const char *(*at)(const struct inverted_index *, size_t))
{
	size_t low = 0, high = inverted->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(at(inverted, middle), key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool begins_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

static bool is_text_at(const struct inverted_index *inverted, size_t place,
		       const struct inverted_index_lookup *lookup)
{
	return place < inverted->count &&
	       strcmp(text_at(inverted, place), lookup->text) == 0;
}

static bool is_stem_at(const struct inverted_index *inverted, size_t place,
		       const struct inverted_index_lookup *lookup)
{
	return place < inverted->count &&
	       strcmp(stem_at(inverted, place), lookup->stem) == 0;
}

static bool is_start_at(const struct inverted_index *inverted, size_t place,
			const struct inverted_index_lookup *lookup)
{
	return lookup->is_unfinished && place < inverted->count &&
	       begins_with(text_at(inverted, place), lookup->text);
}

static void give_ranks(const struct inverted_index_word *word,
		       bool is_written_out, unsigned char *ranks)
{
	for (uint32_t i = 0; i < word->count; i++) {
		unsigned char *rank = &ranks[place_of(word->postings[i])];
		unsigned char better = rank_of(word->postings[i]);

		if (better == RANK_ABBREVIATION && !is_written_out)
			better = RANK_NAME;
		if (better < *rank)
			*rank = better;
	}
}

void inverted_index_find(const struct inverted_index *inverted,
			 const struct inverted_index_lookup *lookup,
			 unsigned char *ranks)
{
	size_t i = first(inverted, lookup->stem, stem_at);

	for (; is_stem_at(inverted, i, lookup); i++)
		give_ranks(inverted->by_stem[i],
			   strcmp(inverted->by_stem[i]->text, lookup->text) ==
				   0,
			   ranks);
	i = first(inverted, lookup->text, text_at);
	for (; is_start_at(inverted, i, lookup); i++)
		give_ranks(&inverted->words[i], false, ranks);
}

const struct inverted_index_word *inverted_index_first(
	const struct inverted_index *inverted,
	const struct inverted_index_lookup *lookup)
{
	size_t stem = first(inverted, lookup->stem, stem_at);
	size_t word = first(inverted, lookup->text, text_at);

	if (is_text_at(inverted, word, lookup))
		return &inverted->words[word];
	if (is_stem_at(inverted, stem, lookup))
		return inverted->by_stem[stem];
	if (is_start_at(inverted, word, lookup))
		return &inverted->words[word];
	return NULL;
}

enum rank inverted_index_best(const struct inverted_index_word *word)
{
	unsigned char best = RANK_NOWHERE;

	for (uint32_t i = 0; i < word->count; i++)
		if (rank_of(word->postings[i]) < best)
			best = rank_of(word->postings[i]);
	return (enum rank)best;
}

bool inverted_index_has(const struct inverted_index *inverted, const char *text)
{
	size_t place = first(inverted, text, text_at);

	return place < inverted->count &&
	       strcmp(text_at(inverted, place), text) == 0;
}

bool inverted_index_fits(const struct inverted_index_lookup *lookup,
			 const char *text, const char *stem)
{
	return strcmp(stem, lookup->stem) == 0 ||
	       (lookup->is_unfinished && begins_with(text, lookup->text));
}

/* An edit of a letter of several bytes can differ in each of these, so that
 * only letters of ASCII count. */
uint32_t inverted_index_letters(const char *text)
{
	uint32_t letters = 0;

	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x80)
			letters |= UINT32_C(1) << (*text & 31);
	return letters;
}

struct inverted_index_draft *inverted_index_begin(void)
{
	struct inverted_index_draft *draft = alloc_zero(sizeof(*draft));

	draft->arena = arena_new();
	draft->words = table_new(0, draft->arena);
	draft->word = buf_new(WORD_ROOM);
	draft->tied = buf_new(WORD_ROOM);
	return draft;
}

static void make_room(struct inverted_index_draft *draft, size_t word)
{
	size_t room = draft->last_room;

	if (draft->count == draft->room) {
		draft->room = draft->room > 0 ? draft->room * 2 : 1024;
		draft->findings = alloc_grow(
			draft->findings, draft->room * sizeof(struct finding));
	}
	if (word < room)
		return;
	draft->last_room = room > 0 ? room * 2 : 1024;
	draft->last =
		alloc_grow(draft->last, draft->last_room * sizeof(size_t));
	memset(draft->last + room, 0,
	       (draft->last_room - room) * sizeof(size_t));
}

/* An entry has each word once, at the best rank. */
static void add_word(struct inverted_index_draft *draft, const struct buf *text,
		     size_t place, enum rank rank)
{
	size_t word = table_add(&draft->words, "", buf_text(text));
	uint32_t posting = posting_of(place, rank);
	struct finding *before;

	make_room(draft, word);
	if (draft->last[word] > 0) {
		before = &draft->findings[draft->last[word] - 1];
		if (place_of(before->posting) == place) {
			if (posting < before->posting)
				before->posting = posting;
			return;
		}
	}
	draft->findings[draft->count++] =
		(struct finding){ (uint32_t)word, posting };
	draft->last[word] = draft->count;
}

/* The end of a run without blanks can be looked for alone too; any other of
 * its characters is the beginning of a pair. */
static void add_last(struct inverted_index_draft *draft,
		     const struct fold_word *pair, size_t place, enum rank rank)
{
	struct fold_word last = fold_second(pair);

	draft->word.length = 0;
	fold_print(&last, &draft->word);
	if (draft->word.length > 0)
		add_word(draft, &draft->word, place, rank);
}

/* Of words that are tied, each counts, and all in one: only that is the whole
 * of an abbreviation such as J/TIP. */
void inverted_index_add(struct inverted_index_draft *draft, const char *text,
			size_t place, enum rank rank)
{
	struct buf *word = &draft->word, *tied = &draft->tied;
	struct fold_word next;
	size_t parts = 0;

	while (fold_next(&text, &next)) {
		bool is_part = next.is_tied || parts > 0;

		word->length = 0;
		fold_print(&next, word);
		buf_put(tied, buf_text(word), word->length);
		if (word->length > 0)
			add_word(draft, word, place,
				 is_part && rank == RANK_ABBREVIATION ?
					 RANK_NAME :
					 rank);
		if (next.is_pair && !next.goes_on)
			add_last(draft, &next, place, rank);
		parts = next.is_tied ? parts + 1 : 0;
		if (next.is_tied)
			continue;
		if (is_part && tied->length > 0)
			add_word(draft, tied, place, rank);
		tied->length = 0;
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct inverted_index_word *)a)->text,
		      ((const struct inverted_index_word *)b)->text);
}

static int by_stem(const void *a, const void *b)
{
	const struct inverted_index_word *left =
		*(const struct inverted_index_word *const *)a;
	const struct inverted_index_word *right =
		*(const struct inverted_index_word *const *)b;
	int order = strcmp(left->stem, right->stem);

	return order != 0 ? order : strcmp(left->text, right->text);
}

static void set_stems(struct inverted_index *inverted, struct arena *arena)
{
	struct stem *stem = stem_new(inverted->language);

	for (size_t i = 0; i < inverted->count; i++) {
		struct inverted_index_word *word = &inverted->words[i];
		const char *text = stem_of(stem, word->text);

		word->stem = strcmp(text, word->text) == 0 ?
				     word->text :
				     arena_text(arena, text, strlen(text));
		inverted->by_stem[i] = word;
	}
	stem_free(stem);
	qsort(inverted->by_stem, inverted->count, sizeof(*inverted->by_stem),
	      by_stem);
}

/* Copies the findings to the words they are of, all into one block. The words
 * are still in the order of their numbers. */
static void set_postings(const struct inverted_index_draft *draft,
			 struct inverted_index_word *words, struct arena *arena)
{
	uint32_t *block =
		arena_alloc(arena, (draft->count + 1) * sizeof(*block));
	uint32_t **ends = alloc_zero((draft->words.count + 1) * sizeof(*ends));

	for (size_t i = 0; i < draft->count; i++)
		words[draft->findings[i].word].count++;
	for (size_t i = 0; i < draft->words.count; i++) {
		words[i].postings = ends[i] = block;
		block += words[i].count;
	}
	for (size_t i = 0; i < draft->count; i++)
		*ends[draft->findings[i].word]++ = draft->findings[i].posting;
	free(ends);
}

static void draft_free(struct inverted_index_draft *draft)
{
	arena_free(draft->arena);
	free(draft->findings);
	free(draft->last);
	buf_free(&draft->word);
	buf_free(&draft->tied);
	free(draft);
}

const struct inverted_index *inverted_index_end(
	struct inverted_index_draft *draft, const char *language,
	struct arena *arena)
{
	struct inverted_index *inverted = arena_alloc(arena, sizeof(*inverted));
	size_t count = draft->words.count;

	inverted->language = language;
	inverted->count = count;
	inverted->words =
		arena_alloc(arena, (count + 1) * sizeof(*inverted->words));
	inverted->by_stem = arena_alloc(arena, (count + 1) * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		inverted->words[i].text =
			arena_text(arena, draft->words.names[i],
				   strlen(draft->words.names[i]));
	for (size_t i = 0; i < count; i++)
		inverted->words[i].letters =
			inverted_index_letters(inverted->words[i].text);
	set_postings(draft, inverted->words, arena);
	qsort(inverted->words, count, sizeof(*inverted->words), by_text);
	set_stems(inverted, arena);
	draft_free(draft);
	return inverted;
}
