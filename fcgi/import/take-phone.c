/* Numbers. */
#include "import/takes.h"

#include <string.h>
#include <strings.h>

#include "directory/entry.h"
#include "import/privacy.h"
#include "import/withheld.h"
#include "record/phone.h"

#define HOURS	    "hours"
#define ONE	    "+1-"
#define PHONE_HOURS "phone.hours"

/* What sources call the ways to use a number, besides our own names. */
static const struct {
	const char *theirs, *ours;
} types[] = {
	{ "cell", "voice" },	   { "mobile", "voice" },
	{ "hotline", "voice" },	   { "main", "voice" },
	{ "sms", "text" },	   { "tty", "textphone" },
	{ "tdd", "textphone" },	   { "tty/tdd", "textphone" },
	{ "videophone", "video" },
};

const char *takes_phone_type(struct taking *taking, const json_t *object,
			     const char *labelled)
{
	const char *type = mapping_member(taking, object, "type");

	if (labelled != NULL || type == NULL)
		return labelled;
	type = clean(type, CLEAN_WORD, &taking->harvest->report->cleaned,
		     taking->scratch);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].theirs, type) == 0)
			return types[i].ours;
	/* `Fax Line`, `Facsimile`: nobody is to call it. */
	if (strstr(type, "fax") != NULL || strstr(type, "facsimile") != NULL)
		return "fax";
	return type;
}

/* What is dialed after the answer, or NULL. Lives as long as the element. */
static const char *extension_of(struct taking *taking, const json_t *object,
				struct clean_tally *tally)
{
	const char *text = mapping_member(taking, object, "extension");

	return text == NULL ?
		       NULL :
		       clean(text, CLEAN_EXTENSION, tally, taking->scratch);
}

/* Whether a number is none that readers call. */
static bool is_withheld(struct taking *taking, const json_t *object)
{
	const char *type = mapping_member(taking, object, "type");
	const char *words = mapping_member(taking, object, "description");

	return takes_is_private(taking, object) ||
	       (words != NULL && privacy_forbids(words)) ||
	       (type != NULL && (strcasestr(type, "pager") != NULL ||
				 strcasestr(type, "modem") != NULL ||
				 privacy_of(type) == PRIVACY_KEPT));
}

/* Who answers, unless the names of the entry warn: then nobody knows. */
static const char *answerer_of(const struct taking *taking)
{
	return taking->entry->is_watched ? PROFILE_UNKNOWN :
					   taking->profile->answered_by;
}

static const char *words_for(struct taking *taking, const char *type)
{
	return arena_printf(
		taking->scratch, "%s %s", taking->entry->id,
		type == NULL || strcmp(type, "voice") == 0 ? "phone" : type);
}

/* A number without an id is the same wherever the file has it. */
static const char *key_for(struct taking *taking, const json_t *object,
			   const struct clean_number *number, const char *type,
			   bool is_first)
{
	const struct harvest_section *home = taking->entry->home;
	const char *key = is_first ? takes_key(taking, "phone", object) : NULL;
	const char *extension =
		number->extension != NULL ? number->extension : "";

	return key != NULL ?
		       key :
		       arena_printf(taking->scratch, "phone//%s/%s/%s/%s",
				    home != NULL ? home->id : taking->entry->id,
				    number->number, extension,
				    type != NULL ? type : "");
}

static void fill(struct taking *taking, struct harvest_section *phone,
		 const struct clean_number *number, const char *type,
		 json_t *object)
{
	struct harvest *harvest = taking->harvest;
	const char *name = harvest_value(taking->entry, "name");

	harvest_put(harvest, phone, "number", number->number, NULL);
	if (number->extension != NULL &&
	    !harvest_put(harvest, phone, "extension", number->extension, NULL))
		harvest_note(harvest, taking->entry, "phone.extension",
			     number->extension);
	if (type != NULL && strcmp(type, "voice") != 0 &&
	    !harvest_put(harvest, phone, "type", type, NULL))
		harvest_note(harvest, taking->entry, "phone.type", type);
	mapping_run(taking, OF_PHONE, phone, object);
	if (harvest_value(phone, "purpose") == NULL)
		harvest_put(harvest, phone, "purpose",
			    name != NULL ? name : taking->entry->id, NULL);
	harvest_put(harvest, phone, "answered-by", answerer_of(taking), NULL);
	takes_uuid(taking, phone);
}

