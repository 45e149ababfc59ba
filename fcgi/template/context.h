/* What may stand at a place in HTML. For the template-* modules only. */
#ifndef SIGNPOST_TEMPLATE_CONTEXT_H
#define SIGNPOST_TEMPLATE_CONTEXT_H

#include <stdbool.h>

#include "template/spot.h"

/* Why something may not stand where it does, for a message "`{{x}}` stands
 * WHERE: INSTEAD". */
struct template_refusal {
	const char *where, *instead;
};

/* Where that is: "in text", "inside <script>". */
const char *template_context_where(const struct template_spot *spot);

/* Why a value or a partial may not stand here, or NULL when it may. */
const struct template_refusal *template_context_refusal(
	const struct template_spot *spot);

/* Whether a number may stand here as the level of a heading: behind `<h` or
 * `</h`. */
bool template_context_is_level(const struct template_spot *spot);

/* Whether only text without markup may stand here. */
bool template_context_is_plain(const struct template_spot *spot);

/* Begins a section. Returns whether one may begin here. */
bool template_context_begin(struct template_spot *spot);

/* Whether the rounds of a section that began at `began` and ends here would
 * run together into other attributes than each of them holds. */
bool template_context_runs_together(const struct template_spot *spot,
				    const struct template_spot *began);

/* Ends a section that began at `began`. Returns whether it may end here: then
 * `spot` is the place behind it, whether it was rendered or not; otherwise it
 * is `began`. */
bool template_context_end(struct template_spot *spot,
			  const struct template_spot *began);

/* Whether the content of a script element begins or goes on here, where no word
 * of the text could become its end. */
bool template_context_is_script(const struct template_spot *spot);

#endif
