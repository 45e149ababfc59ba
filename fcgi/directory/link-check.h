/* What `signpost check --links --save FILE` found of links: sections
 * [link-check:ID], which that command alone writes. Whoever keeps the directory
 * is shown them, and readers are told nothing of them.
 *
 *	[link-check:saved]
 *	asked = 2026-11-26
 *	moved = https://a.example/ | 2026-11-26: https://b.example/
 *	dead = https://c.example/ | 2026-11-12: 404
 *	failing = https://d.example/ | 2026-11-26: there is no such host
 *	untried = https://e.example/ | 2026-11-26: 403
 *
 * `asked` is the day of the last round; behind each address stand the day on
 * which it was first found so, and why. A link is `failing` until it was found
 * so on two days a week apart, and then `dead`. */
#ifndef SIGNPOST_DIRECTORY_LINK_CHECK_H
#define SIGNPOST_DIRECTORY_LINK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "directory/collection.h"
#include "record/record.h"

enum link_state {
	LINK_MOVED, /* leads to where somebody else may be */
	LINK_DEAD,
	LINK_FAILING,
	LINK_UNTRIED,
	LINK_STATES
};

/* By state, the key, which is also its name for programs. */
extern const char *const link_check_names[LINK_STATES];

extern const struct kind link_check_kind;

struct link_finding {
	const char *url;
	enum link_state state;
	const char *since; /* YYYY-MM-DD */
	const char *words; /* where it leads, or why */
};

/* Whether a section of the collection found this of the address. The texts of
 * `*finding` live as long as the collection and `arena`. */
bool link_check_find(const struct collection *collection, const char *url,
		     enum link_state state, struct arena *arena,
		     struct link_finding *finding);

/* The same in one section. */
bool link_check_find_in(const struct record *record, const char *url,
			enum link_state state, struct arena *arena,
			struct link_finding *finding);

/* The day of the last round; NULL where there was none. */
const char *link_check_day(const struct collection *collection);

/* Appends the file, with the day `asked`. */
void link_check_print(const struct link_finding *findings, size_t count,
		      const char *asked, struct buf *out);

#endif
