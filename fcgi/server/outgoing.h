/* An answer on its way to its client: what is left of it, and what has the rest
 * made. It goes from a thread to the loop and back, and belongs to one of them
 * at a time. */
#ifndef SIGNPOST_SERVER_OUTGOING_H
#define SIGNPOST_SERVER_OUTGOING_H

#include <stdbool.h>
#include <stddef.h>

#include "http/response.h"

struct outgoing;

enum outgoing_state {
	OUTGOING_SENT,	 /* all of it was taken */
	OUTGOING_WAITS,	 /* until the client takes more */
	OUTGOING_UNMADE, /* until the next piece is made */
	OUTGOING_BROKEN, /* the connection cannot be used any more */
};

/* For the answer to request `id`; `is_kept`: the client wishes to go on with
 * the connection. For outgoing_free(), which accepts NULL and may end what the
 * answer is made from: while there is an unmade rest, not for the loop. */
struct outgoing *outgoing_new(int id, bool is_kept, bool without_body);
void outgoing_free(struct outgoing *outgoing);

/* Who answers fills it, once. */
struct response *outgoing_response(struct outgoing *outgoing);

/* The response is filled: its headers and what there is of the body come
 * next. */
void outgoing_begin(struct outgoing *outgoing);

/* Writes what is taken at once. Never waits, and makes nothing. */
enum outgoing_state outgoing_push(struct outgoing *outgoing, int fd);

/* Has the next piece made, after OUTGOING_UNMADE. */
void outgoing_make_more(struct outgoing *outgoing);

/* Bytes of the piece at hand that were taken so far. */
size_t outgoing_written(const struct outgoing *outgoing);

bool outgoing_is_kept(const struct outgoing *outgoing);
bool outgoing_has_unmade(const struct outgoing *outgoing);

/* The bytes it holds, or shares, until they are taken. */
size_t outgoing_bytes(const struct outgoing *outgoing);

#endif
