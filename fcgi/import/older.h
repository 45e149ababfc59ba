/* What HSDS 1 and 2 and the first Open Referral UK had, as HSDS 3 has it. */
#ifndef SIGNPOST_IMPORT_OLDER_H
#define SIGNPOST_IMPORT_OLDER_H

#include <jansson.h>

/* A list of theirs, and the one that it is now. */
struct older_list;

/* By the name that a list, or a table, had then; NULL where it has it still. */
const struct older_list *older_list_of(const char *name);
const char *older_list_now(const struct older_list *list);

/* Gives an object of such a list the members of now. */
void older_renew_item(const struct older_list *list, json_t *item);

/* The same of everything in an organization or a service. */
void older_renew(json_t *element);

#endif
