/* What other programs are shown: the models and writers of their views. */
#ifndef SIGNPOST_VIEW_VIEW_API_H
#define SIGNPOST_VIEW_VIEW_API_H

#include <jansson.h>

#include "base/buf.h"
#include "view/view-args.h"

/* Models, each for json_decref(). */
json_t *view_api_start(const struct view_args *args);
json_t *view_api_entries(const struct view_args *args);
json_t *view_api_entry(const struct view_args *args);
json_t *view_api_facets(const struct view_args *args);
json_t *view_api_phones(const struct view_args *args);
json_t *view_api_atom(const struct view_args *args);
json_t *view_api_sitemap(const struct view_args *args);
json_t *view_api_problem(const struct view_args *args);
json_t *view_api_hsds(const struct view_args *args);
json_t *view_api_hsds_list(const struct view_args *args);
json_t *view_api_hsds_one(const struct view_args *args);
json_t *view_api_hsds_problem(const struct view_args *args);
json_t *view_api_document(const struct view_args *args);

/* Each appends the whole to `out`. */
void view_api_ndjson(const struct view_args *args, struct buf *out);
void view_api_csv(const struct view_args *args, struct buf *out);
void view_api_txt(const struct view_args *args, struct buf *out);
void view_api_hsds_lines(const struct view_args *args, struct buf *out);

#endif
