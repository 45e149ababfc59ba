/* Sealed renditions: nothing opens but exactly what was sealed under the key,
 * even where the hash fits. */
#include "cache/rendition.h"

#include <stdbool.h>
#include <string.h>

#include "base/digest.h"
#include "fuzz/fuzz.h"

#define ROOM ((size_t)4 * 1024 * 1024)
#define KEY  "key"

static const struct digest_key secret = { "a secret of the site" };

static struct rendition *open_it(const struct buf *sealed)
{
	return rendition_open(sealed, KEY, &secret);
}

/* Any bytes with a hash that fits. */
static void check_forged(const char *bytes, size_t size)
{
	struct buf forged = buf_new(ROOM), again = buf_new(ROOM);
	struct digest digest = digest_new_keyed(&secret);
	unsigned char seal[DIGEST_BYTES];
	struct rendition *opened;

	digest_add(&digest, bytes, size);
	digest_end(&digest, seal);
	buf_put(&forged, bytes, size);
	buf_put(&forged, (const char *)seal, sizeof(seal));
	opened = open_it(&forged);
	if (opened != NULL) {
		const struct rendition_form *form =
			rendition_has_plain(opened) ? rendition_plain(opened) :
						      rendition_gzip(opened);

		rendition_seal(opened, form, KEY, &secret, &again);
		FUZZ_PROMISE(again.length == forged.length);
		FUZZ_PROMISE(memcmp(again.bytes, forged.bytes, forged.length) ==
			     0);
	}
	rendition_release(opened);
	buf_free(&again);
	buf_free(&forged);
}

/* What stands in a store that anybody may write to. */
static void check_raw(const char *bytes, size_t size)
{
	struct buf raw = buf_new(ROOM);

	buf_put(&raw, bytes, size);
	FUZZ_PROMISE(open_it(&raw) == NULL);
	buf_free(&raw);
}

static void check_same(const struct rendition *opened, const char *bytes,
		       size_t size)
{
	const struct rendition_form *plain;

	FUZZ_PROMISE(opened != NULL);
	plain = rendition_plain(opened);
	FUZZ_PROMISE(plain->length == size);
	FUZZ_PROMISE(size == 0 || memcmp(plain->bytes, bytes, size) == 0);
}

/* The bytes sealed as a body; then one bit of the seal is another. */
static void check_sealed(const char *bytes, size_t size)
{
	struct buf body = buf_new(ROOM), sealed = buf_new(ROOM);
	struct rendition *made, *opened;
	size_t place = 0;

	buf_put(&body, bytes, size);
	made = rendition_new(&body, 0);
	rendition_seal(made, rendition_plain(made), KEY, &secret, &sealed);
	opened = open_it(&sealed);
	check_same(opened, bytes, size);
	for (size_t i = 0; i < size; i++)
		place = place * 31 + (unsigned char)bytes[i];
	sealed.bytes[place / 8 % sealed.length] ^= (char)(1 << place % 8);
	FUZZ_PROMISE(open_it(&sealed) == NULL);
	rendition_release(opened);
	rendition_release(made);
	buf_free(&sealed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_raw((const char *)data, size);
	check_forged((const char *)data, size);
	check_sealed((const char *)data, size);
	return 0;
}
