/* What a request that lies unread asks for. */
#include "server/request-peek.h"

#include <string.h>

#include "server/fastcgi-record.h"

/* Copies the contents of all records with parameters, one behind the other; how
 * many bytes that is. */
static size_t gather(const unsigned char *bytes, size_t length,
		     unsigned char room[FRAMING_BYTES])
{
	size_t at = 0, used = 0;

	while (at + FASTCGI_HEADER_BYTES <= length) {
		struct fastcgi_record record = fastcgi_record_read(bytes + at);

		if (record.type == FASTCGI_STDIN)
			break;
		if (record.type == FASTCGI_PARAMS) {
			memcpy(room + used, record.content, record.length);
			used += record.length;
		}
		at += fastcgi_record_size(&record);
	}
	return used;
}

static const char *put(unsigned char **to, const unsigned char *text,
		       size_t length)
{
	unsigned char *copy = *to;

	memmove(copy, text, length);
	copy[length] = '\0';
	*to += length + 1;
	return (const char *)copy;
}

/* The two lengths before a parameter leave room for the ends of two texts. */
struct request request_peek(const unsigned char *bytes, size_t length,
			    unsigned char room[FRAMING_BYTES])
{
	struct request request = request_new();
	size_t left = gather(bytes, length, room);
	const unsigned char *from = room;
	unsigned char *to = room;
	struct fastcgi_pair pair;

	while (fastcgi_record_take_pair(&from, &left, &pair)) {
		const char *name = put(&to, pair.name, pair.name_length);

		request_take(&request, name,
			     put(&to, pair.value, pair.value_length));
	}
	return request;
}
