/* Bytes that grow up to a ceiling. Write freely and ask once: the first write
 * that does not fit spoils the buffer, later ones change nothing, and whoever
 * stores or sends the bytes asks buf_is_spoilt() first. */
#ifndef SIGNPOST_BASE_BUF_H
#define SIGNPOST_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *bytes; /* NUL-terminated once anything was written */
	size_t length, room, ceiling;
	bool spoilt;
	/* Who writes something long stops behind so many bytes and goes on when
	 * they are gone; 0: it is wanted in one piece. */
	size_t enough;
};

/* An empty buffer for at most `ceiling` bytes. */
struct buf buf_new(size_t ceiling);

/* Gives the bytes back; the buffer is empty again, its ceiling stays. */
void buf_free(struct buf *buf);

/* Gives back the room that nothing was written to. */
void buf_trim(struct buf *buf);

/* Forgets the bytes and keeps the room. What is spoilt stays so. */
void buf_clear(struct buf *buf);

void buf_put(struct buf *buf, const char *bytes, size_t length);
void buf_puts(struct buf *buf, const char *text);

/* In decimal digits, as `%lld` would. */
void buf_put_number(struct buf *buf, long long number);

void buf_printf(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

bool buf_is_spoilt(const struct buf *buf);

/* Whether to stop writing: there is enough for one piece, or it is spoilt. */
bool buf_has_enough(const struct buf *buf);

/* The bytes as text, "" when nothing was written. Borrowed until the next
 * write. */
const char *buf_text(const struct buf *buf);

#endif
