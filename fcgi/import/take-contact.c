/* Whom to ask for. */
#include "import/takes.h"

#include <string.h>

#include "directory/contact.h"
#include "import/profile.h"
#include "import/withheld.h"

/* Whether a key of which nothing but the number is told can say it. */
static bool is_plain(const struct clean_number *number, const char *type)
{
	return number->extension == NULL &&
	       (type == NULL || strcmp(type, "voice") == 0);
}

/* What belongs to a person is for those inside. */
static void take_direct_phone(struct taking *taking,
			      struct harvest_section *contact,
			      const json_t *phone)
{
	const char *text = mapping_member(taking, phone, "number");
	struct clean_number numbers[CLEAN_NUMBERS];
	const char *rest = NULL, *type, *whole;
	bool is_taken;
	size_t count;

	if (text == NULL)
		return;
	whole = takes_phone_extended(taking, phone, text);
	count = clean_numbers(text, &taking->harvest->report->cleaned,
			      taking->scratch, numbers, &rest);
	type = takes_phone_type(taking, phone,
				count > 0 ? numbers[0].type : NULL);
	if (type != NULL && strcmp(type, "voice") != 0)
		whole = takes_phone_described(taking, phone, text);
	is_taken = count > 0 && whole == text && is_plain(&numbers[0], type) &&
		   !takes_is_code(taking, phone, &numbers[0]) &&
		   !takes_is_supposed(taking, text, numbers, count) &&
		   harvest_put(taking->harvest, contact, "direct-phone",
			       numbers[0].number, NULL);
	if (!is_taken || count > 1 || rest != NULL)
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

/* One who is for those inside: whoever it is, and how to get there. */
static void withhold_contact(struct taking *taking, const json_t *object)
{
	static const char *const members[] = { "name", "title", "department",
					       "email" };
	static const struct mapping phones = { OF_CONTACT, "phones",
					       .take = takes_phones };
	json_t *phone;
	size_t i;

	for (i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *text = mapping_member(taking, object, members[i]);

		if (text == NULL)
			continue;
		harvest_note(
			taking->harvest, taking->entry,
			arena_printf(taking->scratch, "contact.%s", members[i]),
			text);
		if (strchr(text, '@') != NULL)
			withheld_add_text(taking->harvest, taking->entry, text);
	}
	json_array_foreach(json_object_get(object, "phones"), i, phone)
		json_object_set_new(phone, "is_private", json_true());
	takes_phones(taking, taking->entry, &phones,
		     json_object_get(object, "phones"));
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
	if (takes_is_private(taking, object)) {
		withhold_contact(taking, object);
		return;
	}
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
