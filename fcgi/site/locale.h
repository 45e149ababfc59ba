/* The words of the interface, in one language each. */
#ifndef SIGNPOST_SITE_LOCALE_H
#define SIGNPOST_SITE_LOCALE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

/* The language that has every word, written from left to right. */
#define LOCALE_SOURCE "en"

struct locale {
	const char *tag;  /* as the directory names the language (BCP 47) */
	const char *name; /* of the language, in itself */
	const char *direction; /* of its writing: `ltr` or `rtl` */
	const char *plural;    /* one of PLURAL_RULES; NULL: the first */
	bool is_reviewed;      /* a speaker has read it */
	/* Texts by their names, with `_` for `-`; what the language lacks is
	 * there in English. */
	json_t *words;
	/* The same for pages: what the language lacks is `{text, lang, dir}`.
	 */
	json_t *marked;
	/* Those of which dates and hours are made, which are one text: `words`,
	 * or all in English where the language lacks one of them. */
	json_t *composing;
	const char **missing; /* names of what it lacks, NULL-terminated */
	/* By name, `DATE MARK ROLE` of those that a speaker has read; the mark
	 * is that of directory/reading.h. */
	json_t *read;
	bool has_none; /* there is no word in the language at all */
};

/* Reads the words for the language `tag`: `shipped`/TAG.ini, then, over it,
 * `own`/TAG.ini; `own` may be "", and either file may be absent. NULL with the
 * faults in `err`. A file also has [reviewed], of which `WORD = DATE MARK ROLE`
 * says that a speaker has read a word as it is now. For locale_free(); lives no
 * longer than `arena`. */
struct locale *locale_load(const char *shipped, const char *own,
			   const char *tag, struct arena *arena,
			   struct err *err);

/* Whether a speaker has read the word (by its name in the model) as it is now;
 * `original` is its English. */
bool locale_is_read(const struct locale *locale, const char *name,
		    const char *original);

/* Frees what is not the arena's. Accepts NULL. */
void locale_free(struct locale *locale);

#endif
