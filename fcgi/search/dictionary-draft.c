/* How a dictionary is made. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "search/dictionary.h"
#include "search/lexicon.h"
#include "search/posting.h"
#include "search/stem.h"
#include "text/fold.h"

#define WORD_ROOM ((size_t)64 * 1024)

/* That an entry has a word, while words still go by number. */
struct finding {
	uint32_t word, posting;
};

struct dictionary_draft {
	struct arena *arena; /* of the words */
	struct lexicon lexicon;
	struct finding *findings; /* entry by entry */
	size_t count, room;
	size_t *last; /* by word: its last finding and one; 0: none */
	size_t last_room;
	struct buf word, tied; /* a word, and those that are tied in one */
};

struct dictionary_draft *dictionary_begin(void)
{
	struct dictionary_draft *draft = alloc_zero(sizeof(*draft));

	draft->arena = arena_new();
	draft->lexicon = lexicon_new(draft->arena);
	draft->word = buf_new(WORD_ROOM);
	draft->tied = buf_new(WORD_ROOM);
	return draft;
}

static void make_room(struct dictionary_draft *draft, uint32_t word)
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
static void add_word(struct dictionary_draft *draft, const struct buf *text,
		     size_t place, enum dictionary_rank rank)
{
	uint32_t word = lexicon_number(&draft->lexicon, buf_text(text));
	uint32_t posting = posting_of(place, rank);
	struct finding *before;

	make_room(draft, word);
	if (draft->last[word] > 0) {
		before = &draft->findings[draft->last[word] - 1];
		if (posting_place(before->posting) == place) {
			if (posting < before->posting)
				before->posting = posting;
			return;
		}
	}
	draft->findings[draft->count++] = (struct finding){ word, posting };
	draft->last[word] = draft->count;
}

/* Of words that are tied, each counts, and all in one: only that is the whole
 * of an abbreviation such as J/TIP. */
void dictionary_add(struct dictionary_draft *draft, const char *text,
		    size_t place, enum dictionary_rank rank)
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
				 is_part && rank == DICTIONARY_ABBREVIATION ?
					 DICTIONARY_NAME :
					 rank);
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
	return strcmp(((const struct dictionary_word *)a)->text,
		      ((const struct dictionary_word *)b)->text);
}

static int by_stem(const void *a, const void *b)
{
	const struct dictionary_word *left =
		*(const struct dictionary_word *const *)a;
	const struct dictionary_word *right =
		*(const struct dictionary_word *const *)b;
	int order = strcmp(left->stem, right->stem);

	return order != 0 ? order : strcmp(left->text, right->text);
}

static void set_stems(struct dictionary *dictionary, struct arena *arena)
{
	struct stem *stem = stem_new(dictionary->language);

	for (size_t i = 0; i < dictionary->count; i++) {
		struct dictionary_word *word = &dictionary->words[i];
		const char *text = stem_of(stem, word->text);

		word->stem = strcmp(text, word->text) == 0 ?
				     word->text :
				     arena_text(arena, text, strlen(text));
		dictionary->by_stem[i] = word;
	}
	stem_free(stem);
	qsort(dictionary->by_stem, dictionary->count,
	      sizeof(*dictionary->by_stem), by_stem);
}

/* Copies the findings to the words they are of, all into one block. The words
 * are still in the order of their numbers. */
static void set_postings(const struct dictionary_draft *draft,
			 struct dictionary_word *words, struct arena *arena)
{
	uint32_t *block =
		arena_alloc(arena, (draft->count + 1) * sizeof(*block));
	uint32_t **ends =
		alloc_zero((draft->lexicon.count + 1) * sizeof(*ends));

	for (size_t i = 0; i < draft->count; i++)
		words[draft->findings[i].word].count++;
	for (size_t i = 0; i < draft->lexicon.count; i++) {
		words[i].postings = ends[i] = block;
		block += words[i].count;
	}
	for (size_t i = 0; i < draft->count; i++)
		*ends[draft->findings[i].word]++ = draft->findings[i].posting;
	free(ends);
}

static void draft_free(struct dictionary_draft *draft)
{
	lexicon_free(&draft->lexicon);
	arena_free(draft->arena);
	free(draft->findings);
	free(draft->last);
	buf_free(&draft->word);
	buf_free(&draft->tied);
	free(draft);
}

const struct dictionary *dictionary_end(struct dictionary_draft *draft,
					const char *language,
					struct arena *arena)
{
	struct dictionary *dictionary = arena_alloc(arena, sizeof(*dictionary));
	size_t count = draft->lexicon.count;

	dictionary->language = language;
	dictionary->count = count;
	dictionary->words = arena_alloc(
		arena, (count + 1) * sizeof(struct dictionary_word));
	dictionary->by_stem = arena_alloc(arena, (count + 1) * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		dictionary->words[i].text =
			arena_text(arena, draft->lexicon.words[i],
				   strlen(draft->lexicon.words[i]));
	set_postings(draft, dictionary->words, arena);
	qsort(dictionary->words, count, sizeof(*dictionary->words), by_text);
	set_stems(dictionary, arena);
	draft_free(draft);
	return dictionary;
}
