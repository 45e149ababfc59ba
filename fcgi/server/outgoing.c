/* An answer on its way to its client. */
#include "server/outgoing.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "server/fastcgi-reply.h"

/* The headers of a response have a ceiling below this. */
#define HEAD_BYTES ((size_t)32 * 1024)

struct outgoing {
	bool is_kept, without_body;
	struct response response;
	struct buf head;
	struct fastcgi_reply reply;
};

struct outgoing *outgoing_new(int id, bool is_kept, bool without_body)
{
	struct outgoing *outgoing = alloc_zero(sizeof(*outgoing));

	outgoing->is_kept = is_kept;
	outgoing->without_body = without_body;
	outgoing->response = response_new();
	outgoing->response.takes_pieces = true;
	outgoing->head = buf_new(HEAD_BYTES);
	outgoing->reply.id = id;
	return outgoing;
}

void outgoing_free(struct outgoing *outgoing)
{
	if (outgoing == NULL)
		return;
	response_free(&outgoing->response);
	buf_free(&outgoing->head);
	free(outgoing);
}

struct response *outgoing_response(struct outgoing *outgoing)
{
	return &outgoing->response;
}

/* What is written next: `head`, and the body as it is now. */
static void set_reply(struct outgoing *outgoing, const struct buf *head)
{
	struct fastcgi_reply *reply = &outgoing->reply;
	struct fastcgi_reply_piece *body = &reply->pieces[1];

	*reply = (struct fastcgi_reply){
		.id = reply->id,
		.pieces[0] = { buf_text(head), head->length },
		.is_last = !outgoing_has_unmade(outgoing),
	};
	if (!outgoing->without_body)
		body->bytes = response_body(&outgoing->response, &body->length);
}

void outgoing_begin(struct outgoing *outgoing)
{
	response_write_head(&outgoing->response, &outgoing->head);
	set_reply(outgoing, &outgoing->head);
}

/* Of an answer that broke off the client is to see that. */
enum outgoing_state outgoing_push(struct outgoing *outgoing, int fd)
{
	if (buf_is_spoilt(&outgoing->head))
		return OUTGOING_BROKEN;
	switch (fastcgi_reply_push(fd, &outgoing->reply)) {
	case FASTCGI_REPLY_WAITS:
		return OUTGOING_WAITS;
	case FASTCGI_REPLY_BROKEN:
		return OUTGOING_BROKEN;
	default:
		return outgoing->reply.is_last ? OUTGOING_SENT :
						 OUTGOING_UNMADE;
	}
}

void outgoing_make_more(struct outgoing *outgoing)
{
	response_make_more(&outgoing->response);
	buf_clear(&outgoing->head);
	outgoing->head.spoilt = !response_is_whole(&outgoing->response);
	set_reply(outgoing, &outgoing->head);
}

size_t outgoing_written(const struct outgoing *outgoing)
{
	return outgoing->reply.framed + outgoing->reply.begun;
}

bool outgoing_is_kept(const struct outgoing *outgoing)
{
	return outgoing->is_kept;
}

bool outgoing_has_unmade(const struct outgoing *outgoing)
{
	return response_has_more(&outgoing->response);
}

size_t outgoing_bytes(const struct outgoing *outgoing)
{
	size_t length;

	response_body(&outgoing->response, &length);
	return sizeof(*outgoing) + outgoing->head.room + length;
}
