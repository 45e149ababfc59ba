/* The rows of contacts. */
#include "directory/contact.h"

#include "directory/uuid.h"

/* clang-format off */
static const struct field fields[] = {
	[CONTACT_TITLE] = {
		.name = "title", .is_translated = true, .is_required = true,
		.search = SEARCH_DETAIL,
		.help = "The role: Intake worker. Never a person's name.",
	},
	[CONTACT_DEPARTMENT] = {
		.name = "department", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Where in the house that is.",
	},
	[CONTACT_PHONE] = {
		.name = "phone", .kind = FIELD_ID, .refers = "phone",
		.is_list = true,
		.help = "The phones that those share who have the role.",
	},
	[CONTACT_EMAIL] = {
		.name = "email", .kind = FIELD_EMAIL,
		.search = SEARCH_DETAIL,
		.help = "The e-mail address that they share.",
	},
	[CONTACT_PERSON] = {
		.name = "person", .is_private = true,
		.help = "Who that is now; only those inside see it.",
	},
	[CONTACT_DIRECT_PHONE] = {
		.name = "direct-phone", .kind = FIELD_PHONE,
		.is_private = true,
		.help = "That person's own number; for those inside.",
	},
	[CONTACT_DIRECT_EMAIL] = {
		.name = "direct-email", .kind = FIELD_EMAIL,
		.is_private = true,
		.help = "That person's own address; for those inside.",
	},
	[CONTACT_UUID] = RECORD_UUID,
	[CONTACT_REVIEWED] = RECORD_REVIEWED,
};

const struct kind contact_section = {
	.name = "contact", .has_id = true, .header = "[contact:ID]",
	.help = "Whom to ask for, by role. Entries and places name it by its "
		"id.",
	RECORD_ROWS(fields),
};
/* clang-format on */
