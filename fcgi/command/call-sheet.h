/* What is to be looked at again, as text: on a sheet to call by, and in a
 * letter that a cron job sends. */
#ifndef SIGNPOST_COMMAND_CALL_SHEET_H
#define SIGNPOST_COMMAND_CALL_SHEET_H

#include "base/buf.h"
#include "check/ageing.h"

/* After how many days the directory calls a fact stale. */
long call_sheet_days(const struct collection *collection);

/* Appends what a fact is, whose it is, where it was last seen, and the links to
 * look at; the number too, if `has_number`. */
void call_sheet_print_fact(const struct collection *collection,
			   const struct ageing_fact *fact, bool has_number,
			   struct buf *out);

/* Appends all of them, with lines to fill in by hand. */
void call_sheet_print(const struct collection *collection,
		      const struct ageing *ageing, struct buf *out);

/* Appends a letter about them; nothing where there are none, so that no letter
 * is sent. */
void call_sheet_print_letter(const struct collection *collection,
			     const struct ageing *ageing, struct buf *out);

#endif
