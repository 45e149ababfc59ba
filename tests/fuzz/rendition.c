/* Sealed renditions: nothing opens but exactly what was sealed under the key,
 * even where the hash fits. */
#include "rendition.h"

#include <stdbool.h>
#include <string.h>

#include "digest.h"
#include "fuzz.h"

#define ROOM ((size_t)4 * 1024 * 1024)
#define KEY  "key"

/* Any bytes with a hash that fits. */
static void check_forged(const char *bytes, size_t size)
{
	struct buf forged = buf_new(ROOM), body = buf_new(ROOM);
	struct buf again = buf_new(ROOM);
	struct digest digest = digest_new();
	unsigned char seal[DIGEST_BYTES];

	digest_add(&digest, bytes, size);
	digest_end(&digest, seal);
	buf_put(&forged, bytes, size);
	buf_put(&forged, (const char *)seal, sizeof(seal));
	if (rendition_open(KEY, &forged, &body)) {
		rendition_seal(KEY, &body, &again);
		FUZZ_PROMISE(again.length == forged.length);
		FUZZ_PROMISE(memcmp(again.bytes, forged.bytes, forged.length) ==
			     0);
	} else {
		FUZZ_PROMISE(body.length == 0);
	}
	buf_free(&again);
	buf_free(&body);
	buf_free(&forged);
}

/* What stands in a store that anybody may write to. */
static void check_raw(const char *bytes, size_t size)
{
	struct buf raw = buf_new(ROOM), body = buf_new(ROOM);

	buf_put(&raw, bytes, size);
	FUZZ_PROMISE(!rendition_open(KEY, &raw, &body));
	FUZZ_PROMISE(body.length == 0);
	buf_free(&body);
	buf_free(&raw);
}

/* The bytes sealed as a body; then one bit of the seal is another. */
static void check_sealed(const char *bytes, size_t size)
{
	struct buf body = buf_new(ROOM), sealed = buf_new(ROOM);
	struct buf opened = buf_new(ROOM);
	size_t place = 0;

	buf_put(&body, bytes, size);
	rendition_seal(KEY, &body, &sealed);
	FUZZ_PROMISE(rendition_open(KEY, &sealed, &opened));
	FUZZ_PROMISE(opened.length == size);
	FUZZ_PROMISE(size == 0 || memcmp(opened.bytes, bytes, size) == 0);
	for (size_t i = 0; i < size; i++)
		place = place * 31 + (unsigned char)bytes[i];
	sealed.bytes[place / 8 % sealed.length] ^= (char)(1 << place % 8);
	FUZZ_PROMISE(!rendition_open(KEY, &sealed, &opened));
	buf_free(&opened);
	buf_free(&sealed);
	buf_free(&body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_raw((const char *)data, size);
	check_forged((const char *)data, size);
	check_sealed((const char *)data, size);
	return 0;
}
