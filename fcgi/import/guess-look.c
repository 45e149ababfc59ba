/* What stands below a heading, by a table of looks. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/clean.h"
#include "import/guess.h"

static bool is_number(const char *text, struct arena *arena)
{
	struct clean_number numbers[CLEAN_NUMBERS];
	struct clean_tally ignored = { 0 };
	const char *rest;

	return clean_numbers(text, &ignored, arena, numbers, &rest) > 0;
}

static bool is_email(const char *text, struct arena *arena)
{
	const char *at = strchr(text, '@');

	(void)arena;
	return at != NULL && at > text && strchr(at, '.') != NULL &&
	       strchr(text, ' ') == NULL;
}

static bool is_link(const char *text, struct arena *arena)
{
	(void)arena;
	return strchr(text, ' ') == NULL && strchr(text, '@') == NULL &&
	       (strncasecmp(text, "http", 4) == 0 ||
		strncasecmp(text, "www.", 4) == 0 ||
		(strchr(text, '.') != NULL &&
		 isalpha((unsigned char)text[strlen(text) - 1])));
}

/* Whether ten digits stand together, whatever else does. */
static bool has_number(const char *text)
{
	int digits = 0;

	for (; *text != '\0' && digits < 10; text++)
		digits = strchr(" ()-.", *text) == NULL ?
				 (isdigit((unsigned char)*text) ? digits + 1 :
								  0) :
				 digits;
	return digits == 10;
}

static bool is_hours(const char *text, struct arena *arena)
{
	static const char *const words[] = { "am",  "a.m",	   "pm",
					     "p.m", ":",	   "24",
					     "-",   "appointment", "cita" };

	(void)arena;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(text, words[i]) != NULL)
			return !has_number(text);
	return false;
}

static bool is_postal(const char *text, struct arena *arena)
{
	size_t digits = 0;

	(void)arena;
	for (const char *at = text; *at != '\0'; at++)
		digits += isdigit((unsigned char)*at) != 0;
	return digits >= 2 && digits <= 9 && strlen(text) <= 10;
}

static bool is_state(const char *text, struct arena *arena)
{
	(void)arena;
	return strlen(text) >= 2 && strlen(text) <= 20 &&
	       strpbrk(text, "0123456789@/") == NULL;
}

static bool is_date(const char *text, struct arena *arena)
{
	int parts = 0;

	(void)arena;
	for (const char *at = text; *at != '\0'; at++)
		parts += isdigit((unsigned char)*at) &&
			 (at == text || !isdigit((unsigned char)at[-1]));
	return parts >= 2 && strlen(text) <= 40;
}

static bool is_coordinate(const char *text, struct arena *arena)
{
	char *end;
	double value = strtod(text, &end);

	(void)arena;
	return end != text && *end == '\0' && value >= -180 && value <= 180;
}

static const struct {
	const char *key, *words;
	bool (*is)(const char *text, struct arena *arena);
} looks[GUESS_LOOKS] = {
	[GUESS_ANY] = { NULL, "anything", NULL },
	[GUESS_NUMBER] = { "phone", "numbers of telephones", is_number },
	[GUESS_EMAIL] = { "email", "e-mail addresses", is_email },
	[GUESS_LINK] = { "link", "addresses of the web", is_link },
	[GUESS_HOURS] = { NULL, "hours", is_hours },
	[GUESS_POSTAL] = { NULL, "postal codes", is_postal },
	[GUESS_STATE] = { NULL, "states", is_state },
	[GUESS_DATE] = { NULL, "dates", is_date },
	[GUESS_COORDINATE] = { NULL, "coordinates", is_coordinate },
};

bool guess_is(enum guess_look look, const char *text, struct arena *arena)
{
	return looks[look].is == NULL || looks[look].is(text, arena);
}

const struct columns_key *guess_by_look(enum guess_look look)
{
	return looks[look].key != NULL ? columns_key(looks[look].key) : NULL;
}

const char *guess_words(enum guess_look look)
{
	return looks[look].words;
}
