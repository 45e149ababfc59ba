/* One answer. */
#include "http/response.h"

#include <stddef.h>

#define HEADER_BYTES ((size_t)16 * 1024)
#define BODY_BYTES   ((size_t)64 * 1024 * 1024)

static const struct {
	int status;
	const char *reason;
} reasons[] = {
	{ 200, "OK" },
	{ 204, "No Content" },
	{ 301, "Moved Permanently" },
	{ 304, "Not Modified" },
	{ 400, "Bad Request" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 410, "Gone" },
	{ 500, "Internal Server Error" },
	{ 503, "Service Unavailable" },
};

static const char *reason(int status)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Other";
}

struct response response_new(void)
{
	return (struct response){
		.status = 200,
		.headers = buf_new(HEADER_BYTES),
		.body = buf_new(BODY_BYTES),
	};
}

void response_free(struct response *response)
{
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
	buf_printf(out, "Status: %d %s\r\n", response->status,
		   reason(response->status));
	buf_puts(out, buf_text(&response->headers));
	buf_puts(out, "\r\n");
}

/* The first piece carries the headers. */
static bool send_on(struct buf *body, void *taker)
{
	struct response *response = taker;
	struct buf piece = buf_new(body->length + 2 * HEADER_BYTES);
	bool is_sent;

	if (!response->is_begun)
		write_head(response, &piece);
	buf_put(&piece, buf_text(body), body->length);
	is_sent = !buf_is_spoilt(&response->headers) &&
		  !buf_is_spoilt(&piece) &&
		  response->outlet(&piece, response->sender);
	response->is_begun = true;
	response->sent += body->length;
	buf_free(&piece);
	return is_sent;
}

void response_stream(struct response *response)
{
	if (response->outlet != NULL)
		buf_drain(&response->body, send_on, response);
}

bool response_is_whole(const struct response *response)
{
	return !buf_is_spoilt(&response->headers) &&
	       !buf_is_spoilt(&response->body);
}

void response_write_head(const struct response *response, struct buf *out)
{
	if (!response_is_whole(response)) {
		buf_printf(out, "Status: 500 %s\r\n\r\n", reason(500));
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
