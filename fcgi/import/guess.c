/* A table of words. */
#include "import/guess.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/list.h"
#include "text/utf8.h"

#define HEADING_BYTES ((size_t)64 * 1024)

/* Words that stand side by side in a heading. */
static const struct {
	const char *key, *words;
	enum guess_look look;
} rows[] = {
	{ "organization",
	  "agency, agency name, organization, organization name, "
	  "organisation, organisation name, org name, provider, provider name, "
	  "nonprofit, organizacion, agencia",
	  GUESS_ANY },
	{ "organization-id",
	  "organization id, agency id, org id, parent agency num, parent "
	  "agency number, parent agency id",
	  GUESS_ANY },
	{ "person",
	  "contact name, main contact name, contact person, senior worker "
	  "name, director name, nombre de contacto",
	  GUESS_ANY },
	{ "person-title",
	  "contact title, main contact title, senior worker title", GUESS_ANY },
	{ "person-phone",
	  "contact phone, contact phone number, main contact phone number, "
	  "contact telephone, senior worker phone number",
	  GUESS_NUMBER },
	{ "person-email",
	  "contact email, contact email address, main contact email address, "
	  "senior worker email address",
	  GUESS_EMAIL },
	{ "internal-note",
	  "taxonomy level name, record owner, exclude from website, exclude "
	  "from directory",
	  GUESS_ANY },
	{ "name",
	  "name, program, program name, service name, service, site name, "
	  "resource, resource name, nombre, programa, servicio, title, public "
	  "name",
	  GUESS_ANY },
	{ "aka",
	  "alternate name, alternate names, also known as, aka, acronym, "
	  "alias, agency name alternate, other names",
	  GUESS_ANY },
	{ "id",
	  "id, record id, resource id, service id, program id, "
	  "resource agency num, uuid, record number",
	  GUESS_ANY },
	{ "phone",
	  "phone, phones, telephone, tel, phone number, telephone number, main "
	  "phone, hotline, helpline, telefono",
	  GUESS_NUMBER },
	{ "phone-extension", "phone extension, extension, ext", GUESS_ANY },
	{ "phone-type", "phone type, number type", GUESS_ANY },
	{ "phone-purpose",
	  "phone name, phone description, phone purpose, phone label",
	  GUESS_ANY },
	{ "phone-hours",
	  "phone hours, telephone hours, call hours, hotline hours, helpline "
	  "hours, horario de telefono",
	  GUESS_HOURS },
	{ "phone-private", "phone is private, phone private", GUESS_ANY },
	{ "place-private",
	  "address is private, address private, address confidential",
	  GUESS_ANY },
	{ "address-visibility",
	  "address visibility, address is public, address public", GUESS_ANY },
	{ "fax", "fax, phone fax, fax number", GUESS_NUMBER },
	{ "text", "text line, text number, sms", GUESS_NUMBER },
	{ "textphone", "tty, tdd, phone tty, textphone", GUESS_NUMBER },
	{ "hours",
	  "hours, hours of operation, hours of service, office hours, days "
	  "and hours, schedule, horario, horarios",
	  GUESS_HOURS },
	{ "hours-mon", "monday, mon, lunes", GUESS_ANY },
	{ "hours-tue", "tuesday, tue, martes", GUESS_ANY },
	{ "hours-wed", "wednesday, wed, miercoles", GUESS_ANY },
	{ "hours-thu", "thursday, thu, jueves", GUESS_ANY },
	{ "hours-fri", "friday, fri, viernes", GUESS_ANY },
	{ "hours-sat", "saturday, sat, sabado", GUESS_ANY },
	{ "hours-sun", "sunday, sun, domingo", GUESS_ANY },
	{ "place-name", "location name, site, building, place, location, lugar",
	  GUESS_ANY },
	{ "street",
	  "address, street, street address, address 1, address line 1, "
	  "physical address, physical address 1, direccion, domicilio, "
	  "location street, calle",
	  GUESS_ANY },
	{ "street-more",
	  "address 2, address line 2, physical address 2, suite, unit, floor",
	  GUESS_ANY },
	{ "city", "city, town, physical city, ciudad, city state", GUESS_ANY },
	{ "county", "county, physical county, condado", GUESS_ANY },
	{ "state",
	  "state, state province, province, physical state, physical state "
	  "province, estado",
	  GUESS_STATE },
	{ "postal-code",
	  "zip, zipcode, zip code, postal code, postcode, physical postal "
	  "code, codigo postal",
	  GUESS_POSTAL },
	{ "country", "country, physical country, pais", GUESS_ANY },
	{ "latitude", "latitude, lat", GUESS_COORDINATE },
	{ "longitude", "longitude, lng, lon, long", GUESS_COORDINATE },
	{ "mail-street",
	  "mailing address, mailing address 1, mailing street, mail address, "
	  "po box",
	  GUESS_ANY },
	{ "mail-city", "mailing city, mail city", GUESS_ANY },
	{ "mail-state", "mailing state, mail state, mailing state province",
	  GUESS_STATE },
	{ "mail-postal-code",
	  "mailing zip, mailing zip code, mailing postal "
	  "code, mail zip",
	  GUESS_POSTAL },
	{ "transport",
	  "transportation, bus, bus service access, directions, transporte",
	  GUESS_ANY },
	{ "accessibility",
	  "accessibility, disabilities access, wheelchair, accesibilidad",
	  GUESS_ANY },
	{ "link",
	  "website, website address, web site, web, url, link, homepage, "
	  "sitio web, pagina web",
	  GUESS_LINK },
	{ "email",
	  "email, e mail, email address, email address main, e mail address, "
	  "correo, correo electronico",
	  GUESS_EMAIL },
	{ "summary",
	  "what it does, description, about, summary, services, services "
	  "offered, service description, program description, agency "
	  "description, what they do, descripcion",
	  GUESS_ANY },
	{ "eligibility",
	  "eligibility, eligible, who can, who it is for, requirements, "
	  "elegibilidad, requisitos",
	  GUESS_ANY },
	{ "age-min", "minimum age, min age, age min, age minimum", GUESS_ANY },
	{ "age-max", "maximum age, max age, age max, age maximum", GUESS_ANY },
	{ "cost", "fee, fees, cost, costs, price, fee structure, costo",
	  GUESS_ANY },
	{ "how",
	  "intake, intake procedure, application process, how to apply, "
	  "procedure, how to get help, referral process",
	  GUESS_ANY },
	{ "bring",
	  "documents, documents required, required documents, what to bring, "
	  "documentos",
	  GUESS_ANY },
	{ "languages",
	  "language, languages, languages offered, languages "
	  "spoken, idioma, idiomas, lang, langs",
	  GUESS_ANY },
	{ "interpretation", "interpretation, interpreters", GUESS_ANY },
	{ "serves",
	  "area served, areas served, service area, service areas, coverage, "
	  "coverage area, counties served",
	  GUESS_ANY },
	{ "terms",
	  "category, categories, type, taxonomy, taxonomy term, taxonomy "
	  "terms, keywords, tags, type of service, service type, categoria",
	  GUESS_ANY },
	{ "status", "status, agency status, estado actual", GUESS_ANY },
	{ "waiting-time", "wait, wait time, waiting time, waitlist",
	  GUESS_ANY },
	{ "licenses", "license, licenses, licensed", GUESS_ANY },
	{ "accreditations", "accreditation, accreditations", GUESS_ANY },
	{ "changed",
	  "updated, last updated, date updated, last modified, updated on, "
	  "modified, last updated on",
	  GUESS_DATE },
	{ "checked",
	  "last verified, date verified, assured date, last "
	  "verified on, verified on, last checked",
	  GUESS_DATE },
};

