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
	DOUBTFUL, /* the same as BEFORE, but a word of other meanings too */
};

static const struct type {
	const char *word, *whole;
	enum side side;
} types[] = {
	{ "street", "street", BEFORE },
	{ "st", "street", BEFORE },
	{ "avenue", "avenue", EITHER },
	{ "ave", "avenue", EITHER },
	{ "av", "avenue", EITHER },
	{ "road", "road", NUMBERED },
	{ "rd", "road", NUMBERED },
	{ "boulevard", "boulevard", EITHER },
	{ "blvd", "boulevard", EITHER },
	{ "drive", "drive", BEFORE },
	{ "dr", "drive", BEFORE },
	{ "lane", "lane", BEFORE },
	{ "ln", "lane", BEFORE },
	{ "court", "court", BEFORE },
	{ "ct", "court", DOUBTFUL },
	{ "way", "way", BEFORE },
	{ "highway", "highway", NUMBERED },
	{ "hwy", "highway", NUMBERED },
	{ "route", "route", NUMBERED },
	{ "rte", "route", NUMBERED },
	{ "place", "place", DOUBTFUL },
	{ "pl", "place", DOUBTFUL },
	{ "circle", "circle", DOUBTFUL },
	{ "cir", "circle", DOUBTFUL },
	{ "terrace", "terrace", DOUBTFUL },
	{ "ter", "terrace", DOUBTFUL },
	{ "parkway", "parkway", DOUBTFUL },
	{ "pkwy", "parkway", DOUBTFUL },
	{ "trail", "trail", DOUBTFUL },
	{ "trl", "trail", DOUBTFUL },
	{ "square", "square", DOUBTFUL },
	{ "sq", "square", DOUBTFUL },
	{ "alley", "alley", DOUBTFUL },
	{ "row", "row", DOUBTFUL },
	{ "pike", "pike", DOUBTFUL },
	{ "loop", "loop", DOUBTFUL },
	{ "calle", "calle", BEHIND },
	{ "avenida", "avenue", BEHIND },
	{ "bulevar", "boulevard", BEHIND },
	{ "camino", "camino", BEHIND },
	{ "paseo", "paseo", BEHIND },
	{ "carretera", "carretera", BEHIND },
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

	return type != NULL && type->side != DOUBTFUL &&
	       strcmp(type->whole, "camino") != 0 &&
	       strcmp(type->whole, "paseo") != 0;
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
