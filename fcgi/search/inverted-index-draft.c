/* Each word has a number, and each text that may come again is read once. */
#include <string.h>

#include "base/alloc.h"
#include "search/inverted-index-internal.h"
#include "text/fold.h"

#define WORD_ROOM      ((size_t)64 * 1024)

/* About so many words a place has that no place before it had. */
#define WORDS_OF_PLACE 2

/* So much is read before it is looked up, and what may be behind it. */
#define ENOUGH_BYTES   ((size_t)16 * 1024)
#define TEXT_ROOM      ((size_t)1024 * 1024)

/* Longer texts are rarely the same. */
#define KEPT_BYTES     ((size_t)80)
#define KEPT_WORDS     ((size_t)20)
#define KEPT_TEXTS     ((size_t)4096)

/* A word of a text that has no number yet. */
struct inverted_index_seen {
	uint32_t hash;
	uint32_t at; /* where it stands in the text of these words */
	bool is_part;
};

/* A word of a text, and whether it is a part of a longer one. */
struct inverted_index_tie {
	uint32_t word;
	bool is_part;
};

/* A short text that was read, as the name of a term, which many entries have,
 * and its words. */
struct inverted_index_kept {
	const char *from; /* where it stood; never read, something else may */
	char text[KEPT_BYTES];
	struct inverted_index_tie ties[KEPT_WORDS];
	uint32_t count;
};

struct inverted_index_draft *inverted_index_begin(size_t places)
{
	struct inverted_index_draft *draft = alloc_zero(sizeof(*draft));

	draft->arena = arena_new();
	draft->words = table_new(places * WORDS_OF_PLACE, draft->arena);
	draft->kept =
		alloc_zero(KEPT_TEXTS * sizeof(struct inverted_index_kept));
	draft->text = buf_new(TEXT_ROOM);
	draft->tied = buf_new(WORD_ROOM);
	return draft;
}

/* Makes room for `*room` things of `size` bytes twice as large, the new half
 * all zero. */
static void *grow(void *block, size_t *room, size_t size)
{
	size_t before = *room;

	*room = before > 0 ? before * 2 : 1024;
	block = alloc_grow(block, *room * size);
	memset((char *)block + before * size, 0, (*room - before) * size);
	return block;
}

/* Begins the findings of a place, before which all are through. */
static void enter_place(struct inverted_index_draft *draft, size_t place)
{
	for (; draft->place < place; draft->place++) {
		if (draft->place == draft->place_room)
			draft->ends = grow(draft->ends, &draft->place_room,
					   sizeof(*draft->ends));
		draft->ends[draft->place] = draft->count;
	}
}

static void add_finding(struct inverted_index_draft *draft, uint32_t word,
			enum rank rank)
{
	unsigned char *at;

	if (draft->count + posting_bytes(word) > draft->room) {
		draft->room = draft->room > 0 ? draft->room * 2 : 1024;
		draft->findings = alloc_grow(draft->findings, draft->room);
	}
	at = draft->findings + draft->count;
	at = posting_put(at, posting_of(word, rank));
	draft->count = (size_t)(at - draft->findings);
}

/* An entry has each word once, at the best rank. */
static void add_posting(struct inverted_index_draft *draft, uint32_t word,
			size_t place, enum rank rank)
{
	struct inverted_index_use *use;

	while (word >= draft->use_room)
		draft->uses = grow(draft->uses, &draft->use_room,
				   sizeof(*draft->uses));
	use = &draft->uses[word];
	if (use->next == place + 1) {
		posting_better(draft->findings + use->finding, rank);
		return;
	}
	use->bytes += posting_bytes((uint32_t)place -
				    (use->next > 0 ? use->next - 1 : 0));
	use->count++;
	use->next = (uint32_t)place + 1;
	use->finding = (uint32_t)draft->count;
	add_finding(draft, word, rank);
}

/* Gives numbers to the words that were seen, and fetches what each needs before
 * the first is looked at. */
static void number_words(struct inverted_index_draft *draft)
{
	const char *text = buf_text(&draft->text);

	while (draft->tie_count + draft->seen_count > draft->tie_room)
		draft->ties = grow(draft->ties, &draft->tie_room,
				   sizeof(*draft->ties));
	for (size_t i = 0; i < draft->seen_count; i++)
		table_expect_name(&draft->words, draft->seen[i].hash);
	for (size_t i = 0; i < draft->seen_count; i++) {
		const struct inverted_index_seen *seen = &draft->seen[i];
		size_t word = table_add_hashed(&draft->words, seen->hash, "",
					       text + seen->at);

		if (word < draft->use_room)
			__builtin_prefetch(&draft->uses[word]);
		draft->ties[draft->tie_count++] =
			(struct inverted_index_tie){ (uint32_t)word,
						     seen->is_part };
	}
	draft->seen_count = 0;
	draft->text.length = 0;
}

