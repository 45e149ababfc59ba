/* Hashes. */
#include "digest.h"

#include <dirent.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct digest),
	       "libsodium's state has outgrown its place");

static crypto_generichash_state *state_of(struct digest *digest)
{
	return (crypto_generichash_state *)(void *)digest->state;
}

struct digest digest_new(void)
{
	struct digest digest;

	crypto_generichash_init(state_of(&digest), NULL, 0, DIGEST_BYTES);
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
	FILE *in = fopen(path, "rb");
	char bytes[65536];
	size_t length;

	if (in == NULL)
		return;
	while ((length = fread(bytes, 1, sizeof(bytes), in)) > 0)
		digest_add(digest, bytes, length);
	fclose(in);
}

static int is_shown(const struct dirent *file)
{
	return file->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

void digest_add_folder(struct digest *digest, const char *path)
{
	struct dirent **files = NULL;
	int count = scandir(path, &files, is_shown, by_bytes);
	char name[4096];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "%s/%s", path, files[i]->d_name);
		digest_add_text(digest, files[i]->d_name);
		digest_add_file(digest, name);
		free(files[i]);
	}
	free(files);
}

void digest_end(struct digest *digest, unsigned char hash[DIGEST_BYTES])
{
	crypto_generichash_final(state_of(digest), hash, DIGEST_BYTES);
}

void digest_hex(const unsigned char hash[DIGEST_BYTES], size_t bytes, char *out)
{
	sodium_bin2hex(out, bytes * 2 + 1, hash, bytes);
}

int digest_is_same(const unsigned char a[DIGEST_BYTES],
		   const unsigned char b[DIGEST_BYTES])
{
	return sodium_memcmp(a, b, DIGEST_BYTES) == 0;
}
