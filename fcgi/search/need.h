/* Who helps under a wish: which lines are offered, and which entries come
 * first. Depends on the wish alone, never on the hour.
 *
 * The order `need` is that of this tuple, the least first:
 *   1. whether it is active; then what is closed for the time being; then what
 *      is inactive or no longer exists;
 *   2. where somebody searches in their own name, whether it is for them: who
 * investigates or gives grants (`aside` of a term) is not;
 *   3. how well it has the words that are looked for, see match_order();
 *   4. what the first number that the reader sees of it is: a help line's;
 * where the wish is to report something, any other that is confirmed; or
 * neither;
 *   5. its place in the directory. */
#ifndef SIGNPOST_SEARCH_NEED_H
#define SIGNPOST_SEARCH_NEED_H

#include <stdbool.h>

#include "directory/directory.h"
#include "search/match.h"
#include "search/query.h"

enum need {
	NEED_HELP,   /* it is reached by the number of a help line */
	NEED_REPORT, /* by another, under a wish to report */
	NEED_REST,
	NEED_CLOSED, /* for the time being */
	NEED_FORMER, /* inactive or defunct */
	NEED_COUNT,  /* how many there are */
};

/* What an entry is under a wish. */
enum need need_of(const struct query *query, const struct entry *entry);

/* Whether an entry must not come first under a wish in somebody's own name: it
 * is not active, or set aside and not reached by the number of a help line. */
bool need_is_aside(const struct query *query, const struct entry *entry);

/* The place of an entry in the tuple up to its fourth part, below NEED_ORDERS.
 * `order` is that of match_order(). */
#define NEED_ORDERS (18 * MATCH_ORDERS)
unsigned need_order(const struct query *query, const struct entry *entry,
		    unsigned order);

/* Whether a list under this wish may show the phone: it is for everybody, or
 * for an audience that is asked for. */
bool need_shows(const struct query *query, const struct phone *phone);

/* Whether a line may be offered above or below such a list: it may be shown
 * there, is confirmed, and fits what is filtered. Of each facet of which it
 * names terms, and by which is filtered, one of them is chosen; and there is
 * such a facet. */
bool need_offers(const struct query *query, const struct phone *phone);

#endif
