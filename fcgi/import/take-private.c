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

bool takes_is_private(struct taking *taking, const json_t *object)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, name, value)
	{
		const char *text = mapping_text(taking, value);

		if (text != NULL && may_say(taking->harvest, name) &&
		    privacy_is_said(name, text))
			return true;
	}
	return false;
}