/* Puts what no rule is sure of of a number into internal-note. */
static void leave(struct taking *taking, const char *field, const char *text)
{
	harvest_note(taking->harvest, taking->entry, field, text);
}

/* Also of a number that rows before told of. Where rows tell different hours,
 * whatever their order, it has none. */
void takes_phone_hours(struct taking *taking, struct harvest_section *phone,
		       const struct mapping *row, json_t *value)
{
	const char *text = mapping_text(taking, value), *made, *said;
	const char *before = harvest_value(phone, HOURS);
	struct hours hours;

	(void)row;
	if (text == NULL)
		return;
	made = takes_hours_words(taking, text,
				 &taking->harvest->report->cleaned, &said);
	if (before != NULL &&
	    strcmp(before, said != NULL ? arena_printf(taking->scratch,
						       "%s" CLEAN_BAR "%s",
						       made, said) :
					  made) == 0)
		return;
	if (hours_read(made, &hours) == NULL) {
		if (before == NULL && !phone->has_torn_hours &&
		    harvest_put(taking->harvest, phone, HOURS, made, said))
			return;
		phone->has_torn_hours = true;
		if (harvest_take_out(phone, HOURS) != NULL)
			leave(taking, PHONE_HOURS, before);
	}
	leave(taking, PHONE_HOURS, text);
}

/* Leaves the hours of a number that nobody calls, or of one of several. */
static void leave_hours(struct taking *taking, json_t *object)
{
	const char *text = mapping_member(taking, object, HOURS);

	if (text != NULL)
		leave(taking, PHONE_HOURS, text);
	json_object_del(object, HOURS);
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Whether a section has this number: some sources count their ids anew in every
 * service, and would have one called in the place of another. */
static bool has_number(const struct harvest_section *phone,
		       const struct clean_number *number)
{
	return is_same(harvest_value(phone, "number"), number->number) &&
	       is_same(harvest_value(phone, "extension"), number->extension);
}

bool takes_is_code(struct taking *taking, const json_t *object,
		   const struct clean_number *number)
{
	size_t digits = strspn(number->number, "0123456789");
	const char *type;

	if (number->number[digits] != '\0' || (digits != 5 && digits != 6))
		return false;
	type = takes_phone_type(taking, object, number->type);
	return type == NULL || phone_type_of(type) == NULL;
}

static void take_number(struct taking *taking, struct harvest_section *section,
			struct clean_number *number, json_t *object,
			bool is_first)
{
	struct harvest *harvest = taking->harvest;
	const char *type = takes_phone_type(taking, object, number->type), *key;
	const char *extension =
		extension_of(taking, object, &harvest->report->cleaned);
	struct harvest_section *phone;

	if (number->extension == NULL && is_first)
		number->extension = extension;
	else if (is_first && extension != NULL &&
		 strcmp(number->extension, extension) != 0)
		harvest_note(harvest, taking->entry, "phone.extension",
			     extension);
	key = key_for(taking, object, number, type, is_first);
	phone = harvest_find(harvest, "phone", key);
	if (phone != NULL && !has_number(phone, number)) {
		key = key_for(taking, object, number, type, false);
		phone = harvest_find(harvest, "phone", key);
	}
	if (phone == NULL) {
		phone = harvest_add(
			harvest, &entry_phone, key, words_for(taking, type),
			taking->entry->home != NULL ? taking->entry->home :
						      taking->entry);
		fill(taking, phone, number, type, object);
	} else if (json_object_get(object, HOURS) != NULL) {
		takes_phone_hours(taking, phone, NULL,
				  json_object_get(object, HOURS));
	}
	harvest_put(harvest, section, "phone", phone->id, NULL);
}

/* Whether nobody knows whose of several numbers the extension of a phone is. */
static bool is_torn(struct taking *taking, const json_t *object,
		    const struct clean_number *numbers, size_t count)
{
	return count > 1 && numbers[0].extension == NULL &&
	       mapping_member(taking, object, "extension") != NULL;
}

/* What is said of a number that is not there. */
static void leave_orphan(struct taking *taking, const json_t *object)
{
	static const char *const members[] = { "extension", HOURS,
					       "description" };

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *text = mapping_member(taking, object, members[i]);

		if (text != NULL)
			leave(taking,
			      arena_printf(taking->scratch, "phone.%s",
					   members[i]),
			      text);
	}
	if (mapping_member(taking, object, "type") != NULL)
		harvest_lose(taking->harvest,
			     "types of phones without a number");
}

