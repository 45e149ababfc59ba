/* One request on its way to an answer. */
#ifndef SIGNPOST_HTTP_EXCHANGE_H
#define SIGNPOST_HTTP_EXCHANGE_H

#include "base/arena.h"
#include "cache/cache.h"
#include "check/reload-report.h"
#include "http/address.h"
#include "http/request.h"
#include "http/response.h"
#include "site/edition.h"
#include "telemetry/counters.h"

struct exchange {
	const struct edition *edition;
	const struct request *request;
	struct response *response;
	struct redis *redis; /* NULL: without */
	struct cache *cache;
	const struct seal *seal;      /* of what is in Redis */
	size_t generation_bytes;      /* that what is served holds in memory */
	long long generation_load_us; /* that it took to read */
	bool is_bare; /* there is nothing to serve: every set was refused */
	/* Whoever answers may neither wait nor make anything. What wants more
	 * than memory has is given up: then there is no answer. */
	bool is_at_once, is_given_up;
	struct reload_report *reports;
	struct counters *counters;
	struct arena *arena;
	enum cache_source source; /* of the answer; set by who has it found, */
	struct cache_wish wish;	  /* by this, where memory alone was asked */
	/* Set by router_answer(): */
	const struct query *query;
	const struct address *address;
	const char *id;	   /* what stands for the `*` of its path, or "" */
	enum view_id view; /* one of the address's */
	const struct hsds_query *hsds; /* of an address of HSDS, else NULL */
	struct hsds_items found;       /* by it, once `is_found` */
	bool is_found;
	bool is_negotiated;  /* the browser's languages have a say */
	bool is_by_accept;   /* so have the formats that it takes */
	long long pages;     /* how many the list has, once that is known */
	bool is_passing;     /* nobody is to keep the answer */
	bool is_large;	     /* too much for nginx to keep */
	long long pieces_us; /* that it took to make all pieces but the first */
};

#endif
