/* The table of keys, and lines that name one. */
#include "import/columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "record/field.h"

#define TERMS "terms-"

/* clang-format off */
static const struct columns_key keys[] = {
	{ "id", COLUMNS_SERVICE, "id", .help =
	  "What the source calls a row, which stays when its name changes." },
	{ "organization", COLUMNS_ORGANIZATION, "name",
	  .field = "organization.name", .help =
	  "Who offers it. A row without a `name` is the organization itself."
	},
	{ "organization-id", COLUMNS_ORGANIZATION, "id", .help =
	  "What the source calls the organization." },
	{ "organization-summary", COLUMNS_ORGANIZATION, "description",
	  .field = "organization.description", .help = "What it does." },
	{ "organization-link", COLUMNS_ORGANIZATION, "website",
	  .field = "organization.website", .help = "Its website." },
	{ "organization-email", COLUMNS_ORGANIZATION, "email",
	  .field = "organization.email", .help = "Its e-mail address." },
	{ "name", COLUMNS_SERVICE, "name", .field = "service.name", .help =
	  "What is offered, as readers look for it." },
	{ "aka", COLUMNS_SERVICE, "alternate_name",
	  .field = "service.alternate_name", .help = "Another name of it." },
	{ "kind", COLUMNS_KIND, .field = "kind", .help =
	  "Its kind, by id or name: [kind:ID] of the directory." },
	{ "summary", COLUMNS_SERVICE, "description",
	  .field = "service.description", .is_many = true, .help =
	  "What it does. A paragraph more is a note." },
	{ "hours", COLUMNS_HOURS, .field = "service.schedules", .help =
	  "When it is open. Its numbers show it as general hours, which are "
	  "not those of the phone: these are `phone-hours`." },
	{ "hours-mon", COLUMNS_HOURS, "Mon", .field = "service.schedules",
	  .help = "The same of one day, as in 9am-5pm." },
	{ "hours-tue", COLUMNS_HOURS, "Tue", .field = "service.schedules" },
	{ "hours-wed", COLUMNS_HOURS, "Wed", .field = "service.schedules" },
	{ "hours-thu", COLUMNS_HOURS, "Thu", .field = "service.schedules" },
	{ "hours-fri", COLUMNS_HOURS, "Fri", .field = "service.schedules" },
	{ "hours-sat", COLUMNS_HOURS, "Sat", .field = "service.schedules" },
	{ "hours-sun", COLUMNS_HOURS, "Sun", .field = "service.schedules" },
	{ "phone", COLUMNS_PHONE, "number", .field = "phones", .is_grouped =
	  true, .help =
	  "A number, or several in one cell. Another column is `phone-2`, and "
	  "so up to 9." },
	{ "phone-extension", COLUMNS_PHONE, "extension",
	  .field = "phone.extension", .is_grouped = true, .help =
	  "What is dialed after the answer." },
	{ "phone-type", COLUMNS_PHONE, "type", .field = "phone.type",
	  .is_grouped = true, .help = "Voice, text, fax and the like." },
	{ "phone-hours", COLUMNS_PHONE, "hours", .field = "phone.hours",
	  .is_grouped = true, .help = "When the number is answered." },
	{ "phone-purpose", COLUMNS_PHONE, "description",
	  .field = "phone.description", .is_grouped = true, .help =
	  "What it is for." },
	{ "fax", COLUMNS_PHONE, "number", "fax", .field = "phones",
	  .is_grouped = true, .help = "A number of that type." },
	{ "text", COLUMNS_PHONE, "number", "text", .field = "phones",
	  .is_grouped = true },
	{ "textphone", COLUMNS_PHONE, "number", "textphone", .field = "phones",
	  .is_grouped = true },
	{ "link", COLUMNS_SERVICE, "url", .field = "service.url", .help =
	  "Its address on the web." },
	{ "email", COLUMNS_SERVICE, "email", .field = "service.email", .help =
	  "Its e-mail address." },
	{ "eligibility", COLUMNS_SERVICE, "eligibility_description",
	  .field = "service.eligibility_description", .help =
	  "Who may have it." },
	{ "age-min", COLUMNS_SERVICE, "minimum_age",
	  .field = "service.minimum_age", .help = "From which age." },
	{ "age-max", COLUMNS_SERVICE, "maximum_age",
	  .field = "service.maximum_age", .help = "Up to which age." },
	{ "how", COLUMNS_SERVICE, "application_process",
	  .field = "service.application_process", .help = "How to get it." },
	{ "bring", COLUMNS_LIST, "document", "required_documents",
	  .field = "service.required_documents", .is_many = true, .help =
	  "What to bring, a list." },
	{ "cost", COLUMNS_SERVICE, "fees_description",
	  .field = "service.fees_description", .help = "What it costs." },
	{ "languages", COLUMNS_LIST, "name", "languages",
	  .field = "service.languages", .is_many = true, .help =
	  "Languages spoken, a list of names or codes." },
	{ "interpretation", COLUMNS_SERVICE, "interpretation_services",
	  .field = "service.interpretation_services", .help =
	  "Whether somebody interprets." },
	{ "serves", COLUMNS_LIST, "name", "service_areas",
	  .field = "service.service_areas", .is_many = true, .help =
	  "Where people live whom it helps, a list." },
	{ "terms", COLUMNS_TERM, .field = "service.attributes", .is_many =
	  true, .help =
	  "Terms of the directory by id, code or name, a list. `terms-service` "
	  "takes those of the facet `service` only, and so of others." },
	{ "status", COLUMNS_SERVICE, "status", .field = "service.status", .help
	  = "As in active, temporarily closed." },
	{ "waiting-time", COLUMNS_SERVICE, "wait_time",
	  .field = "service.wait_time", .help = "How long people wait." },
	{ "licenses", COLUMNS_SERVICE, "licenses",
	  .field = "service.licenses" },
	{ "accreditations", COLUMNS_SERVICE, "accreditations",
	  .field = "service.accreditations" },
	{ "changed", COLUMNS_SERVICE, "last_modified",
	  .field = "service.last_modified", .help =
	  "The day on which the source changed it." },
	{ "checked", COLUMNS_SERVICE, "assured_date",
	  .field = "service.assured_date", .help =
	  "The day on which the source checked it, which is not that of this "
	  "site." },
	{ "place-name", COLUMNS_PLACE, "name", .field = "location.name",
	  .is_grouped = true, .help =
	  "What a place is called. Places are internal, whatever is said of "
	  "them, unless [places] says otherwise. Another one is `street-2`, "
	  "`city-2` and so on." },
	{ "street", COLUMNS_ADDRESS, "address_1",
	  .field = "location.addresses[].address_1", .is_grouped = true,
	  .help = "Street and number, or all of an address." },
	{ "street-more", COLUMNS_ADDRESS, "address_2",
	  .field = "location.addresses[].address_2", .is_grouped = true,
	  .help = "Its second line." },
	{ "city", COLUMNS_ADDRESS, "city",
	  .field = "location.addresses[].city", .is_grouped = true },
	{ "county", COLUMNS_ADDRESS, "county",
	  .field = "location.addresses[].county", .is_grouped = true },
	{ "state", COLUMNS_ADDRESS, "state_province",
	  .field = "location.addresses[].state_province", .is_grouped = true },
	{ "postal-code", COLUMNS_ADDRESS, "postal_code",
	  .field = "location.addresses[].postal_code", .is_grouped = true },
	{ "country", COLUMNS_ADDRESS, "country",
	  .field = "location.addresses[].country", .is_grouped = true, .help =
	  "Two letters." },
	{ "latitude", COLUMNS_PLACE, "latitude", .field = "location.latitude",
	  .is_grouped = true },
	{ "longitude", COLUMNS_PLACE, "longitude",
	  .field = "location.longitude", .is_grouped = true },
	{ "transport", COLUMNS_PLACE, "transportation",
	  .field = "location.transportation", .is_grouped = true, .help =
	  "How to get there." },
	{ "accessibility", COLUMNS_PLACE, "accessibility",
	  .field = "location.accessibility[].description", .is_grouped = true,
	  .help = "For whom it is easy to get in." },
	{ "address-visibility", COLUMNS_VISIBILITY, .field =
	  "address-visibility", .help =
	  "`public` or `city` where everybody may know the places of the row; "
	  "or what [places] says means that." },
	{ "mail-street", COLUMNS_MAIL, "address_1",
	  .field = "location.addresses[].address_1", .is_grouped = true,
	  .help = "Where letters go." },
	{ "mail-city", COLUMNS_MAIL, "city",
	  .field = "location.addresses[].city", .is_grouped = true },
	{ "mail-state", COLUMNS_MAIL, "state_province",
	  .field = "location.addresses[].state_province", .is_grouped = true },
	{ "mail-postal-code", COLUMNS_MAIL, "postal_code",
	  .field = "location.addresses[].postal_code", .is_grouped = true },
	{ "person", COLUMNS_CONTACT, "name", .field = "contact.name", .help =
	  "Whom to ask for. What is of a person is for those inside." },
	{ "person-title", COLUMNS_CONTACT, "title",
	  .field = "contact.title" },
	{ "person-email", COLUMNS_CONTACT, "email",
	  .field = "contact.email" },
	{ "person-phone", COLUMNS_CONTACT, "number",
	  .field = "contact.phones" },
	{ "phone-private", COLUMNS_PRIVATE, "phone", .is_grouped = true, .help
	  = "Whether the number is not for readers: yes, true or 1." },
	{ "place-private", COLUMNS_PRIVATE, "place", .is_grouped = true, .help
	  = "The same of a place." },
	{ "internal-note", COLUMNS_INTERNAL, .is_many = true, .help =
	  "For those inside; so is every column that has no line here." },
	{ "drop", COLUMNS_DROPPED, .is_many = true, .help =
	  "A column that is not taken at all, and counted as lost." },
};
/* clang-format on */

