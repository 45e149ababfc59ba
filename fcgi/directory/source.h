/* Who made entries that were taken over. */
#ifndef SIGNPOST_DIRECTORY_SOURCE_H
#define SIGNPOST_DIRECTORY_SOURCE_H

#include "record/record.h"

enum source_row {
	SOURCE_NAME,
	SOURCE_AS_OF,
	SOURCE_LINK,
	SOURCE_LICENSE,
};

extern const struct kind source_section;

#endif
