/* The words as the directory writes them, each or its nearest neighbor. */
#include "search/suggest.h"

#include <string.h>

#include "search/facet-search.h"
#include "search/match.h"
#include "search/near.h"

#define TEXT_ROOM ((size_t)4096)

/* The words that count, as the directory writes them. */
struct suggesting {
	const struct query *query;
	const char *words[SUGGEST_WORDS]; /* NULL: it has none like it */
	size_t count;
	bool is_misspelt; /* one is spelt in another way than the visitor did */
	struct arena *arena;
};

/* A word of a synonym that is another form of the visitor's. */
static const char *first_of_list(const struct token_list *list, size_t language,
				 const struct word *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(word->stems[language],
			   list->items[i].word.stems[language]) == 0)
			return list->items[i].word.text;
	return NULL;
}

static const char *first_synonym(const struct index *index,
				 const struct word *word)
{
	for (size_t i = 0; i < index->synonyms.count; i++) {
		const struct index_synonym *row = &index->synonyms.rows[i];

		for (size_t j = 0; j < row->count; j++) {
			const char *found = first_of_list(&row->items[j],
							  row->language, word);

			if (found != NULL)
				return found;
		}
	}
	return NULL;
}

static const char *first_of_all(const struct index *index,
				const struct word *word, bool is_unfinished)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct inverted_index_lookup lookup = { word->text,
							      word->stems[i],
							      is_unfinished };
		const struct inverted_index_word *found = NULL;

		if (index->inverted[i] != NULL)
			found = inverted_index_first(index->inverted[i],
						     &lookup);
		if (found != NULL)
			return found->text;
	}
	return NULL;
}

/* How the directory itself writes the word, or one by which it is found; NULL
 * where it has none. Borrowed from the index. */
static const char *same_word(const struct index *index, const struct word *word,
			     bool is_unfinished)
{
	const char *same = first_of_all(index, word, false);

	if (same == NULL)
		same = first_synonym(index, word);
	if (same == NULL && is_unfinished)
		same = first_of_all(index, word, true);
	return same;
}

/* Adds the words that begin at a place; returns how many those are. */
static size_t add_word(struct suggesting *suggesting, size_t place)
{
	const struct index *index = suggesting->query->match->index;
	const struct token_list *list = &suggesting->query->match->list;
	const struct token_list_item *item = &list->items[place];
	const char **word = &suggesting->words[suggesting->count++];
	bool is_heard;

	if (item->tied.text != NULL) {
		*word = same_word(index, &item->tied,
				  place + item->parts == list->count);
		if (*word != NULL)
			return item->parts;
	}
	*word = same_word(index, &item->word, place + 1 == list->count);
	if (*word == NULL) {
		*word = near_word(suggesting->query->match, &item->word,
				  &is_heard);
		suggesting->is_misspelt = true;
	}
	return 1;
}

/* False where they are too many, or parts of words that nobody would type. */
static bool add_words(struct suggesting *suggesting)
{
	const struct match *match = suggesting->query->match;

	for (size_t i = 0; i < match->list.count;) {
		if (match->list.items[i].is_pair)
			return false;
		if (!match_counts(match, &match->list.items[i].word)) {
			i++;
			continue;
		}
		if (suggesting->count == SUGGEST_WORDS)
			return false;
		i += add_word(suggesting, i);
	}
	return true;
}

/* The words in a row, or NULL where one has no neighbor. */
static const char *join(const struct suggesting *suggesting)
{
	struct buf text = buf_new(TEXT_ROOM);
	const char *joined = NULL;
	size_t i = 0;

	for (; i < suggesting->count && suggesting->words[i] != NULL; i++)
		buf_printf(&text, "%s%s", i > 0 ? " " : "",
			   suggesting->words[i]);
	if (i == suggesting->count && text.length > 0 &&
	    text.length <= QUERY_TEXT_MOST)
		joined = arena_text(suggesting->arena, buf_text(&text),
				    text.length);
	buf_free(&text);
	return joined;
}

const struct query *suggest_find(const struct query *query, struct arena *arena)
{
	struct suggesting suggesting = { .query = query, .arena = arena };
	const struct query *there;
	const char *text;

	if (!add_words(&suggesting) || !suggesting.is_misspelt)
		return NULL;
	text = join(&suggesting);
	if (text == NULL)
		return NULL;
	there = query_with_words(query, text,
				 match_find(query->match->index, text, arena),
				 arena);
	return facet_search(there)->count > 0 ? there : NULL;
}
