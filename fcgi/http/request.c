/* What a visitor asks, as nginx passes it. */
#include "http/request.h"

#include <stddef.h>
#include <string.h>

#define NAMED(name) name, sizeof(name) - 1

static const struct {
	const char *name;
	size_t length; /* of that: few are of the same */
	size_t offset;
} parameters[] = {
	{ NAMED("REQUEST_METHOD"), offsetof(struct request, method) },
	{ NAMED("DOCUMENT_URI"), offsetof(struct request, path) },
	{ NAMED("QUERY_STRING"), offsetof(struct request, query) },
	{ NAMED("HTTP_ACCEPT"), offsetof(struct request, accept) },
	{ NAMED("HTTP_ACCEPT_LANGUAGE"), offsetof(struct request, language) },
	{ NAMED("HTTP_ACCEPT_ENCODING"), offsetof(struct request, encoding) },
	{ NAMED("HTTP_IF_NONE_MATCH"),
	  offsetof(struct request, if_none_match) },
	{ NAMED("HTTP_ORIGIN"), offsetof(struct request, origin) },
	{ NAMED("HTTP_AUTHORIZATION"),
	  offsetof(struct request, authorization) },
	{ NAMED("SIGNPOST_SCOPE"), offsetof(struct request, scope) },
	{ NAMED("SIGNPOST_OPENED"), offsetof(struct request, opened) },
	{ NAMED("SIGNPOST_OPERATOR"), offsetof(struct request, operator) },
};

struct request request_new(void)
{
	return (struct request){
		"", "", "", "", "", "", "", "", "", "", "", ""
	};
}

void request_take(struct request *request, const char *name, const char *value)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(parameters) / sizeof(*parameters); i++)
		if (parameters[i].length == length &&
		    memcmp(parameters[i].name, name, length) == 0)
			*(const char **)((char *)request +
					 parameters[i].offset) = value;
}

struct request request_copy(const struct request *request, struct arena *arena)
{
	struct request copy = *request;

	for (size_t i = 0; i < sizeof(parameters) / sizeof(*parameters); i++) {
		const char **member =
			(const char **)((char *)&copy + parameters[i].offset);

		*member = arena_text(arena, *member, strlen(*member));
	}
	return copy;
}

bool request_is_internal(const struct request *request)
{
	return strcmp(request->scope, "internal") == 0;
}

void request_make_public(struct request *request)
{
	request->scope = "public";
}

bool request_is_opened(const struct request *request)
{
	return strcmp(request->opened, "1") == 0;
}

bool request_is_let_in(const struct request *request)
{
	return request->operator[0] == '\0' ||
	       strcmp(request->operator, "network") == 0;
}

bool request_is_head(const struct request *request)
{
	return strcmp(request->method, "HEAD") == 0;
}
