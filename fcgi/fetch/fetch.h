/* What other web servers give to everybody: GET over http and https, within
 * limits. Owns libcurl, for commands alone: the responder asks nobody. Sends no
 * cookie, no referrer and no password but one that stands in the address, goes
 * through no proxy, keeps nothing and prints nothing. */
#ifndef SIGNPOST_FETCH_FETCH_H
#define SIGNPOST_FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* What is asked for, all of it borrowed. */
struct fetch_wish {
	const char *url;
	/* `Name: value`, NULL-terminated; NULL: none but what HTTP needs. */
	const char *const *headers;
	bool is_head;	 /* nothing but the head is wanted */
	bool takes_gzip; /* asks for the body packed; it comes unpacked */
	/* No address is asked that is not everybody's (fetch/network.h): it is
	 * looked at when the name has been resolved, for each redirect anew. */
	bool refuses_private;
	bool stays_at_host; /* a redirect to another name is not followed */
	int most_redirects;
	long long most_ms; /* from the first byte sent to the last received */
	size_t most_bytes; /* of the body, unpacked */
	bool is_cut;	   /* what is beyond them is left, and no fault */
};

/* Why there is no answer. */
enum fetch_failure {
	FETCH_ANSWERED,
	FETCH_NO_HOST, /* whoever knows all names knows none such */
	FETCH_REFUSED, /* the server's machine takes no connection there */
	FETCH_LATE,
	FETCH_UNTRUSTED, /* its certificate is not to be trusted */
	FETCH_PRIVATE,	 /* it is of a network of somebody's own */
	FETCH_FAILED,	 /* all else */
};

/* What the last server said; texts live in the arena. */
struct fetch_answer {
	const char *url; /* where it came from, or did not */
	enum fetch_failure failure;
	long status;
	const char *media_type; /* Content-Type as it was sent, or "" */
	const char *packing;	/* Content-Encoding as it was sent, or "" */
	const char *leads_to;	/* a redirect that was not followed, or NULL */
	struct buf body;
};

/* To be called before there are threads. */
void fetch_start(void);

/* Asks, and follows redirects as far as it may. 0, whatever the status is, and
 * the body is for fetch_free(); -1, with one reason in `err` that begins with
 * the address, where there is no whole answer within the limits; `failure` and
 * `url` of the answer then say of what kind, and where. Thread-safe, once
 * fetch_start() was called. */
int fetch(const struct fetch_wish *wish, struct arena *arena,
	  struct fetch_answer *answer, struct err *err);

/* What an address is made of. */
enum fetch_part {
	FETCH_SCHEME,
	FETCH_HOST,
	FETCH_PORT, /* which the scheme has where none stands there */
	FETCH_PATH,
	FETCH_QUERY,
	/* All of it. In its place goes an address relative to the first. */
	FETCH_URL,
};

/* A part of an address, for free(); NULL where it has none. */
char *fetch_part(const char *url, enum fetch_part part);

/* The address with another part, NULL: without it. For free(); NULL where that
 * is none. */
char *fetch_changed(const char *url, enum fetch_part part, const char *value);

/* The host that an address names, for free(); NULL where it names none. */
char *fetch_host(const char *url);

void fetch_free(struct fetch_answer *answer);

#endif
