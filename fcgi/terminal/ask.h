/* Questions to whoever sits at the keyboard: on a terminal with a history and
 * with the words that may stand there completed by Tab, in a pipe a line each.
 * Knows nothing of what is asked. Owns libedit. */
#ifndef SIGNPOST_TERMINAL_ASK_H
#define SIGNPOST_TERMINAL_ASK_H

#include <stdbool.h>
#include <stddef.h>

struct ask;

/* Words that may be typed, borrowed; an answer may have several, parted by
 * commas. */
struct ask_words {
	const char *const *items;
	size_t count;
};

/* Begins to ask on standard output and to read standard input; for
 * ask_free(). */
struct ask *ask_new(void);
void ask_free(struct ask *ask);

/* What was answered, without blanks around it; "" where only Enter was pressed.
 * NULL at the end of the input. Borrowed until the next question. `words` may
 * be NULL. */
const char *ask_line(struct ask *ask, const char *prompt,
		     const struct ask_words *words);

/* Says something, which stands on its own lines. */
void ask_say(struct ask *ask, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
