/* One answer. */
#include "http/response.h"

#include <stddef.h>

#define HEADER_BYTES ((size_t)16 * 1024)
#define BODY_BYTES   ((size_t)64 * 1024 * 1024)
#define PIECE_BYTES  ((size_t)64 * 1024)

static const struct {
	int status;
	const char *line;
} lines[] = {
	{ 200, "200 OK" },
	{ 204, "204 No Content" },
	{ 301, "301 Moved Permanently" },
	{ 304, "304 Not Modified" },
	{ 400, "400 Bad Request" },
	{ 403, "403 Forbidden" },
	{ 404, "404 Not Found" },
	{ 405, "405 Method Not Allowed" },
	{ 406, "406 Not Acceptable" },
	{ 410, "410 Gone" },
	{ 500, "500 Internal Server Error" },
	{ 503, "503 Service Unavailable" },
};

static void write_status(int status, struct buf *out)
{
	buf_puts(out, "Status: ");
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		if (lines[i].status == status) {
			buf_puts(out, lines[i].line);
			buf_puts(out, "\r\n");
			return;
		}
	buf_printf(out, "%d Other\r\n", status);
}

struct response response_new(void)
{
	return (struct response){
		.status = 200,
		.headers = buf_new(HEADER_BYTES),
		.body = buf_new(BODY_BYTES),
	};
}

/* Nothing more is made. */
static void end(struct response *response)
{
	response->make_piece = NULL;
	if (response->end != NULL)
		response->end(response->life);
	response->end = NULL;
}

void response_free(struct response *response)
{
	end(response);
	buf_free(&response->headers);
	buf_free(&response->body);
	rendition_release(response->shown);
	response->shown = NULL;
	response->form = NULL;
}

void response_header(struct response *response, const char *name,
		     const char *value)
{
	for (const char *at = value; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			response->headers.spoilt = true;
	buf_puts(&response->headers, name);
	buf_puts(&response->headers, ": ");
	buf_puts(&response->headers, value);
	buf_puts(&response->headers, "\r\n");
}

void response_show(struct response *response, struct rendition *rendition,
		   const struct rendition_form *form)
{
	response->shown = rendition;
	response->form = form;
}

static void write_head(const struct response *response, struct buf *out)
{
	write_status(response->status, out);
	buf_put(out, buf_text(&response->headers), response->headers.length);
	buf_puts(out, "\r\n");
}

static void make_piece(struct response *response)
{
	response->next = response->make_piece(response->maker, response->next,
					      &response->body);
	if (response->next == 0 || buf_is_spoilt(&response->body))
		end(response);
}

void response_stream(struct response *response,
		     size_t (*make)(const void *maker, size_t next,
				    struct buf *body),
		     const void *maker)
{
	response->make_piece = make;
	response->maker = maker;
	if (response->takes_pieces && response->body.enough == 0)
		response->body.enough = PIECE_BYTES;
	make_piece(response);
}

bool response_has_more(const struct response *response)
{
	return response->make_piece != NULL;
}

void response_make_more(struct response *response)
{
	response->gone += response->body.length;
	buf_clear(&response->body);
	make_piece(response);
}

bool response_is_whole(const struct response *response)
{
	return !buf_is_spoilt(&response->headers) &&
	       !buf_is_spoilt(&response->body);
}

void response_write_head(const struct response *response, struct buf *out)
{
	if (!response_is_whole(response)) {
		write_status(500, out);
		buf_puts(out, "\r\n");
		return;
	}
	write_head(response, out);
}

const char *response_body(const struct response *response, size_t *length)
{
	*length = 0;
	if (!response_is_whole(response))
		return "";
	*length = response->form != NULL ? response->form->length :
					   response->body.length;
	return response->form != NULL ? response->form->bytes :
					buf_text(&response->body);
}

void response_write_body(const struct response *response, struct buf *out)
{
	size_t length;
	const char *body = response_body(response, &length);

	buf_put(out, body, length);
}

void response_write(const struct response *response, bool without_body,
		    struct buf *out)
{
	response_write_head(response, out);
	if (!without_body)
		response_write_body(response, out);
}
