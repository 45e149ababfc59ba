/* Word by word, as the index reads a text; tied words first as one. */
#include "search/highlight.h"

#include <string.h>

#include "search/stem.h"
#include "text/fold.h"

#define WORD_ROOM    ((size_t)64 * 1024)

/* How much of a long text is shown around a word. */
#define BEFORE_BYTES ((size_t)60)
#define BEHIND_BYTES ((size_t)120)

struct marking {
	const struct match *match;
	size_t language;
	struct stem *stem;
	json_t *pieces;
	const char *rest; /* what is in no piece yet */
	uint64_t places;  /* of the words that were found */
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

static bool is_looked_for(struct marking *marking, const struct buf *word)
{
	uint64_t places;

	if (word->length == 0)
		return false;
	places = match_places(marking->match, buf_text(word),
			      stem_of(marking->stem, buf_text(word)),
			      marking->language);
	marking->places |= places;
	return places != 0;
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

static struct marking mark_text(const struct match *match, const char *text,
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
	if (marking.rest != text)
		put_piece(&marking, rest, false);
	return marking;
}

json_t *highlight_text(const struct match *match, const char *text,
		       size_t language)
{
	struct marking marking = mark_text(match, text, language);

	if (marking.rest != text)
		return marking.pieces;
	json_decref(marking.pieces);
	return NULL;
}

uint64_t highlight_places(const struct match *match, const char *text,
			  size_t language)
{
	struct marking marking = mark_text(match, text, language);

	json_decref(marking.pieces);
	return marking.places;
}

/* Where the last `most` bytes of the text begin, at a word. */
static const char *end_part(const char *text, size_t most)
{
	size_t length = strlen(text);
	const char *at = text + length - (length < most ? length : most);

	if (at == text)
		return text;
	while (*at != '\0' && *at != ' ')
		at++;
	return at;
}

/* How many of the first `most` bytes end with a word. */
static size_t start_part(const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length <= most)
		return length;
	for (length = most; length > 0 && text[length] != ' '; length--)
		;
	return length;
}

static void cut_before(json_t *piece)
{
	const char *text = json_string_value(json_object_get(piece, "text"));
	const char *part = end_part(text, BEFORE_BYTES);

	if (part > text && !json_is_true(json_object_get(piece, "is_found")))
		json_object_set_new(piece, "text",
				    json_sprintf("\u2026%s", part));
}

void highlight_cut(json_t *pieces)
{
	size_t room = BEHIND_BYTES;

	cut_before(json_array_get(pieces, 0));
	for (size_t i = 1; i < json_array_size(pieces); i++) {
		json_t *piece = json_array_get(pieces, i);
		const char *text =
			json_string_value(json_object_get(piece, "text"));
		size_t length = strlen(text), part = start_part(text, room);

		room -= part;
		if (part == length)
			continue;
		json_object_set_new(
			piece, "text",
			json_sprintf("%.*s\u2026", (int)part, text));
		while (json_array_size(pieces) > i + 1)
			json_array_remove(pieces, i + 1);
	}
}
