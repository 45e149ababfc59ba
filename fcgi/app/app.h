/* The program as its requests see it: one generation at a time, and what is
 * counted. */
#ifndef SIGNPOST_APP_APP_H
#define SIGNPOST_APP_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "cache/redis.h"
#include "http/request.h"
#include "http/response.h"
#include "site/settings.h"
#include "telemetry/counters.h"

struct app;

/* Builds the first generation from the settings file `path` (NULL: the
 * built-in settings) and `overrides` (`SECTION.NAME=VALUE`, NULL-terminated).
 * NULL with the faults in `err` when anything is wrong. For app_free(). */
struct app *app_new(const char *path, const char *const *overrides,
		    struct err *err);

/* The same where that has failed for the faults `why`: from what was good last,
 * with the present settings; or, where this program finds that faulty too, with
 * nothing to serve, which only health, readiness and metrics tell of. The log
 * is told. NULL where the present settings cannot be read, or nothing was kept.
 */
struct app *app_new_last_good(const char *path, const char *const *overrides,
			      const struct err *why);

void app_free(struct app *app);

/* Appends, as the end of a sentence, that it serves something else than what is
 * there, if it does. */
void app_print_trouble(struct app *app, struct buf *out);

/* The settings that hold for the life of the process. Borrowed from `app`. */
const struct settings *app_settings(const struct app *app);

/* How it stands and what it has done. What only the server knows, the server
 * writes. Borrowed from `app`. */
struct counters *app_vitals(const struct app *app);

/* Makes what words are looked for in, so that no visitor waits for it. Once,
 * before requests are answered. */
void app_make_words(struct app *app);

/* Tells the log, once, what an operator should know of what was set. */
void app_warn(struct app *app);

/* Reads or makes the key that what is in Redis is sealed with where no
 * redis.secret-file is set; the log tells how long it holds and who has it,
 * once a Redis answers. Once, before requests are answered; without it the key
 * is one of chance. */
void app_take_seal(struct app *app);

/* Tells whoever looks for Redis whom he speaks for, as it is set now. */
void app_log_in(struct app *app, struct redis_nodes *nodes);

/* From now on keeps what is good, for a start at which what is there is not. */
void app_begin_keeping(struct app *app);

/* Writes the files that nginx shows when nothing else answers. */
void app_publish(struct app *app);

/* Reads everything again and, when nothing is wrong, makes it the generation
 * that later requests see. Else -1 with the faults in `err`, and the old
 * generation goes on. For one thread at a time; others may answer meanwhile. */
int app_reload(struct app *app, struct err *err);

/* Whether the generation was made today, in the directory's time zone: a new
 * day needs a new one. Thread-safe. */
bool app_is_of_today(struct app *app);

/* Where the generation is of another day, has later requests see what is loaded
 * as it is today; nothing is read and nothing can be refused. Whether it was
 * so. For the thread that reloads; others may answer meanwhile. */
bool app_begin_day(struct app *app);

/* Whether the file of what is taken down is another than when this last said
 * so, or than at the start, and is as it was when this was last asked: one who
 * saves it may empty it first, and must not have everything shown meanwhile. Or
 * whether it could not be read. For one thread at a time. */
bool app_has_other_hidden(struct app *app);

/* Has later requests see nothing of what is taken down now; of all else, what
 * is loaded. -1 where that file cannot be read, with the fault in `err`, once;
 * what it said before holds. For the thread that reloads; others may answer
 * meanwhile.
 */
int app_hide(struct app *app, struct err *err);

/* Whether what is asked for may cost much or be long. Thread-safe, and quick.
 */
bool app_is_heavy(struct app *app, const struct request *request);

/* The same for the thread that must not wait: it answers what memory holds,
 * or what says the same as an answer that the visitor has. False, and nothing
 * is answered or counted, for all else: what is long or unclear, what would be
 * searched for, made, packed or written to the log. */
bool app_answer_at_once(struct app *app, const struct request *request,
			struct response *response);

/* Appends, as a CGI document, what is answered where there is no room for the
 * request. Thread-safe, and quick. */
void app_turn_away(struct app *app, const struct request *request,
		   struct buf *out);

/* Answers one request. Thread-safe. `redis` is the calling thread's own, or
 * NULL. Where the response takes pieces, any thread may have the others made,
 * before app_free(). */
void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response);

#endif
