/* One short function for each address. */
#ifndef SIGNPOST_ANSWERS_H
#define SIGNPOST_ANSWERS_H

#include "visit.h"

void answer_list(struct visit *visit);
void answer_entry(struct visit *visit);
void answer_view(struct visit *visit);
void answer_review(struct visit *visit);
void answer_api_list(struct visit *visit);

/* The base without its slash. */
void answer_moved(struct visit *visit);

/* The visit's error view with `status`. */
void answer_error(struct visit *visit, int status);

#endif
