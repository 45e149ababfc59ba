/* Values by the organization that has them, and by themselves. */
#include "import/withheld.h"

#include <ctype.h>
#include <string.h>

#include "directory/entry.h"

/* A line of `harvest->withheld`. */
struct withheld {
	const struct harvest_section *entry;
	const char *value, *extension;
	struct withheld *next;
};

/* What is hidden now. */
struct hiding {
	struct harvest *harvest;
	struct table own; /* values in the scope of who has them */
	struct table any; /* the same of whomever */
	/* Ids of the phones that are private to somebody, and these by number.
	 */
	struct table phones;
	struct harvest_section **by_number;
	size_t room;
};

void withheld_add(struct harvest *harvest, const struct harvest_section *entry,
		  const char *value, const char *extension)
{
	struct arena *arena = harvest->arena;
	struct withheld *withheld = arena_alloc(arena, sizeof(*withheld));

	*withheld = (struct withheld){
		.entry = entry,
		.value = arena_text(arena, value, strlen(value)),
		.next = harvest->withheld,
	};
	if (extension != NULL)
		withheld->extension =
			arena_text(arena, extension, strlen(extension));
	harvest->withheld = withheld;
}

/* Addresses of mail are the same in letters of any case. */
static const char *lowered(const char *text, struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text));

	for (char *at = copy; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

void withheld_add_text(struct harvest *harvest,
		       const struct harvest_section *entry, const char *text)
{
	struct clean_number numbers[CLEAN_NUMBERS];
	struct clean_tally ignored = { 0 };
	struct arena *scratch = arena_new();
	const char *rest;
	size_t count = clean_numbers(text, &ignored, scratch, numbers, &rest);

	for (size_t i = 0; i < count; i++)
		withheld_add(harvest, entry, numbers[i].number,
			     numbers[i].extension);
	if (strchr(text, '@') != NULL)
		withheld_add(
			harvest, entry,
			lowered(clean(text, CLEAN_EMAIL, &ignored, scratch),
				scratch),
			NULL);
	arena_free(scratch);
}

static bool has(const struct table *table, const char *scope, const char *value)
{
	return table_find(table, scope, value) != TABLE_NONE;
}

/* A number with its extension, as one name. */
static const char *joined(struct harvest *harvest, const char *number,
			  const char *extension)
{
	return extension == NULL ? number :
				   arena_printf(harvest->arena, "%s x%s",
						number, extension);
}

static void begin(struct hiding *hiding)
{
	struct harvest *harvest = hiding->harvest;

	for (const struct withheld *at = harvest->withheld; at != NULL;
	     at = at->next) {
		const char *value = joined(harvest, at->value, at->extension);

		table_add(&hiding->own, harvest_owner(harvest, at->entry),
			  value);
		table_add(&hiding->any, "", value);
	}
}

/* Whether a number is private, which makes each extension of it so too. */
static bool is_private(const struct hiding *hiding, const struct table *table,
		       const char *scope, const struct harvest_section *phone)
{
	const char *number = harvest_value(phone, "number");
	const char *extension = harvest_value(phone, "extension");

	return number != NULL &&
	       (has(table, scope, number) ||
		(extension != NULL &&
		 has(table, scope,
		     joined(hiding->harvest, number, extension))));
}

/* The phones that anybody calls private. */
static void find_phones(struct hiding *hiding)
{
	struct harvest *harvest = hiding->harvest;

	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next) {
		size_t number;

		arena_rest(harvest->texts);
		if (at->kind != &entry_phone ||
		    !is_private(hiding, &hiding->any, "", at))
			continue;
		number = table_add(&hiding->phones, "", at->id);
		hiding->by_number =
			harvest_room(hiding->by_number, &hiding->room, number,
				     harvest->arena);
		hiding->by_number[number] = at;
	}
}

/* Notes are of entries; a place and a contact have their file's. */
static void note(struct hiding *hiding, struct harvest_section *section,
		 const char *field, const char *value, const char *words)
{
	struct harvest *harvest = hiding->harvest;

	if (section->kind != harvest->entry && section->home != NULL)
		section = section->home;
	harvest_note(harvest, section, field,
		     arena_printf(harvest->arena, "%s, %s", value, words));
}

/* What a pair shows: the number that it names, or itself. */
static const char *shown_by(const struct hiding *hiding,
			    const struct harvest_pair *pair,
			    const struct harvest_section **phone)
{
	size_t number = TABLE_NONE;

	*phone = NULL;
	if (pair->refers == NULL && strcmp(pair->name, "phone") == 0)
		number = table_find(&hiding->phones, "", pair->value);
	if (number == TABLE_NONE)
		return strcmp(pair->name, "email") == 0 ? pair->value : NULL;
	*phone = hiding->by_number[number];
	return joined(hiding->harvest, harvest_value(*phone, "number"),
		      harvest_value(*phone, "extension"));
}

/* Whether who has the section, or the phone, calls it private. */
static bool is_own(const struct hiding *hiding,
		   const struct harvest_section *section, const char *value,
		   const struct harvest_section *phone)
{
	const struct harvest *harvest = hiding->harvest;
	const char *owner = harvest_owner(harvest, section);

	if (phone == NULL)
		return has(&hiding->own, owner, lowered(value, harvest->arena));
	return is_private(hiding, &hiding->own, owner, phone) ||
	       is_private(hiding, &hiding->own, harvest_owner(harvest, phone),
			  phone);
}

static void hide_in(struct hiding *hiding, struct harvest_section *section)
{
	struct harvest_pair **at = &section->pairs;

	while (*at != NULL) {
		const struct harvest_section *phone;
		const char *value = shown_by(hiding, *at, &phone);
		const char *field = phone != NULL ? "phones.number" : "email";

		if (value == NULL ||
		    (phone == NULL && !is_own(hiding, section, value, NULL))) {
			at = &(*at)->next;
		} else if (is_own(hiding, section, value, phone)) {
			*at = (*at)->next;
			section->tail = *at == NULL ? at : section->tail;
			note(hiding, section, field, value,
			     "which is private elsewhere in the source");
		} else {
			at = &(*at)->next;
			note(hiding, section, field, value,
			     "which another organization calls private: may "
			     "everybody have it?");
		}
	}
}

/* Takes the phones out that nobody may have. */
static void take_out(struct hiding *hiding)
{
	struct harvest *harvest = hiding->harvest;
	struct harvest_section **at = &harvest->first;

	while (*at != NULL) {
		bool is_hidden = (*at)->kind == &entry_phone &&
				 table_find(&hiding->phones, "", (*at)->id) !=
					 TABLE_NONE &&
				 is_own(hiding, *at, NULL, *at);

		harvest->count -= is_hidden;
		if (is_hidden)
			*at = (*at)->next;
		else
			at = &(*at)->next;
	}
	harvest->tail = at;
}

void withheld_hide(struct harvest *harvest)
{
	struct hiding hiding = {
		.harvest = harvest,
		.own = table_new(64, harvest->arena),
		.any = table_new(64, harvest->arena),
		.phones = table_new(64, harvest->arena),
	};

	if (harvest->withheld == NULL)
		return;
	begin(&hiding);
	find_phones(&hiding);
	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next) {
		arena_rest(harvest->texts);
		hide_in(&hiding, at);
	}
	take_out(&hiding);
}
