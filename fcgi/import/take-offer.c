/* Languages, areas, prices and terms. */
#include "import/takes.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "import/withheld.h"
#include "text/language-name.h"

/* A value of a list, for the rows of which it becomes one. */
static struct mapping part_of(const struct mapping *row, const char *value,
			      const char *key, enum clean_use use)
{
	struct mapping part = *row;

	part.take = NULL;
	part.value = value;
	part.key = key;
	part.use = use;
	return part;
}

/* What is closed is not to be called as if it were not; for how long a person
 * finds out. */
static bool is_closed(const char *status)
{
	static const char *const words[] = {
		"closed",	"out of business", "defunct",
		"discontinued", "suspended",	   "no longer",
		"cerrad",	"deleted",	   "archived",
		"not active",	"inactiv",	   "terminated",
		"dissolved",	"merged",	   "not in operation",
		"ceased",	"obsolete",	   "not operating",
	};
	/* A list that is closed is not the service. */
	static const char *const others[] = { "wait", "intake", "client",
					      "referral", "not closed" };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcasestr(status, others[i]) != NULL)
			return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(status, words[i]) != NULL)
			return true;
	return false;
}

/* Whether it is not, or not yet, for readers. */
static bool is_unready(const char *status)
{
	static const char *const words[] = { "draft",	"unpublish",
					     "pending", "under review",
					     "hidden",	"not published",
					     "private", "internal only" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasestr(status, words[i]) != NULL)
			return true;
	return false;
}

void takes_status(struct taking *taking, struct harvest_section *section,
		  const struct mapping *row, json_t *value)
{
	struct mapping own = part_of(row, NULL, "status", CLEAN_WORD);
	const char *text = mapping_text(taking, value);

	if (text == NULL)
		return;
	mapping_put(taking, section, &own, text, NULL);
	if (harvest_value(section, "status") != NULL)
		return;
	if (is_closed(text))
		harvest_put(taking->harvest, section, "status", "inactive",
			    NULL);
	else if (is_unready(text))
		harvest_put(taking->harvest, section, "visibility", "internal",
			    NULL);
}

/* What people write into a cell for languages that is no code, though each of
 * three letters is one: all is Allar, any is Anyin, asl is Asilulu. */
static bool is_filler(const char *text)
{
	static const char *const words[] = { "all",  "any",   "ask",	 "asl",
					     "none", "other", "various", "yes",
					     "tba",  "tbd" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(words[i], text) == 0)
			return true;
	return false;
}

/* What a language is called that has no code. */
static const char *word_of(struct taking *taking, const json_t *object)
{
	static const char *const members[] = { "name", "code", "language" };
	const char *text = NULL;

	for (size_t i = 0;
	     text == NULL && i < sizeof(members) / sizeof(*members); i++)
		text = mapping_member(taking, object, members[i]);
	return text;
}

/* The code of a language where it has one, or its name is known. */
static const char *code_of(struct taking *taking, const json_t *object)
{
	const char *code = mapping_member(taking, object, "code");
	const char *name = mapping_member(taking, object, "name");

	/* Programs that had one member wrote there what they had. */
	if (code == NULL)
		code = mapping_member(taking, object, "language");
	code = code != NULL ? code : name;
	if (code == NULL)
		return NULL;
	code = clean(code, CLEAN_LANGUAGE, &taking->harvest->report->cleaned,
		     taking->scratch);
	if (language_fault(code) == NULL && !is_filler(code))
		return code;
	return name != NULL ? language_code(name) : NULL;
}

void takes_languages(struct taking *taking, struct harvest_section *section,
		     const struct mapping *row, json_t *value)
{
	struct mapping words = part_of(row, "note", "languages", CLEAN_TEXT);
	struct harvest *harvest = taking->harvest;
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const char *code = code_of(taking, object);
		const char *word = word_of(taking, object);
		const char *note = mapping_member(taking, object, "note");

		if (code != NULL)
			harvest_put(harvest, section, "language-code", code,
				    NULL);
		else if (word != NULL)
			harvest_note(harvest, taking->entry,
				     mapping_name(taking, row), word);
		if (note != NULL)
			mapping_put(taking, section, &words, note, NULL);
	}
}

/* Where a section has one line of words for all of them, besides codes. */
void takes_language_words(struct taking *taking,
			  struct harvest_section *section,
			  const struct mapping *row, json_t *value)
{
	struct mapping words = part_of(row, "note", "languages", CLEAN_TEXT);
	const char *all = NULL;
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const char *code = code_of(taking, object);
		const char *one = mapping_member(taking, object, "note");
		const char *word = word_of(taking, object);

		if (code != NULL)
			harvest_put(taking->harvest, section, "language-code",
				    code, NULL);
		if (code == NULL && word != NULL && is_filler(word)) {
			harvest_note(taking->harvest, taking->entry,
				     mapping_name(taking, row), word);
			word = NULL;
		}
		if (one == NULL && code == NULL)
			one = word;
		if (one != NULL)
			all = all == NULL ? one :
					    arena_printf(taking->scratch,
							 "%s, %s", all, one);
	}
	if (all != NULL)
		mapping_put(taking, section, &words, all, NULL);
}

