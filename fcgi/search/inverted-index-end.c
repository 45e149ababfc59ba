/* From the findings of each place to the postings of each word. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sorted.h"
#include "search/inverted-index-internal.h"
#include "search/stem.h"
#include "text/sound.h"

/* A word, and the first bytes of what it is sorted by as a number, which settle
 * most comparisons. */
struct sorted {
	uint64_t first;
	const struct inverted_index_word *word;
};

static int by_text(const void *a, const void *b)
{
	const struct sorted *left = a, *right = b;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	return strcmp(left->word->text, right->word->text);
}

static int by_stem(const void *a, const void *b)
{
	const struct sorted *left = a, *right = b;
	int order;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	order = strcmp(left->word->stem, right->word->stem);
	return order != 0 ? order : strcmp(left->word->text, right->word->text);
}

/* The words in the order of their texts; `all` are in that of their numbers. */
static void sort_words(struct inverted_index *inverted,
		       const struct inverted_index_word *all,
		       struct sorted *sorted)
{
	for (size_t i = 0; i < inverted->count; i++)
		sorted[i] =
			(struct sorted){ sorted_prefix(all[i].text), &all[i] };
	qsort(sorted, inverted->count, sizeof(*sorted), by_text);
	for (size_t i = 0; i < inverted->count; i++)
		inverted->words[i] = *sorted[i].word;
}

static int by_name(const void *name, const void *word)
{
	return strcmp(name, ((const struct inverted_index_word *)word)->text);
}

/* Little words are found as they are written. */
static void keep_little(struct inverted_index *inverted,
			const struct token_list *little)
{
	for (size_t i = 0; i < little->count; i++) {
		struct inverted_index_word *word =
			bsearch(little->items[i].word.text, inverted->words,
				inverted->count, sizeof(*word), by_name);

		if (word != NULL)
			word->stem = word->text;
	}
}

/* Words of one stem often stand together. */
static const char *keep_stem(const char *stem,
			     const struct inverted_index_word *word,
			     const char *before, struct arena *arena)
{
	if (strcmp(stem, word->text) == 0)
		return word->text;
	if (before != NULL && strcmp(stem, before) == 0)
		return before;
	return arena_text(arena, stem, strlen(stem));
}

static void set_stems(struct inverted_index *inverted,
		      const struct token_list *little, struct sorted *sorted,
		      struct arena *arena)
{
	struct stem *stem = stem_new(inverted->language);
	const char *before = NULL;

	for (size_t i = 0; i < inverted->count; i++) {
		struct inverted_index_word *word = &inverted->words[i];

		word->stem = before = keep_stem(stem_of(stem, word->text), word,
						before, arena);
	}
	stem_free(stem);
	keep_little(inverted, little);
	for (size_t i = 0; i < inverted->count; i++)
		sorted[i] =
			(struct sorted){ sorted_prefix(inverted->words[i].stem),
					 &inverted->words[i] };
	qsort(sorted, inverted->count, sizeof(*sorted), by_stem);
	for (size_t i = 0; i < inverted->count; i++)
		inverted->by_stem[i] = sorted[i].word;
}

/* Where the next posting of a word stands, and which place had it before. */
struct pen {
	unsigned char *at;
	uint32_t place;
};

/* All postings are one block. */
static void begin_words(const struct inverted_index_draft *draft,
			struct inverted_index_word *words, struct pen *pens,
			struct arena *arena)
{
	size_t bytes = 0;
	unsigned char *block;

	for (size_t i = 0; i < draft->words.count; i++)
		bytes += draft->uses[i].bytes;
	block = (unsigned char *)arena_room(arena, bytes + 1);
	for (size_t i = 0; i < draft->words.count; i++) {
		const char *text = draft->words.names[i];

		words[i] = (struct inverted_index_word){
			.text = arena_text(arena, text, strlen(text)),
			.postings = block,
			.count = draft->uses[i].count,
			.best = RANK_NOWHERE,
		};
		pens[i].at = block;
		block += draft->uses[i].bytes;
	}
}

static void write_posting(struct inverted_index_word *word, struct pen *pen,
			  unsigned char rank, uint32_t place)
{
	pen->at = posting_put(pen->at, posting_of(place - pen->place, rank));
	pen->place = place;
	if (rank < word->best)
		word->best = rank;
}

