/* Words in two sorted arrays, each with its postings in one block. */
#include "search/inverted-index.h"

#include <string.h>

#include "base/sorted.h"
#include "search/inverted-index-internal.h"
#include "text/utf8.h"

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
	const unsigned char *at = word->postings;
	size_t place = 0;

	for (uint32_t i = 0; i < word->count; i++) {
		unsigned char better;

		at = posting_get(at, &place, &better);
		if (better == RANK_ABBREVIATION && !is_written_out)
			better = RANK_NAME;
		if (better < ranks[place])
			ranks[place] = better;
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
	if (is_text_at(inverted, i, lookup))
		give_ranks(&inverted->words[i], true, ranks);
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
	return (enum rank)word->best;
}

static bool comes_before(const struct inverted_index_word *one,
			 const struct inverted_index_word *other)
{
	enum rank rank = inverted_index_best(one);
	enum rank other_rank = inverted_index_best(other);

	return rank != other_rank ? rank < other_rank :
				    one->count > other->count;
}

static bool sounds_before(const void *item, const void *wanted)
{
	const struct inverted_index_sound *one = item;
	const uint32_t *sound = wanted;

	return one->sound < *sound;
}

const struct inverted_index_word *inverted_index_sounding(
	const struct inverted_index *inverted, uint32_t sound)
{
	const struct inverted_index_word *best = NULL;
	size_t low =
		sorted_first(inverted->sounds, inverted->sound_count,
			     sizeof(*inverted->sounds), sounds_before, &sound);

	for (; low < inverted->sound_count &&
	       inverted->sounds[low].sound == sound;
	     low++) {
		const struct inverted_index_word *word =
			&inverted->words[inverted->sounds[low].word];

		if (best == NULL || comes_before(word, best))
			best = word;
	}
	return best;
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

size_t inverted_index_length(const char *text)
{
	size_t length = utf8_letters(text);

	return length < INVERTED_INDEX_LENGTHS ? length :
						 INVERTED_INDEX_LENGTHS - 1;
}
