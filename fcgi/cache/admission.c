/* Who was here before. */
#include "cache/admission.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/digest.h"

#define PLACES ((size_t)16384) /* a power of two; 128 KiB */

/* Each key has one place, where the last of those that share it stands. */
struct doorkeeper {
	struct digest_key hashing;
	_Atomic(uint64_t) places[PLACES];
};

struct doorkeeper *doorkeeper_new(void)
{
	struct doorkeeper *doorkeeper = alloc_zero(sizeof(*doorkeeper));

	doorkeeper->hashing = digest_key_new();
	return doorkeeper;
}

void doorkeeper_free(struct doorkeeper *doorkeeper)
{
	free(doorkeeper);
}

bool doorkeeper_knows(struct doorkeeper *doorkeeper, const char *key)
{
	uint64_t hash = digest_short(&doorkeeper->hashing, key);

	return atomic_exchange(&doorkeeper->places[hash & (PLACES - 1)],
			       hash) == hash;
}
