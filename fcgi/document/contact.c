/* The model of a contact: a role, and of the person only what those inside may
 * know. */
#include "document/document.h"
#include "document/record.h"

json_t *document_contact(const struct edition *edition,
			 const struct record *contact,
			 const struct query *reader,
			 document_phone_model *model)
{
	json_t *object = document_object(edition);
	struct arena *arena = arena_new();
	size_t count = 0;
	const struct phone **phones =
		directory_phones(edition->directory,
				 contact->values[CONTACT_PHONE], arena, &count);

	for (size_t row = 0; row < contact->kind->field_count; row++)
		document_row(edition, contact, row, object);
	document_phones(edition, phones, count, reader, model, object);
	arena_free(arena);
	return object;
}

void document_contacts(const struct edition *edition, const struct value *value,
		       const struct query *reader, document_phone_model *model,
		       json_t *object)
{
	json_t *list = json_array();

	json_object_del(object, "contact");
	for (; value != NULL; value = record_next(value))
		json_array_append_new(
			list,
			document_contact(edition, value->named, reader, model));
	document_items(object, "contact", list);
}
