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
	bool is_alone; /* behind nothing but what leads to somebody */
} questions[] = {
	{ "exclude from web", PRIVACY_ASKS_ROW, false },
	{ "exclude from directory", PRIVACY_ASKS_ROW, false },
	{ "exclude from public", PRIVACY_ASKS_ROW, false },
	{ "hide from web", PRIVACY_ASKS_ROW, false },
	{ "hide from public", PRIVACY_ASKS_ROW, false },
	{ "hide on web", PRIVACY_ASKS_ROW, false },
	{ "do not display", PRIVACY_ASKS_ROW, false },
	{ "not for web", PRIVACY_ASKS_ROW, false },
	{ "internal only", PRIVACY_ASKS_ROW, false },
	{ "internal use only", PRIVACY_ASKS_ROW, false },
	{ "do not show", PRIVACY_ASKS_HIDE, false },
	{ "hidden", PRIVACY_ASKS_HIDE, false },
	{ "hide ", PRIVACY_ASKS_HIDE, false },
	{ "suppressed", PRIVACY_ASKS_HIDE, false },
	{ "suppress", PRIVACY_ASKS_HIDE, false },
	{ "redacted", PRIVACY_ASKS_HIDE, false },
	{ "restricted", PRIVACY_ASKS_HIDE, true },
	{ "sensitive", PRIVACY_ASKS_HIDE, true },
	{ "internal", PRIVACY_ASKS_HIDE, true },
	{ "oculto", PRIVACY_ASKS_HIDE, false },
	{ "oculta", PRIVACY_ASKS_HIDE, false },
	{ "no mostrar", PRIVACY_ASKS_HIDE, false },
	{ "private", PRIVACY_ASKS_HIDE, false },
	{ "confidential", PRIVACY_ASKS_HIDE, false },
	{ "privado", PRIVACY_ASKS_HIDE, false },
	{ "privada", PRIVACY_ASKS_HIDE, false },
	{ "confidencial", PRIVACY_ASKS_HIDE, false },
	{ "unlisted", PRIVACY_ASKS_HIDE, false },
	{ "unpublished", PRIVACY_ASKS_HIDE, false },
	{ "undisclosed", PRIVACY_ASKS_HIDE, false },
	{ "not public", PRIVACY_ASKS_HIDE, false },
	{ "non-public", PRIVACY_ASKS_HIDE, false },
	{ "do not publish", PRIVACY_ASKS_HIDE, false },
	{ "do not share", PRIVACY_ASKS_HIDE, false },
	{ "do not give", PRIVACY_ASKS_HIDE, false },
	{ "do not list", PRIVACY_ASKS_HIDE, false },
	{ "do not release", PRIVACY_ASKS_HIDE, false },
	{ "no publicar", PRIVACY_ASKS_HIDE, false },
	{ "no divulgar", PRIVACY_ASKS_HIDE, false },
	{ "ok to publish", PRIVACY_ASKS_SHOW, false },
	{ "okay to publish", PRIVACY_ASKS_SHOW, false },
	{ "publish to web", PRIVACY_ASKS_SHOW, false },
	{ "publish to the web", PRIVACY_ASKS_SHOW, false },
	{ "publish on web", PRIVACY_ASKS_SHOW, false },
	{ "publish online", PRIVACY_ASKS_SHOW, false },
	{ "publish in directory", PRIVACY_ASKS_SHOW, false },
	{ "published", PRIVACY_ASKS_SHOW, false },
	{ "publish", PRIVACY_ASKS_SHOW, false },
	{ "ok to share", PRIVACY_ASKS_SHOW, false },
	{ "ok to release", PRIVACY_ASKS_SHOW, false },
	{ "ok to list", PRIVACY_ASKS_SHOW, false },
	{ "show on web", PRIVACY_ASKS_SHOW, false },
	{ "show online", PRIVACY_ASKS_SHOW, false },
	{ "display on web", PRIVACY_ASKS_SHOW, false },
	{ "is public", PRIVACY_ASKS_SHOW, false },
	{ "ispublic", PRIVACY_ASKS_SHOW, false },
	{ "publicar", PRIVACY_ASKS_SHOW, false },
	{ "show phone", PRIVACY_ASKS_SHOW, false },
	{ "show number", PRIVACY_ASKS_SHOW, false },
	{ "show address", PRIVACY_ASKS_SHOW, false },
	{ "show email", PRIVACY_ASKS_SHOW, false },
	{ "show location", PRIVACY_ASKS_SHOW, false },
	{ "display phone", PRIVACY_ASKS_SHOW, false },
	{ "display number", PRIVACY_ASKS_SHOW, false },
	{ "display address", PRIVACY_ASKS_SHOW, false },
	{ "display email", PRIVACY_ASKS_SHOW, false },
	{ "display location", PRIVACY_ASKS_SHOW, false },
	{ "web display", PRIVACY_ASKS_SHOW, false },
	{ "display online", PRIVACY_ASKS_SHOW, false },
	{ "visibility", PRIVACY_ASKS_LEVEL, true },
	{ "access level", PRIVACY_ASKS_LEVEL, true },
	{ "public", PRIVACY_ASKS_SHOW, true },
	{ "visible", PRIVACY_ASKS_SHOW, true },
	{ "listed", PRIVACY_ASKS_SHOW, true },
	{ "display", PRIVACY_ASKS_SHOW, true },
	{ "displayed", PRIVACY_ASKS_SHOW, true },
	{ "show", PRIVACY_ASKS_SHOW, true },
	{ "shown", PRIVACY_ASKS_SHOW, true },
	{ "publico", PRIVACY_ASKS_SHOW, true },
};

