/* Words in headings. */
#include "import/privacy.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *word;
	enum privacy privacy;
} words[] = {
	{ "private", PRIVACY_KEPT },
	{ "confidential", PRIVACY_KEPT },
	{ "internal", PRIVACY_KEPT },
	{ "verifier", PRIVACY_KEPT },
	{ "verified by", PRIVACY_KEPT },
	{ "verifiedby", PRIVACY_KEPT },
	{ "staff only", PRIVACY_KEPT },
	{ "privado", PRIVACY_KEPT },
	{ "privada", PRIVACY_KEPT },
	{ "interno", PRIVACY_KEPT },
	{ "interna ", PRIVACY_KEPT },
	{ "confidencial", PRIVACY_KEPT },
	{ "unlisted", PRIVACY_KEPT },
	{ "unpublished", PRIVACY_KEPT },
	{ "not public", PRIVACY_KEPT },
	{ "not for public", PRIVACY_KEPT },
	{ "non-public", PRIVACY_KEPT },
	{ "nonpublic", PRIVACY_KEPT },
	{ "undisclosed", PRIVACY_KEPT },
	{ "do not publish", PRIVACY_KEPT },
	{ "do not share", PRIVACY_KEPT },
	{ "do not give", PRIVACY_KEPT },
	{ "do not list", PRIVACY_KEPT },
	{ "do not release", PRIVACY_KEPT },
	{ "no publicar", PRIVACY_KEPT },
	{ "no divulgar", PRIVACY_KEPT },
	{ "contact", PRIVACY_PERSON },
	{ "worker", PRIVACY_PERSON },
	{ "contacto", PRIVACY_PERSON },
	{ "trabajador", PRIVACY_PERSON },
	{ "director", PRIVACY_PERSON },
	{ "manager", PRIVACY_PERSON },
	{ "supervisor", PRIVACY_PERSON },
	{ "coordinator", PRIVACY_PERSON },
	{ "staff phone", PRIVACY_PERSON },
	{ "staff cell", PRIVACY_PERSON },
	{ "staff email", PRIVACY_PERSON },
	{ "staff number", PRIVACY_PERSON },
	{ "cell phone", PRIVACY_PERSON },
	{ "cellphone", PRIVACY_PERSON },
	{ "mobile phone", PRIVACY_PERSON },
	{ "home phone", PRIVACY_PERSON },
	{ "personal phone", PRIVACY_PERSON },
	{ "celular", PRIVACY_PERSON },
	{ "direct line", PRIVACY_PERSON },
	{ "direct phone", PRIVACY_PERSON },
};

/* What is called private and hides nothing: `Accepts private insurance` asks
 * about money. A blank stands for any sign between words, or none. */
static const char *const harmless[] = {
	"private insurance",
	"private insurances",
	"private health insurance",
	"private medical insurance",
	"private dental insurance",
	"private vision insurance",
	"private insurer",
	"private insurers",
	"private pay",
	"private payment",
	"private payments",
	"private payer",
	"private payers",
	"private payor",
	"private payors",
	"private school",
	"private schools",
	"private college",
	"private sector",
	"private nonprofit",
	"private non profit",
	"private not for profit",
	"private for profit",
	"private funding",
	"private funds",
	"private donations",
	"private donors",
	"private foundation",
	"private foundations",
	"private grants",
	"private practice",
	"private duty",
	"private transportation",
	"private vehicle",
	"private vehicles",
	"private bathroom",
	"private bathrooms",
	"private shower",
	"private showers",
	"private lessons",
	"private loans",
	"private attorney",
	"private attorneys",
	"private landlord",
	"private landlords",
	"confidential testing",
	"confidential hiv testing",
	"confidential std testing",
	"confidential counseling",
	"internal medicine",
	"seguro privado",
	"seguros privados",
	"seguro medico privado",
	"seguro médico privado",
	"escuela privada",
	"escuelas privadas",
	"pago privado",
	"medicina interna",
};

/* The bytes at the beginning of a text that are the words, in letters of any
 * case and with or without what parts them: `DoNotPublish`; else 0. A blank at
 * their end is that of a word. */
