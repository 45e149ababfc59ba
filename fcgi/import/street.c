/* Words for streets, and the word beside them. */
#include "import/street.h"

#include <string.h>
#include <strings.h>

#include "text/list.h"

enum side {
	BEFORE,	  /* Mill Lane */
	BEHIND,	  /* Calle Sol */
	EITHER,	  /* Mill Avenue, Ave. Ponce de Leon */
	NUMBERED, /* Mill Road, Road 9 */
};

static const struct type {
	const char *word, *whole;
	enum side side;
	bool is_doubtful; /* has other meanings, too */
} types[] = {
	{ "street", "street", BEFORE, false },
	{ "st", "street", BEFORE, false },
	{ "avenue", "avenue", EITHER, false },
	{ "ave", "avenue", EITHER, false },
	{ "av", "avenue", EITHER, false },
	{ "road", "road", NUMBERED, false },
	{ "rd", "road", NUMBERED, false },
	{ "boulevard", "boulevard", EITHER, false },
	{ "blvd", "boulevard", EITHER, false },
	{ "drive", "drive", BEFORE, false },
	{ "dr", "drive", BEFORE, false },
	{ "lane", "lane", BEFORE, false },
	{ "ln", "lane", BEFORE, false },
	{ "court", "court", BEFORE, false },
	{ "ct", "court", BEFORE, true },
	{ "way", "way", BEFORE, false },
	{ "highway", "highway", NUMBERED, false },
	{ "hwy", "highway", NUMBERED, false },
	{ "route", "route", NUMBERED, false },
	{ "rte", "route", NUMBERED, false },
	{ "place", "place", BEFORE, true },
	{ "pl", "place", BEFORE, true },
	{ "circle", "circle", BEFORE, true },
	{ "cir", "circle", BEFORE, true },
	{ "terrace", "terrace", BEFORE, true },
	{ "ter", "terrace", BEFORE, true },
	{ "parkway", "parkway", BEFORE, true },
	{ "pkwy", "parkway", BEFORE, true },
	{ "trail", "trail", BEFORE, true },
	{ "trl", "trail", BEFORE, true },
	{ "square", "square", BEFORE, true },
	{ "sq", "square", BEFORE, true },
	{ "alley", "alley", BEFORE, true },
	{ "row", "row", BEFORE, true },
	{ "pike", "pike", BEFORE, true },
	{ "loop", "loop", BEFORE, true },
	{ "calle", "calle", BEHIND, false },
	{ "avenida", "avenue", BEHIND, false },
	{ "bulevar", "boulevard", BEHIND, false },
	{ "camino", "camino", BEHIND, true },
	{ "paseo", "paseo", BEHIND, true },
	{ "carretera", "carretera", BEHIND, false },
};

static const struct type *type_of(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strlen(types[i].word) == length &&
		    strncasecmp(types[i].word, word, length) == 0)
			return &types[i];
	return NULL;
}

bool street_is_word(const char *word, size_t length)
{
	const struct type *type = type_of(word, length);

	return type != NULL && !type->is_doubtful;
}

/* Whether a word names nothing: `across the street`, `calle de la Paz`. */
static bool is_nameless(const char *word, size_t length)
{
	static const char *const words[] = {
		"a",   "the",  "this", "that", "our", "your", "their", "its",
		"of",  "on",   "in",   "at",   "to",  "by",   "from",  "and",
		"or",  "same", "any",  "each", "no",  "one",  "every", "de",
		"del", "la",   "las",  "el",   "los", "y",    "en",    "safe",
	};

	return length == 0 ||
	       list_has_word(words, sizeof(words) / sizeof(*words), word,
			     length);
}

static bool is_number(const char *word, size_t length)
{
	return length > 0 && strspn(word, "0123456789") >= length;
}

static const char *next_word(const char *at, size_t *length)
{
	at += strspn(at, " ");
	*length = strcspn(at, " ");
	return at;
}

/* The word of the name, or NULL. */
static const char *name_of(const struct street_walk *before,
			   const struct type *type, const char *behind,
			   size_t *length)
{
	const char *word = next_word(behind, length);

	if (type->side == NUMBERED && is_number(word, *length))
		return word;
	if (type->side != BEHIND &&
	    !is_nameless(before->word, before->length) &&
	    !is_number(before->word, before->length)) {
		*length = before->length;
		return before->word;
	}
	if (type->side != BEHIND && type->side != EITHER)
		return NULL;
	while (*length > 0 && is_nameless(word, *length))
		word = next_word(word + *length, length);
	return *length > 0 ? word : NULL;
}

const char *street_next(struct street_walk *walk, struct arena *arena)
{
	while (*walk->at != '\0') {
		const struct street_walk before = *walk;
		size_t length, own;
		const char *word = next_word(walk->at, &length), *name = NULL;
		const struct type *type = type_of(word, length);

		walk->at = word + length;
		walk->word = word;
		walk->length = length;
		if (type != NULL)
			name = name_of(&before, type, walk->at, &own);
		/* The same again, without the word before. */
		if (name != NULL && name == before.word &&
		    type->side == EITHER && walk->has_both) {
			walk->at = word;
			walk->length = 0;
		}
		if (name != NULL)
			return arena_printf(arena, "%s %.*s", type->whole,
					    (int)own, name);
	}
	return NULL;
}