/* Whether nothing but signs stands behind the words of a question. */
static bool is_last(const char *behind)
{
	while (*behind != '\0' && !isalnum((unsigned char)*behind))
		behind++;
	return *behind == '\0';
}

/* The bytes of a heading before the words of a question, without what parts
 * them: those that say what is asked about. */
static size_t length_before(const char *heading, size_t length)
{
	if (length >= 2 && strncasecmp(heading + length - 2, "is", 2) == 0)
		length -= 2;
	while (length > 0 && !isalnum((unsigned char)heading[length - 1]))
		length--;
	if (length >= 3 && strncasecmp(heading + length - 3, " is", 3) == 0)
		length -= 3;
	return length;
}

/* Whether the bytes end with a word for what leads to somebody. */
static bool is_leading(const char *heading, size_t length)
{
	static const char *const ends[] = { "phone",  "number", "address",
					    "email",  "mail",	"location",
					    "street", "fax",	"place",
					    "record", "entry",	"service" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t end = strlen(ends[i]);

		if (length >= end &&
		    strncasecmp(heading + length - end, ends[i], end) == 0)
			return true;
	}
	return length > 0 && isdigit((unsigned char)heading[length - 1]);
}

bool privacy_is_leading(const char *heading)
{
	size_t length = strlen(heading);

	while (length > 0 && !isalnum((unsigned char)heading[length - 1]))
		length--;
	return is_leading(heading, length);
}

/* Where the phrase of a question stand in a heading, or NULL. */
static const char *find_question(const char *heading, size_t row)
{
	const char *phrase = questions[row].words;
	const char *at = find(heading, phrase);
	size_t before;

	if (at == NULL || !questions[row].is_alone)
		return at;
	/* A phone may be public, and `Open to the public` asks of no one. */
	before = length_before(heading, (size_t)(at - heading));
	return is_last(at + length_of(at, phrase)) &&
			       (before == 0 || is_leading(heading, before)) ?
		       at :
		       NULL;
}

enum privacy_asks privacy_asks(const char *heading, size_t *named)
{
	char room[HEADING_MOST];
	const char *at = NULL;
	size_t row = 0;

	heading = judged(heading, room);
	for (; at == NULL && row < sizeof(questions) / sizeof(*questions);
	     row++)
		at = find_question(heading, row);
	if (at == NULL)
		return PRIVACY_ASKS_NOTHING;
	row--;
	*named = length_before(heading, (size_t)(at - heading));
	at += length_of(at, questions[row].words);
	if (is_last(at) || questions[row].asks == PRIVACY_ASKS_ROW)
		return questions[row].asks;
	if (questions[row].asks == PRIVACY_ASKS_HIDE)
		return PRIVACY_MAY_ASK;
	/* `OK to release phone`, and no `Publisher`. */
	return !isalpha((unsigned char)*at) && privacy_is_leading(heading) ?
		       questions[row].asks :
		       PRIVACY_MAY_SHOW;
}
