/* The addresses, as one table: what answers at each, in which formats, and what
 * other programs are told of it. A new address is one row. */
#ifndef SIGNPOST_HTTP_ADDRESS_H
#define SIGNPOST_HTTP_ADDRESS_H

#include <stdbool.h>

#include "hsds/query.h"
#include "view/view.h"

#define ADDRESS_FORMATS 5

struct exchange;

struct address {
	const char *path; /* below the base; ending in `*`: an id follows */
	/* NULL: nothing is there, whatever follows. */
	void (*answer)(struct exchange *exchange);
	/* One for each format, the preferred first; VIEW_NONE where there are
	 * no more. */
	enum view_id views[ADDRESS_FORMATS];
	enum view_id error_view;
	bool is_negotiable; /* Accept and `format` have a say */
	bool is_internal;   /* exists for those inside alone */
	bool is_heavy;	    /* costs much, or is without end */
	/* Between its path and what memory has under its key nothing is
	 * searched for, so that the loop may answer it. */
	bool is_at_hand;
	bool is_for_operators; /* also where there is nothing to serve */
	bool is_both;	       /* in two languages */
	/* What describes it to other programs: the word of the interface that
	 * says what it is (NULL: nothing does), a query to try it with or NULL,
	 * its parameters besides `lang` (of enum query_use), and of which list
	 * of HSDS it shows something. */
	const char *about, *example;
	unsigned takes;
	enum hsds_use hsds;
};

/* What follows `base` in a path, borrowed from it; NULL where it is elsewhere.
 */
const char *address_below(const char *base, const char *path);

/* The row for `path`, which is what follows the base; NULL: outside of it. `id`
 * becomes what stands for the row's `*`, or "". */
const struct address *address_find(const char *path, bool is_internal,
				   const char **id);

/* The first that is described to other programs, or the next after `address`;
 * NULL at the end. */
const struct address *address_next(const struct address *address);

/* The one at which `view` is what is preferred, and the one that has it among
 * several formats. NULL where there is none. */
const struct address *address_of(enum view_id view);
const struct address *address_with(enum view_id view);

/* How many formats it has. */
size_t address_formats(const struct address *address);

bool address_has_id(const struct address *address);

/* Whether pages of other websites may ask what is allowed (OPTIONS). */
bool address_has_options(const struct address *address);

#endif
