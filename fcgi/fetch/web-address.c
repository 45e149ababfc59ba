/* Parts of addresses, as libcurl takes them apart. */
#include "fetch/web-address.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "fetch/fetch.h"
#include "text/url.h"

#define ADDRESS_BYTES ((size_t)64 * 1024)

/* Lets a text that is for free() live as long as `arena`. */
static const char *kept(char *text, struct arena *arena)
{
	const char *copy =
		text != NULL ? arena_text(arena, text, strlen(text)) : NULL;

	free(text);
	return copy;
}

const char *web_address_resolved(const char *base, const char *reference,
				 struct arena *arena)
{
	const char *url =
		kept(fetch_changed(base, FETCH_URL, reference), arena);

	return url != NULL && url_is_web(url) ? url : NULL;
}

bool web_address_is_same_origin(const char *one, const char *two)
{
	static const enum fetch_part parts[] = { FETCH_SCHEME, FETCH_HOST,
						 FETCH_PORT };
	bool is_so = true;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts) && is_so; i++) {
		char *left = fetch_part(one, parts[i]);
		char *right = fetch_part(two, parts[i]);

		is_so = left != NULL && right != NULL &&
			strcasecmp(left, right) == 0;
		free(left);
		free(right);
	}
	return is_so;
}

/* Appends the pairs of a query but those of one name, as they were. */
static void copy_others(const char *query, const char *name,
			struct arena *arena, struct buf *out)
{
	struct url_pair pair;

	while (query != NULL && url_next_pair(&query, arena, &pair)) {
		if (strcmp(pair.name, name) == 0)
			continue;
		buf_puts(out, out->length > 0 ? "&" : "");
		buf_put(out, pair.raw, pair.raw_length);
	}
}

const char *web_address_with(const char *url, const char *name,
			     const char *value, struct arena *arena)
{
	struct buf query = buf_new(ADDRESS_BYTES);
	const char *made;

	copy_others(kept(fetch_part(url, FETCH_QUERY), arena), name, arena,
		    &query);
	if (value != NULL) {
		buf_printf(&query, "%s%s=", query.length > 0 ? "&" : "", name);
		url_encode(&query, value);
	}
	made = kept(fetch_changed(url, FETCH_QUERY,
				  query.length > 0 ? buf_text(&query) : NULL),
		    arena);
	buf_free(&query);
	return made;
}

const char *web_address_below(const char *url, const char *name,
			      struct arena *arena)
{
	struct buf path = buf_new(ADDRESS_BYTES);
	const char *made = kept(fetch_part(url, FETCH_PATH), arena);

	buf_puts(&path, made != NULL ? made : "");
	if (path.length == 0 || path.bytes[path.length - 1] != '/')
		buf_puts(&path, "/");
	url_encode(&path, name);
	made = kept(fetch_changed(url, FETCH_PATH, buf_text(&path)), arena);
	buf_free(&path);
	return made;
}
