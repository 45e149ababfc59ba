/* What else to look for where words find nothing. */
#include "search/suggest.h"

#include <string.h>

#include "search/edit-distance.h"
#include "search/facet-search.h"
#include "search/words.h"

#define TEXT_ROOM ((size_t)4096)

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

/* Adds the words that begin at a place; returns how many those are. */
static size_t add_word(struct suggesting *suggesting, size_t place)
{
	const struct index *index = suggesting->query->words->index;
	const struct token_list *list = &suggesting->query->words->list;
	const struct token_list_item *item = &list->items[place];
	const char **word = &suggesting->words[suggesting->count++];

	if (item->parts > 1) {
		*word = nearest_same(index, &item->tied,
				     place + item->parts == list->count);
		if (*word != NULL)
			return item->parts;
	}
	*word = nearest_same(index, &item->word, place + 1 == list->count);
	if (*word == NULL) {
		*word = nearest_other(index, &item->word);
		suggesting->is_misspelt = true;
	}
	return 1;
}

/* False where they are too many. */
static bool add_words(struct suggesting *suggesting)
{
	const struct words *words = suggesting->query->words;

	for (size_t i = 0; i < words->list.count;) {
		if (!words_count(words, &words->list.items[i].word)) {
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
	if (is_whole && text.length > 0 && text.length <= WORDS_BYTES)
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
	const struct index *index = suggesting->query->words->index;
	struct suggest *next = &suggesting->list[suggesting->found];

	if (text == NULL || is_there(suggesting, text))
		return;
	next->query = query_with_words(
		suggesting->query, text,
		words_find(index, text, suggesting->arena), suggesting->arena);
	next->count = facet_search(next->query, suggesting->arena)->count;
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