/* Notes the word that stands, with its NUL, at the end of the text from `at`
 * on.
 */
static void note(struct inverted_index_draft *draft, size_t at, bool is_part)
{
	uint32_t hash = table_hash("", buf_text(&draft->text) + at);

	table_expect(&draft->words, hash);
	if (draft->seen_count == draft->seen_room)
		draft->seen = grow(draft->seen, &draft->seen_room,
				   sizeof(*draft->seen));
	draft->seen[draft->seen_count++] =
		(struct inverted_index_seen){ hash, (uint32_t)at, is_part };
}

/* Notes what was written to the text of the words from `at` on. */
static void note_word(struct inverted_index_draft *draft, size_t at,
		      bool is_part)
{
	if (draft->text.length == at)
		return;
	buf_put(&draft->text, "", 1);
	note(draft, at, is_part);
}

/* The end of a run without blanks can be looked for alone too; any other of
 * its characters is the beginning of a pair. */
static void note_last(struct inverted_index_draft *draft,
		      const struct fold_word *pair)
{
	struct fold_word last = fold_second(pair);
	size_t at = draft->text.length;

	fold_print(&last, &draft->text);
	note_word(draft, at, false);
}

/* Notes the words that were tied, in one. */
static void note_tied(struct inverted_index_draft *draft)
{
	size_t at = draft->text.length;

	buf_put(&draft->text, buf_text(&draft->tied), draft->tied.length);
	note_word(draft, at, false);
}

/* Notes the words that need no more than to be written small. */
static void read_plain(struct inverted_index_draft *draft, const char **rest)
{
	char small[FOLD_PLAIN_BYTES];
	size_t length = fold_next_plain(rest, small);

	for (; length > 0; length = fold_next_plain(rest, small)) {
		size_t at = draft->text.length;

		buf_put(&draft->text, small, length + 1);
		if (draft->text.length > at)
			note(draft, at, false);
		if (draft->text.length > ENOUGH_BYTES)
			number_words(draft);
	}
}

/* Of words that are tied, each counts, and all in one: only that is the whole
 * of an abbreviation such as J/TIP. */
static void read_text(struct inverted_index_draft *draft, const char *text)
{
	struct buf *words = &draft->text, *tied = &draft->tied;
	struct fold_word next;
	size_t parts = 0;

	read_plain(draft, &text);
	while (fold_next(&text, &next)) {
		bool is_part = next.is_tied || parts > 0;
		size_t at = words->length;

		fold_print(&next, words);
		if (is_part)
			buf_put(tied, buf_text(words) + at, words->length - at);
		note_word(draft, at, is_part);
		if (next.is_pair && !next.goes_on)
			note_last(draft, &next);
		parts = next.is_tied ? parts + 1 : 0;
		if (next.is_tied)
			continue;
		if (is_part)
			note_tied(draft);
		tied->length = 0;
		read_plain(draft, &text);
		if (words->length > ENOUGH_BYTES)
			number_words(draft);
	}
	number_words(draft);
}

/* The place for what is kept of a text. */
static struct inverted_index_kept *kept_at(struct inverted_index_draft *draft,
					   const char *text)
{
	uintptr_t from = (uintptr_t)text;

	return &draft->kept[(from >> 4 ^ from >> 16) % KEPT_TEXTS];
}

static void keep(const struct inverted_index_draft *draft, const char *text,
		 struct inverted_index_kept *kept)
{
	size_t length = strlen(text);

	kept->from = NULL;
	if (length >= KEPT_BYTES || draft->tie_count > KEPT_WORDS)
		return;
	memcpy(kept->text, text, length + 1);
	if (draft->tie_count > 0)
		memcpy(kept->ties, draft->ties,
		       draft->tie_count * sizeof(struct inverted_index_tie));
	kept->count = (uint32_t)draft->tie_count;
	kept->from = text;
}

void inverted_index_add(struct inverted_index_draft *draft, const char *text,
			size_t place, enum rank rank)
{
	struct inverted_index_kept *kept = kept_at(draft, text);
	bool is_known = kept->from == text && strcmp(kept->text, text) == 0;
	const struct inverted_index_tie *ties = kept->ties;
	size_t count = kept->count;

	enter_place(draft, place);
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
