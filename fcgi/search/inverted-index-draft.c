/* Each word has a number, and each text that may come again is read once. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/table.h"
#include "search/inverted-index-internal.h"
#include "search/stem.h"
#include "text/fold.h"

#define WORD_ROOM  ((size_t)64 * 1024)
#define RANK_BITS  3

/* Longer texts are rarely the same. */
#define KEPT_BYTES ((size_t)80)
#define KEPT_WORDS ((size_t)20)
#define KEPT_TEXTS ((size_t)4096)

/* That an entry has a word, while words still go by number. */
struct finding {
	uint32_t word, posting;
};

/* A word of a text, and whether it is a part of a longer one. */
struct tie {
	uint32_t word;
	bool is_part;
};

/* A short text that was read, as the name of a term, which many entries have,
 * and its words. */
struct kept {
	const char *from; /* where it stood; never read, something else may */
	char text[KEPT_BYTES];
	struct tie ties[KEPT_WORDS];
	uint32_t count;
};

struct inverted_index_draft {
	struct arena *arena; /* of the words */
	struct table words;
	struct finding *findings; /* entry by entry */
	size_t count, room;
	size_t *last; /* by word: its last finding and one; 0: none */
	size_t last_room;
	struct kept *kept; /* by where they stood, the last of each place */
	/* The words of the text that is read. */
	struct tie *ties;
	size_t tie_count, tie_room;
	struct buf word, tied; /* a word, and those that are tied in one */
};

struct inverted_index_draft *inverted_index_begin(void)
{
	struct inverted_index_draft *draft = alloc_zero(sizeof(*draft));

	draft->arena = arena_new();
	draft->words = table_new(0, draft->arena);
	draft->kept = alloc_zero(KEPT_TEXTS * sizeof(struct kept));
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
static void add_posting(struct inverted_index_draft *draft, size_t word,
			size_t place, enum rank rank)
{
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

/* Notes a word of the text that is read. */
static void note_word(struct inverted_index_draft *draft,
		      const struct buf *text, bool is_part)
{
	if (text->length == 0)
		return;
	if (draft->tie_count == draft->tie_room) {
		draft->tie_room =
			draft->tie_room > 0 ? draft->tie_room * 2 : 1024;
		draft->ties = alloc_grow(draft->ties,
					 draft->tie_room * sizeof(struct tie));
	}
	draft->ties[draft->tie_count++] = (struct tie){
		(uint32_t)table_add(&draft->words, "", buf_text(text)),
		is_part,
	};
}

/* The end of a run without blanks can be looked for alone too; any other of
 * its characters is the beginning of a pair. */
static void note_last(struct inverted_index_draft *draft,
		      const struct fold_word *pair)
{
	struct fold_word last = fold_second(pair);

	draft->word.length = 0;
	fold_print(&last, &draft->word);
	note_word(draft, &draft->word, false);
}

/* Of words that are tied, each counts, and all in one: only that is the whole
 * of an abbreviation such as J/TIP. */
static void read_text(struct inverted_index_draft *draft, const char *text)
{
	struct buf *word = &draft->word, *tied = &draft->tied;
	struct fold_word next;
	size_t parts = 0;

	while (fold_next(&text, &next)) {
		bool is_part = next.is_tied || parts > 0;

		word->length = 0;
		fold_print(&next, word);
		buf_put(tied, buf_text(word), word->length);
		note_word(draft, word, is_part);
		if (next.is_pair && !next.goes_on)
			note_last(draft, &next);
		parts = next.is_tied ? parts + 1 : 0;
		if (next.is_tied)
			continue;
		if (is_part)
			note_word(draft, tied, false);
		tied->length = 0;
	}
}

/* The place for what is kept of a text. */
static struct kept *kept_at(struct inverted_index_draft *draft,
			    const char *text)
{
	uintptr_t from = (uintptr_t)text;

	return &draft->kept[(from >> 4 ^ from >> 16) % KEPT_TEXTS];
}

static void keep(const struct inverted_index_draft *draft, const char *text,
		 struct kept *kept)
{
	size_t length = strlen(text);

	kept->from = NULL;
	if (length >= KEPT_BYTES || draft->tie_count > KEPT_WORDS)
		return;
	memcpy(kept->text, text, length + 1);
	if (draft->tie_count > 0)
		memcpy(kept->ties, draft->ties,
		       draft->tie_count * sizeof(struct tie));
	kept->count = (uint32_t)draft->tie_count;
	kept->from = text;
}

void inverted_index_add(struct inverted_index_draft *draft, const char *text,
			size_t place, enum rank rank)
{
	struct kept *kept = kept_at(draft, text);
	bool is_known = kept->from == text && strcmp(kept->text, text) == 0;
	const struct tie *ties = kept->ties;
	size_t count = kept->count;

	if (!is_known) {
		draft->tie_count = 0;
		read_text(draft, text);
		keep(draft, text, kept);
		ties = draft->ties;
		count = draft->tie_count;
	}
	for (size_t i = 0; i < count; i++)
		add_posting(draft, ties[i].word, place,
			    ties[i].is_part && rank == RANK_ABBREVIATION ?
				    RANK_NAME :
				    rank);
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

static void set_stems(struct inverted_index *inverted,
		      const struct token_list *little, struct arena *arena)
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
	keep_little(inverted, little);
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
	free(draft->last);
	free(draft->kept);
	free(draft->ties);
	buf_free(&draft->word);
	buf_free(&draft->tied);
	free(draft);
}

const struct inverted_index *inverted_index_end(
	struct inverted_index_draft *draft, const char *language,
	const struct token_list *little, struct arena *arena)
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
	set_postings(draft, inverted->words, arena);
	qsort(inverted->words, count, sizeof(*inverted->words), by_text);
	set_stems(inverted, little, arena);
	set_shapes(inverted, arena);
	draft_free(draft);
	return inverted;
}
