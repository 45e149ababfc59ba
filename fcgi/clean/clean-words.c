/* Rules for dates, links, states, languages and words for always. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clean/rules.h"
#include "text/date-guess.h"
#include "text/language-name.h"
#include "text/url.h"
#include "text/utf8.h"

static const struct {
	const char *code, *name;
} states[] = {
	{ "AL", "Alabama" },
	{ "AK", "Alaska" },
	{ "AZ", "Arizona" },
	{ "AR", "Arkansas" },
	{ "CA", "California" },
	{ "CO", "Colorado" },
	{ "CT", "Connecticut" },
	{ "DE", "Delaware" },
	{ "DC", "District of Columbia" },
	{ "FL", "Florida" },
	{ "GA", "Georgia" },
	{ "GU", "Guam" },
	{ "HI", "Hawaii" },
	{ "ID", "Idaho" },
	{ "IL", "Illinois" },
	{ "IN", "Indiana" },
	{ "IA", "Iowa" },
	{ "KS", "Kansas" },
	{ "KY", "Kentucky" },
	{ "LA", "Louisiana" },
	{ "ME", "Maine" },
	{ "MD", "Maryland" },
	{ "MA", "Massachusetts" },
	{ "MI", "Michigan" },
	{ "MN", "Minnesota" },
	{ "MS", "Mississippi" },
	{ "MO", "Missouri" },
	{ "MT", "Montana" },
	{ "NE", "Nebraska" },
	{ "NV", "Nevada" },
	{ "NH", "New Hampshire" },
	{ "NJ", "New Jersey" },
	{ "NM", "New Mexico" },
	{ "NY", "New York" },
	{ "NC", "North Carolina" },
	{ "ND", "North Dakota" },
	{ "OH", "Ohio" },
	{ "OK", "Oklahoma" },
	{ "OR", "Oregon" },
	{ "PA", "Pennsylvania" },
	{ "PR", "Puerto Rico" },
	{ "RI", "Rhode Island" },
	{ "SC", "South Carolina" },
	{ "SD", "South Dakota" },
	{ "TN", "Tennessee" },
	{ "TX", "Texas" },
	{ "UT", "Utah" },
	{ "VT", "Vermont" },
	{ "VI", "Virgin Islands" },
	{ "VA", "Virginia" },
	{ "WA", "Washington" },
	{ "WV", "West Virginia" },
	{ "WI", "Wisconsin" },
	{ "WY", "Wyoming" },
};

const char *rules_state(const char *text, struct arena *arena)
{
	(void)arena;
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (strcmp(states[i].code, text) != 0 &&
		    (strcasecmp(states[i].code, text) == 0 ||
		     strcasecmp(states[i].name, text) == 0))
			return states[i].code;
	return text;
}

const char *rules_language(const char *text, struct arena *arena)
{
	const char *code = language_code(text);

	(void)arena;
	return code != NULL && strcmp(code, text) != 0 ? code : text;
}

const char *rules_moment(const char *text, struct arena *arena)
{
	if (strlen(text) < DATE_DAY || strspn(text, "0123456789-") != 10 ||
	    (text[10] != 'T' && text[10] != ' ') ||
	    !isdigit((unsigned char)text[11]))
		return text;
	return arena_text(arena, text, DATE_DAY - 1);
}

const char *rules_date(const char *text, struct arena *arena)
{
	struct date_guess guesses[DATE_GUESSES];

	if (date_guess(text, guesses) != 1)
		return text;
	return strcmp(guesses[0].date, text) == 0 ?
		       text :
		       arena_text(arena, guesses[0].date,
				  strlen(guesses[0].date));
}

/* Whether it is the name of a host, and at most a path behind it. */
static bool is_host(const char *text)
{
	size_t host = strspn(text, "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");
	const char *dot = memchr(text, '.', host);

	return dot != NULL && dot > text && text[host - 1] != '.' &&
	       isalpha((unsigned char)text[host - 1]) &&
	       (text[host] == '\0' || text[host] == '/') &&
	       strpbrk(text, " @") == NULL;
}

const char *rules_scheme(const char *text, struct arena *arena)
{
	if (url_is_web(text) || !is_host(text))
		return text;
	return arena_printf(arena, "https://%s", text);
}

const char *rules_mailto(const char *text, struct arena *arena)
{
	(void)arena;
	return strncasecmp(text, "mailto:", 7) == 0 ? text + 7 : text;
}

/* Words for always, as they are compared: in small letters, without accents. */
static const char *const always[] = {
	"24 hours",
	"24 hours a day",
	"24 hours/day",
	"24 hrs",
	"24h",
	"24hrs",
	"24 hour",
	"24-7",
	"24x7",
	"24 x 7",
	"24 hrs a day",
	"24 hrs/day",
	"24hrs/day",
	"24 hours per day",
	"24 hrs/7 days",
	"24 hrs, 7 days a week",
	"24 hrs a day, 7 days a week",
	"24 hours/day, 7 days/week",
	"24 hours/day 7 days/week",
	"24 hours a day/7 days a week",
	"24 hours a day, every day",
	"24 hours every day",
	"7 days a week, 24 hours a day",
	"7 days a week, 24 hours",
	"7 days/24 hours",
	"24 hours a day, 7 days a week",
	"24 hours a day 7 days a week",
	"24 hours, 7 days a week",
	"24 hours/7 days a week",
	"24 hours/7 days",
	"24 hours, 7 days",
	"24 hours 7 days a week",
	"24 hours a day, seven days a week",
	"24 hours per day, 7 days per week",
	"24 hours daily",
	"open 24 hours",
	"open 24/7",
	"24/7/365",
	"always",
	"always open",
	"24 horas",
	"las 24 horas",
	"24 horas al dia",
	"las 24 horas del dia",
	"24 horas todos los dias",
	"las 24 horas, todos los dias",
	"24 horas, 7 dias a la semana",
	"24 horas al dia, 7 dias a la semana",
	"las 24 horas, los 7 dias de la semana",
	"las 24 horas del dia, los 7 dias de la semana",
	"siempre abierto",
};

const char *rules_always(const char *text, struct arena *arena)
{
	char *folded = utf8_folded(text);
	size_t i = 0;

	(void)arena;
	while (i < sizeof(always) / sizeof(*always) &&
	       strcmp(always[i], folded) != 0)
		i++;
	free(folded);
	return i < sizeof(always) / sizeof(*always) ? "24/7" : text;
}
