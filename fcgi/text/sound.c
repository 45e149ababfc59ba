/* The first rule that fits at a place says what is heard there; two of a kind
 * are heard as one. Of what is heard stays a hash (FNV-1a). */
#include "text/sound.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct rule { /* by the first letter of what is written */
	char written[5];
	const char *heard;
	/* What must follow: one of these letters, nothing (""), or whatever
	 * there is (NULL). */
	const char *before;
};

#define SOFT   "eiy"
#define VOWELS "aeiou"

/* Letters that Spanish in some place or other gives one sound, and those that
 * are not heard at the end or before another. Folding made an n of `ñ`. */
static const struct rule spanish[] = {
	{ "ado", "ao", "" }, { "ch", "C", NULL }, { "cc", "s", SOFT },
	{ "c", "s", SOFT },  { "c", "k", NULL },  { "d", "", "" },
	{ "gu", "g", "ei" }, { "g", "j", SOFT },  { "hu", "g", "e" },
	{ "hu", "gu", "a" }, { "h", "", NULL },	  { "ll", "y", NULL },
	{ "n", "m", "bpv" }, { "ps", "s", NULL }, { "qu", "k", "ei" },
	{ "q", "k", NULL },  { "sc", "s", SOFT }, { "sh", "C", NULL },
	{ "sz", "s", NULL }, { "v", "b", NULL },  { "w", "gu", NULL },
	{ "xc", "s", SOFT }, { "x", "s", NULL },  { "y", "y", VOWELS },
	{ "y", "i", NULL },  { "z", "s", NULL },
};

/* What English writes in several ways. Vowels in the middle are left to who
 * counts edits. */
static const struct rule english[] = {
	{ "ance", "ens", "" },	{ "ant", "ent", "" },	{ "able", "ibl", "" },
	{ "al", "l", "" },	{ "ar", "r", "" },	{ "ay", "ai", NULL },
	{ "cion", "Sn", NULL }, { "ck", "k", NULL },	{ "ch", "C", NULL },
	{ "c", "s", SOFT },	{ "c", "k", NULL },	{ "dge", "j", NULL },
	{ "ea", "i", NULL },	{ "ee", "i", NULL },	{ "ei", "i", NULL },
	{ "el", "l", "" },	{ "ence", "ens", "" },	{ "er", "r", "" },
	{ "ey", "i", "" },	{ "e", "", "" },	{ "ght", "t", NULL },
	{ "gu", "g", "aei" },	{ "ible", "ibl", "" },	{ "ie", "i", NULL },
	{ "kn", "n", NULL },	{ "le", "l", "" },	{ "mb", "m", "" },
	{ "oo", "u", NULL },	{ "or", "r", "" },	{ "ou", "u", NULL },
	{ "ph", "f", NULL },	{ "qu", "kw", NULL },	{ "q", "k", NULL },
	{ "sc", "s", SOFT },	{ "sh", "S", NULL },	{ "sion", "Sn", NULL },
	{ "tch", "C", NULL },	{ "tion", "Sn", NULL }, { "wh", "w", NULL },
	{ "wr", "r", NULL },	{ "x", "ks", NULL },	{ "y", "i", NULL },
	{ "z", "s", NULL },
};

static const struct {
	const char *language;
	const struct rule *rules;
	size_t count;
} tables[] = {
	{ "en", english, sizeof(english) / sizeof(*english) },
	{ "es", spanish, sizeof(spanish) / sizeof(*spanish) },
};

/* What is heard as less is like too much else, as `zzzz` is. */
#define LEAST_HEARD 2

struct hearing {
	uint32_t hash;
	size_t count;
	char last;
};

static void hear(struct hearing *hearing, char heard)
{
	if (heard == hearing->last)
		return;
	hearing->hash = (hearing->hash ^ (unsigned char)heard) * 16777619U;
	hearing->last = heard;
	hearing->count++;
}

static bool fits(const struct rule *rule, const char *at)
{
	size_t length = strlen(rule->written);

	if (*at != *rule->written || strncmp(at, rule->written, length) != 0)
		return false;
	if (rule->before == NULL || at[length] == '\0')
		return rule->before == NULL || *rule->before == '\0';
	return strchr(rule->before, at[length]) != NULL;
}

/* Moves past what is heard as one. */
static const char *hear_next(struct hearing *hearing, const char *at,
			     const struct rule *rules, size_t count)
{
	for (size_t i = 0; i < count && *rules[i].written <= *at; i++) {
		if (!fits(&rules[i], at))
			continue;
		for (const char *heard = rules[i].heard; *heard; heard++)
			hear(hearing, *heard);
		return at + strlen(rules[i].written);
	}
	hear(hearing, *at);
	return at + 1;
}

static uint32_t hear_all(const char *word, const struct rule *rules,
			 size_t count)
{
	struct hearing hearing = { .hash = 2166136261U };

	if (strpbrk(word, "0123456789") != NULL)
		return 0;
	while (*word != '\0')
		word = hear_next(&hearing, word, rules, count);
	return hearing.count < LEAST_HEARD ? 0 : hearing.hash;
}

uint32_t sound_of(const char *language, const char *word)
{
	size_t length = strcspn(language, "-");

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (strncmp(language, tables[i].language, length) == 0 &&
		    tables[i].language[length] == '\0')
			return hear_all(word, tables[i].rules, tables[i].count);
	return 0;
}
