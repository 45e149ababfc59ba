/* The three Accept- headers, a line each: every choice that is read lies within
 * its list, and whatever a browser prefers it gets a whole page. */
#include "text/accept.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz-app.h"
#include "fuzz/fuzz.h"

static const char *const overrides[] = { "directory.path=" SOURCE_FOLDER
					 "/tests/cases",
					 "site.last-resort=none",
					 "redis.address=off", NULL };

static void check_list(const char *list)
{
	const char *rest = list, *end = list + strlen(list);
	struct accept_choice choice;

	while (accept_next(&rest, &choice)) {
		FUZZ_PROMISE(choice.length > 0);
		FUZZ_PROMISE(choice.name >= list &&
			     choice.name + choice.length <= end);
		FUZZ_PROMISE(choice.weight >= 0 && choice.weight <= 1000);
		FUZZ_PROMISE(memchr(choice.name, ',', choice.length) == NULL);
		FUZZ_PROMISE(memchr(choice.name, ';', choice.length) == NULL);
		FUZZ_PROMISE(rest == NULL || rest <= end);
	}
	FUZZ_PROMISE(rest == NULL);
}

static void check_answer(const struct request *request)
{
	struct response response = response_new();
	size_t length = 0;

	app_answer(fuzz_app(overrides), NULL, request, &response);
	FUZZ_PROMISE(response.status == 200);
	FUZZ_PROMISE(response_is_whole(&response));
	response_body(&response, &length);
	FUZZ_PROMISE(length > 0);
	response_free(&response);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "HTTP_ACCEPT",
					     "HTTP_ACCEPT_LANGUAGE",
					     "HTTP_ACCEPT_ENCODING" };
	struct arena *arena = arena_new();
	char *rest = arena_text(arena, (const char *)data, size);
	struct request request = request_new();

	request.method = "GET";
	request.path = "/referrals/last-resort";
	for (size_t i = 0; i < 3 && rest != NULL; i++) {
		const char *list = strsep(&rest, "\n");

		check_list(list);
		request_take(&request, names[i], list);
	}
	check_answer(&request);
	arena_free(arena);
	return 0;
}
