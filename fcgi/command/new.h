/* What new.c, new-section.c and new-answer.c share: the sections that are made,
 * the questions for them, and what is said of an answer. */
#ifndef SIGNPOST_COMMAND_NEW_H
#define SIGNPOST_COMMAND_NEW_H

#include "command/desk.h"
#include "terminal/ask.h"

#define NEW_BYTES  ((size_t)1024 * 1024)
#define NEW_PHONES ((size_t)64)

/* What is asked for of a section; one without a key stands for one for each
 * facet, one without either ends them. */
struct question {
	const char *key, *words;
	const char *refers; /* the kind whose ids may stand there, or NULL */
	bool is_needed;
};

/* What can be made. */
struct new_thing {
	const char *kind;
	const char *name_key; /* what it is called by; NULL: by its id */
	const char *name_words;
	const struct question *questions;
};

/* By its kind, or NULL. */
const struct new_thing *new_thing(const char *kind);

struct making {
	const struct options *options;
	struct desk desk;
	struct ask *ask;
	struct buf text;		/* the sections so far */
	const char *phones[NEW_PHONES]; /* ids that have no section yet */
	size_t phone_count;
	const char *file; /* into which, in the own folder */
	bool is_written;
};

/* A copy that lives as long as all of it. */
const char *new_keep(struct making *making, const char *text);

/* What readers see of a section: its name, or what a phone is for. */
const char *new_name(const struct record *record);

/* The ids of a kind, as words to complete; and said, each with its name. */
struct ask_words new_words(struct making *making, const char *kind);
void new_list(struct making *making, const char *kind);

/* Says the faults and forgets them. */
void new_say(struct making *making, struct err *faults);

/* Whether `key = value` is right in such a section; what is not is said. Phones
 * that are asked for next are there. */
bool new_is_right(struct making *making, const char *kind, const char *id,
		  const char *key, const char *value);

/* Whether `id` can be that of a new section; why not is said. */
bool new_is_free(struct making *making, const char *kind, const char *id);

/* Asks for all of a thing, and for the phones that an entry is to have, and
 * writes it to `text`. 0; -1 at the end of the input. */
int new_ask(struct making *making, const struct new_thing *thing);

#endif
