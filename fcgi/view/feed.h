/* What has changed, newest first, for feed readers (RFC 4287): the entries of a
 * list that say when they changed, a page at a time (RFC 5005). */
#ifndef SIGNPOST_VIEW_FEED_H
#define SIGNPOST_VIEW_FEED_H

#include <jansson.h>

struct view_args;

#define FEED_TYPE "application/atom+xml; charset=utf-8"

/* The model of the template `atom`. For json_decref(). */
json_t *feed_new(const struct view_args *args);

#endif
