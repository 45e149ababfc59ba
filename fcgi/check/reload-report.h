/* What reloads brought, for those who keep the directory. Thread-safe. */
#ifndef SIGNPOST_CHECK_RELOAD_REPORT_H
#define SIGNPOST_CHECK_RELOAD_REPORT_H

#include "base/arena.h"
#include "base/err.h"

struct reload_report;

/* One moment of it. */
struct reload_report_sheet {
	const char *fault;   /* the first of `faults`, or NULL */
	const char *place;   /* of that, as `file:line`; "" where it has none */
	const char *faults;  /* of the set that was refused last, a line each;
				NULL when none was since the last one taken */
	const char *kept;    /* the day of the last good set, where that is
				served because the present one was refused at
				the start; or NULL */
	const char *day;     /* on which something last changed, or NULL */
	const char *changes; /* what did, a line each, or NULL */
};

/* For reload_report_free(), which accepts NULL. */
struct reload_report *reload_report_new(void);
void reload_report_free(struct reload_report *reports);

/* A set was refused for the faults in `err`. */
void reload_report_refused(struct reload_report *reports,
			   const struct err *err);

/* What was good on `day` is served in the place of what was refused, until a
 * set is taken. */
void reload_report_kept(struct reload_report *reports, const char *day);

/* A set was taken on `day` (YYYY-MM-DD). `changes` are lines; where there are
 * none, those before are kept: who reloads twice has not read them yet. */
void reload_report_taken(struct reload_report *reports, const char *day,
			 const char *changes);

/* What the last one brought is told no more: what it names may have been taken
 * down since. */
void reload_report_drop_changes(struct reload_report *reports);

/* How it stands now; lives as long as `arena`. */
const struct reload_report_sheet *reload_report_read(
	struct reload_report *reports, struct arena *arena);

#endif
