/* The records of the FastCGI protocol. */
#include "server/fastcgi-record.h"

#include <string.h>

#define KEEP_CONNECTION 1
#define LONG_LENGTH	0x80
#define SHORT_LENGTH	((size_t)127)
#define LENGTH_BYTES	((size_t)4) /* of a long one; a short one has 1 */

size_t fastcgi_record_number(const unsigned char *bytes)
{
	return (size_t)bytes[0] << 8 | bytes[1];
}

struct fastcgi_record fastcgi_record_read(const unsigned char *bytes)
{
	return (struct fastcgi_record){
		.version = bytes[0],
		.type = bytes[1],
		.id = (int)fastcgi_record_number(bytes + 2),
		.length = fastcgi_record_number(bytes + 4),
		.padding = bytes[6],
		.content = bytes + FASTCGI_HEADER_BYTES,
	};
}

bool fastcgi_record_keeps(const struct fastcgi_record *record)
{
	return (record->content[2] & KEEP_CONNECTION) != 0;
}

size_t fastcgi_record_size(const struct fastcgi_record *record)
{
	return FASTCGI_HEADER_BYTES + record->length + record->padding;
}

void fastcgi_record_write(unsigned char header[FASTCGI_HEADER_BYTES],
			  enum fastcgi_type type, int id, size_t length)
{
	memset(header, 0, FASTCGI_HEADER_BYTES);
	header[0] = FASTCGI_VERSION;
	header[1] = (unsigned char)type;
	header[2] = (unsigned char)(id >> 8);
	header[3] = (unsigned char)id;
	header[4] = (unsigned char)(length >> 8);
	header[5] = (unsigned char)length;
}

void fastcgi_record_put(struct buf *out, enum fastcgi_type type, int id,
			const void *content, size_t length)
{
	unsigned char header[FASTCGI_HEADER_BYTES];

	fastcgi_record_write(header, type, id, length);
	buf_put(out, (const char *)header, sizeof(header));
	buf_put(out, content, length);
}

/* Takes a length off the front of `*left` bytes. */
static bool take_length(const unsigned char **bytes, size_t *left,
			size_t *length)
{
	const unsigned char *at = *bytes;
	size_t size = 1;

	if (*left < 1)
		return false;
	*length = at[0];
	if (at[0] & LONG_LENGTH) {
		size = LENGTH_BYTES;
		if (*left < size)
			return false;
		*length = (size_t)(at[0] & ~LONG_LENGTH) << 24 |
			  (size_t)at[1] << 16 | fastcgi_record_number(at + 2);
	}
	*bytes += size;
	*left -= size;
	return true;
}

bool fastcgi_record_take_pair(const unsigned char **bytes, size_t *left,
			      struct fastcgi_pair *pair)
{
	if (!take_length(bytes, left, &pair->name_length) ||
	    !take_length(bytes, left, &pair->value_length) ||
	    pair->name_length > *left ||
	    pair->value_length > *left - pair->name_length)
		return false;
	pair->name = *bytes;
	pair->value = *bytes + pair->name_length;
	*bytes += pair->name_length + pair->value_length;
	*left -= pair->name_length + pair->value_length;
	return true;
}

static void put_length(struct buf *out, size_t length)
{
	const char bytes[LENGTH_BYTES] = { (char)(LONG_LENGTH | length >> 24),
					   (char)(length >> 16),
					   (char)(length >> 8), (char)length };

	if (length > SHORT_LENGTH)
		buf_put(out, bytes, sizeof(bytes));
	else
		buf_put(out, bytes + 3, 1);
}

void fastcgi_record_put_pair(struct buf *out, const char *name,
			     const char *value)
{
	put_length(out, strlen(name));
	put_length(out, strlen(value));
	buf_puts(out, name);
	buf_puts(out, value);
}
