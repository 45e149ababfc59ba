/* Hashes (BLAKE2b). Owns libsodium. */
#ifndef SIGNPOST_BASE_DIGEST_H
#define SIGNPOST_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_BYTES ((size_t)32)
#define DIGEST_HEX   (DIGEST_BYTES * 2 + 1)

/* A hash that is being made. Has the size and place that libsodium wants of
 * its state. */
struct digest {
	_Alignas(64) unsigned char state[384];
};

/* What a keyed hash is made with: who does not know it can make none. */
struct digest_key {
	unsigned char bytes[DIGEST_BYTES];
};

/* Begins a hash; one keyed with `key`, unless that is NULL. */
struct digest digest_new(void);
struct digest digest_new_keyed(const struct digest_key *key);

/* Each part counts with its length, so that "ab", "c" is not "a", "bc". */
void digest_add(struct digest *digest, const void *bytes, size_t length);
void digest_add_text(struct digest *digest, const char *text);

/* Adds a file. What cannot be read adds nothing. */
void digest_add_file(struct digest *digest, const char *path);

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

/* Keys of the process's own, made of chance. */
struct digest_key digest_key_new(void);

/* A short hash of text, for tables: who does not know the key cannot choose
 * texts that meet (SipHash). */
uint64_t digest_short(const struct digest_key *key, const char *text);

/* The same of bytes. */
uint64_t digest_short_bytes(const struct digest_key *key, const void *bytes,
			    size_t length);

/* Whether two hashes are the same; takes the same time whatever they are. */
int digest_is_same(const unsigned char a[DIGEST_BYTES],
		   const unsigned char b[DIGEST_BYTES]);

#endif