void takes_areas(struct taking *taking, struct harvest_section *section,
		 const struct mapping *row, json_t *value)
{
	struct mapping area = part_of(row, "name", "serves", CLEAN_TEXT);
	struct harvest *harvest = taking->harvest;
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const char *name = mapping_member(taking, object, "name");
		const char *type =
			mapping_member(taking, object, "description");

		if (name == NULL && type == NULL)
			continue;
		if (name != NULL && type != NULL &&
		    harvest_put(harvest, section, "serves", name, type))
			continue;
		mapping_put(taking, section, &area, name != NULL ? name : type,
			    NULL);
		if (name != NULL && type != NULL)
			harvest_note(harvest, taking->entry,
				     "service.service_areas[].description",
				     type);
	}
}

/* Some write a currency in small letters. */
static const char *upper(struct taking *taking, const char *currency)
{
	char *copy = arena_printf(taking->scratch, "%s", currency);

	for (char *at = copy; *at != '\0'; at++)
		*at = (char)toupper((unsigned char)*at);
	return copy;
}

/* `35 USD per visit`; NULL where it says no amount, or no currency. */
static const char *price_of(struct taking *taking, const json_t *object)
{
	const json_t *number = json_object_get(object, "amount");
	const char *amount = mapping_text(taking, number);
	const char *currency = mapping_member(taking, object, "currency");
	const char *what = mapping_member(taking, object, "amount_description");

	if (amount == NULL || currency == NULL)
		return NULL;
	if (json_is_real(number))
		amount = arena_printf(taking->scratch, "%.2f",
				      json_real_value(number));
	return arena_printf(taking->scratch, "%s %s%s%s", amount,
			    upper(taking, currency), what != NULL ? " " : "",
			    what != NULL ? what : "");
}

void takes_costs(struct taking *taking, struct harvest_section *section,
		 const struct mapping *row, json_t *value)
{
	struct mapping fee = part_of(row, "option", "fee", CLEAN_TEXT);
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const char *option = mapping_member(taking, object, "option");
		const char *amount = mapping_member(taking, object, "amount");
		const char *what =
			mapping_member(taking, object, "amount_description");
		const char *price = price_of(taking, object);

		if (option == NULL)
			option = what != NULL ? what : "Cost";
		if (price != NULL || (amount == NULL && what == NULL))
			mapping_put(taking, section, &fee, option, price);
		else
			harvest_note(taking->harvest, taking->entry,
				     "service.cost_options",
				     arena_printf(taking->scratch, "%s: %s %s",
						  option,
						  amount != NULL ? amount : "",
						  what != NULL ? what : ""));
	}
}

static struct terms_wish wish_of(struct taking *taking, const json_t *object)
{
	const struct terms *terms = taking->harvest->terms;
	const json_t *term = json_object_get(object, "taxonomy_term");
	const char *type = mapping_member(taking, object, "link_type");
	struct terms_wish wish = {
		.uuid = mapping_member(taking, object, "taxonomy_term_id"),
		.code = mapping_member(taking, term, "code"),
		.name = mapping_member(taking, term, "name"),
	};

	for (size_t i = 0; i < terms->facet_count && type != NULL; i++)
		if (strcmp(terms->facets[i], type) == 0)
			wish.facet = type;
	return wish;
}

/* The key of what callers ask first, which this program tells as attributes
 * without a term; NULL of any other attribute. */
static const char *key_asked(struct taking *taking, const json_t *object)
{
	static const char *const keys[] = { "first-step", "asks", "must-report",
					    "takes" };
	const char *type = mapping_member(taking, object, "link_type");

	if (json_object_get(object, "taxonomy_term") != NULL || type == NULL ||
	    mapping_member(taking, object, "value") == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (strcmp(keys[i], type) == 0)
			return keys[i];
	return NULL;
}

void takes_attributes(struct taking *taking, struct harvest_section *section,
		      const struct mapping *row, json_t *value)
{
	struct harvest *harvest = taking->harvest;
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const struct terms_wish wish = wish_of(taking, object);
		const struct terms_term *term =
			terms_find(harvest->terms, &wish);
		const char *label = mapping_member(taking, object, "label");
		struct mapping held = part_of(row, NULL, NULL, CLEAN_WORD);

		if (term != NULL) {
			held.key = term->facet;
			mapping_put(taking, section, &held, term->id, label);
		} else if (key_asked(taking, object) != NULL) {
			held = part_of(row, "value", key_asked(taking, object),
				       CLEAN_TEXT);
			mapping_put(taking, section, &held,
				    mapping_member(taking, object, "value"),
				    label);
		} else if (wish.name != NULL || wish.code != NULL) {
			harvest_note(harvest, taking->entry,
				     mapping_name(taking, row),
				     wish.name != NULL ? wish.name : wish.code);
		}
	}
}

/* Columns of a table that no key is for. */
void takes_unnamed(struct taking *taking, struct harvest_section *section,
		   const struct mapping *row, json_t *value)
{
	json_t *object;
	size_t i;

	(void)section;
	(void)row;
	json_array_foreach(value, i, object)
	{
		const char *column = mapping_member(taking, object, "column");
		const char *text = mapping_member(taking, object, "text");

		if (column == NULL || text == NULL)
			continue;
		harvest_note_column(taking->harvest, taking->entry, column,
				    text);
		if (json_is_true(json_object_get(object, "is_private")))
			withheld_add_text(taking->harvest, taking->entry, text);
	}
}
