/* Opens and closes the sections of a text that is being compiled. For the
 * template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_SECTION_H
#define SIGNPOST_TEMPLATE_SECTION_H

#include "template/parser.h"

/* `{{#name}}` and `{{^name}}`. Too many of them end the compilation. */
void template_section_open(struct template_parser *parser,
			   const struct template_tag *tag);

/* `{{/name}}`: it must be the name of the section that was opened last, whose
 * content must hold whole pieces of HTML. */
void template_section_close(struct template_parser *parser,
			    const struct template_tag *tag);

/* The text ends, and no section may be open. */
void template_section_end(struct template_parser *parser);

#endif
