/* One function for each way in which text is spoilt; the first that knows a
 * place names it. */
#include "text/garble.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "text/utf8.h"

#define ENTITY_LETTERS ((size_t)8)
#define POINT_MOST     0x10ffff
#define LOST	       0xfffd /* what stands for a lost character */

static const struct {
	const char *name, *meant;
} entities[] = {
	{ "amp", "&" },
	{ "lt", "<" },
	{ "gt", ">" },
	{ "quot", "\"" },
	{ "apos", "'" },
	{ "nbsp", " " },
	{ "ndash", "\xe2\x80\x93" },
	{ "mdash", "\xe2\x80\x94" },
	{ "lsquo", "\xe2\x80\x98" },
	{ "rsquo", "\xe2\x80\x99" },
	{ "ldquo", "\xe2\x80\x9c" },
	{ "rdquo", "\xe2\x80\x9d" },
	{ "laquo", "\xc2\xab" },
	{ "raquo", "\xc2\xbb" },
	{ "hellip", "\xe2\x80\xa6" },
	{ "bull", "\xe2\x80\xa2" },
	{ "aacute", "\xc3\xa1" },
	{ "eacute", "\xc3\xa9" },
	{ "iacute", "\xc3\xad" },
	{ "oacute", "\xc3\xb3" },
	{ "uacute", "\xc3\xba" },
	{ "ntilde", "\xc3\xb1" },
	{ "uuml", "\xc3\xbc" },
	{ "iquest", "\xc2\xbf" },
	{ "iexcl", "\xc2\xa1" },
};

static const char *const tags[] = {
	"a",  "b",  "br", "div",  "em",	    "h1",    "h2", "h3", "h4", "i",
	"li", "ol", "p",  "span", "strong", "table", "td", "tr", "u",  "ul",
};

/* What Windows-1252 has at 0x80 to 0x9f; 0: nothing. */
static const int windows[] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,	0x017d, 0,
	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

static void mean(struct garble *found, const char *meant, size_t length)
{
	memcpy(found->meant, meant, length);
	found->meant[length] = '\0';
}

/* `&#39;` or `&#x27;`: the number between. */
static bool is_numbered(const char *at, struct garble *found)
{
	bool is_hex = at[2] == 'x' || at[2] == 'X';
	const char *digits = at + 2 + is_hex;
	char *end;
	long point = strtol(digits, &end, is_hex ? 16 : 10);
	char bytes[4];

	if (!isxdigit((unsigned char)*digits) || *end != ';' || point < ' ' ||
	    point > POINT_MOST)
		return false;
	found->length = (size_t)(end - at) + 1;
	mean(found, bytes, utf8_put((int)point, bytes));
	return true;
}

static bool is_entity(const char *at, struct garble *found)
{
	size_t length = 0;

	found->why = "is how web pages write a character";
	if (at[0] != '&')
		return false;
	if (at[1] == '#')
		return is_numbered(at, found);
	while (length <= ENTITY_LETTERS &&
	       isalnum((unsigned char)at[1 + length]))
		length++;
	if (at[1 + length] != ';')
		return false;
	found->length = length + 2;
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (strncmp(entities[i].name, at + 1, length) == 0 &&
		    entities[i].name[length] == '\0') {
			mean(found, entities[i].meant,
			     strlen(entities[i].meant));
			return true;
		}
	return false;
}

static bool is_tag(const char *at, struct garble *found)
{
	const char *name = at + 1 + (at[0] == '<' && at[1] == '/');
	const char *end = at[0] == '<' ? strchr(name, '>') : NULL;
	size_t length = 0;

	found->why = "is markup of web pages, which is shown as it stands; "
		     "leave it out";
	if (end == NULL)
		return false;
	while (isalnum((unsigned char)name[length]))
		length++;
	if (strchr(" />", name[length]) == NULL)
		return false;
	found->length = (size_t)(end - at) + 1;
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (strncasecmp(tags[i], name, length) == 0 &&
		    tags[i][length] == '\0')
			return true;
	return false;
}

static bool is_escape(const char *at, struct garble *found)
{
	found->why = "is how programs write a quote";
	found->length = 2;
	if (at[0] != '\\' || (at[1] != '\'' && at[1] != '"'))
		return false;
	mean(found, at + 1, 1);
	return true;
}

