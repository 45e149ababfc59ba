/* One deflate stream for each call. */
#include "base/gzip.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/alloc.h"

/* The window's 15 bits, and 16 for gzip's own header and trailer. */
#define WINDOW_BITS (15 + 16)
#define MEMORY	    8
#define LEVEL	    6
#define PIECE	    ((size_t)16 * 1024)

static void *allocate(void *unused, unsigned count, unsigned size)
{
	(void)unused;
	return alloc_zero((size_t)count * size);
}

static void release(void *unused, void *block)
{
	(void)unused;
	free(block);
}

void gzip_pack(const char *bytes, size_t length, struct buf *out)
{
	z_stream stream = { .zalloc = allocate, .zfree = release };
	unsigned char piece[PIECE];
	int state = Z_OK;

	if (length > (uInt)-1 ||
	    deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW_BITS, MEMORY,
			 Z_DEFAULT_STRATEGY) != Z_OK) {
		out->spoilt = true;
		return;
	}
	/* zlib reads what it is given and has no const. */
	stream.next_in = (unsigned char *)bytes;
	stream.avail_in = (uInt)length;
	while (state == Z_OK && !buf_is_spoilt(out)) {
		stream.next_out = piece;
		stream.avail_out = (uInt)PIECE;
		state = deflate(&stream, Z_FINISH);
		buf_put(out, (const char *)piece, PIECE - stream.avail_out);
	}
	if (state != Z_STREAM_END)
		out->spoilt = true;
	deflateEnd(&stream);
}
