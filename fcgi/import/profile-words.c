/* Words that warn, without accents: texts are folded before. */
#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/profile.h"
#include "import/street.h"
#include "text/utf8.h"

static const char *const of_police[] = {
	"attorney general",
	"alguacil",
	"border patrol",
	"border protection",
	"cbp ",
	"cps ",
	"child protective",
	"c.b.p.",
	"c.p.s.",
	"constable",
	"county attorney",
	"city attorney",
	"commonwealth's attorney",
	"child protection",
	"children and family services",
	"children & family services",
	"dhs ",
	"district attorney",
	"d.h.s.",
	"detention",
	"department of corrections",
	"dept of corrections",
	"dcfs ",
	"fbi ",
	"f.b.i.",
	"fiscalia",
	"homeland security",
	"hsi ",
	"highway patrol",
	"ice ",
	"immigration and customs",
	"immigration & customs",
	"immigration enforcement",
	"i.c.e.",
	"jail",
	"law enforcement",
	"libertad condicional",
	"migra ",
	"marshal",
	"police",
	"policia",
	"prosecut",
	"probation",
	"parole",
	"procurad",
	"proteccion de menores",
	"removal operations",
	"sheriff",
	"state's attorney",
	"state patrol",
	"state attorney",
	"trooper",
	"uscis ",
	NULL,
};

static const char *const of_shelters[] = {
	"abuse",
	"abusiv",
	"address is private",
	"address withheld",
	"address upon",
	"address on request",
	"albergue",
	"acogida",
	"alojamiento de emergencia",
	"alojamiento para mujeres",
	"amparo",
	"abuso",
	"agresion",
	"acoso",
	"batter",
	"confiden",
	"call for address",
	"call for location",
	"call for the address",
	"casa segura",
	"casa hogar",
	"casa de la mujer",
	"casa de las mujeres",
	"casa de mujeres",
	"casa para mujeres",
	"dv ",
	"d.v.",
	"do not give out",
	"don't give out",
	"do not publish",
	"do not list",
	"do not disclose",
	"exploit",
	"escaping",
	"emergency housing",
	"emergency accommodation",
	"explotaci",
	"fleeing",
	"haven house",
	"hogar seguro",
	"hogar para mujeres",
	"home for women",
	"house for women",
	"hogar de paso",
	"intimate partner",
	"ipv ",
	"location is private",
	"lugar seguro",
	"maltrat",
	"mujeres en peligro",
	"mujeres en riesgo",
	"not disclosed",
	"not public",
	"not for public",
	"no publicar",
	"no divulgar",
	"private address",
	"private location",
	"refuge",
	"refugi",
	"rape",
	"runaway",
	"shelter",
	"safe house",
	"safehouse",
	"safe place",
	"safe home",
	"safe haven",
	"safe harbor",
	"sanctuary",
	"sexual assault",
	"sexually assault",
	"stalk",
	"survivor",
	"secret ",
	"sobreviviente",
	"traffick",
	"transitional housing",
	"transitional living",
	"trata ",
	"undisclosed",
	"unlisted",
	"unsafe home",
	"unsafe relationship",
	"unpublished",
	"violen",
	"vivienda de emergencia",
	"vivienda transitoria",
	"vivienda de transicion",
	"victim",
	"violacion",
	"women's crisis",
	"women's home",
	"women's house",
	"women's place",
	"woman's place",
	"womans place",
	"womens place",
	"womens home",
	"womens house",
	NULL,
};

static const char *const of_closed[] = {
	"closed since",
	"closed as of",
	"closed in 19",
	"closed in 20",
	"closed down",
	"closed its doors",
	"closed for good",
	"closed permanently",
	"closed program",
	"ceased operati",
	"ceased to exist",
	"cerrado desde",
	"cerrada desde",
	"cerrado permanentemente",
	"cerrado definitivamente",
	"cerrada permanentemente",
	"cerrada definitivamente",
	"cerro sus puertas",
	"(closed)",
	"permanently closed",
	"program closed",
	"program discontinued",
	"has closed",
	"has been discontinued",
	"is closed permanently",
	"is now closed",
	"now closed",
	"no longer exist",
	"no longer operat",
	"no longer in operation",
	"no longer in business",
	"no longer in service",
	"no longer open",
	"no longer offered",
	"no longer available",
	"no longer active",
	"agency closed",
	"out of business",
	"defunct",
	"dejo de operar",
	"was discontinued",
	"service discontinued",
	"shut down",
	"ya no existe",
	"ya no funciona",
	"ya no opera",
	NULL,
};

static bool is_letter(char byte)
{
	return isalnum((unsigned char)byte) || (byte & 0x80) != 0;
}

/* Whether a word, or several in a row, begins at `at`; with a blank behind it,
 * it must be whole. */
static bool begins(const char *at, const char *word)
{
	size_t length;

	/* Most do not: texts are long, and words are many. */
	if (*at != *word)
		return false;
	length = strlen(word);
	if (word[length - 1] != ' ')
		return strncmp(at, word, length) == 0;
	return strncmp(at, word, length - 1) == 0 && !is_letter(at[length - 1]);
}

/* Of the words that begin as the first does. */
static bool begins_one(const char *at, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL && words[i][0] == *at; i++)
		if (begins(at, words[i]))
			return true;
	return false;
}

/* With the plain apostrophe in the place of the one of print. */
static char *straight(char *text)
{
	static const char print[] = "\xe2\x80\x99";
	char *at = text;

	while ((at = strstr(at, print)) != NULL) {
		*at++ = '\'';
		memmove(at, at + 2, strlen(at + 2) + 1);
	}
	return text;
}

/* Whether one of the words stands in the text. Those that begin with the same
 * letter stand together. */
static bool has_one(const char *text, const char *const *words)
{
	unsigned char starts[UCHAR_MAX + 1] = { 0 }; /* and 1 more */
	char *plain = straight(utf8_folded(text));
	bool is_there = false;

	for (size_t i = 0; words[i] != NULL; i++)
		if (i == 0 || words[i][0] != words[i - 1][0])
			starts[(unsigned char)words[i][0]] =
				(unsigned char)(i + 1);
	for (const char *at = plain; *at != '\0' && !is_there; at++) {
		unsigned char start = starts[(unsigned char)*at];

		is_there = start > 0 && (at == plain || !is_letter(at[-1])) &&
			   begins_one(at, words + start - 1);
	}
	free(plain);
	return is_there;
}

bool profile_is_watched(const char *name)
{
	return has_one(name, of_police);
}

/* Whether a word that names a street stands in the four words at `text`. */
static bool is_of_street(const char *text)
{
	for (int word = 0; word < 5 && *text != '\0'; word++) {
		size_t length = strcspn(text, " .,;");

		if (street_is_word(text, length))
			return true;
		text += length;
		text += strspn(text, " .,;");
	}
	return false;
}

bool profile_has_street(const char *text)
{
	static const char *const before[] = { "calle", "avenida" };

	for (const char *at = text; *at != '\0'; at++) {
		bool begins = at == text || !is_letter(at[-1]);

		if (begins && isdigit((unsigned char)*at) && is_of_street(at))
			return true;
		for (size_t i = 0; i < 2 && begins; i++)
			if (tolower((unsigned char)*at) == before[i][0] &&
			    strncasecmp(at, before[i], strlen(before[i])) == 0)
				return true;
	}
	return false;
}

bool profile_is_sheltered(const char *text)
{
	return has_one(text, of_shelters);
}

bool profile_is_closed(const char *text)
{
	return has_one(text, of_closed);
}
