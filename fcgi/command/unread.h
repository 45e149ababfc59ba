/* The translated texts that no speaker has read, words of the interface among
 * them, what concerns safety first. */
#ifndef SIGNPOST_COMMAND_UNREAD_H
#define SIGNPOST_COMMAND_UNREAD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/digest.h"
#include "directory/reading.h"
#include "site/edition.h"

/* In the order in which they are shown. */
enum unread_group {
	UNREAD_SAFETY, /* how readers are kept safe, and the way out */
	UNREAD_CAUTION,
	UNREAD_WHO, /* who answers */
	UNREAD_PHONES,
	UNREAD_WORDS,	/* all others of the interface */
	UNREAD_FILTERS, /* filters, start links, the directory as a whole */
	UNREAD_ENTRIES,
	UNREAD_GROUPS
};

struct unread {
	enum unread_group group;
	bool is_read;
	const char *key, *original, *translation;
	const char *file; /* of the translation; NULL: a word's */
	int line;
	const struct reading_text *text; /* of the directory; NULL: a word */
	const char *word; /* its name in the locale file, or NULL */
	char mark[DIGEST_WORD];
};

struct unread_list {
	struct unread *items;
	size_t count;
};

/* All texts of the edition's language, those that were read too, by group and
 * in the order of their files. They live as long as `arena` and the edition. */
struct unread_list unread_find(const struct edition *edition,
			       struct arena *arena);

#endif
