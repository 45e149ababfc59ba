/* A table of hashes in which the newer one of a place wins. */
#include "cache/admission.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/digest.h"

#define PLACES ((size_t)16384) /* a power of two; 128 KiB */

/* Each key has one place, where the last of those that share it stands. */
struct admission {
	struct digest_key hashing;
	_Atomic(uint64_t) places[PLACES];
};

struct admission *admission_new(void)
{
	struct admission *admission = alloc_zero(sizeof(*admission));

	admission->hashing = digest_key_new();
	return admission;
}

void admission_free(struct admission *admission)
{
	free(admission);
}

bool admission_knows(struct admission *admission, const char *key)
{
	uint64_t hash = digest_short(&admission->hashing, key);

	return atomic_exchange(&admission->places[hash & (PLACES - 1)], hash) ==
	       hash;
}
