/* One block that doubles. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define SOME_BYTES   256 /* most of what is printed is shorter */
#define NUMBER_BYTES 24

struct buf buf_new(size_t ceiling)
{
	return (struct buf){ .ceiling = ceiling };
}

void buf_free(struct buf *buf)
{
	free(buf->bytes);
	*buf = buf_new(buf->ceiling);
}

void buf_trim(struct buf *buf)
{
	if (buf->bytes == NULL)
		return;
	buf->room = buf->length + 1;
	buf->bytes = alloc_grow(buf->bytes, buf->room);
}

void buf_clear(struct buf *buf)
{
	buf->length = 0;
	if (buf->bytes != NULL)
		buf->bytes[0] = '\0';
}

/* Makes room for `length` more bytes and a NUL. */
static bool reserve(struct buf *buf, size_t length)
{
	size_t need = buf->length + length + 1;

	if (buf->spoilt || length > buf->ceiling - buf->length) {
		buf->spoilt = true;
		return false;
	}
	if (need > buf->room) {
		buf->room = need * 2 > 256 ? need * 2 : 256;
		buf->bytes = alloc_grow(buf->bytes, buf->room);
	}
	return true;
}

void buf_put(struct buf *buf, const char *bytes, size_t length)
{
	if (!reserve(buf, length))
		return;
	if (length > 0)
		memcpy(buf->bytes + buf->length, bytes, length);
	buf->length += length;
	buf->bytes[buf->length] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_put(buf, text, strlen(text));
}

void buf_put_number(struct buf *buf, long long number)
{
	unsigned long long left = number < 0 ? 0 - (unsigned long long)number :
					       (unsigned long long)number;
	char digits[NUMBER_BYTES];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		digits[--at] = '-';
	buf_put(buf, digits + at, sizeof(digits) - at);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	char some[SOME_BYTES];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(some, sizeof(some), format, args);
	va_end(args);
	if ((size_t)length < sizeof(some)) {
		buf_put(buf, some, (size_t)length);
		return;
	}
	if (!reserve(buf, (size_t)length))
		return;
	va_start(args, format);
	vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}

bool buf_is_spoilt(const struct buf *buf)
{
	return buf->spoilt;
}

bool buf_has_enough(const struct buf *buf)
{
	return buf->spoilt || (buf->enough > 0 && buf->length >= buf->enough);
}

const char *buf_text(const struct buf *buf)
{
	return buf->bytes != NULL ? buf->bytes : "";
}
