/* What a view is made from. */
#ifndef SIGNPOST_VIEW_VIEW_ARGS_H
#define SIGNPOST_VIEW_VIEW_ARGS_H

#include <jansson.h>

#include "check/reload-report.h"
#include "hsds/hsds.h"
#include "search/query.h"
#include "site/edition.h"

/* All of it is borrowed. */
struct view_args {
	const struct edition *edition;
	const struct query *query;
	const struct entry *entry; /* NULL where the view is of none; with an
				      error, what to look at instead */
	int status;		   /* of an error */
	const struct reload_report_sheet *reports; /* of a review, else NULL */
	const struct hsds_query *hsds; /* NULL where the view is none of HSDS */
	const struct hsds_item *item;  /* what an HSDS view is of, or NULL */
	json_t *document; /* what describes the interface, or NULL */
};

#endif
