/* The life of the responder: the listening socket, idle connections, the
 * worker threads, signals. One thread owns all of it but the workers. */
#ifndef SIGNPOST_SERVER_H
#define SIGNPOST_SERVER_H

#include "app.h"
#include "err.h"

/* Serves until TERM or INT (stops at once) or QUIT (lets running requests
 * end). HUP reloads; USR1 opens the file anew that standard error is, if it is
 * one. Prints nothing but log lines; the service manager is told as well. 0
 * when it was told to stop, -1 with the reason in `err` when it could not
 * begin. Ignores SIGPIPE and leaves the signals it reads blocked. No
 * app_answer() and no app_reload() is under way when it returns; for a reload
 * that does not end it does not return: the process ends. */
int server_run(struct app *app, struct err *err);

#endif
