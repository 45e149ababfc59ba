/* An address for other programs, as those see it that describe the
 * interface. */
#ifndef SIGNPOST_HTTP_ENDPOINT_H
#define SIGNPOST_HTTP_ENDPOINT_H

#include "view/view.h"

struct endpoint {
	const char *path; /* below the base; ending in `*`: an id follows */
	enum view_id view, error_view;
	bool is_negotiable; /* Accept has a say */
};

#endif
