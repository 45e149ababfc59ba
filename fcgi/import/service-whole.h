/* The end of a service that is put together from texts. */
#ifndef SIGNPOST_IMPORT_SERVICE_WHOLE_H
#define SIGNPOST_IMPORT_SERVICE_WHOLE_H

#include "import/service-object.h"

/* The whole of it, for json_decref(); `object` has nothing any more. */
json_t *service_whole(struct service_object *object);

#endif
