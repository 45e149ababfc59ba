/* Words of the directory's own. */
#include "search/edit-distance.h"

#include <string.h>

#include "text/edit-distance.h"
#include "text/utf8.h"

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

/* Whether a word of a synonym is another way to write the visitor's. */
typedef bool is_fit(const struct word *word, const struct word *other,
		    size_t language);

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
		const struct dictionary_wish wish = { word->text,
						      word->stems[i],
						      is_unfinished };
		const struct dictionary_word *found = NULL;

		if (index->dictionaries[i] != NULL)
			found = dictionary_first(index->dictionaries[i], &wish);
		if (found != NULL)
			return found->text;
	}
	return NULL;
}

const char *nearest_same(const struct index *index, const struct word *word,
			 bool is_unfinished)
{
	const char *same = first_of_all(index, word, false);

	if (same == NULL)
		same = first_synonym(index, word, has_its_stem);
	if (same == NULL && is_unfinished)
		same = first_of_all(index, word, true);
	return same;
}

const char *nearest_other(const struct index *index, const struct word *word)
{
	const struct dictionary_word *best = NULL;

	if (utf8_letters(word->text) < NEAREST_LETTERS)
		return NULL;
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct dictionary *all = index->dictionaries[i];

		for (size_t j = 0; all != NULL && j < all->count; j++)
			if ((best == NULL ||
			     all->words[j].count > best->count) &&
			    edit_distance(word->text, all->words[j].text, 1) ==
				    1)
				best = &all->words[j];
	}
	return best != NULL ? best->text : first_synonym(index, word, is_near);
}