static size_t length_of(const char *text, const char *phrase)
{
	const char *at = text;

	for (; *phrase != '\0'; phrase++) {
		if (*phrase == ' ' && phrase[1] == '\0')
			return isalpha((unsigned char)*at) ?
				       0 :
				       (size_t)(at - text);
		if (*phrase == ' ')
			at += strspn(at, " _-");
		else if (tolower((unsigned char)*at) == (unsigned char)*phrase)
			at++;
		else
			return 0;
	}
	return (size_t)(at - text);
}

/* Where the words stand in a heading, or NULL. */
static const char *find(const char *heading, const char *phrase)
{
	while (*heading != '\0' && length_of(heading, phrase) == 0)
		heading++;
	return *heading != '\0' ? heading : NULL;
}

/* The bytes of what hides nothing at the beginning of a text: up to the end of
 * a word. */
static size_t harmless_at(const char *text)
{
	for (size_t i = 0; i < sizeof(harmless) / sizeof(*harmless); i++) {
		size_t length = length_of(text, harmless[i]);

		if (length > 0 && !islower((unsigned char)text[length]))
			return length;
	}
	return 0;
}

/* Whether a word of these stands there at all: every member of every number and
 * place is asked for, and hardly any has one. */
static bool may_be_harmless(const char *heading)
{
	return strcasestr(heading, "priva") != NULL ||
	       strcasestr(heading, "confidential") != NULL ||
	       strcasestr(heading, "interna") != NULL;
}

#define HEADING_MOST 512 /* a longer one is judged as it stands */

static void blank_harmless(char *heading)
{
	for (char *at = heading; *at != '\0'; at++)
		memset(at, ' ', harmless_at(at));
}

/* The heading with blanks in the place of what hides nothing, and of what
 * stands for blanks in the names of databases. */
static const char *judged(const char *heading, char room[HEADING_MOST])
{
	size_t length = strlen(heading);

	if (length >= HEADING_MOST)
		return heading;
	memcpy(room, heading, length + 1);
	if (may_be_harmless(heading))
		blank_harmless(room);
	for (char *at = room; *at != '\0'; at++)
		*at = *at == '_' ? ' ' : *at;
	return room;
}

enum privacy privacy_of(const char *heading)
{
	char room[HEADING_MOST];
	enum privacy found = PRIVACY_NONE;

	heading = judged(heading, room);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].privacy > found &&
		    find(heading, words[i].word) != NULL)
			found = words[i].privacy;
	return found;
}

/* What headings ask. Words that hold others stand before them. */
static const struct {
	const char *words;
	enum privacy_asks asks;
} questions[] = {
	{ "exclude from web", PRIVACY_ASKS_ROW },
	{ "exclude from directory", PRIVACY_ASKS_ROW },
	{ "exclude from public", PRIVACY_ASKS_ROW },
	{ "hide from web", PRIVACY_ASKS_ROW },
	{ "hide from public", PRIVACY_ASKS_ROW },
	{ "hide on web", PRIVACY_ASKS_ROW },
	{ "do not display", PRIVACY_ASKS_ROW },
	{ "not for web", PRIVACY_ASKS_ROW },
	{ "internal only", PRIVACY_ASKS_ROW },
	{ "internal use only", PRIVACY_ASKS_ROW },
	{ "private", PRIVACY_ASKS_HIDE },
	{ "confidential", PRIVACY_ASKS_HIDE },
	{ "privado", PRIVACY_ASKS_HIDE },
	{ "privada", PRIVACY_ASKS_HIDE },
	{ "confidencial", PRIVACY_ASKS_HIDE },
	{ "unlisted", PRIVACY_ASKS_HIDE },
	{ "unpublished", PRIVACY_ASKS_HIDE },
	{ "undisclosed", PRIVACY_ASKS_HIDE },
	{ "not public", PRIVACY_ASKS_HIDE },
	{ "non-public", PRIVACY_ASKS_HIDE },
	{ "do not publish", PRIVACY_ASKS_HIDE },
	{ "do not share", PRIVACY_ASKS_HIDE },
	{ "do not give", PRIVACY_ASKS_HIDE },
	{ "do not list", PRIVACY_ASKS_HIDE },
	{ "do not release", PRIVACY_ASKS_HIDE },
	{ "no publicar", PRIVACY_ASKS_HIDE },
	{ "no divulgar", PRIVACY_ASKS_HIDE },
	{ "ok to publish", PRIVACY_ASKS_SHOW },
	{ "okay to publish", PRIVACY_ASKS_SHOW },
	{ "publish", PRIVACY_ASKS_SHOW },
	{ "ok to share", PRIVACY_ASKS_SHOW },
	{ "show on web", PRIVACY_ASKS_SHOW },
	{ "show online", PRIVACY_ASKS_SHOW },
	{ "display on web", PRIVACY_ASKS_SHOW },
	{ "is public", PRIVACY_ASKS_SHOW },
	{ "ispublic", PRIVACY_ASKS_SHOW },
	{ "publicar", PRIVACY_ASKS_SHOW },
};

