/* A responder that does nothing: it has the program's own hand-off from nginx
 * and its one write, and gives the bytes of a file whatever it is asked.
 *
 *   nothing SOCKET FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/alloc.h"
#include "base/file.h"
#include "server/server.h"

#define FILE_BYTES ((size_t)16 * 1024 * 1024)

/* All that the server calls of app/app.h is here, so that the linker takes
 * nothing of the program's own. */
struct app {
	struct settings settings;
	struct counters *counters;
	struct rendition *rendition;
};

const struct settings *app_settings(const struct app *app)
{
	return &app->settings;
}

void app_log_in(struct app *app, struct redis_nodes *nodes)
{
	(void)app;
	(void)nodes;
}

struct counters *app_vitals(const struct app *app)
{
	return app->counters;
}

int app_reload(struct app *app, struct err *err)
{
	(void)app;
	(void)err;
	return 0;
}

bool app_is_of_today(struct app *app)
{
	(void)app;
	return true;
}

bool app_begin_day(struct app *app)
{
	(void)app;
	return false;
}

bool app_has_other_hidden(struct app *app)
{
	(void)app;
	return false;
}

int app_hide(struct app *app, struct err *err)
{
	(void)app;
	(void)err;
	return 0;
}

bool app_is_heavy(struct app *app, const struct request *request)
{
	(void)app;
	(void)request;
	return false;
}

void app_turn_away(struct app *app, const struct request *request,
		   struct buf *out)
{
	(void)app;
	(void)request;
	buf_puts(out, "Status: 503 Service Unavailable\r\n\r\n");
}

void app_print_trouble(struct app *app, struct buf *out)
{
	(void)app;
	(void)out;
}

bool app_answer_at_once(struct app *app, const struct request *request,
			struct response *response)
{
	app_answer(app, NULL, request, response);
	return true;
}

void app_answer(struct app *app, struct redis *redis,
		const struct request *request, struct response *response)
{
	(void)redis;
	(void)request;
	response_header(response, "Content-Type", "text/html; charset=utf-8");
	response_show(response, rendition_hold(app->rendition),
		      rendition_plain(app->rendition));
}

static struct rendition *read_rendition(const char *path, struct err *err)
{
	struct buf body = buf_new(FILE_BYTES);
	size_t length;
	char *bytes = file_read(path, FILE_BYTES, &length, err);

	if (bytes == NULL)
		return NULL;
	buf_put(&body, bytes, length);
	free(bytes);
	return rendition_new(&body, 0);
}

int main(int count, char **arguments)
{
	struct app app = { .settings = { .loops = 1,
					 .redis_address = "off",
					 .request_ms = 10000,
					 .peers.text = "" } };
	struct err err = { 0 };
	int result = -1;

	if (count != 3) {
		fputs("usage: nothing SOCKET FILE\n", stderr);
		return 64;
	}
	app.settings.listen = arguments[1];
	app.counters = counters_new(0);
	app.rendition = read_rendition(arguments[2], &err);
	if (app.rendition != NULL)
		result = server_run(&app, &err);
	err_print(&err, stderr);
	rendition_release(app.rendition);
	counters_free(app.counters);
	return result == 0 ? 0 : 1;
}
