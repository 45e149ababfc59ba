/* The bytes of one answer. */
#include "rendition.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "digest.h"

static const char magic[8] = "signpst1";

struct head {
	char magic[8];
	uint64_t key_length, body_length;
};

static void hash(const char *bytes, size_t length,
		 unsigned char out[DIGEST_BYTES])
{
	struct digest digest = digest_new();

	digest_add(&digest, bytes, length);
	digest_end(&digest, out);
}

void rendition_etag(const char *bytes, size_t length, char etag[RENDITION_ETAG])
{
	unsigned char out[DIGEST_BYTES];
	char hex[DIGEST_HEX];

	hash(bytes, length, out);
	digest_hex(out, 16, hex);
	snprintf(etag, RENDITION_ETAG, "\"%.32s\"", hex);
}

void rendition_seal(const char *key, const struct buf *body, struct buf *out)
{
	struct head head = { .key_length = strlen(key),
			     .body_length = body->length };
	unsigned char seal[DIGEST_BYTES];
	size_t from = out->length;

	memcpy(head.magic, magic, sizeof(magic));
	buf_put(out, (const char *)&head, sizeof(head));
	buf_puts(out, key);
	buf_put(out, buf_text(body), body->length);
	if (buf_is_spoilt(out))
		return;
	hash(out->bytes + from, out->length - from, seal);
	buf_put(out, (const char *)seal, sizeof(seal));
}

static bool is_sealed(const struct buf *sealed)
{
	unsigned char seal[DIGEST_BYTES];
	size_t length;

	if (sealed->length < sizeof(struct head) + DIGEST_BYTES)
		return false;
	length = sealed->length - DIGEST_BYTES;
	hash(sealed->bytes, length, seal);
	return digest_is_same(seal,
			      (const unsigned char *)sealed->bytes + length);
}

bool rendition_open(const char *key, const struct buf *sealed, struct buf *body)
{
	size_t key_length = strlen(key), left;
	struct head head;
	const char *at;

	if (!is_sealed(sealed))
		return false;
	memcpy(&head, sealed->bytes, sizeof(head));
	left = sealed->length - sizeof(head) - DIGEST_BYTES;
	at = sealed->bytes + sizeof(head);
	if (memcmp(head.magic, magic, sizeof(magic)) != 0 ||
	    head.key_length != key_length || left < key_length ||
	    head.body_length != left - key_length ||
	    memcmp(at, key, key_length) != 0)
		return false;
	buf_put(body, at + key_length, left - key_length);
	return true;
}
