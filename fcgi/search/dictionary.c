/* Finding words of a language in a directory. */
#include "search/dictionary.h"

#include <string.h>

#include "search/posting.h"

/* The first place in `words`, of `count`, that is not before `text`. */
static size_t first_word(const struct dictionary *dictionary, const char *text)
{
	size_t low = 0, high = dictionary->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(dictionary->words[middle].text, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t first_stem(const struct dictionary *dictionary, const char *stem)
{
	size_t low = 0, high = dictionary->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(dictionary->by_stem[middle]->stem, stem) < 0)
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

bool dictionary_fits(const struct dictionary_wish *wish, const char *text,
		     const char *stem)
{
	return strcmp(stem, wish->stem) == 0 ||
	       (wish->is_unfinished && begins_with(text, wish->text));
}

static void give_ranks(const struct dictionary_word *word, bool is_written_out,
		       unsigned char *ranks)
{
	for (uint32_t i = 0; i < word->count; i++) {
		unsigned char *rank = &ranks[posting_place(word->postings[i])];
		unsigned char better =
			(unsigned char)posting_rank(word->postings[i]);

		if (better == DICTIONARY_ABBREVIATION && !is_written_out)
			better = DICTIONARY_NAME;
		if (better < *rank)
			*rank = better;
	}
}

const struct dictionary_word *dictionary_first(
	const struct dictionary *dictionary, const struct dictionary_wish *wish)
{
	size_t stem = first_stem(dictionary, wish->stem);
	size_t word = first_word(dictionary, wish->text);

	if (word < dictionary->count &&
	    strcmp(dictionary->words[word].text, wish->text) == 0)
		return &dictionary->words[word];
	if (stem < dictionary->count &&
	    strcmp(dictionary->by_stem[stem]->stem, wish->stem) == 0)
		return dictionary->by_stem[stem];
	if (wish->is_unfinished && word < dictionary->count &&
	    begins_with(dictionary->words[word].text, wish->text))
		return &dictionary->words[word];
	return NULL;
}

void dictionary_find(const struct dictionary *dictionary,
		     const struct dictionary_wish *wish, unsigned char *ranks)
{
	size_t i = first_stem(dictionary, wish->stem);

	for (; i < dictionary->count &&
	       strcmp(dictionary->by_stem[i]->stem, wish->stem) == 0;
	     i++)
		give_ranks(dictionary->by_stem[i],
			   strcmp(dictionary->by_stem[i]->text, wish->text) ==
				   0,
			   ranks);
	if (!wish->is_unfinished)
		return;
	for (i = first_word(dictionary, wish->text);
	     i < dictionary->count &&
	     begins_with(dictionary->words[i].text, wish->text);
	     i++)
		give_ranks(&dictionary->words[i], false, ranks);
}
