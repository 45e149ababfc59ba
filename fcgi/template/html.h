/* Reads a template's own text as a browser would, byte by byte, to know where
 * it stands. Values that are put in never change that, for they are escaped and
 * stand only where escaping protects. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_HTML_H
#define SIGNPOST_TEMPLATE_HTML_H

#include "template/spot.h"

/* Reads one more byte. Returns NULL, or what is wrong with it, in words. */
const char *template_html_read(struct template_spot *spot, char byte);

#endif
