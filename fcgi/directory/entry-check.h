/* What is wrong with values and notes of an entry beyond their kind, as words,
 * or NULL. For the files of this folder alone. */
#ifndef SIGNPOST_DIRECTORY_ENTRY_CHECK_H
#define SIGNPOST_DIRECTORY_ENTRY_CHECK_H

/* How the note of an alert begins. */
#define ENTRY_UNTIL "until"

/* What a place can be whose people an entry serves. */
#define ENTRY_AREA_TYPES                                                       \
	"neighborhood, city, county, region, state, country, tribe, other"

const char *entry_check_alert(const char *text);

/* Notes; NULL where there is none. */
const char *entry_check_until(const char *note);
const char *entry_check_price(const char *note);
const char *entry_check_area(const char *note);

#endif
