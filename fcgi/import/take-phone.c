/* Numbers, and whom to ask for. */
#include "import/takes.h"

#include <string.h>
#include <strings.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "import/privacy.h"
#include "import/withheld.h"
#include "record/phone.h"

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

/* Whether a number may be one that takes messages alone, as 741741, of which
 * nobody says how it is used: who is in need would call where nobody answers.
 */
static bool is_code(struct taking *taking, const json_t *object,
		    const struct clean_number *number)
{
	size_t digits = strspn(number->number, "0123456789");
	const char *type;

	if (number->number[digits] != '\0' || (digits != 5 && digits != 6))
		return false;
	type = type_of(taking, object, number->type);
	return type == NULL || phone_type_of(type) == NULL;
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
	}
	harvest_put(harvest, section, "phone", phone->id, NULL);
}

/* Puts what no rule is sure of of a number into internal-note. */
static void leave(struct taking *taking, const char *field, const char *text)
{
	harvest_note(taking->harvest, taking->entry, field, text);
}

/* What is said of a number that is not there. */
static void leave_orphan(struct taking *taking, const json_t *object)
{
	static const char *const members[] = { "extension", "description" };

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *text = mapping_member(taking, object, members[i]);

		if (text != NULL)
			leave(taking,
			      arena_printf(taking->scratch, "phone.%s",
					   members[i]),
			      text);
	}
	if (mapping_member(taking, object, "type") != NULL)
		tally_add(&taking->harvest->report->lost,
			  "types of phones without a number");
}

/* A number with its extension. */
static const char *extended(struct taking *taking, const json_t *object,
			    const char *text)
{
	const char *extension = mapping_member(taking, object, "extension");

	return extension == NULL ?
		       text :
		       arena_printf(taking->scratch, "%s x%s", text, extension);
}

/* And with all that is said of it. */
static const char *described(struct taking *taking, const json_t *object,
			     const char *text)
{
	const char *words = mapping_member(taking, object, "description");
	const char *type = mapping_member(taking, object, "type");

	text = extended(taking, object, text);
	if (words != NULL)
		text = arena_printf(taking->scratch, "%s (%s)", text, words);
	if (type != NULL)
		text = arena_printf(taking->scratch, "%s, %s", text, type);
	return text;
}

static void take_phone(struct taking *taking, struct harvest_section *section,
		       const char *field, json_t *object)
{
	const char *text = mapping_member(taking, object, "number");
	const char *words = mapping_member(taking, object, "description");
	struct clean_number numbers[CLEAN_NUMBERS];
	const char *rest = NULL;
	size_t count;

	taking->entry->is_sheltered =
		taking->entry->is_sheltered ||
		(words != NULL && profile_is_sheltered(words));
	if (text == NULL) {
		leave_orphan(taking, object);
		return;
	}
	if (is_withheld(taking, object)) {
		withheld_add_text(taking->harvest, taking->entry,
				  extended(taking, object, text));
		leave(taking, field, described(taking, object, text));
		return;
	}
	text = profile_number(taking->profile, text, taking->scratch);
	count = clean_numbers(text, &taking->harvest->report->cleaned,
			      taking->scratch, numbers, &rest);
	for (size_t i = 0; i < count; i++)
		if (is_code(taking, object, &numbers[i]))
			leave(taking, field,
			      described(taking, object, numbers[i].number));
		else
			take_number(taking, section, &numbers[i], object,
				    i == 0);
	if (rest != NULL)
		leave(taking, field,
		      count == 0 ? described(taking, object, rest) : rest);
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

/* What belongs to a person is for those inside. */
static void take_direct_phone(struct taking *taking,
			      struct harvest_section *contact,
			      const json_t *phone)
{
	const char *text = mapping_member(taking, phone, "number");
	const char *whole = text != NULL ? extended(taking, phone, text) : NULL;
	struct clean_number numbers[CLEAN_NUMBERS];
	const char *rest = NULL;
	size_t count;
	bool is_whole;

	if (text == NULL)
		return;
	count = clean_numbers(text, &taking->harvest->report->cleaned,
			      taking->scratch, numbers, &rest);
	is_whole = count == 1 && rest == NULL && whole == text &&
		   numbers[0].extension == NULL;
	if (count == 0 ||
	    !harvest_put(taking->harvest, contact, "direct-phone",
			 numbers[0].number, NULL) ||
	    !is_whole)
		harvest_note(taking->harvest, taking->entry, "contact.phones",
			     whole);
}

static void take_direct(struct taking *taking, struct harvest_section *contact,
			const json_t *object)
{
	const char *email = mapping_member(taking, object, "email");
	json_t *phone;
	size_t i;

	if (email != NULL &&
	    !harvest_put(taking->harvest, contact, "direct-email", email, NULL))
		harvest_note(taking->harvest, taking->entry, "contact.email",
			     email);
	json_array_foreach(json_object_get(object, "phones"), i, phone)
		take_direct_phone(taking, contact, phone);
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
