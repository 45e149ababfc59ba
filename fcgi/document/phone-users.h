/* Every phone of the directory, with where it is used; for those who correct
 * a number and for those who copy the list. */
#ifndef SIGNPOST_DOCUMENT_PHONE_USERS_H
#define SIGNPOST_DOCUMENT_PHONE_USERS_H

#include <jansson.h>

#include "search/query.h"
#include "site/edition.h"

/* Where more phones are, they come page by page. */
#define PHONE_USERS_MOST  100

/* Of what uses a phone, not more than so many of a kind are named. */
#define PHONE_USERS_NAMED 100

/* `{phones}`, a list of document_phone() in the order of the ids, each with
 * `used`: the `entries` that show it, whether it is among the `crisis` phones
 * or the `lines`, and the ids of phones whose line `abroad` or whose `relay` it
 * is. Of what is more than can be named, the first are, and `entries_total` or
 * the like says how many there are. Of very many phones those of the page that
 * the wish asks for, beside them what document_part() says. For json_decref().
 */
json_t *phone_users(const struct edition *edition, const struct query *query);

/* On how many pages they are: one, where they are not very many. */
long long phone_users_pages(const struct edition *edition,
			    const struct query *query);

#endif
