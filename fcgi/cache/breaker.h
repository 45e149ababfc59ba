/* Whether Redis is left alone. After three failures in a row nobody calls it,
 * first for 100 ms, then for twice as long each time, up to 10 s; after each
 * pause one caller may try, for all. Of the process, not of a connection: one
 * Redis that ends is one event, however many threads had it, and the log says
 * it once. So is one that can be read and refuses to write. Where there are
 * several nodes, each has one. Thread-safe. */
#ifndef SIGNPOST_CACHE_BREAKER_H
#define SIGNPOST_CACHE_BREAKER_H

#include <stdbool.h>

#define BREAKER_NAME 144

struct breaker;

/* Of `name`, as the log is to call it. For breaker_free(). */
struct breaker *breaker_new(const char *name);
void breaker_free(struct breaker *breaker);

/* From now on it is of another node, which nobody has called. What is counted
 * since the start goes on. */
void breaker_rename(struct breaker *breaker, const char *name);

/* BREAKER_PROBE: the caller is the one to try. */
enum breaker_leave { BREAKER_NO, BREAKER_YES, BREAKER_PROBE };

enum breaker_leave breaker_ask(struct breaker *breaker);

/* Others say that it serves again: where it is left alone, the next caller is
 * the one to try, at once, and pauses begin at their shortest. */
void breaker_hurry(struct breaker *breaker);

/* What came of a call that was made with `leave`; a probe of which nobody tells
 * has failed. `trouble` is for the log, in our own words. */
void breaker_failed(struct breaker *breaker, enum breaker_leave leave,
		    const char *trouble);
void breaker_succeeded(struct breaker *breaker);

/* What came of a write that was answered. `word` names the refusal, as in OOM;
 * NULL: Redis wrote. A refusal is no failure: what is there can be read. The
 * log says it when that has changed, once in a minute at most: where little
 * room is left, one write fits and the next does not. */
void breaker_wrote(struct breaker *breaker, const char *word);

/* As the log calls it. Copies it into `name`, which has BREAKER_NAME bytes. */
const char *breaker_write_name(struct breaker *breaker,
			       char name[BREAKER_NAME]);

/* True once at the start, and once more after each time that Redis was down:
 * the caller is the one to look at how Redis is set up, which may have changed.
 */
bool breaker_is_first(struct breaker *breaker);

/* How Redis is doing, as far as is known: nobody asks it for this. */
enum breaker_state {
	BREAKER_UP,
	BREAKER_UNWRITABLE, /* it refused the last write, and can be read */
	BREAKER_FAILING,    /* some of the last calls in a row */
	BREAKER_DOWN,	    /* and left alone but for a probe */
	BREAKER_STATES
};

enum breaker_state breaker_state(struct breaker *breaker);
const char *breaker_state_name(enum breaker_state state);

/* Whether a call was ever answered, and whether none was ever made. */
bool breaker_was_answered(struct breaker *breaker);
bool breaker_is_untried(struct breaker *breaker);

/* How many calls have failed since the start. */
unsigned long long breaker_failures(struct breaker *breaker);

/* How many writes Redis has refused since the start. */
unsigned long long breaker_refusals(struct breaker *breaker);

#endif
