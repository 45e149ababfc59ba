/* The rules of Unicode's CLDR for whole numbers, those that many languages
 * share. */
#include "site/plural.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text/format.h"

#define NAME_ROOM   64
#define WORDS_ROOM  ((size_t)1024)
#define NUMBER_ROOM 24
#define OTHER	    "other"

static const char *one(size_t number)
{
	return number == 1 ? "one" : OTHER;
}

static const char *none(size_t number)
{
	(void)number;
	return OTHER;
}

static const char *zero_one(size_t number)
{
	return number <= 1 ? "one" : OTHER;
}

static bool is_few(size_t number)
{
	return number % 10 >= 2 && number % 10 <= 4 &&
	       (number % 100 < 12 || number % 100 > 14);
}

static const char *slavic(size_t number)
{
	if (number % 10 == 1 && number % 100 != 11)
		return "one";
	return is_few(number) ? "few" : "many";
}

static const char *polish(size_t number)
{
	if (number == 1)
		return "one";
	return is_few(number) ? "few" : "many";
}

static const char *arabic(size_t number)
{
	static const char *const small[] = { "zero", "one", "two" };

	if (number < sizeof(small) / sizeof(*small))
		return small[number];
	if (number % 100 < 3)
		return OTHER;
	return number % 100 <= 10 ? "few" : "many";
}

/* In the order of PLURAL_RULES. */
static const struct {
	const char *name;
	const char *(*form)(size_t number);
} rules[] = {
	{ "one", one },	      { "none", none },	    { "zero-one", zero_one },
	{ "slavic", slavic }, { "polish", polish }, { "arabic", arabic },
};

static const char *form_of(const struct locale *locale, size_t number)
{
	size_t count = sizeof(rules) / sizeof(*rules), rule = 0;

	while (locale->plural != NULL && rule + 1 < count &&
	       strcmp(rules[rule].name, locale->plural) != 0)
		rule++;
	return rules[rule].form(number);
}

/* A word with the number in it, as a model has it. */
static json_t *filled(const char *word, size_t number, bool is_source)
{
	char digits[NUMBER_ROOM];
	const struct format_part parts[] = { { 'N', digits }, { '\0', NULL } };
	struct buf out = buf_new(WORDS_ROOM);
	json_t *words;

	snprintf(digits, sizeof(digits), "%zu", number);
	format_print(word, parts, &out);
	words = is_source ? json_pack("{ss ss ss}", "text", buf_text(&out),
				      "lang", LOCALE_SOURCE, "dir", "ltr") :
			    json_string(buf_text(&out));
	buf_free(&out);
	return words;
}

/* The word `NAME_FORM`, or where the language has no such form of its own its
 * word for all others. */
static const char *word_of(const struct edition *edition, const char *name,
			   const char *form)
{
	char whole[NAME_ROOM];

	snprintf(whole, sizeof(whole), "%s_%s", name, form);
	if (json_is_string(json_object_get(edition->locale->marked, whole)))
		return edition_word(edition, whole);
	snprintf(whole, sizeof(whole), "%s_" OTHER, name);
	return edition_word(edition, whole);
}

/* In English, which has one rule and no other form. */
static json_t *in_source(const struct edition *edition, const char *name,
			 size_t number)
{
	char whole[NAME_ROOM];

	snprintf(whole, sizeof(whole), "%s_%s", name, one(number));
	return filled(edition_word(edition, whole), number, true);
}

json_t *plural_words(const struct edition *edition, const char *name,
		     size_t number)
{
	const struct locale *locale = edition->locale;
	char whole[NAME_ROOM];

	snprintf(whole, sizeof(whole), "%s_" OTHER, name);
	if (!json_is_string(json_object_get(locale->marked, whole)))
		return in_source(edition, name, number);
	return filled(word_of(edition, name, form_of(locale, number)), number,
		      false);
}