#define KEYS  (sizeof(keys) / sizeof(*keys))

const struct columns_key *columns_key(const char *name)
{
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].name, name) == 0)
			return &keys[i];
	return NULL;
}

/* `phone-2` as `phone` and 2; `terms-service` as `terms` and that. */
static const struct columns_key *part_name(const char *name,
					   struct arena *arena,
					   struct column *column)
{
	size_t length = strlen(name);
	const struct columns_key *key = columns_key(name);

	column->group = 1;
	if (key == NULL && strncmp(name, TERMS, strlen(TERMS)) == 0) {
		column->facet = name + strlen(TERMS);
		return columns_key("terms");
	}
	if (key != NULL || length < 3 || name[length - 2] != '-' ||
	    name[length - 1] < '1' || name[length - 1] > '9')
		return key;
	column->group = name[length - 1] - '0';
	key = columns_key(arena_text(arena, name, length - 2));
	return key != NULL && key->is_grouped ? key : NULL;
}

int columns_take(struct column **list, const struct ini_file_pair *pair,
		 struct arena *arena, struct err *err)
{
	struct column *column = arena_alloc(arena, sizeof(*column));

	column->key = part_name(pair->name, arena, column);
	column->heading = pair->value;
	column->file = pair->file;
	column->line = pair->line;
	if (column->key == NULL)
		return err_at(err, pair->file, pair->line,
			      "[columns] has no key `%s`; `signpost import "
			      "--sketch` prints all that there are",
			      pair->name);
	for (; *list != NULL; list = &(*list)->next)
		if ((*list)->key == column->key && !column->key->is_many &&
		    (*list)->group == column->group)
			return err_at(err, pair->file, pair->line,
				      "`%s` stands for another column already, "
				      "in line %d",
				      pair->name, (*list)->line);
	*list = column;
	return 0;
}

void columns_print(struct buf *out)
{
	buf_puts(out, "\n[columns]\n");
	field_print_comment(
		"; ",
		"Of a CSV table: what each of its columns is, as in `phone = "
		"Telephone`. A column without a line is for those inside.",
		out);
	for (size_t i = 0; i < KEYS; i++) {
		if (keys[i].help != NULL)
			field_print_comment("; ", keys[i].help, out);
		buf_printf(out, ";%s =\n", keys[i].name);
	}
}
