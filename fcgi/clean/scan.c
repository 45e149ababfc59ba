/* Words of a text, one after the other. */
#include "clean/scan.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool scan_take(const char **at, const char *word)
{
	size_t length = strlen(word);
	bool is_word = isalpha((unsigned char)word[length - 1]) != 0;

	if (strncasecmp(*at, word, length) != 0 ||
	    (is_word && isalpha((unsigned char)(*at)[length])))
		return false;
	*at += length;
	return true;
}

bool scan_any(const char **at, const char *const *words)
{
	while (*words != NULL && !scan_take(at, *words))
		words++;
	return *words != NULL;
}

void scan_blanks(const char **at)
{
	*at += strspn(*at, " ");
}

bool scan_dash(const char **at)
{
	static const char *const dashes[] = {
		"-",	   "\xe2\x80\x93", "\xe2\x80\x94", "to",
		"through", "thru",	   "until",	   NULL
	};
	const char *before = *at;

	scan_blanks(at);
	if (scan_any(at, dashes)) {
		scan_blanks(at);
		return true;
	}
	*at = before;
	return false;
}
