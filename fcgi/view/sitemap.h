/* The pages of the section for those who search the web (sitemaps.org). */
#ifndef SIGNPOST_VIEW_SITEMAP_H
#define SIGNPOST_VIEW_SITEMAP_H

#include <jansson.h>

struct view_args;

#define SITEMAP_TYPE "application/xml; charset=utf-8"

/* The model of the template `sitemap`: every entry's page in every language,
 * with the date on which its content changed, as far as one sitemap may go.
 * For json_decref(). */
json_t *sitemap_new(const struct view_args *args);

#endif
