/* Every phone of the directory, with where it is used; for those who correct
 * a number and for those who copy the list. */
#ifndef SIGNPOST_DOCUMENT_PHONE_USERS_H
#define SIGNPOST_DOCUMENT_PHONE_USERS_H

#include <jansson.h>

#include "site/edition.h"

/* A list of document_phone() in the order of the ids, each with `used`: the
 * `entries` that show it, whether it is among the `crisis` phones or the
 * `lines`, and the ids of phones whose line `abroad` or whose `relay` it is.
 * For json_decref(). */
json_t *phone_users(const struct edition *edition);

#endif
