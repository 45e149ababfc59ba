/* The server with the fake application in it:
 *
 * serve-fake LISTEN THREADS REQUEST-MS REDIS
 * serve-fake ping ADDRESS PATH
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "command/commands.h"
#include "server/server.h"

static int serve(const char *const *arguments)
{
	struct err err = { 0 };
	struct app *app = app_new(NULL, arguments, &err);
	int result = server_run(app, &err);

	err_print(&err, stderr);
	err_free(&err);
	app_free(app);
	return result == 0 ? 0 : 1;
}

static int ask(const char *address, const char *path)
{
	struct buf answer = buf_new((size_t)1024 * 1024);
	struct err err = { 0 };
	int result = ping(address, path, &answer, &err);

	fputs(buf_text(&answer), stdout);
	err_print(&err, stderr);
	err_free(&err);
	buf_free(&answer);
	return result == 0 ? 0 : 1;
}

int main(int count, char **arguments)
{
	if (count == 4 && strcmp(arguments[1], "ping") == 0)
		return ask(arguments[2], arguments[3]);
	if (count == 5)
		return serve((const char *const *)arguments + 1);
	fputs("usage: serve-fake LISTEN THREADS REQUEST-MS REDIS\n", stderr);
	return 64;
}
