/* For people with a title over each state, for programs as `check --json`. */
#include "command/link-round.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const titles[LINK_STATES] = {
	[LINK_MOVED] = "These lead to another registered name, which may "
		       "belong to somebody else now:",
	[LINK_DEAD] = "These were gone on two days a week or more apart:",
	[LINK_FAILING] = "These are gone today; they count as dead if they "
			 "still are in a week:",
	[LINK_UNTRIED] = "These could not be tried; large sites refuse "
			 "programs, so look yourself:",
};

size_t link_round_place(const struct link_round *round, const char *url)
{
	size_t place = 0;

	while (place < round->count &&
	       strcmp(round->items[place].url, url) != 0)
		place++;
	return place;
}

size_t link_round_count(const struct link_round *round, enum link_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < round->finding_count; i++)
		count += round->findings[i].state == state &&
			 link_round_place(round, round->findings[i].url) <
				 round->count;
	return count;
}

static const char *words_of(const struct link_finding *finding,
			    struct arena *arena)
{
	return arena_printf(arena, "%s%s, since %s",
			    finding->state == LINK_MOVED ? "leads to " : "",
			    finding->words, finding->since);
}

static void print_state(const struct link_round *round, enum link_state state)
{
	if (link_round_count(round, state) == 0)
		return;
	buf_printf(round->out, "\n%s\n", titles[state]);
	for (size_t i = 0; i < round->finding_count; i++) {
		const struct link_finding *finding = &round->findings[i];
		size_t place = link_round_place(round, finding->url);

		if (finding->state == state && place < round->count)
			buf_printf(round->out, "%s:%d: [%s:%s] %s\n    %s\n",
				   round->places[place]->file,
				   round->places[place]->line,
				   round->users[place]->kind->name,
				   round->users[place]->id, finding->url,
				   words_of(finding, round->arena));
	}
}

static void print_words(const struct link_round *round)
{
	size_t well = round->count;

	for (size_t i = 0; i < round->count; i++)
		well -= round->items[i].verdict != LINKS_WELL;
	buf_printf(round->out, "%zu links asked, %zu well\n", round->count,
		   well);
	if (round->kept_count > 0)
		buf_printf(round->out,
			   "%zu that the public does not see were not asked; "
			   "--internal asks them\n",
			   round->kept_count);
	for (int state = 0; state < LINK_STATES; state++)
		print_state(round, (enum link_state)state);
}

static json_t *object_of(const struct link_round *round,
			 const struct link_finding *finding, size_t place)
{
	const struct value *value = round->places[place];

	return json_pack("{ss so ss si si ss ss}", "severity",
			 link_check_names[finding->state], "message",
			 json_sprintf("%s: %s", finding->url,
				      words_of(finding, round->arena)),
			 "file", value->file, "line", value->line, "column",
			 value->column, "url", finding->url, "since",
			 finding->since);
}

static void print_json(const struct link_round *round)
{
	json_t *list = json_array();
	char *text;

	for (int state = 0; state < LINK_STATES; state++)
		for (size_t i = 0; i < round->finding_count; i++) {
			const struct link_finding *finding =
				&round->findings[i];
			size_t place = link_round_place(round, finding->url);

			if (finding->state == (enum link_state)state &&
			    place < round->count)
				json_array_append_new(
					list, object_of(round, finding, place));
		}
	text = json_dumps(list, JSON_INDENT(2));
	buf_printf(round->out, "%s\n", text);
	free(text);
	json_decref(list);
}

void link_round_print(const struct link_round *round)
{
	if (round->options->is_json)
		print_json(round);
	else
		print_words(round);
}
