/* The contacts of an entry or a place as templates take them. */
#include "document/document.h"
#include "page/parts.h"

void page_set_contacts(const struct edition *edition, json_t *object)
{
	static const char *const members[] = {
		"department", "phone",	      "email",
		"person",     "direct_phone", "direct_email",
	};
	json_t *contact;
	size_t i;

	json_array_foreach(json_object_get(object, "contact"), i, contact)
	{
		page_set_runs(edition, json_object_get(contact, "phone"));
		for (size_t j = 0; j < sizeof(members) / sizeof(*members); j++)
			if (json_object_get(contact, members[j]) == NULL)
				json_object_set_new(contact, members[j],
						    json_false());
	}
}
