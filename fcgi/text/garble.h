/* Text that came out of another program the wrong way: markup and its entities,
 * escapes, and UTF-8 that was taken for Windows-1252. */
#ifndef SIGNPOST_TEXT_GARBLE_H
#define SIGNPOST_TEXT_GARBLE_H

#include <stdbool.h>
#include <stddef.h>

/* Room for what was meant. */
#define GARBLE_MEANT 64

/* A place where a text is not what its writer saw. */
struct garble {
	const char *at; /* borrowed from the text */
	size_t length;
	const char *why;	  /* what it is, as words */
	char meant[GARBLE_MEANT]; /* "" where that cannot be known */
};

/* Finds the first one at or behind `from`, which stands in `text`, UTF-8. */
bool garble_find(const char *text, const char *from, struct garble *found);

/* The point of Unicode that a byte of Windows-1252 is. */
int garble_windows(unsigned char byte);

#endif
