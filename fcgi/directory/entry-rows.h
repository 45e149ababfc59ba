/* What rows of entries, phones and places say alike. For the files of this
 * folder alone. */
#ifndef SIGNPOST_DIRECTORY_ENTRY_ROWS_H
#define SIGNPOST_DIRECTORY_ENTRY_ROWS_H

#define STATUSES "active, inactive, defunct, temporarily closed"
#define VISIBILITY_HELP                                                        \
	"`internal` keeps it from everybody but those whom nginx marks as "    \
	"coming from inside."

#define HOURS_HELP                                                             \
	"As in Mon-Fri 08:00-20:00 America/New_York. Several ranges are "      \
	"parted by `; `, as in Mon, Wed 09:00-12:00; Sat 22:00-02:00 local "   \
	"time. What closes before it opens closes on the next day; `local "    \
	"time` is that of the place which is called."

#endif
