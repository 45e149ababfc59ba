/* A key for each state. */
#include "directory/link-check.h"

#include <string.h>

#define SECTION "link-check"
#define ID	"saved"

enum link_check_row {
	LINK_CHECK_ASKED = LINK_STATES, /* behind those of the states */
};

const char *const link_check_names[LINK_STATES] = {
	[LINK_MOVED] = "moved",
	[LINK_DEAD] = "dead",
	[LINK_FAILING] = "failing",
	[LINK_UNTRIED] = "untried",
};

#define LINKS(NAME, HELP)                                                      \
	{                                                                      \
		.name = (NAME), .kind = FIELD_LINK, .is_list = true,           \
		.has_note = true, .is_private = true, .help = (HELP),          \
	}

/* clang-format off */
static const struct field fields[] = {
	[LINK_MOVED] = LINKS("moved",
		"A link that leads to another registered name, which may "
		"belong to somebody else now; since when, and where."),
	[LINK_DEAD] = LINKS("dead",
		"A link that was gone on two days a week or more apart; since "
		"when, and why."),
	[LINK_FAILING] = LINKS("failing",
		"A link that was gone; since when, and why."),
	[LINK_UNTRIED] = LINKS("untried",
		"A link of which nobody knows; since when, and why. Large "
		"sites refuse programs."),
	[LINK_CHECK_ASKED] = {
		.name = "asked", .kind = FIELD_DATE, .is_private = true,
		.help = "The day of the last round.",
	},
};

const struct kind link_check_kind = {
	.name = SECTION, .has_id = true, .header = "[link-check:ID]",
	.help = "What `signpost check --links --save FILE` found of links. "
		"That command writes it; /review and `signpost verify` show "
		"it, and readers are told nothing of it.",
	RECORD_ROWS(fields),
};
/* clang-format on */

/* Of `2026-11-26: 404` the day and the words. */
static void take_note(const char *note, struct arena *arena,
		      struct link_finding *finding)
{
	size_t length = note != NULL ? strcspn(note, ":") : 0;

	finding->since = arena_text(arena, note != NULL ? note : "", length);
	finding->words = note != NULL ? note + length : "";
	finding->words += strspn(finding->words, ": ");
}

bool link_check_find_in(const struct record *record, const char *url,
			enum link_state state, struct arena *arena,
			struct link_finding *finding)
{
	const struct value *value = record->values[state];

	while (value != NULL && strcmp(value->text, url) != 0)
		value = value->next;
	if (value == NULL)
		return false;
	*finding = (struct link_finding){ .url = url, .state = state };
	take_note(value->note, arena, finding);
	return true;
}

static bool is_check(const struct record *record)
{
	return strcmp(record->kind->name, SECTION) == 0;
}

bool link_check_find(const struct collection *collection, const char *url,
		     enum link_state state, struct arena *arena,
		     struct link_finding *finding)
{
	for (size_t i = 0; i < collection->count; i++)
		if (is_check(collection->records[i]) &&
		    link_check_find_in(collection->records[i], url, state,
				       arena, finding))
			return true;
	return false;
}

const char *link_check_day(const struct collection *collection)
{
	const char *last = NULL;

	for (size_t i = 0; i < collection->count; i++) {
		const char *day = NULL;

		if (is_check(collection->records[i]))
			day = record_text(collection->records[i],
					  LINK_CHECK_ASKED);
		if (day != NULL && (last == NULL || strcmp(day, last) > 0))
			last = day;
	}
	return last;
}

void link_check_print(const struct link_finding *findings, size_t count,
		      const char *asked, struct buf *out)
{
	buf_printf(out,
		   "; What `signpost check --links` found, and when. It writes "
		   "this file anew each\n; time; whoever keeps the directory "
		   "sees it at /review, readers never.\n"
		   "[" SECTION ":" ID "]\nasked = %s\n",
		   asked);
	for (size_t state = 0; state < LINK_STATES; state++)
		for (size_t i = 0; i < count; i++)
			if (findings[i].state == (enum link_state)state)
				buf_printf(out, "%s = %s | %s: %s\n",
					   link_check_names[state],
					   findings[i].url, findings[i].since,
					   findings[i].words);
}
