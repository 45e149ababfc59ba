/* Words in headings. */
#include "import/privacy.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const struct {
	const char *word;
	enum privacy privacy;
} words[] = {
	{ "private", PRIVACY_KEPT },	 { "confidential", PRIVACY_KEPT },
	{ "internal", PRIVACY_KEPT },	 { "verifier", PRIVACY_KEPT },
	{ "verified by", PRIVACY_KEPT }, { "verifiedby", PRIVACY_KEPT },
	{ "staff only", PRIVACY_KEPT },	 { "privado", PRIVACY_KEPT },
	{ "privada", PRIVACY_KEPT },	 { "interno", PRIVACY_KEPT },
	{ "interna ", PRIVACY_KEPT },	 { "confidencial", PRIVACY_KEPT },
	{ "contact", PRIVACY_PERSON },	 { "worker", PRIVACY_PERSON },
	{ "contacto", PRIVACY_PERSON },	 { "trabajador", PRIVACY_PERSON },
};

enum privacy privacy_of(const char *heading)
{
	enum privacy found = PRIVACY_NONE;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (words[i].privacy > found &&
		    strcasestr(heading, words[i].word) != NULL)
			found = words[i].privacy;
	return found;
}

/* Where the heading says that something is private, or NULL. */
static const char *flag_in(const char *heading)
{
	static const char *const flags[] = { "private", "confidential",
					     "privado", "privada",
					     "confidencial" };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		const char *at = strcasestr(heading, flags[i]);

		if (at != NULL)
			return at;
	}
	return NULL;
}

bool privacy_is_flag(const char *heading, size_t *named)
{
	const char *at = flag_in(heading);
	size_t length;

	if (at == NULL)
		return false;
	length = (size_t)(at - heading);
	if (length >= 2 && strncasecmp(at - 2, "is", 2) == 0)
		length -= 2;
	while (length > 0 && !isalnum((unsigned char)heading[length - 1]))
		length--;
	if (length >= 3 && strncasecmp(heading + length - 3, " is", 3) == 0)
		length -= 3;
	*named = length;
	return true;
}

bool privacy_is_yes(const char *cell, bool *is_clear)
{
	static const char *const yes[] = { "yes", "y", "true", "t",
					   "1",	  "x", "si",   "s\xc3\xad" };
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
