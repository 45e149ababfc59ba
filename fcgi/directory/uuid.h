/* UUIDs that are made from names (RFC 9562, section 5.5), so that every machine
 * makes the same of the same. */
#ifndef SIGNPOST_DIRECTORY_UUID_H
#define SIGNPOST_DIRECTORY_UUID_H

#define UUID_TEXT 37

/* Writes the UUID of `name` in the space that is named by the address
 * `space`. */
void uuid_make(const char *space, const char *name, char text[UUID_TEXT]);

/* Why `text` is no UUID in lower-case letters, as words, or NULL. */
const char *uuid_fault(const char *text);

#endif
