/* Reads what stands between `<` and `>`. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_TAG_H
#define SIGNPOST_TEMPLATE_TAG_H

#include "template/spot.h"

/* Reads a byte at a place from PLACE_TAG_NAME to PLACE_UNQUOTED. Returns NULL,
 * or what is wrong with the byte, in words, once for a tag. */
const char *template_tag_read(struct template_spot *spot, char byte);

/* Leaves a name where `byte` ends it, for the tag or what follows the tag.
 * Returns whether it does. */
bool template_tag_leave_name(struct template_spot *spot, char byte);

/* A section begins or ends here, so that no name or unquoted value can go on
 * behind it. */
void template_tag_cut(struct template_spot *spot);

/* The element's name, "" for ELEMENT_OTHER. */
const char *template_tag_element(enum template_element element);

#endif
