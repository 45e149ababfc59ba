/* Numbers, and whom to ask for. */
#include "import/takes.h"

#include <string.h>
#include <strings.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "import/privacy.h"

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

static const char *type_of(struct taking *taking, const json_t *object,
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

bool takes_is_private(json_t *object)
{
	static const char *const words[] = { "private", "confidential",
					     "internal" };
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value)
	{
		const char *text = json_string_value(value);
		bool is_so = json_is_true(value) ||
			     json_integer_value(value) == 1 ||
			     (text != NULL && (strcasecmp(text, "true") == 0 ||
					       strcasecmp(text, "yes") == 0));

		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (is_so && strcasestr(name, words[i]) != NULL)
				return true;
	}
	return false;
}

/* Whether a number is none that readers call. */
static bool is_withheld(struct taking *taking, json_t *object)
{
	const char *type = mapping_member(taking, object, "type");

	const char *words = mapping_member(taking, object, "description");

	return takes_is_private(object) ||
	       (words != NULL && privacy_forbids(words)) ||
	       (type != NULL && (strcasestr(type, "pager") != NULL ||
				 strcasestr(type, "modem") != NULL ||
				 strcasestr(type, "private") != NULL ||
				 strcasestr(type, "internal") != NULL));
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

static void take_number(struct taking *taking, struct harvest_section *section,
			struct clean_number *number, json_t *object,
			bool is_first)
{
	struct harvest *harvest = taking->harvest;
	const char *type = type_of(taking, object, number->type), *key;
	const char *extension = mapping_member(taking, object, "extension");
	struct harvest_section *phone;

	if (number->extension == NULL && is_first)
		number->extension = extension;
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
	}
	harvest_put(harvest, section, "phone", phone->id, NULL);
}

void takes_phones(struct taking *taking, struct harvest_section *section,
		  const struct mapping *row, json_t *value)
{
	json_t *object;
	size_t i;

	json_array_foreach(value, i, object)
	{
		const char *text = mapping_member(taking, object, "number");
		struct clean_number numbers[CLEAN_NUMBERS];
		const char *rest = NULL;
		bool is_kept = is_withheld(taking, object);
		const char *words =
			mapping_member(taking, object, "description");
		size_t count =
			text == NULL || is_kept ?
				0 :
				clean_numbers(text,
					      &taking->harvest->report->cleaned,
					      taking->scratch, numbers, &rest);

		rest = is_kept ? text : rest;
		taking->entry->is_sheltered =
			taking->entry->is_sheltered ||
			(words != NULL && profile_is_sheltered(words));
		for (size_t j = 0; j < count; j++)
			take_number(taking, section, &numbers[j], object,
				    j == 0);
		if (is_kept && rest != NULL && words != NULL)
			rest = arena_printf(taking->scratch, "%s (%s)", rest,
					    words);
		if (rest != NULL)
			harvest_note(taking->harvest, taking->entry,
				     arena_printf(taking->scratch, "%s.number",
						  mapping_name(taking, row)),
				     rest);
	}
}

/* What belongs to a person is for those inside. */
static void take_direct(struct taking *taking, struct harvest_section *contact,
			const json_t *object)
{
	const char *email = mapping_member(taking, object, "email");
	const json_t *phone =
		json_array_get(json_object_get(object, "phones"), 0);
	const char *text = mapping_member(taking, phone, "number");
	struct clean_number numbers[CLEAN_NUMBERS];
	const char *rest;

	if (email != NULL &&
	    !harvest_put(taking->harvest, contact, "direct-email", email, NULL))
		harvest_note(taking->harvest, taking->entry, "contact.email",
			     email);
	if (text == NULL)
		return;
	if (clean_numbers(text, &taking->harvest->report->cleaned,
			  taking->scratch, numbers, &rest) == 0 ||
	    !harvest_put(taking->harvest, contact, "direct-phone",
			 numbers[0].number, NULL))
		harvest_note(taking->harvest, taking->entry, "contact.phones",
			     text);
}

static void take_shared(struct taking *taking, struct harvest_section *contact,
			json_t *object)
{
	static const struct mapping phones = { OF_CONTACT, "phones",
					       .take = takes_phones };
	static const struct mapping email = { OF_CONTACT, "email",
					      .key = "email",
					      .use = CLEAN_EMAIL };
	const char *text = mapping_member(taking, object, "email");

	if (text != NULL)
		mapping_put(taking, contact, &email, text, NULL);
	takes_phones(taking, contact, &phones,
		     json_object_get(object, "phones"));
}

/* Whether a contact with the same id is another one. */
static bool is_another(struct taking *taking,
		       const struct harvest_section *contact,
		       const json_t *object)
{
	static const char *const members[][2] = { { "name", "person" },
						  { "title", "title" } };

	for (size_t i = 0; i < 2; i++) {
		struct clean_tally ignored = { 0 };
		const char *own = harvest_value(contact, members[i][1]);
		const char *told =
			mapping_member(taking, object, members[i][0]);

		if (own != NULL && told != NULL &&
		    strcmp(own, clean(told, CLEAN_TEXT, &ignored,
				      taking->scratch)) != 0)
			return true;
	}
	return false;
}

static void take_contact(struct taking *taking, struct harvest_section *section,
			 json_t *object)
{
	struct harvest *harvest = taking->harvest;
	const char *key = takes_key(taking, "contact", object);
	const char *title = mapping_member(taking, object, "title");
	struct harvest_section *contact = harvest_find(harvest, "contact", key);

	if (title == NULL)
		title = mapping_member(taking, object, "department");
	taking->entry->is_sheltered =
		taking->entry->is_sheltered ||
		(title != NULL && profile_is_sheltered(title));
	if (title == NULL)
		title = "Contact";
	if (contact != NULL && is_another(taking, contact, object)) {
		contact = NULL;
		key = NULL;
	}
	if (contact == NULL) {
		contact = harvest_add(harvest, &contact_section, key,
				      arena_printf(taking->scratch, "%.20s %s",
						   taking->entry->id, title),
				      taking->entry->home != NULL ?
					      taking->entry->home :
					      taking->entry);
		mapping_run(taking, OF_CONTACT, contact, object);
		if (harvest_value(contact, "title") == NULL)
			harvest_put(harvest, contact, "title", title, NULL);
		if (harvest_value(contact, "person") != NULL)
			take_direct(taking, contact, object);
		else
			take_shared(taking, contact, object);
		takes_uuid(taking, contact);
	}
	harvest_put(harvest, section, "contact", contact->id, NULL);
}

void takes_contacts(struct taking *taking, struct harvest_section *section,
		    const struct mapping *row, json_t *value)
{
	json_t *object;
	size_t i;

	(void)row;
	json_array_foreach(value, i, object)
		take_contact(taking, section, object);
}
