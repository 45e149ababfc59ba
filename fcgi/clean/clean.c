/* The table of rules. */
#include "clean/clean.h"

#include <string.h>

#include "clean/rules.h"

/* clang-format off */
const struct clean_rule clean_rules[CLEAN_RULES] = {
	{ "entities", CLEAN_ALL, rules_entities,
	  "Law &amp; order", "Law & order",
	  "Characters as web pages write them are written as they are." },
	{ "markup", CLEAN_ALL, rules_markup,
	  "Food<br>and <b>beds</b>", "Food and beds",
	  "Tags of web pages go; one that begins a line is a blank." },
	{ "mojibake", CLEAN_ALL, rules_mojibake,
	  "CafÃ© Azul", "Café Azul",
	  "UTF-8 that was read as Windows-1252 is read again; a quote that a "
	  "program escaped is a quote." },
	{ "controls", CLEAN_ALL, rules_controls,
	  "Food\x07 bank", "Food bank",
	  "What is not to be seen, and what turns the direction of writing, "
	  "goes." },
	{ "blanks", CLEAN_ALL, rules_blanks,
	  "  Food \t bank ", "Food bank",
	  "Several blanks, tabs and line ends are one blank; none stands at "
	  "an end." },
	{ "quotes", CLEAN_ALL, rules_quotes,
	  "\"+1-202-555-0111\"", "+1-202-555-0111",
	  "Quotes around the whole go." },
	{ "bars", CLEAN_TEXT, rules_bars,
	  "Food | Beds", "Food / Beds",
	  "A bar between blanks would begin a note." },
	{ "small letters", CLEAN_WORD, rules_small,
	  "Temporarily Closed", "temporarily closed",
	  "One of a few words is written in small letters." },
	{ "moments", CLEAN_DATE, rules_moment,
	  "2023-03-15T10:15:30.45Z", "2023-03-15",
	  "Of a moment the day is kept." },
	{ "dates", CLEAN_DATE, rules_date,
	  "3/15/2023", "2023-03-15",
	  "A date is written as YYYY-MM-DD where it can mean one day only." },
	{ "links without scheme", CLEAN_LINK, rules_scheme,
	  "www.example.org", "https://www.example.org",
	  "The name of a host is an address of https." },
	{ "mailto", CLEAN_EMAIL, rules_mailto,
	  "mailto:help@example.org", "help@example.org",
	  "An e-mail address stands without the scheme of its link." },
	{ "states", CLEAN_STATE, rules_state,
	  "illinois", "IL",
	  "States of the United States are written by their two letters." },
	{ "languages", CLEAN_LANGUAGE, rules_language,
	  "Spanish", "es",
	  "The name of a language that the program knows is its code." },
	{ "tel", CLEAN_NUMBER, rules_tel,
	  "tel:+1-202-555-0111", "+1-202-555-0111",
	  "A number stands without the scheme of its link or a word such as "
	  "Phone." },
	{ "extensions", CLEAN_NUMBER, rules_extension,
	  "(415) 555-0100 ext. 2", "(415) 555-0100;ext=2",
	  "What is dialed after the answer stands behind `;ext=`, and is a key "
	  "of its own." },
	{ "marks of extensions", CLEAN_EXTENSION, rules_bare,
	  "x8", "8",
	  "In a column of its own an extension is its digits." },
	{ "numbers written twice", CLEAN_NUMBER, rules_twice,
	  "1-800-799-SAFE (7233)", "1-800-799-SAFE",
	  "What stands in parentheses behind a number goes where it is the end "
	  "of the same number, once in letters and once in digits." },
	{ "letters in numbers", CLEAN_NUMBER, rules_letters,
	  "1-800-FLOWERS", "1-800-3569377",
	  "Letters behind an area code are the digits that they stand for on "
	  "the keys, where ten or eleven digits come out." },
	{ "marks in numbers", CLEAN_NUMBER, rules_marks,
	  "(415) 555.0100", "415-555-0100",
	  "Digits are parted by single hyphens." },
	{ "country codes", CLEAN_NUMBER, rules_country,
	  "415-555-0100", "+1-415-555-0100",
	  "Ten digits, or eleven that begin with 1, are a number of North "
	  "America; other numbers need their +." },
	{ "24/7", CLEAN_HOURS, rules_always,
	  "24 hours a day, 7 days a week", "24/7",
	  "Words for always are `24/7` where nothing else stands there." },
	{ "hours", CLEAN_HOURS, rules_hours,
	  "Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00 local time",
	  "Days and times, in this order or the other, are written as here "
	  "where every word is one of them, or `closed` or `by appointment`, "
	  "and no time can mean two: 9-5 is of the day, 7-9 may be of the "
	  "evening, 0900-1700 is of 24 hours. MWF is three days; a T is "
	  "Tuesday where another sign stands for Thursday or Wednesday "
	  "follows, Thursday in MTWTF, else nobody knows; MF may have lost "
	  "its dash. Behind 8-12 of the same days, 1-5 is of the afternoon. "
	  "Spanish is read where every word is known; of its letters only "
	  "spans such as L-V. ET, CT, PT and what names summer time too are "
	  "zones at the end; EST and Mountain Time are not, since some places "
	  "keep them all year. What is said of holidays at the end is a "
	  "note." },
};
/* clang-format on */

const char *clean(const char *text, enum clean_use use,
		  struct clean_tally *tally, struct arena *arena)
{
	for (size_t i = 0; i < CLEAN_RULES; i++) {
		const char *before = text;

		if ((clean_rules[i].uses & (unsigned)use) == 0)
			continue;
		text = clean_rules[i].apply(text, arena);
		tally->counts[i] += text != before;
	}
	return text;
}

const char *clean_hours(const char *text, struct clean_tally *tally,
			struct arena *arena, const char **note)
{
	const char *made = clean(text, CLEAN_HOURS, tally, arena);
	const char *bar = made != text ? strstr(made, CLEAN_BAR) : NULL;

	*note = bar != NULL ? bar + sizeof(CLEAN_BAR) - 1 : NULL;
	return bar != NULL ? arena_text(arena, made, (size_t)(bar - made)) :
			     made;
}
