/* Word by word, as the index reads a text; tied words first as one. */
#include "search/highlight.h"

#include "search/stem.h"
#include "text/fold.h"

#define WORD_ROOM ((size_t)64 * 1024)

struct marking {
	const struct match *match;
	size_t language;
	struct stem *stem;
	json_t *pieces;
	const char *rest; /* what is in no piece yet */
};

static void put_piece(struct marking *marking, const char *end, bool is_found)
{
	size_t length = (size_t)(end - marking->rest);

	if (length > 0)
		json_array_append_new(marking->pieces,
				      json_pack("{ss% sb}", "text",
						marking->rest, length,
						"is_found", is_found));
	marking->rest = end;
}

static bool is_looked_for(const struct marking *marking, const struct buf *word)
{
	const char *stem = stem_of(marking->stem, buf_text(word));

	return word->length > 0 && match_has(marking->match, buf_text(word),
					     stem, marking->language);
}

/* Appends all words that are tied to `word`; the last of them and what follows
 * it come back. */
static struct fold_word print_tied(struct fold_word word, const char **rest,
				   struct buf *out)
{
	fold_print(&word, out);
	while (word.is_tied && fold_next(rest, &word))
		fold_print(&word, out);
	return word;
}

/* Moves `*rest` past the next words, tied or not. */
static bool mark_next(struct marking *marking, const char **rest, bool *is_tied)
{
	struct buf text = buf_new(WORD_ROOM);
	struct fold_word word, last;
	const char *behind;
	bool is_found;

	if (!fold_next(rest, &word))
		return false;
	behind = *rest;
	last = *is_tied ? word : print_tied(word, &behind, &text);
	is_found = !*is_tied && word.is_tied && is_looked_for(marking, &text);
	*is_tied = word.is_tied && !is_found;
	if (is_found) {
		*rest = behind;
	} else {
		last = word;
		buf_free(&text);
		fold_print(&word, &text);
		is_found = is_looked_for(marking, &text);
	}
	if (is_found) {
		if (word.start > marking->rest)
			put_piece(marking, word.start, false);
		put_piece(marking, last.start + last.length, true);
	}
	buf_free(&text);
	return true;
}

json_t *highlight_text(const struct match *match, const char *text,
		       size_t language)
{
	struct marking marking = {
		.match = match,
		.language = language,
		.stem = stem_new(match->index->languages[language]),
		.pieces = json_array(),
		.rest = text,
	};
	const char *rest = text;
	bool is_tied = false;

	while (mark_next(&marking, &rest, &is_tied))
		;
	stem_free(marking.stem);
	if (marking.rest == text) {
		json_decref(marking.pieces);
		return NULL;
	}
	put_piece(&marking, rest, false);
	return marking.pieces;
}
