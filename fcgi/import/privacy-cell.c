/* What cells and members answer. */
#include <ctype.h>
#include <string.h>

#include "import/privacy.h"
#include "text/list.h"

/* Whether it answers when something was published, which is a yes. */
static bool is_day(const char *cell)
{
	return isdigit((unsigned char)cell[0]) && strpbrk(cell, "-/.") != NULL;
}

/* Whether it says that those inside alone may have something. */
static bool is_level(const char *cell)
{
	static const char *const levels[] = {
		"private",    "internal",      "hidden",     "confidential",
		"staff",      "staff only",    "restricted", "unlisted",
		"none",	      "draft",	       "no",	     "false",
		"0",	      "unpublished",   "secret",     "not public",
		"non-public", "internal only", "privado",    "interno",
		"oculto"
	};

	return list_has_word(levels, sizeof(levels) / sizeof(*levels), cell,
			     strlen(cell));
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
	case PRIVACY_MAY_SHOW:
		return cell[0] != '\0' && !is_yes;
	case PRIVACY_ASKS_SHOW:
		return cell[0] != '\0' && !(is_yes && is_clear) &&
		       !is_day(cell);
	case PRIVACY_ASKS_LEVEL:
		return is_level(cell);
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

	bool is_no =
		list_has_word(no, sizeof(no) / sizeof(*no), cell, strlen(cell));

	/* What is neither hides rather than shows. */
	*is_clear = is_no || list_has_word(yes, sizeof(yes) / sizeof(*yes),
					   cell, strlen(cell));
	return !is_no;
}
