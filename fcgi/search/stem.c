/* libstemmer, and endings whose accents folding took. */
#include "search/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define WORD_BYTES ((size_t)64)

/* Folding took accents by which a stemmer knows an ending. */
struct accent {
	const char *language, *folded, *ending;
};

static const struct accent accents[] = {
	{ "es", "ion", "i\xc3\xb3n" },
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
	size_t length = strlen(stem->word);
	const unsigned char *rest;

	for (size_t i = 0; i < sizeof(accents) / sizeof(*accents); i++)
		restore_accent(stem, &accents[i]);
	rest = sb_stemmer_stem(stem->stemmer, (const sb_symbol *)stem->word,
			       (int)strlen(stem->word));
	if (rest == NULL)
		return false;
	snprintf(stem->word, sizeof(stem->word), "%s", (const char *)rest);
	return strlen(stem->word) < length;
}

/* The plural may hide an ending that the singular has not, as in `mujeres`, so
 * it is cut until nothing falls away. */
const char *stem_of(struct stem *stem, const char *word)
{
	size_t length = strlen(word);

	if (stem->stemmer == NULL || length > WORD_BYTES)
		return word;
	memcpy(stem->word, word, length + 1);
	while (cut(stem))
		;
	return stem->word;
}

void stem_free(struct stem *stem)
{
	if (stem == NULL)
		return;
	sb_stemmer_delete(stem->stemmer);
	free(stem);
}
