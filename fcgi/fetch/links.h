/* What has become of addresses, asked one by one: a few at a time, and each
 * host one thing at a time. */
#ifndef SIGNPOST_FETCH_LINKS_H
#define SIGNPOST_FETCH_LINKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum links_verdict {
	LINKS_WELL,
	LINKS_MOVED, /* it leads on to where somebody else may be */
	LINKS_GONE,  /* no such host, refused, 404, 410; today, that is */
	/* Nobody knows: programs were refused, there was no answer in time, or
	 * one not to be trusted. */
	LINKS_UNTRIED,
};

struct links_item {
	const char *url; /* of http or https; borrowed */
	enum links_verdict verdict;
	/* Where it leads, or why; "" where all is well. Printable ASCII, at
	 * most about 1500 bytes. */
	const char *words;
	bool is_answered; /* there is a network: a server was reached, or found
			   */
};

struct links_way {
	/* Addresses of networks of somebody's own are asked too. */
	bool asks_private;
	/* Is told, by one thread at a time, how many are done, and of which
	 * host one was just begun; NULL: nobody is. */
	void (*tell)(size_t done, size_t count, const char *host);
};

/* Asks each for its head, and for the whole where that is not answered well.
 * `words` live as long as `arena`. */
void links_ask(struct links_item *items, size_t count,
	       const struct links_way *way, struct arena *arena);

#endif
