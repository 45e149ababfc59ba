/* Numbers, and words behind them. */
#include "import/house.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "text/list.h"
#include "text/utf8.h"

const char *house_compared(const char *text, struct arena *arena)
{
	char *plain = utf8_compared(text, strlen(text));
	const char *kept = arena_text(arena, plain, strlen(plain));

	free(plain);
	return kept;
}

static bool is_direction(const char *word, size_t length)
{
	static const char *const words[] = { "n",     "s",     "e",    "w",
					     "ne",    "nw",    "se",   "sw",
					     "north", "south", "east", "west" };

	return list_has_word(words, sizeof(words) / sizeof(*words), word,
			     length);
}

const char *house_of(const char *street, struct arena *arena)
{
	static const char between[] = " .,#";
	size_t number = strcspn(street, between), length;
	const char *word = street + number;

	if (!isdigit((unsigned char)street[0]))
		return street;
	do {
		word += strspn(word, between);
		length = strcspn(word, between);
		if (length == 0)
			return street;
		if (!is_direction(word, length))
			break;
		word += length;
	} while (true);
	return arena_printf(arena, "%.*s %.*s", (int)number, street,
			    (int)length, word);
}

const char *house_spaced(const char *text, struct arena *arena)
{
	const char *plain = house_compared(text, arena);
	char *copy = arena_text(arena, plain, strlen(plain));

	for (char *at = copy; *at != '\0'; at++) {
		/* A blank in an address of the web. */
		if (strncmp(at, "%20", 3) == 0)
			memset(at, ' ', 3);
		if (!isalnum((unsigned char)*at) && (*at & 0x80) == 0)
			*at = ' ';
	}
	return copy;
}

/* A number, something that parts, and a word that is no number again, as in a
 * date. */
bool house_may_be(const char *text)
{
	static const char digits[] = "0123456789";
	const char *at = text;

	while ((at = strpbrk(at, digits)) != NULL) {
		const char *behind = at + strspn(at, digits);

		behind += isalpha((unsigned char)*behind) != 0;
		at = behind;
		if (isalnum((unsigned char)*behind))
			continue;
		while (*behind != '\0' && (*behind & 0x80) == 0 &&
		       !isalnum((unsigned char)*behind))
			behind++;
		/* `%20` is a blank. */
		if (*behind != '\0' &&
		    !(strspn(behind, digits) > 2 &&
		      !isalpha((unsigned char)behind[strspn(behind, digits)])))
			return true;
	}
	return false;
}

/* The bytes of a number of a house, `12` or `12b`; 0 for `5th`. */
static size_t number_at(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	size_t length = strcspn(text, " ");

	return digits > 0 && length <= digits + 1 ? length : 0;
}

/* The first word behind a number that is no direction. */
static const char *word_behind(const char *text, size_t *length)
{
	do {
		text += strspn(text, " ");
		*length = strcspn(text, " ");
		if (!is_direction(text, *length))
			break;
		text += *length;
	} while (true);
	return text;
}

const char *house_next(const char **text, struct arena *arena)
{
	while (**text != '\0') {
		const char *at = *text + strspn(*text, " ");
		size_t number = number_at(at), length;
		const char *word = word_behind(at + number, &length);

		*text = at + strcspn(at, " ");
		if (number > 0 && length > 0)
			return arena_printf(arena, "%.*s %.*s", (int)number, at,
					    (int)length, word);
	}
	return NULL;
}
