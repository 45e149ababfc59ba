/* Numbers of which a part is a word. */
#include <ctype.h>
#include <string.h>

#include "clean/rules.h"
#include "clean/vanity.h"
#include "text/list.h"

#define PLAIN	    10 /* digits of a number of North America */
#define KEYS	    16
#define LEAST_AGAIN 4 /* keys that are no coincidence */

static size_t count_digits(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += isdigit((unsigned char)text[i]) != 0;
	return count;
}

static char key_of(char letter)
{
	static const char keys[] = "22233344455566677778889999";

	return keys[tolower((unsigned char)letter) - 'a'];
}

/* Words that say how a number is used, and are none of its digits. */
static bool is_said(const char *word, size_t length)
{
	static const char *const said[] = { "fax",  "tty",  "tdd",  "day",
					    "eve",  "cell", "main", "call",
					    "text", "toll", "ext",  "work" };

	return list_has_word(said, sizeof(said) / sizeof(*said), word, length);
}

/* Whether letters are a word that is dialed: an area code stands before them,
 * no digit behind them, and none of them is a digit mistyped. `445-2368 fax`
 * and `741741 HOME` have as many digits and letters as a number has. */
static bool is_vanity(const char *text, size_t length)
{
	const char *digits = text + strcspn(text, "0123456789");
	size_t run, first = 0;

	digits += digits[0] == '1';
	digits += strspn(digits, " ()-./");
	run = strspn(digits, "0123456789");
	while (first < length && !isalpha((unsigned char)text[first]))
		first++;
	if (run != 3 || count_digits(text + first, length - first) > 0)
		return false;
	digits += run;
	digits += strspn(digits, " ()-./");
	return strspn(digits, "0123456789") <= 3 &&
	       strspn(text + first, "OoIlL -") < length - first &&
	       !is_said(text + first, length - first);
}

/* The digits of a number with letters; what parts its words goes, behind the
 * `area` digits that stand before them. */
static const char *dialed(const char *text, size_t length, size_t area,
			  struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text)), *to = copy;
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		if (isalpha((unsigned char)text[i]))
			*to++ = key_of(text[i]);
		else if (isdigit((unsigned char)text[i]) || count <= area)
			*to++ = text[i];
		count += isalnum((unsigned char)text[i]) != 0;
	}
	strcpy(to, text + length);
	return copy;
}

bool vanity_is_number(const char *text, size_t length)
{
	size_t digits = count_digits(text, length), letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += isalpha((unsigned char)text[i]) != 0;
	return letters >= 3 && is_vanity(text, length) &&
	       (digits + letters == PLAIN ||
		(digits + letters == PLAIN + 1 &&
		 text[strcspn(text, "0123456789")] == '1'));
}

const char *rules_letters(const char *text, struct arena *arena)
{
	size_t length = strcspn(text, ";"), signs = 0;

	if (!vanity_is_number(text, length))
		return text;
	for (size_t i = 0; i < length; i++)
		signs += isalnum((unsigned char)text[i]) != 0;
	return dialed(text, length, signs - 7, arena);
}

/* The keys of a text, into `keys`. False where there are too many, or something
 * that does not part them. */
static bool read_keys(const char *text, size_t length, char keys[KEYS])
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		if (isalnum((unsigned char)text[i]) && count < KEYS - 1)
			keys[count++] = isalpha((unsigned char)text[i]) ?
						key_of(text[i]) :
						text[i];
		else if (strchr(" ()-./", text[i]) == NULL)
			return false;
	keys[count] = '\0';
	return true;
}

static bool has_letters(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && !isalpha((unsigned char)text[i]))
		i++;
	return i < length;
}

const char *rules_twice(const char *text, struct arena *arena)
{
	size_t length = strcspn(text, ";"), open = length, end, again;
	char all[KEYS], part[KEYS];

	while (open > 0 && text[open - 1] != '(')
		open--;
	if (open < 2 || text[length - 1] != ')' ||
	    (has_letters(text, open) ==
	     has_letters(text + open, length - open)) ||
	    is_said(text + open, length - open - 1) ||
	    !read_keys(text, open, all) ||
	    !read_keys(text + open, length - open, part))
		return text;
	end = strlen(all);
	again = strlen(part);
	if (again < LEAST_AGAIN || end < PLAIN || end > PLAIN + 1 ||
	    again > end || strcmp(all + end - again, part) != 0)
		return text;
	for (open--; open > 0 && text[open - 1] == ' ';)
		open--;
	return arena_printf(arena, "%.*s%s", (int)open, text, text + length);
}
