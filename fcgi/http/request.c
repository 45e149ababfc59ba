/* What a visitor asks, as nginx passes it. */
#include "http/request.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *name;
	size_t offset;
} parameters[] = {
	{ "REQUEST_METHOD", offsetof(struct request, method) },
	{ "DOCUMENT_URI", offsetof(struct request, path) },
	{ "QUERY_STRING", offsetof(struct request, query) },
	{ "HTTP_ACCEPT", offsetof(struct request, accept) },
	{ "HTTP_ACCEPT_LANGUAGE", offsetof(struct request, language) },
	{ "HTTP_ACCEPT_ENCODING", offsetof(struct request, encoding) },
	{ "HTTP_IF_NONE_MATCH", offsetof(struct request, if_none_match) },
	{ "HTTP_ORIGIN", offsetof(struct request, origin) },
	{ "HTTP_AUTHORIZATION", offsetof(struct request, authorization) },
	{ "SIGNPOST_SCOPE", offsetof(struct request, scope) },
	{ "SIGNPOST_OPENED", offsetof(struct request, opened) },
	{ "SIGNPOST_OPERATOR", offsetof(struct request, operator) },
};

struct request request_new(void)
{
	return (struct request){
		"", "", "", "", "", "", "", "", "", "", "", ""
	};
}

void request_take(struct request *request, const char *name, const char *value)
{
	for (size_t i = 0; i < sizeof(parameters) / sizeof(*parameters); i++)
		if (strcmp(parameters[i].name, name) == 0)
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
