/* Reloading in a thread of its own, one at a time, so that a large directory
 * delays no request; new days too. */
#ifndef SIGNPOST_SERVER_RELOAD_H
#define SIGNPOST_SERVER_RELOAD_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"

struct reload;

/* NULL with the reason in `err`. `app` is borrowed. For reload_stop(). */
struct reload *reload_start(struct app *app, struct err *err);

/* Asks for a reload that begins after now. The log and the service manager are
 * told how it went. Asking again before it has begun is asking once. */
void reload_ask(struct reload *reload);

/* Asks that what is loaded be seen as it is today, which reads nothing; the log
 * is told where that was needed. What was asked for before goes first. */
void reload_ask_day(struct reload *reload);

/* Asks that what is loaded be seen without what is taken down now. This goes
 * before all else that was asked for. */
void reload_ask_hide(struct reload *reload);

/* From now on no reload begins, and the service manager is told of none. */
void reload_close(struct reload *reload);

/* Waits at most `timeout_s` seconds for the reload that is under way, if there
 * is one, and frees. False when it is still under way; then the process can
 * only end. Accepts NULL. */
bool reload_stop(struct reload *reload, int timeout_s);

#endif
