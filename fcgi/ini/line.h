/* The form of one line of an INI file: what makes it a header or a pair, and
 * what no line may be. A fault comes back as words, with the place where it
 * begins in `*at`. */
#ifndef SIGNPOST_INI_LINE_H
#define SIGNPOST_INI_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* The longest line, in bytes without its end. */
#define INI_LINE_BYTES ((size_t)64 * 1024)

/* Room for the words of a fault. Where a function takes `words`, they may stand
 * there. */
#define INI_LINE_WORDS 384

/* Room for ini_line_meant(). */
#define INI_LINE_MEANT 64

/* The parts of `[kind]` or `[kind:id]`, borrowed from the line. */
struct ini_line_header {
	const char *kind, *id; /* `id` is NULL where there is none */
	size_t kind_length, id_length;
};

/* Whether a text can be a name: lower-case letters, digits, hyphens, dots. */
bool ini_line_is_name(const char *text, size_t length);

/* The length without the white space at the end. */
size_t ini_line_trimmed(const char *text, size_t length);

/* Why no line may be like this, or NULL. */
const char *ini_line_fault(const char *line, size_t length, const char **at,
			   char words[INI_LINE_WORDS]);

/* Whether a line is meant as a header: it begins with a bracket, if only with
 * the wide one of another keyboard. */
bool ini_line_is_header(const char *line, size_t length);

/* What a header or name that is faulty was probably meant to be: in lower-case
 * letters, with hyphens for blanks and a colon between kind and id. Of
 * `[Phone: Night_Line] ; ours` that is "phone:night-line". "" where that cannot
 * be known. */
void ini_line_meant(const char *line, size_t length,
		    char meant[INI_LINE_MEANT]);

/* Why a line that is meant as a header is none, or NULL. */
const char *ini_line_header(const char *line, size_t length,
			    struct ini_line_header *header, const char **at,
			    char words[INI_LINE_WORDS]);

/* Why a line is not `name = value`, or NULL; then `*at` is where its value
 * begins. */
const char *ini_line_pair(const char *line, size_t length, const char **at,
			  char words[INI_LINE_WORDS]);

#endif
