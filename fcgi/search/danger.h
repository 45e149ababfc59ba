/* Words of danger: whoever types them sees first whom to call, and no entry.
 * They hold in every language of the site, whatever is shown. */
#ifndef SIGNPOST_SEARCH_DANGER_H
#define SIGNPOST_SEARCH_DANGER_H

#include <stddef.h>

#include "base/arena.h"
#include "directory/directory.h"
#include "search/stems.h"

struct danger_list;

/* The `danger` of the directory's lines. Borrows from it; lives as long as
 * `arena` and what `stems` gives. */
const struct danger_list *danger_read(const struct directory *directory,
				      struct stems *stems, struct arena *arena);

/* The line whose words of danger stand in `text`, of several the one with the
 * most in a row; or NULL. Takes what it needs from `arena`. */
const struct phone *danger_find(const struct danger_list *list,
				const char *text, struct arena *arena);

/* The line at a place among those that have such words; NULL behind the last.
 */
const struct phone *danger_line(const struct danger_list *list, size_t place);

#endif
