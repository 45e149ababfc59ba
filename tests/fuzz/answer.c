/* Any address, its query, an Accept header and a scope, a line each: whatever
 * is asked is answered whole, and nothing asked comes back as markup. What is
 * answered at once is the same. */
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz-app.h"
#include "fuzz/fuzz.h"
#include "text/utf8.h"

#define BASE	  "/referrals"
#define MARKUP	  "<zq" /* that only a visitor would write */
#define CRISIS	  "tel:+18883737888"
#define HEAD_MOST ((size_t)64 * 1024)
#define BODY_MOST ((size_t)16 * 1024 * 1024)

static const char *const overrides[] = { "directory.path=" SOURCE_FOLDER
					 "/data",
					 "site.last-resort=none",
					 "site.url=https://www.example.org",
					 "server.scopes=public, internal",
					 "site.base=" BASE,
					 "redis.address=off",
					 NULL };

static bool is_expected(int status)
{
	static const int all[] = { 200, 301, 303, 400, 404, 406, 410 };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (all[i] == status)
			return true;
	return false;
}

/* `Name: value` CR LF, over and over, and the empty line. */
static void check_head(const char *head)
{
	for (const char *end; strcmp(head, "\r\n") != 0; head = end + 2) {
		size_t name = strcspn(head, ":\r\n");

		end = head + strcspn(head, "\r\n");
		FUZZ_PROMISE(name > 0 && strncmp(head + name, ": ", 2) == 0);
		FUZZ_PROMISE(strncmp(end, "\r\n", 2) == 0);
		for (const char *at = head; at < end; at++)
			FUZZ_PROMISE(*at >= ' ' && *at <= '~');
	}
}

/* What follows the name, or "". */
static const char *type_of(const char *head)
{
	static const char name[] = "\r\nContent-Type: ";
	const char *there = strstr(head, name);

	return there != NULL ? there + strlen(name) : "";
}

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Plain text in lines. */
static void check_text(const char *text)
{
	while (text[0] != '\0') {
		size_t line = strcspn(text, "\r\n");

		FUZZ_PROMISE(utf8_plain(text, line) == line);
		text += line + strspn(text + line, "\r\n");
	}
}

static void check_json(const char *body, size_t length)
{
	json_t *value = json_loadb(body, length, 0, NULL);

	FUZZ_PROMISE(value != NULL);
	json_decref(value);
}

/* What stands on a page of others may leave the numbers to it. */
static void check_page(const char *path, const char *body)
{
	FUZZ_PROMISE(strstr(body, MARKUP) == NULL);
	if (!starts(path, BASE "/fragment") && !starts(path, BASE "/embed"))
		FUZZ_PROMISE(strstr(body, CRISIS) != NULL);
}

static void check_answer(const char *path, const struct response *response)
{
	struct buf head = buf_new(HEAD_MOST);
	struct buf text = buf_new(BODY_MOST);
	size_t length;
	const char *body = response_body(response, &length), *type;

	FUZZ_PROMISE(is_expected(response->status));
	FUZZ_PROMISE(response_is_whole(response));
	response_write_head(response, &head);
	check_head(buf_text(&head));
	buf_put(&text, body, length);
	FUZZ_PROMISE(strlen(buf_text(&text)) == length);
	check_text(buf_text(&text));
	type = type_of(buf_text(&head));
	FUZZ_PROMISE(type[0] != '\0' || length == 0);
	if (starts(type, "text/html"))
		check_page(path, buf_text(&text));
	if (starts(type, "application/json") ||
	    starts(type, "application/problem+json"))
		check_json(body, length);
	buf_free(&text);
	buf_free(&head);
}

/* Before it was made and behind it: as the loop does, which makes nothing. */
static void check_at_once(struct app *app, const struct request *request,
			  const struct response *made)
{
	struct response found = response_new();
	size_t length, made_length;
	const char *body, *made_body;

	if (app_answer_at_once(app, request, &found) && made != NULL) {
		body = response_body(&found, &length);
		made_body = response_body(made, &made_length);
		FUZZ_PROMISE(found.status == made->status);
		FUZZ_PROMISE(length == made_length);
		FUZZ_PROMISE(length == 0 ||
			     memcmp(body, made_body, length) == 0);
	}
	response_free(&found);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "QUERY_STRING", "HTTP_ACCEPT",
					     "SIGNPOST_SCOPE" };
	struct arena *arena = arena_new();
	char *rest = arena_text(arena, (const char *)data, size);
	struct request request = request_new();
	struct response response = response_new();
	struct app *app = fuzz_app(overrides);

	request.method = "GET";
	request.path = arena_printf(arena, BASE "%s", strsep(&rest, "\n"));
	for (size_t i = 0; i < 3 && rest != NULL; i++)
		request_take(&request, names[i], strsep(&rest, "\n"));
	check_at_once(app, &request, NULL);
	app_answer(app, NULL, &request, &response);
	for (int i = 0; i < 2; i++) /* read, and known */
		check_at_once(app, &request, &response);
	check_answer(request.path, &response);
	response_free(&response);
	arena_free(arena);
	return 0;
}
