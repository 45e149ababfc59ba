/* One table: a word stands in it alone, and with each language. */
#include "search/stems.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/table.h"
#include "search/stem.h"

/* The scope of words themselves; no language has such a tag. */
#define NO_LANGUAGE ""

struct cutter {
	const char *language;
	struct stem *stem;
	struct cutter *next;
};

struct stems {
	struct arena *arena;   /* of what is given */
	struct arena *scratch; /* of what is ours */
	struct table words;
	const char **given; /* by their numbers */
	size_t room;
	struct cutter *cutters;
};

struct stems *stems_new(struct arena *arena)
{
	struct stems *stems = alloc_zero(sizeof(*stems));

	stems->arena = arena;
	stems->scratch = arena_new();
	stems->words = table_new(0, stems->scratch);
	return stems;
}

/* The place for what is given of a word; it holds NULL the first time. */
static const char **given_of(struct stems *stems, const char *language,
			     const char *word)
{
	size_t before = stems->words.count;
	size_t number = table_add(&stems->words, language, word);

	if (number == stems->room) {
		stems->room = stems->words.room;
		stems->given = alloc_grow(stems->given,
					  stems->room * sizeof(*stems->given));
	}
	if (number == before)
		stems->given[number] = NULL;
	return &stems->given[number];
}

const char *stems_text(struct stems *stems, const char *text)
{
	const char **given = given_of(stems, NO_LANGUAGE, text);

	if (*given == NULL)
		*given = arena_text(stems->arena, text, strlen(text));
	return *given;
}

/* A site has few languages. */
static struct stem *stem_in(struct stems *stems, const char *language)
{
	struct cutter *cutter = stems->cutters;

	while (cutter != NULL && strcmp(cutter->language, language) != 0)
		cutter = cutter->next;
	if (cutter == NULL) {
		cutter = arena_alloc(stems->scratch, sizeof(*cutter));
		cutter->language = language;
		cutter->stem = stem_new(language);
		cutter->next = stems->cutters;
		stems->cutters = cutter;
	}
	return cutter->stem;
}

const char *stems_of(struct stems *stems, const char *language,
		     const char *word)
{
	const char *given = *given_of(stems, language, word), *stem;

	if (given != NULL)
		return given;
	stem = stem_of(stem_in(stems, language), word);
	given = strcmp(stem, word) == 0 ? word : stems_text(stems, stem);
	*given_of(stems, language, word) = given;
	return given;
}

void stems_free(struct stems *stems)
{
	if (stems == NULL)
		return;
	for (struct cutter *each = stems->cutters; each; each = each->next)
		stem_free(each->stem);
	free(stems->given);
	arena_free(stems->scratch);
	free(stems);
}