/* The words of a heading in small letters, parted and ended by single blanks:
 * `Phone1Number` is `phone 1 number`. */
static const char *words_of(const char *heading, struct arena *arena)
{
	struct buf out = buf_new(HEADING_BYTES);
	const char *words;
	char *plain;
	char before = ' ';

	for (const char *at = heading; *at != '\0'; at++) {
		bool is_word = isalnum((unsigned char)*at) || (*at & 0x80) != 0;
		bool is_parted = (islower((unsigned char)before) &&
				  isupper((unsigned char)*at)) ||
				 (isdigit((unsigned char)before) !=
					  isdigit((unsigned char)*at) &&
				  before != ' ');

		if ((is_parted || !is_word) && before != ' ')
			buf_puts(&out, " ");
		if (is_word)
			buf_put(&out, at, 1);
		before = is_word ? *at : ' ';
	}
	plain = utf8_compared(buf_text(&out), out.length);
	words = arena_printf(arena, " %s ", plain);
	free(plain);
	buf_free(&out);
	return words;
}

/* Whether the words stand side by side in those of a heading. */
static bool has_words(const char *all, const struct list_item *words,
		      struct arena *arena)
{
	return strstr(all, arena_printf(arena, " %.*s ", (int)words->length,
					words->text)) != NULL;
}

/* A figure in the heading, unless it was one of the words that were found. */
static int group_of(const char *all, const char *found)
{
	const char *digit = strpbrk(all, "123456789");

	if (digit == NULL || strpbrk(found, "123456789") != NULL ||
	    digit[-1] != ' ' || digit[1] != ' ')
		return 0;
	return *digit - '0';
}

/* Without its figures. */
static const char *without_figures(const char *all, struct arena *arena)
{
	char *copy = arena_text(arena, all, strlen(all)), *to = copy;

	for (const char *at = all; *at != '\0'; at++)
		if (!isdigit((unsigned char)*at) &&
		    !(*at == ' ' && to > copy && to[-1] == ' '))
			*to++ = *at;
	*to = '\0';
	return copy;
}

/* Whether a heading ends with an id, which the words that were found are not:
 * `location_id` is no name of a place. */
static bool is_other_id(const char *all, const char *found)
{
	size_t length = strlen(all);

	return (length >= 4 && strcmp(all + length - 4, " id ") == 0 &&
		strstr(found, "id") == NULL) ||
	       (length >= 5 && strcmp(all + length - 5, " ids ") == 0);
}

struct guess guess_by_heading(const char *heading, struct arena *arena)
{
	const char *all = words_of(heading, arena);
	const char *bare = without_figures(all, arena);
	struct guess guess = { 0 };
	size_t longest = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *list = rows[i].words;
		struct list_item words;

		while (list_next_trimmed(&list, ",", &words))
			if (words.length > longest &&
			    (has_words(all, &words, arena) ||
			     has_words(bare, &words, arena))) {
				longest = words.length;
				guess.key = columns_key(rows[i].key);
				guess.look = rows[i].look;
				guess.words = arena_text(arena, words.text,
							 words.length);
			}
	}
	if (guess.key != NULL && is_other_id(all, guess.words))
		return (struct guess){ 0 };
	if (guess.key != NULL)
		guess.group = group_of(all, guess.words);
	return guess;
}
