/* An answer, as the directory would judge it. */
#include <string.h>

#include "command/new.h"

const char *new_keep(struct making *making, const char *text)
{
	return arena_text(making->desk.arena, text, strlen(text));
}

const char *new_name(const struct record *record)
{
	const struct value *name = record_named(record, "name");

	if (name == NULL)
		name = record_named(record, "purpose");
	return name != NULL ? name->text : "";
}

struct ask_words new_words(struct making *making, const char *kind)
{
	size_t count;
	const struct record **records =
		collection_gather(making->desk.collection, kind, NULL,
				  making->desk.arena, &count);
	const char **items =
		arena_alloc(making->desk.arena, (count + 1) * sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i] = records[i]->id;
	return (struct ask_words){ items, count };
}

void new_list(struct making *making, const char *kind)
{
	size_t count;
	const struct record **records =
		collection_gather(making->desk.collection, kind, NULL,
				  making->desk.arena, &count);

	for (size_t i = 0; i < count; i++)
		ask_say(making->ask, "  %-26s %s", records[i]->id,
			new_name(records[i]));
}

void new_say(struct making *making, struct err *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		ask_say(making->ask, "  Not so: %s", faults->faults[i].text);
	err_free(faults);
}

bool new_is_right(struct making *making, const char *kind, const char *id,
		  const char *key, const char *value)
{
	struct buf text = buf_new(NEW_BYTES);
	struct err faults = { 0 };
	bool is_well;

	buf_printf(&text, "[%s:%s]\n%s = %s\n", kind, id, key, value);
	for (size_t i = 0; i < making->phone_count; i++)
		buf_printf(&text, "[phone:%s]\n", making->phones[i]);
	is_well = desk_check(&making->desk, buf_text(&text), 2, 2, &faults);
	if (is_well && strcmp(key, "verified") == 0 && desk_is_to_come(value)) {
		is_well = false;
		err_plain(&faults, DESK_TO_COME);
	}
	new_say(making, &faults);
	buf_free(&text);
	return is_well;
}

bool new_is_free(struct making *making, const char *kind, const char *id)
{
	static const struct field field = { .name = "id", .kind = FIELD_ID };
	const struct record *there =
		collection_find(making->desk.collection, kind, id);
	struct err faults = { 0 };

	field_check(&field,
		    &(struct field_text){ .text = id, .span = strlen(id) },
		    &faults);
	if (desk_id_fault(kind, id) != NULL)
		err_plain(&faults, "`%s` %s", id, desk_id_fault(kind, id));
	if (there != NULL)
		err_plain(&faults,
			  "there is [%s:%s] already (%s:%d); to change it, "
			  "copy it with `replaces = shipped`, as the README "
			  "of the data says",
			  kind, id, there->file, there->line);
	if (faults.count == 0)
		return true;
	new_say(making, &faults);
	return false;
}