const char *takes_phone_extended(struct taking *taking, const json_t *object,
				 const char *text)
{
	struct clean_tally ignored = { 0 };
	const char *extension = extension_of(taking, object, &ignored);

	return extension == NULL ?
		       text :
		       arena_printf(taking->scratch, "%s x%s", text, extension);
}

const char *takes_phone_described(struct taking *taking, const json_t *object,
				  const char *text)
{
	const char *words = mapping_member(taking, object, "description");
	const char *type = mapping_member(taking, object, "type");

	text = takes_phone_extended(taking, object, text);
	if (words != NULL)
		text = arena_printf(taking->scratch, "%s (%s)", text, words);
	if (type != NULL)
		text = arena_printf(taking->scratch, "%s, %s", text, type);
	return text;
}

bool takes_is_supposed(const struct taking *taking, const char *text,
		       const struct clean_number *numbers, size_t count)
{
	if ((!taking->is_abroad && !profile_is_elsewhere(taking->profile)) ||
	    strchr(text, '+') != NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		if (strncmp(numbers[i].number, ONE, strlen(ONE)) == 0)
			return true;
	return false;
}

static void take_phone(struct taking *taking, struct harvest_section *section,
		       const char *field, json_t *object)
{
	const char *text = mapping_member(taking, object, "number");
	const char *words = mapping_member(taking, object, "description");
	struct clean_number numbers[CLEAN_NUMBERS];
	const char *rest = NULL;
	bool is_supposed;
	size_t count;

	taking->entry->is_sheltered =
		taking->entry->is_sheltered ||
		(words != NULL && profile_is_sheltered(words));
	if (text == NULL) {
		leave_orphan(taking, object);
		return;
	}
	text = profile_number(taking->profile, text, taking->scratch);
	if (is_withheld(taking, object)) {
		leave_hours(taking, object);
		withheld_add_text(taking->harvest, taking->entry,
				  takes_phone_extended(taking, object, text));
		leave(taking, field,
		      takes_phone_described(taking, object, text));
		return;
	}
	count = clean_numbers(text, &taking->harvest->report->cleaned,
			      taking->scratch, numbers, &rest);
	is_supposed = takes_is_supposed(taking, text, numbers, count);
	if (count != 1 || is_supposed ||
	    takes_is_code(taking, object, &numbers[0]))
		leave_hours(taking, object);
	if (is_supposed || is_torn(taking, object, numbers, count)) {
		leave(taking, field,
		      takes_phone_described(taking, object, text));
		return;
	}
	for (size_t i = 0; i < count; i++)
		if (takes_is_code(taking, object, &numbers[i]))
			leave(taking, field,
			      takes_phone_described(taking, object,
						    numbers[i].number));
		else
			take_number(taking, section, &numbers[i], object,
				    i == 0);
	if (rest != NULL)
		leave(taking, field,
		      count == 0 ? takes_phone_described(taking, object, rest) :
				   rest);
}

void takes_phones(struct taking *taking, struct harvest_section *section,
		  const struct mapping *row, json_t *value)
{
	const char *field = arena_printf(taking->scratch, "%s.number",
					 mapping_name(taking, row));
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
		take_phone(taking, section, field, object);
}
