/* Whoever names one, by the hidden section. */
#include "directory/hidden-use.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

#define WORDS_BYTES ((size_t)4096)
#define USERS_MOST  ((size_t)12)

/* Who names a section that is hidden. */
struct hidden_use {
	const struct ini_file_section *section;
	const struct record *users[USERS_MOST];
	size_t count;
	struct hidden_use *next;
};

static struct hidden_use *use_of(struct hidden_use **place,
				 const struct ini_file_section *section,
				 struct arena *arena)
{
	while (*place != NULL && (*place)->section != section)
		place = &(*place)->next;
	if (*place == NULL) {
		*place = arena_alloc(arena, sizeof(**place));
		(*place)->section = section;
	}
	return *place;
}

void hidden_use_add(struct hidden_use **uses,
		    const struct ini_file_section *section,
		    const struct record *user, struct arena *arena)
{
	struct hidden_use *use = use_of(uses, section, arena);
	size_t last = use->count < USERS_MOST ? use->count : USERS_MOST;

	if (last > 0 && use->users[last - 1] == user)
		return;
	if (use->count < USERS_MOST)
		use->users[use->count] = user;
	use->count++;
}

/* One message for all that is left in the air where something is hidden. */
static void report(const struct hidden_use *use, struct err *err)
{
	const struct ini_file_section *section = use->section;
	size_t shown = use->count < USERS_MOST ? use->count : USERS_MOST;
	struct buf words = buf_new(WORDS_BYTES), line = buf_new(WORDS_BYTES);
	bool can_hide = use->count <= USERS_MOST;

	buf_printf(&line, "%s = %s", section->kind, section->id);
	for (size_t i = 0; i < shown; i++) {
		const struct record *user = use->users[i];

		buf_printf(&words, "%s[%s%s%s]", i > 0 ? ", " : "",
			   user->kind->name, user->id[0] != '\0' ? ":" : "",
			   user->id);
		buf_printf(&line, ", %s", user->id);
		can_hide = can_hide &&
			   strcmp(user->kind->name, section->kind) == 0;
	}
	if (use->count > shown)
		buf_printf(&words, " and %zu more", use->count - shown);
	err_at_column(err, section->hider->file, section->hider->line,
		      section->hider_column,
		      "%s: [%s:%s] is hidden, but named by %s%s%s%s",
		      section->hider->name, section->kind, section->id,
		      buf_text(&words), can_hide ? "; hide them too: `" : "",
		      can_hide ? buf_text(&line) : "", can_hide ? "`" : "");
	buf_free(&words);
	buf_free(&line);
}

void hidden_use_report(const struct hidden_use *uses, struct err *err)
{
	for (; uses != NULL; uses = uses->next)
		report(uses, err);
}
