/* The rows of sources. */
#include "directory/source.h"

/* clang-format off */
static const struct field fields[] = {
	[SOURCE_NAME] = {
		.name = "name", .is_required = true,
		.help = "What it is called, as readers are told it: These "
			"entries come from NAME.",
	},
	[SOURCE_AS_OF] = {
		.name = "as-of", .kind = FIELD_DATE, .is_required = true,
		.help = "The day of which its entries are.",
	},
	[SOURCE_LINK] = {
		.name = "link", .kind = FIELD_LINK,
		.help = "Its website.",
	},
	[SOURCE_LICENSE] = {
		.name = "license", .is_private = true,
		.help = "Under which license others may use it.",
	},
};

const struct kind source_section = {
	.name = "source", .has_id = true, .header = "[source:ID]",
	.help = "Who made entries that were taken over, by `signpost import`, "
		"and that this site has not checked.",
	RECORD_ROWS(fields),
};
/* clang-format on */
