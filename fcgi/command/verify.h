/* What verify.c and verify-answer.c share: the answers, and what is written of
 * them. */
#ifndef SIGNPOST_COMMAND_VERIFY_H
#define SIGNPOST_COMMAND_VERIFY_H

#include "command/desk.h"
#include "terminal/ask.h"

struct verifying {
	const struct options *options;
	struct desk desk;
	struct ask *ask;
	char today[11];
	size_t written;
	bool is_over; /* nobody answers any more */
};

/* An answer, which lives as long as the desk; NULL: it is over, as from then
 * on. */
const char *verify_ask(struct verifying *verifying, const char *prompt);

/* The same, where the ids of `kind` (NULL: none) can be completed. */
const char *verify_ask_id(struct verifying *verifying, const char *prompt,
			  const char *kind);

/* A role, never a name. NULL: it is over. */
const char *verify_ask_role(struct verifying *verifying);

/* A date, today where `t` is typed; NULL: none, or it is over. */
const char *verify_ask_day(struct verifying *verifying,
			   const struct record *record, const char *prompt);

/* Whether `key = value` may stand in the section; else that is said. */
bool verify_is_right(struct verifying *verifying, const struct record *record,
		     const char *key, const char *value);

/* The value as it stands in the file, with its note; NULL: there is none. */
const char *verify_whole(const struct verifying *verifying,
			 const struct record *record, const char *key);

/* A change of that value; `value` NULL takes the line away. */
struct ini_edit verify_edit(const struct verifying *verifying,
			    const struct record *record, const char *key,
			    const char *value);

/* Writes such changes of one section at once, or one. What cannot be written is
 * said, and the next fact comes. */
void verify_write_all(struct verifying *verifying, const struct record *record,
		      const struct ini_edit *edits, size_t count);
void verify_write(struct verifying *verifying, const struct record *record,
		  const char *key, const char *value);

/* Goes through the links that moved or are dead, as they were found last; of
 * the operand, where there is one. */
void verify_links(struct verifying *verifying);

#endif
