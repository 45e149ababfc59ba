/* The files that nginx gives out, by what is in them. */
#include "site/assets.h"

#include "base/digest.h"
#include "ini/paths.h"

#define VERSION_BYTES ((size_t)4)

/* nginx finds the file by its name and leaves the version alone, so that any
 * version is good for what is there now. */
static const char *address_of(const char *name, struct arena *arena)
{
	const char *folder = paths_shipped("assets", arena);
	unsigned char hash[DIGEST_BYTES];
	struct digest digest = digest_new();
	char version[2 * VERSION_BYTES + 1];

	digest_add_text(&digest, VERSION);
	digest_add_file(&digest, arena_printf(arena, "%s/%s", folder, name));
	digest_end(&digest, hash);
	digest_hex(hash, VERSION_BYTES, version);
	return arena_printf(arena, "/assets/%s?v=%s", name, version);
}

const struct assets *assets_read(struct arena *arena)
{
	struct assets *assets = arena_alloc(arena, sizeof(*assets));

	assets->sheet = address_of("page.css", arena);
	assets->print = address_of("print.css", arena);
	assets->script = address_of("page.js", arena);
	assets->handout = address_of("handout.css", arena);
	return assets;
}