/* Whether nothing but signs stands behind the words of a question. */
static bool is_last(const char *behind)
{
	while (*behind != '\0' && !isalnum((unsigned char)*behind))
		behind++;
	return *behind == '\0';
}

enum privacy_asks privacy_asks(const char *heading, size_t *named)
{
	char room[HEADING_MOST];
	const char *at = NULL;
	size_t row = 0, length;

	heading = judged(heading, room);
	for (; at == NULL && row < sizeof(questions) / sizeof(*questions);
	     row++)
		at = find(heading, questions[row].words);
	if (at == NULL)
		return PRIVACY_ASKS_NOTHING;
	row--;
	length = (size_t)(at - heading);
	if (length >= 2 && strncasecmp(at - 2, "is", 2) == 0)
		length -= 2;
	while (length > 0 && !isalnum((unsigned char)heading[length - 1]))
		length--;
	if (length >= 3 && strncasecmp(heading + length - 3, " is", 3) == 0)
		length -= 3;
	*named = length;
	if (questions[row].asks == PRIVACY_ASKS_HIDE &&
	    !is_last(at + length_of(at, questions[row].words)))
		return PRIVACY_MAY_ASK;
	return questions[row].asks;
}

bool privacy_hides(enum privacy_asks asks, const char *cell)
{
	bool is_clear, is_yes = privacy_is_yes(cell, &is_clear);

	switch (asks) {
	case PRIVACY_MAY_ASK:
		return is_yes && is_clear;
	case PRIVACY_ASKS_HIDE:
	case PRIVACY_ASKS_ROW:
		return is_yes;
	case PRIVACY_ASKS_SHOW:
		return cell[0] != '\0' && !is_yes;
	default:
		return false;
	}
}

bool privacy_is_said(const char *name, const char *text)
{
	size_t ignored;
	bool is_clear, is_yes = privacy_is_yes(text, &is_clear);

	return privacy_hides(privacy_asks(name, &ignored), text) ||
	       (strcasestr(name, "internal") != NULL && is_yes && is_clear);
}

bool privacy_may_be_said(const char *name)
{
	size_t ignored;

	return privacy_asks(name, &ignored) != PRIVACY_ASKS_NOTHING ||
	       strcasestr(name, "internal") != NULL;
}

bool privacy_forbids(const char *text)
{
	static const char *const said[] = {
		"do not give",	 "do not publish", "do not share",
		"do not list",	 "do not release", "don't give",
		"don't publish", "don't share",	   "not for public",
		"not public",	 "unlisted",	   "unpublished",
		"staff only",	 "internal use",   "internal only",
		"(private)",	 "private line",   "private number",
		"no publicar",	 "no divulgar",	   "uso interno",
		"solo personal",
	};

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
		if (strcasestr(text, said[i]) != NULL)
			return true;
	return false;
}

bool privacy_is_yes(const char *cell, bool *is_clear)
{
	/* -1 is the yes of some databases. */
	static const char *const yes[] = {
		"yes",	     "y",	"true",	       "t",  "1",
		"x",	     "si",	"s\xc3\xad",   "-1", "on",
		"verdadero", "checked", "\xe2\x9c\x93"
	};
	static const char *const no[] = { "", "no", "n", "false", "f", "0" };

	*is_clear = true;
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		if (strcasecmp(cell, no[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (strcasecmp(cell, yes[i]) == 0)
			return true;
	*is_clear = false;
	/* What is neither hides rather than shows. */
	return true;
}