/* The words are in the order of their numbers. */
static void set_postings(const struct inverted_index_draft *draft,
			 struct inverted_index_word *words, struct arena *arena)
{
	struct pen *pens = alloc_zero((draft->words.count + 1) * sizeof(*pens));
	const unsigned char *next = draft->findings, *last = next;

	begin_words(draft, words, pens, arena);
	if (draft->count > 0)
		last += draft->count;
	for (size_t place = 0; next < last; place++) {
		const unsigned char *end =
			place < draft->place ?
				draft->findings + draft->ends[place] :
				last;

		while (next < end) {
			unsigned char rank;
			size_t word = 0;

			next = posting_get(next, &word, &rank);
			write_posting(&words[word], &pens[word], rank,
				      (uint32_t)place);
		}
	}
	free(pens);
}

/* The words are in the order of their texts, and stay so in each length. */
static void set_shapes(struct inverted_index *inverted, struct arena *arena)
{
	uint32_t *ends = inverted->ends;

	inverted->shapes = arena_alloc(
		arena, (inverted->count + 1) * sizeof(*inverted->shapes));
	for (size_t i = 0; i < inverted->count; i++)
		ends[inverted_index_length(inverted->words[i].text)]++;
	for (size_t i = 1; i < INVERTED_INDEX_LENGTHS; i++)
		ends[i] += ends[i - 1];
	for (size_t i = inverted->count; i-- > 0;) {
		const char *text = inverted->words[i].text;
		uint32_t place = --ends[inverted_index_length(text)];

		inverted->shapes[place] = (struct inverted_index_shape){
			inverted_index_letters(text), (uint32_t)i
		};
	}
	for (size_t i = 0; i + 1 < INVERTED_INDEX_LENGTHS; i++)
		ends[i] = ends[i + 1];
	ends[INVERTED_INDEX_LENGTHS - 1] = (uint32_t)inverted->count;
}

static void draft_free(struct inverted_index_draft *draft)
{
	arena_free(draft->arena);
	free(draft->findings);
	free(draft->ends);
	free(draft->uses);
	free(draft->kept);
	free(draft->ties);
	free(draft->seen);
	buf_free(&draft->text);
	buf_free(&draft->tied);
	free(draft);
}

static int by_sound(const void *a, const void *b)
{
	const struct inverted_index_sound *one = a, *other = b;

	if (one->sound != other->sound)
		return one->sound < other->sound ? -1 : 1;
	return one->word < other->word ? -1 : one->word > other->word;
}

static void set_sounds(struct inverted_index *inverted, struct arena *arena)
{
	if (inverted->count == 0 || sound_of(inverted->language, "a") == 0)
		return;
	inverted->sounds =
		arena_alloc(arena, inverted->count * sizeof(*inverted->sounds));
	for (size_t i = 0; i < inverted->count; i++) {
		uint32_t sound =
			sound_of(inverted->language, inverted->words[i].stem);

		if (sound != 0)
			inverted->sounds[inverted->sound_count++] =
				(struct inverted_index_sound){ sound,
							       (uint32_t)i };
	}
	qsort(inverted->sounds, inverted->sound_count,
	      sizeof(*inverted->sounds), by_sound);
}

const struct inverted_index *inverted_index_end(
	struct inverted_index_draft *draft, const char *language,
	const struct token_list *little, struct arena *arena)
{
	struct inverted_index *inverted = arena_alloc(arena, sizeof(*inverted));
	size_t room = draft->words.count + 1;
	struct inverted_index_word *all = alloc_zero(room * sizeof(*all));
	struct sorted *sorted = alloc_zero(room * sizeof(*sorted));

	inverted->language = language;
	inverted->count = draft->words.count;
	set_postings(draft, all, arena);
	draft_free(draft);
	alloc_give_back();
	inverted->words = arena_alloc(arena, room * sizeof(*inverted->words));
	inverted->by_stem = arena_alloc(arena, room * sizeof(void *));
	sort_words(inverted, all, sorted);
	free(all);
	set_stems(inverted, little, sorted, arena);
	free(sorted);
	set_shapes(inverted, arena);
	set_sounds(inverted, arena);
	return inverted;
}
