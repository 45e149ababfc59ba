/* Work in parts that do not depend on each other, on all cores at once. */
#ifndef SIGNPOST_BASE_PARALLEL_H
#define SIGNPOST_BASE_PARALLEL_H

#include <stddef.h>

/* Does part `number` of the work that `data` describes. Several are done at the
 * same time, in any order: a part changes nothing but what is its own. */
typedef void parallel_part(void *data, size_t number);

/* Does the parts below `count`, by threads as there are cores, of which the
 * caller is one; where no thread is to be had, that does all. Comes back when
 * all are done. */
void parallel_do(size_t count, parallel_part *part, void *data);

#endif
