/* The life of the responder: the listening socket, idle connections, the
 * worker threads, signals. One thread owns all of it but the workers. */
#ifndef SIGNPOST_SERVER_SERVER_H
#define SIGNPOST_SERVER_SERVER_H

#include "app/app.h"
#include "base/err.h"

/* Serves until TERM, INT or QUIT. What has come by then is answered, for a
 * second after TERM and INT, for as long as a request may take after QUIT. HUP
 * reloads; USR1 opens the file anew that standard error is, if it is
 * one. Prints nothing but log lines; the service manager is told as well. 0
 * when it was told to stop, -1 with the reason in `err` when it could not
 * begin. Ignores SIGPIPE and leaves the signals it reads blocked. No
 * app_answer() and no app_reload() is under way when it returns, nor a new day;
 * for a reload that does not end it does not return: the process ends. */
int server_run(struct app *app, struct err *err);

#endif
