/* BLAKE2b and SipHash, both libsodium's. */
#include "base/digest.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)
#define LETTERS	   "abcdefghjkmnpqrstuvwxyz23456789"

_Static_assert(crypto_shorthash_KEYBYTES <= DIGEST_BYTES &&
		       crypto_shorthash_BYTES == sizeof(uint64_t),
	       "SipHash wants another key");
_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct digest),
	       "libsodium's state has outgrown its place");

static crypto_generichash_state *state_of(struct digest *digest)
{
	return (crypto_generichash_state *)(void *)digest->state;
}

struct digest digest_new(void)
{
	return digest_new_keyed(NULL);
}

struct digest digest_new_keyed(const struct digest_key *key)
{
	struct digest digest;

	crypto_generichash_init(
		state_of(&digest), key != NULL ? key->bytes : NULL,
		key != NULL ? sizeof(key->bytes) : 0, DIGEST_BYTES);
	return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t length)
{
	uint64_t size = length;

	crypto_generichash_update(state_of(digest), (const void *)&size,
				  sizeof(size));
	crypto_generichash_update(state_of(digest), bytes, length);
}

void digest_add_text(struct digest *digest, const char *text)
{
	digest_add(digest, text, strlen(text));
}

void digest_add_file(struct digest *digest, const char *path)
{
	struct err ignored = { 0 };
	size_t length;
	char *bytes = file_read(path, FILE_BYTES, &length, &ignored);

	if (bytes != NULL)
		digest_add(digest, bytes, length);
	free(bytes);
	err_free(&ignored);
}

void digest_end(struct digest *digest, unsigned char hash[DIGEST_BYTES])
{
	crypto_generichash_final(state_of(digest), hash, DIGEST_BYTES);
}

void digest_hex(const unsigned char hash[DIGEST_BYTES], size_t bytes, char *out)
{
	sodium_bin2hex(out, bytes * 2 + 1, hash, bytes);
}

void digest_word(const unsigned char hash[DIGEST_BYTES], char word[DIGEST_WORD])
{
	for (size_t i = 0; i < DIGEST_WORD - 1; i++)
		word[i] = LETTERS[hash[i] % (sizeof(LETTERS) - 1)];
	word[DIGEST_WORD - 1] = '\0';
}

struct digest_key digest_key_new(void)
{
	struct digest_key key;

	randombytes_buf(key.bytes, sizeof(key.bytes));
	return key;
}

uint64_t digest_short(const struct digest_key *key, const char *text)
{
	return digest_short_bytes(key, text, strlen(text));
}

uint64_t digest_short_bytes(const struct digest_key *key, const void *bytes,
			    size_t length)
{
	unsigned char hash[crypto_shorthash_BYTES];
	uint64_t number;

	crypto_shorthash(hash, bytes, length, key->bytes);
	memcpy(&number, hash, sizeof(number));
	return number;
}

int digest_is_same(const unsigned char a[DIGEST_BYTES],
		   const unsigned char b[DIGEST_BYTES])
{
	return sodium_memcmp(a, b, DIGEST_BYTES) == 0;
}
