/* libstemmer, and endings whose accents folding took. */
#include "search/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "search/apart.h"
#include "search/irregular.h"

#define WORD_BYTES ((size_t)64)

/* Folding took accents by which a stemmer knows an ending. */
struct accent {
	const char *language, *folded, *ending;
};

static const struct accent accents[] = {
	{ "es", "ion", "i\xc3\xb3n" },
};

/* Endings of plurals that hide another: `es` behind a consonant, and `s` behind
 * a vowel, of words of so many bytes. */
struct plural {
	const char *language, *ending, *behind;
	size_t least;
};

/* So many letters of a Spanish stem stay: what ends in `i` or `e` behind them
 * is one of several forms, as of `denuncia`, `denuncian` and of `golpe`.
 */
#define STEM_LEAST 3

static const struct plural plurals[] = {
	{ "es", "es", "bdjlnrsyz", 5 },
	{ "es", "s", "aeiou", 4 },
};

struct stem {
	struct sb_stemmer *stemmer; /* NULL: a language it does not know */
	char language[8];
	char word[WORD_BYTES + 8];
};

struct stem *stem_new(const char *language)
{
	struct stem *stem = alloc_zero(sizeof(*stem));

	snprintf(stem->language, sizeof(stem->language), "%.*s",
		 (int)strcspn(language, "-"), language);
	stem->stemmer = sb_stemmer_new(stem->language, NULL);
	return stem;
}

static void restore_accent(struct stem *stem, const struct accent *accent)
{
	size_t length = strlen(stem->word), end = strlen(accent->folded);

	if (strcmp(stem->language, accent->language) == 0 && length > end &&
	    strcmp(stem->word + length - end, accent->folded) == 0)
		strcpy(stem->word + length - end, accent->ending);
}

/* Cuts one ending; whether there was one. */
static bool cut(struct stem *stem)
{
	size_t length = strlen(stem->word), left;
	const unsigned char *rest;

	for (size_t i = 0; i < sizeof(accents) / sizeof(*accents); i++)
		restore_accent(stem, &accents[i]);
	rest = sb_stemmer_stem(stem->stemmer, (const sb_symbol *)stem->word,
			       (int)strlen(stem->word));
	if (rest == NULL)
		return false;
	left = (size_t)sb_stemmer_length(stem->stemmer);
	if (left >= sizeof(stem->word))
		left = sizeof(stem->word) - 1;
	memcpy(stem->word, rest, left);
	stem->word[left] = '\0';
	return left < length;
}

/* Takes away a plural's ending; whether there was one. `*is_known`: some of the
 * language are known. */
static bool cut_plural(struct stem *stem, bool *is_known)
{
	size_t length = strlen(stem->word);

	for (size_t i = 0; i < sizeof(plurals) / sizeof(*plurals); i++) {
		const struct plural *plural = &plurals[i];
		size_t end = strlen(plural->ending);

		if (strcmp(stem->language, plural->language) != 0)
			continue;
		*is_known = true;
		if (length >= plural->least &&
		    strcmp(stem->word + length - end, plural->ending) == 0 &&
		    strchr(plural->behind, stem->word[length - end - 1])) {
			stem->word[length - end] = '\0';
			return true;
		}
	}
	return false;
}

/* Folding made the past of `prometer` a word that ends as `salario` does. */
static void cut_vowel(struct stem *stem)
{
	size_t length = strlen(stem->word);

	while (strcmp(stem->language, "es") == 0 && length > STEM_LEAST &&
	       strchr("ei", stem->word[length - 1]))
		stem->word[--length] = '\0';
}

/* The plural may hide an ending that the singular has not, as in `mujeres`.
 * Where plurals are known, they go first, and one ending more; elsewhere it is
 * cut until nothing falls away. Of `campaña` that would leave what is left of
 * `campo`. */
const char *stem_of(struct stem *stem, const char *word)
{
	size_t length = strlen(word);
	bool has_plurals = false;
	const char *apart = apart_stem(stem->language, word);

	if (apart != NULL)
		return apart;
	if (stem->stemmer == NULL || length > WORD_BYTES)
		return word;
	memcpy(stem->word, word, length + 1);
	while (cut_plural(stem, &has_plurals))
		;
	while (cut(stem) && !has_plurals)
		;
	cut_vowel(stem);
	return irregular_stem(stem->language, stem->word);
}

void stem_free(struct stem *stem)
{
	if (stem == NULL)
		return;
	sb_stemmer_delete(stem->stemmer);
	free(stem);
}
