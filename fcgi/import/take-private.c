/* Members that say that their object is not for readers. */
#include "import/privacy.h"
#include "import/takes.h"

#define HARMLESS_MOST 1000 /* names that are kept */

/* The names of members that never say it are kept: a source has few, and many
 * of each. */
static bool may_say(struct harvest *harvest, const char *name)
{
	if (table_find(&harvest->harmless, "", name) != TABLE_NONE)
		return false;
	if (privacy_may_be_said(name))
		return true;
	if (harvest->harmless.count < HARMLESS_MOST)
		table_add(&harvest->harmless, "", name);
	return false;
}

bool takes_says_private(struct taking *taking, const char *name,
			const json_t *value)
{
	const char *text = mapping_text(taking, value);

	return text != NULL && may_say(taking->harvest, name) &&
	       privacy_is_said(name, text);
}

/* There are few types, and many of each. */
static bool is_common(struct harvest *harvest, const char *type)
{
	if (table_find(&harvest->harmless, "type", type) != TABLE_NONE)
		return true;
	if (privacy_of(type) != PRIVACY_KEPT &&
	    harvest->harmless.count < HARMLESS_MOST)
		table_add(&harvest->harmless, "type", type);
	return false;
}

/* Whether a member that says of what type its object is calls it private. */
static bool is_of_private_type(struct taking *taking, const json_t *object)
{
	static const char *const members[] = { "type", "address_type",
					       "location_type" };

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const char *type = mapping_member(taking, object, members[i]);

		if (type != NULL && !is_common(taking->harvest, type) &&
		    privacy_of(type) == PRIVACY_KEPT)
			return true;
	}
	return false;
}

bool takes_is_private(struct taking *taking, const json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach(
		(json_t *)(uintptr_t)object, name,
		value) if (takes_says_private(taking, name, value)) return true;
	return is_of_private_type(taking, object);
}

bool takes_speaks_of_shelter(const json_t *value)
{
	const char *name;
	json_t *part;
	size_t i;

	if (json_is_string(value))
		return profile_is_sheltered(json_string_value(value));
	json_array_foreach(value, i,
			   part) if (takes_speaks_of_shelter(part)) return true;
	json_object_foreach(
		(json_t *)(uintptr_t)value, name,
		part) if (takes_speaks_of_shelter(part)) return true;
	return false;
}

/* Says the same of an object, or of each of a list. */
static void mark(json_t *value)
{
	json_t *object;
	size_t i;

	if (json_is_object(value))
		json_object_set_new(value, "is_private", json_true());
	json_array_foreach(value, i, object) mark(object);
}

void takes_spread(struct taking *taking, json_t *object)
{
	static const char *const members[] = { "location", "locations",
					       "phones", "contacts" };

	if (!takes_is_private(taking, object))
		return;
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		mark(json_object_get(object, members[i]));
}
