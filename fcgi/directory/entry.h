/* Entries and phones: who is listed, and how they are reached. The rows stand
 * in entry.c and entry-phone.c. */
#ifndef SIGNPOST_DIRECTORY_ENTRY_H
#define SIGNPOST_DIRECTORY_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "directory/change.h"
#include "record/phone.h"
#include "record/record.h"

enum phone_row {
	PHONE_NUMBER,
	PHONE_EXTENSION,
	PHONE_PROMPT,
	PHONE_TYPE,
	PHONE_PURPOSE,
	PHONE_WORD,
	PHONE_ANSWERED_BY,
	PHONE_RELAY,
	PHONE_HOURS,
	PHONE_LANGUAGES,
	PHONE_LANGUAGE_CODE,
	PHONE_COST,
	PHONE_ABROAD,
	PHONE_DOUBT,
	PHONE_NOTE,
	PHONE_VERIFIED,
	PHONE_CHECKED,
	PHONE_CHANGED,
	PHONE_STATUS,
	PHONE_ALIAS,
	PHONE_AUDIENCE,
	PHONE_FITS,
	PHONE_DANGER,
	PHONE_HARMLESS,
	PHONE_VISIBILITY,
	PHONE_UUID,
	PHONE_REVIEWED,
};

/* What a phrase of PHONE_DANGER has between its parts, each of which has to be
 * said; and, where it has parts, between the ways to say one. */
#define PHONE_DANGER_PARTS "+"
#define PHONE_DANGER_WAYS  "/"

/* The status of a phone that is only away for a time. */
#define PHONE_CLOSED	   "temporarily closed"

/* The rows of an entry that the program asks for; those of the facets follow
 * behind all of entry_entry. */
enum entry_row {
	ENTRY_NAME,
	ENTRY_ABBREVIATION,
	ENTRY_AKA,
	ENTRY_KIND,
	ENTRY_LISTED_UNDER,
	ENTRY_PARENT,
	ENTRY_ORDER,
	ENTRY_SUMMARY,
	ENTRY_ALERT,
	ENTRY_NOTE,
	ENTRY_FACT,
	ENTRY_CORRECTION,
	ENTRY_PHONE,
	ENTRY_LINK,
	ENTRY_EMAIL,
	ENTRY_CONTACT,
	ENTRY_ADDRESS,
	ENTRY_ADDRESS_VISIBILITY,
	ENTRY_LOCATION,
	ENTRY_FIRST_STEP,
	ENTRY_ASKS,
	ENTRY_MUST_REPORT,
	ENTRY_TAKES,
	ENTRY_AREA,
	ENTRY_SERVES,
	ENTRY_ELIGIBILITY,
	ENTRY_AGE_MIN,
	ENTRY_AGE_MAX,
	ENTRY_BRING,
	ENTRY_HOW,
	ENTRY_HOURS,
	ENTRY_CLOSED,
	ENTRY_LANGUAGES,
	ENTRY_LANGUAGE_CODE,
	ENTRY_INTERPRETATION,
	ENTRY_COST,
	ENTRY_FEE,
	ENTRY_WAITING_TIME,
	ENTRY_LICENSES,
	ENTRY_ACCREDITATIONS,
	ENTRY_STATUS,
	ENTRY_REPLACED_BY,
	ENTRY_ALIAS,
	ENTRY_COMES_FROM,
	ENTRY_CHECKED,
	ENTRY_CHANGED,
	ENTRY_VISIBILITY,
	ENTRY_INTERNAL_NOTE,
	ENTRY_UUID,
	ENTRY_REVIEWED,
};

/* Without the directory's own short codes; see entry_phone_kind(). */
extern const struct kind entry_phone;
/* Without the facets' rows; see entry_kind(). */
extern const struct kind entry_entry;

/* The kind `entry` with one more row for each of the `count` facet ids, of
 * which the first is left out because it is no key. Lives as long as
 * `arena`. */
const struct kind *entry_kind(const char *const *facets, size_t count,
			      struct arena *arena);

/* The kind `phone` whose numbers may be one of `codes`, as in `112, 116123`,
 * besides the known short codes (NULL: none). Lives as long as `arena` and
 * `codes`. */
const struct kind *entry_phone_kind(const char *codes, struct arena *arena);

/* Whether a phone's record says that it is in use. */
bool entry_phone_is_active(const struct record *phone);

struct phone {
	const char *id;
	const struct record *record;
	const struct record *answered_by;
	struct phone_number number, relay;     /* "" for no relay */
	const struct phone_type *const *types; /* how it is reached */
	size_t type_count;		       /* at least 1 */
	const size_t *terms; /* numbers of the terms it is meant for */
	size_t term_count;   /* 0: for everybody */
	const size_t *fits;  /* numbers of the terms it is offered for */
	size_t fit_count;
	bool is_help; /* who answers is there for those who call */
};

struct location;

struct entry {
	const char *id;
	const struct record *record;
	const struct record *kind;
	struct entry *parent;	    /* to whom it reports, or NULL */
	struct entry *listed_under; /* where it stands, or NULL */
	struct entry *above; /* where the list shows it: one of the two */
	struct entry *below, *beside; /* its first below; the next beside it */
	size_t depth;		      /* 0 at the top */
	size_t place;		      /* among all, as a tree is read */
	/* It stands below no other, and others below it, or its kind says so.
	 */
	bool is_department;
	size_t department;   /* the number of the term it is, or TERM_NONE */
	const size_t *terms; /* numbers of its terms, wider ones included */
	size_t term_count;
	const struct phone **phones;
	size_t phone_count;
	const struct location **locations; /* those that may be known */
	size_t location_count;
	/* When what stands here last changed, phones and terms included. */
	struct change change;
};

/* The day until which a note of a row that is passing says something holds,
 * YYYY-MM-DD; borrowed. */
const char *entry_until(const struct value *value);

struct collection;

/* Reports alerts that end too far ahead of today where the directory is, of
 * which the time zone is set already, and translations with another last day.
 */
void entry_check_alerts(const struct collection *collection, struct err *err);

/* Whether the section of a phone says that it is of that type, among others. */
bool entry_phone_is(const struct record *phone, const char *type);

/* Whether a source showed the number. */
bool entry_phone_is_confirmed(const struct phone *phone);

/* Whether something is called or written to by its number. */
bool entry_phone_is_dialed(const struct phone *phone);

/* Whether every reader can turn to it directly: by a phone that is not for one
 * audience alone, a link, an e-mail address. */
bool entry_has_contact(const struct entry *entry);

/* Whether it works today, as far as its record says. */
bool entry_is_active(const struct entry *entry);

/* The nearest entry above that has and is active, by who reports to whom first,
 * or NULL. */
const struct entry *entry_through(const struct entry *entry);

#endif
