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

#define SEASON_HELP                                                            \
	" `1st Mon` or `last Mon` is a day of each month; `by appointment` "   \
	"stands alone or, with a comma, before the days. Hours for a time "    \
	"stand in lines of their own, as in | from 2026-06-01 until "          \
	"2026-08-31; where none holds, pages say that they are not known."

/* The row by which a section says on which days it is closed. */
#define LANGUAGE_CODE_ROW                                                      \
	{                                                                      \
		.name = "language-code", .kind = FIELD_ID, .is_list = true,    \
		.check = language_fault, .is_of_city = true,                   \
		.help = "The same as codes of ISO 639, with two letters or "   \
			"three, as in es, mix, quc, mam. Who searches finds "  \
			"the languages that the program knows by their "       \
			"names.",                                              \
	}

#define CLOSED_ROW                                                             \
	{                                                                      \
		.name = "closed", .kind = FIELD_DAYS, .is_list = true,         \
		.has_note = true, .is_translated = true, .is_of_city = true,   \
		.note_name = "reason", .search = SEARCH_DETAIL,                \
		.help = "Days on which it is closed, and why, as in "          \
			"2026-12-24..2026-12-26 | Holidays.",                  \
	}

#endif