static bool is_lost(const char *at, struct garble *found)
{
	found->why = "stands where a program lost a character";
	found->length = 3;
	return strncmp(at, "\xef\xbf\xbd", 3) == 0;
}

/* The byte that Windows-1252 has for a character beyond ASCII, or 0. */
static int byte_of(int point)
{
	if (point >= 0xa0 && point <= 0xff)
		return point;
	for (int i = 0; i < (int)(sizeof(windows) / sizeof(*windows)); i++)
		if (point != 0 && windows[i] == point)
			return 0x80 + i;
	return 0;
}

/* How many bytes a character of UTF-8 has that begins with this one; 0 where
 * none does, or one of ASCII. */
static size_t size_of(int byte)
{
	if (byte < 0xc2 || byte > 0xf4)
		return 0;
	return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/* How many bytes of the text were one character, which goes to `was`; 0 where
 * they were none. */
static size_t taken_for(const char *text, char was[5])
{
	struct utf8_character letter = utf8_first(text);
	size_t wanted = size_of(byte_of(letter.point)), length = 0;

	memset(was, 0, 5);
	for (size_t i = 0; i < wanted; i++) {
		was[i] = (char)byte_of(letter.point);
		if (was[i] == '\0' || (i > 0 && !utf8_is_inside(was[i])))
			return 0;
		length += letter.size;
		letter = utf8_first(text + length);
	}
	return wanted > 0 && utf8_first(was).point >= 0 ? length : 0;
}

static bool is_letter(const char *at)
{
	return utf8_first(at).kind == UTF8_LETTER;
}

/* Whether the character before `at` is a capital letter. */
static bool is_behind_capital(const char *text, const char *at)
{
	if (at == text)
		return false;
	do
		at--;
	while (at > text && utf8_is_inside(*at));
	return utf8_is_capital(utf8_first(at).point);
}

/* Whether what was taken for a letter of Western Europe is one that ends a word
 * in capitals, as in “MANHÃ”: behind it stands what closes a text. */
static bool ends_capitals(const char *text, const struct garble *found)
{
	static const char closing[] =
		"\x85\x91\x92\x93\x94\x96\x97\x9b\xa0\xbb";

	return is_behind_capital(text, found->at) &&
	       strchr(closing, found->meant[1]) != NULL &&
	       !is_letter(found->at + found->length);
}

/* Whether one character alone is rather spoilt than meant: a letter of Western
 * Europe or a mark of print. `Å` is a word where it stands alone. */
static bool is_likely(const char *text, const struct garble *found)
{
	int point = utf8_first(found->meant).point;

	if (point >= 0xa0 && point <= 0xff)
		return !ends_capitals(text, found);
	if (point == 0x152 || point == 0x153 || point == 0x160 ||
	    point == 0x161 || point == 0x178 || point == 0x17d ||
	    point == 0x17e)
		return is_letter(found->at + found->length);
	return (point >= 0x2010 && point <= 0x203a) || point == 0x20ac ||
	       point == 0x2122 || point == 0xfffd;
}

/* UTF-8 that was read as Windows-1252: in a run of several, or a likely one. */
static bool is_misread(const char *text, const char *at, struct garble *found)
{
	size_t count = 0, length, held = 0;
	char was[5];

	found->at = at;
	found->why = "was saved in another coding than it was read in";
	found->length = 0;
	while ((length = taken_for(at + found->length, was)) > 0 &&
	       held + strlen(was) < GARBLE_MEANT) {
		memcpy(found->meant + held, was, strlen(was) + 1);
		held += strlen(was);
		found->length += length;
		count++;
	}
	return count > 1 || (count == 1 && is_likely(text, found));
}

static bool is_garbled(const char *text, const char *at, struct garble *found)
{
	found->meant[0] = '\0';
	return is_entity(at, found) || is_tag(at, found) ||
	       is_escape(at, found) || is_lost(at, found) ||
	       is_misread(text, at, found);
}

int garble_windows(unsigned char byte)
{
	if (byte < 0x80 || byte > 0x9f)
		return byte;
	return windows[byte - 0x80] != 0 ? windows[byte - 0x80] : LOST;
}

bool garble_find(const char *text, const char *from, struct garble *found)
{
	for (; *from != '\0'; from += utf8_first(from).size) {
		found->at = from;
		if (is_garbled(text, from, found))
			return true;
	}
	return false;
}
