/* What else to look for where words find nothing: the words as the directory
 * writes them, tried together and without each. */
#include "search/suggest.h"

#include <string.h>

#include "search/facet-search.h"
#include "search/match.h"
#include "text/edit-distance.h"
#include "text/utf8.h"

#define TEXT_ROOM    ((size_t)4096)

/* Words of fewer letters are too near to too many others. */
#define NEAR_LETTERS 4

/* The words that count, as the directory writes them. */
struct suggesting {
	const struct query *query;
	const char *words[SUGGEST_WORDS]; /* NULL: it has none like it */
	size_t count;
	bool is_misspelt; /* one is spelt in another way than the visitor did */
	struct suggest *list;
	size_t found;
	struct arena *arena;
};

/* Whether a word of a synonym is another way to write the visitor's. */
typedef bool is_fit(const struct word *word, const struct word *other,
		    size_t language);

static bool has_its_stem(const struct word *word, const struct word *other,
			 size_t language)
{
	return strcmp(word->stems[language], other->stems[language]) == 0;
}

static bool is_near(const struct word *word, const struct word *other,
		    size_t language)
{
	(void)language;
	return edit_distance(word->text, other->text, 1) == 1;
}

static const char *first_of_list(const struct token_list *list, size_t language,
				 const struct word *word, is_fit *fits)
{
	for (size_t i = 0; i < list->count; i++)
		if (fits(word, &list->items[i].word, language))
			return list->items[i].word.text;
	return NULL;
}

static const char *first_synonym(const struct index *index,
				 const struct word *word, is_fit *fits)
{
	const char *found = NULL;

	for (size_t i = 0; i < index->synonym_count; i++) {
		const struct index_synonym *synonym = &index->synonyms[i];

		for (size_t j = 0; j < synonym->count && found == NULL; j++)
			found = first_of_list(&synonym->items[j],
					      synonym->language, word, fits);
	}
	return found;
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
		same = first_synonym(index, word, has_its_stem);
	if (same == NULL && is_unfinished)
		same = first_of_all(index, word, true);
	return same;
}

/* The word that one edit makes of it, of several that which most entries have,
 * or NULL. Borrowed from the index. */
static const char *near_word(const struct index *index, const struct word *word)
{
	const struct inverted_index_word *best = NULL;

	if (utf8_letters(word->text) < NEAR_LETTERS)
		return NULL;
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct inverted_index *all = index->inverted[i];

		for (size_t j = 0; all != NULL && j < all->count; j++)
			if ((best == NULL ||
			     all->words[j].count > best->count) &&
			    edit_distance(word->text, all->words[j].text, 1) ==
				    1)
				best = &all->words[j];
	}
	return best != NULL ? best->text : first_synonym(index, word, is_near);
}

/* Adds the words that begin at a place; returns how many those are. */
static size_t add_word(struct suggesting *suggesting, size_t place)
{
	const struct index *index = suggesting->query->match->index;
	const struct token_list *list = &suggesting->query->match->list;
	const struct token_list_item *item = &list->items[place];
	const char **word = &suggesting->words[suggesting->count++];

	if (item->parts > 1) {
		*word = same_word(index, &item->tied,
				  place + item->parts == list->count);
		if (*word != NULL)
			return item->parts;
	}
	*word = same_word(index, &item->word, place + 1 == list->count);
	if (*word == NULL) {
		*word = near_word(index, &item->word);
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

/* All words but the one at a place, or NULL. */
static const char *join(const struct suggesting *suggesting, size_t without)
{
	struct buf text = buf_new(TEXT_ROOM);
	const char *joined = NULL;
	bool is_whole = true;

	for (size_t i = 0; i < suggesting->count; i++) {
		if (i == without)
			continue;
		is_whole = is_whole && suggesting->words[i] != NULL;
		if (is_whole)
			buf_printf(&text, "%s%s", text.length > 0 ? " " : "",
				   suggesting->words[i]);
	}
	if (is_whole && text.length > 0 && text.length <= QUERY_TEXT_MOST)
		joined = arena_text(suggesting->arena, buf_text(&text),
				    text.length);
	buf_free(&text);
	return joined;
}

static bool is_there(const struct suggesting *suggesting, const char *text)
{
	for (size_t i = 0; i < suggesting->found; i++)
		if (strcmp(suggesting->list[i].query->text, text) == 0)
			return true;
	return false;
}

static void try(struct suggesting *suggesting, const char *text)
{
	const struct index *index = suggesting->query->match->index;
	struct suggest *next = &suggesting->list[suggesting->found];

	if (text == NULL || is_there(suggesting, text))
		return;
	next->query = query_with_words(
		suggesting->query, text,
		match_find(index, text, suggesting->arena), suggesting->arena);
	next->count = facet_search(next->query)->count;
	if (next->count > 0)
		suggesting->found++;
}

size_t suggest_find(const struct query *query,
		    struct suggest list[SUGGEST_MOST], struct arena *arena)
{
	struct suggesting suggesting = {
		.query = query,
		.list = list,
		.arena = arena,
	};

	if (!add_words(&suggesting))
		return 0;
	if (suggesting.is_misspelt)
		try(&suggesting, join(&suggesting, suggesting.count));
	for (size_t i = 0; i < suggesting.count && suggesting.count > 1; i++)
		try(&suggesting, join(&suggesting, i));
	return suggesting.found;
}
