/* Each is judged as the directory would, and written at once. */
#include "command/verify.h"

#include <string.h>

#include "command/rehearsal.h"

const char *verify_ask_id(struct verifying *verifying, const char *prompt,
			  const char *kind)
{
	size_t count = 0;
	const struct record **records =
		kind != NULL ?
			collection_gather(verifying->desk.collection, kind,
					  NULL, verifying->desk.arena, &count) :
			NULL;
	const char **items = arena_alloc(verifying->desk.arena,
					 (count + 1) * sizeof(*items));
	const struct ask_words words = { items, count };
	const char *answer;

	for (size_t i = 0; i < count; i++)
		items[i] = records[i]->id;
	answer = ask_line(verifying->ask, prompt, &words);
	if (answer == NULL || strcmp(answer, "q") == 0)
		verifying->is_over = true;
	return verifying->is_over ? NULL :
				    arena_text(verifying->desk.arena, answer,
					       strlen(answer));
}

const char *verify_ask(struct verifying *verifying, const char *prompt)
{
	return verify_ask_id(verifying, prompt, NULL);
}

static void verify_say(struct verifying *verifying, struct err *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		ask_say(verifying->ask, "  Not so: %s", faults->faults[i].text);
	err_free(faults);
}

static bool is_date(const char *key)
{
	return strcmp(key, "verified") == 0 || strcmp(key, "checked") == 0;
}

bool verify_is_right(struct verifying *verifying, const struct record *record,
		     const char *key, const char *value)
{
	const char *text =
		arena_printf(verifying->desk.arena, "[%s:%s]\n%s = %s\n",
			     record->kind->name, record->id, key, value);
	struct err faults = { 0 };
	bool is_well = desk_check(&verifying->desk, text, 2, 2, &faults);

	if (is_well && is_date(key) && desk_is_to_come(value)) {
		is_well = false;
		err_plain(&faults, DESK_TO_COME);
	}
	verify_say(verifying, &faults);
	return is_well;
}

const char *verify_whole(const struct verifying *verifying,
			 const struct record *record, const char *key)
{
	const struct ini_file_section *section = verifying->desk.sections;
	const struct ini_file_pair *pair;

	while (section != NULL && (section->line != record->line ||
				   strcmp(section->file, record->file) != 0))
		section = section->next;
	pair = section != NULL ? section->pairs : NULL;
	while (pair != NULL && strcmp(pair->name, key) != 0)
		pair = pair->next;
	return pair != NULL ? pair->value : NULL;
}

struct ini_edit verify_edit(const struct verifying *verifying,
			    const struct record *record, const char *key,
			    const char *value)
{
	return (struct ini_edit){
		.file = record->file,
		.kind = record->kind->name,
		.id = record->id,
		.name = key,
		.old = verify_whole(verifying, record, key),
		.value = value,
	};
}

void verify_write_all(struct verifying *verifying, const struct record *record,
		      const struct ini_edit *edits, size_t count)
{
	struct rehearsed changes = { edits, count };
	const char *path;

	if (!rehearsal_is_well(&verifying->desk, rehearsal_change, &changes,
			       verifying->desk.err) ||
	    desk_change(&verifying->desk, record, edits, count, &path) != 0) {
		verify_say(verifying, verifying->desk.err);
		ask_say(verifying->ask, "  Nothing of it is written.");
		return;
	}
	verifying->written++;
	for (size_t i = 0; i < count; i++)
		ask_say(verifying->ask,
			edits[i].value != NULL ? "  %s: %s = %s" :
						 "  %s: %s is gone",
			path, edits[i].name, edits[i].value);
}

void verify_write(struct verifying *verifying, const struct record *record,
		  const char *key, const char *value)
{
	struct ini_edit edit = verify_edit(verifying, record, key, value);

	verify_write_all(verifying, record, &edit, 1);
}

const char *verify_ask_role(struct verifying *verifying)
{
	const char *role;

	do
		role = verify_ask(
			verifying,
			"Your role, not your name, as in volunteer: ");
	while (role != NULL && role[0] == '\0');
	return role;
}

const char *verify_ask_day(struct verifying *verifying,
			   const struct record *record, const char *prompt)
{
	const char *date;

	do {
		date = verify_ask(verifying, prompt);
		if (date == NULL || date[0] == '\0')
			return NULL;
		if (strcmp(date, "t") == 0)
			return verifying->today;
	} while (!verify_is_right(verifying, record, "checked", date));
	return date;
}
