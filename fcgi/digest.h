/* Hashes (BLAKE2b). Owns libsodium. */
#ifndef SIGNPOST_DIGEST_H
#define SIGNPOST_DIGEST_H

#include <stddef.h>

#define DIGEST_BYTES ((size_t)32)
#define DIGEST_HEX   (DIGEST_BYTES * 2 + 1)

/* A hash that is being made. Has the size and place that libsodium wants of
 * its state. */
struct digest {
	_Alignas(64) unsigned char state[384];
};

/* Begins a hash. */
struct digest digest_new(void);

/* Each part counts with its length, so that "ab", "c" is not "a", "bc". */
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_add_text(struct digest *digest, const char *text);

/* Adds a file, and of a folder every file that is not hidden, in byte order of
 * their names, each with its name. What cannot be read adds nothing. */
void digest_add_file(struct digest *digest, const char *path);
void digest_add_folder(struct digest *digest, const char *path);

/* Writes the hash; `digest` is used up. */
void digest_end(struct digest *digest, unsigned char hash[DIGEST_BYTES]);

/* Writes the first `bytes` of a hash in hexadecimal, NUL-terminated. */
void digest_hex(const unsigned char hash[DIGEST_BYTES], size_t bytes,
		char *out);

#define DIGEST_WORD ((size_t)5)

/* Writes four letters and digits of a hash that can be told apart by ear and
 * eye, NUL-terminated. */
void digest_word(const unsigned char hash[DIGEST_BYTES],
		 char word[DIGEST_WORD]);

/* Whether two hashes are the same; takes the same time whatever they are. */
int digest_is_same(const unsigned char a[DIGEST_BYTES],
		   const unsigned char b[DIGEST_BYTES]);

#endif
