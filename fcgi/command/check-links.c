/* The command `check --links`: what became of the addresses that the directory
 * names, as anybody would find them. */
#include "command/tools.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/generation.h"
#include "base/clock.h"
#include "check/source-excerpt.h"
#include "command/link-file.h"
#include "command/link-round.h"
#include "directory/takedown.h"
#include "directory/visibility.h"
#include "text/date.h"
#include "text/url.h"

#define WEEK_DAYS  7
#define HOST_SHOWN 40

/* What is taken down, and what the public may not see unless that is wanted. */
static const bool *find_hidden(const struct link_round *round,
			       const struct edition *edition)
{
	const struct record *spared;
	const bool *taken = takedown_marks(edition->takedown, round->collection,
					   round->arena, &spared);

	return visibility_without(round->collection, taken,
				  round->options->asks_internal, round->arena);
}

static void take(struct link_round *round, const struct record *record,
		 const struct value *value)
{
	if (!url_is_web(value->text))
		return;
	if (round->hidden != NULL && round->hidden[record->place]) {
		round->kept[round->kept_count++] = value->text;
		return;
	}
	if (link_round_place(round, value->text) < round->count)
		return;
	round->places[round->count] = value;
	round->users[round->count] = record;
	round->items[round->count++].url = value->text;
}

static bool is_link(const struct record *record, size_t row)
{
	return record->kind->fields[row].kind == FIELD_LINK &&
	       strcmp(record->kind->name, link_check_kind.name) != 0;
}

/* Takes the links of a section, unless they are only counted. */
static size_t take_row(struct link_round *round, const struct record *record,
		       size_t row, bool is_counted)
{
	size_t count = 0;

	for (const struct value *value = record->values[row]; value != NULL;
	     value = value->next, count++)
		if (!is_counted)
			take(round, record, value);
	return count;
}

static size_t take_all(struct link_round *round, bool is_counted)
{
	const struct collection *collection = round->collection;
	size_t count = 0;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		for (size_t row = 0; row < record->kind->field_count; row++)
			if (is_link(record, row))
				count += take_row(round, record, row,
						  is_counted);
	}
	return count;
}

static void find_links(struct link_round *round)
{
	size_t room = take_all(round, true) + 1;
	struct arena *arena = round->arena;

	round->items = arena_alloc(arena, room * sizeof(*round->items));
	round->places = arena_alloc(arena, room * sizeof(*round->places));
	round->users = arena_alloc(arena, room * sizeof(*round->users));
	round->kept = arena_alloc(arena, room * sizeof(*round->kept));
	/* One may be gone, and untried today. */
	round->findings = arena_alloc(arena, room * LINK_STATES *
						     sizeof(*round->findings));
	take_all(round, false);
}

static void tell(size_t done, size_t count, const char *host)
{
	fprintf(stderr, "\r\033[K%zu of %zu: %.*s", done, count, HOST_SHOWN,
		host);
	fflush(stderr);
}

static void ask(struct link_round *round)
{
	bool is_terminal = isatty(STDERR_FILENO) == 1;
	const struct links_way way = {
		.asks_private = round->options->asks_private,
		.tell = is_terminal ? tell : NULL,
	};

	links_ask(round->items, round->count, &way, round->arena);
	if (is_terminal)
		fputs("\r\033[K", stderr);
}

/* A machine without a network finds nothing, and that says nothing. */
static bool has_answers(const struct link_round *round)
{
	for (size_t i = 0; i < round->count; i++)
		if (round->items[i].is_answered)
			return true;
	return round->count == 0;
}

static void add(struct link_round *round, struct link_finding finding)
{
	round->findings[round->finding_count++] = finding;
}

/* What was found before, if it was. */
static bool add_before(struct link_round *round, const struct link_file *file,
		       const char *url, enum link_state state)
{
	struct link_finding before;
	bool was_so = link_file_find(file, url, state, round->arena, &before);

	if (was_so)
		add(round, before);
	return was_so;
}

/* A new finding, with the day of the one before in the same state. */
static void add_new(struct link_round *round, const struct link_file *file,
		    const struct links_item *item, enum link_state state)
{
	struct link_finding before, finding = {
		.url = item->url,
		.state = state,
		.since = round->today,
		.words = item->words,
	};

	if (link_file_find(file, item->url, state, round->arena, &before))
		finding.since = before.since;
	add(round, finding);
}

static void add_gone(struct link_round *round, const struct link_file *file,
		     const struct links_item *item)
{
	struct link_finding before;

	add_new(round, file, item, LINK_FAILING);
	if (link_file_find(file, item->url, LINK_DEAD, round->arena, &before))
		round->findings[round->finding_count - 1].since = before.since;
	before = round->findings[round->finding_count - 1];
	if (date_days(before.since, round->today) >= WEEK_DAYS)
		round->findings[round->finding_count - 1].state = LINK_DEAD;
}

/* A link that was gone and could not be tried today is not thought well of for
 * that. */
static void judge(struct link_round *round, const struct link_file *file,
		  const struct links_item *item)
{
	switch (item->verdict) {
	case LINKS_WELL:
		return;
	case LINKS_MOVED:
		add_new(round, file, item, LINK_MOVED);
		return;
	case LINKS_GONE:
		add_gone(round, file, item);
		return;
	case LINKS_UNTRIED:
		if (!add_before(round, file, item->url, LINK_DEAD))
			add_before(round, file, item->url, LINK_FAILING);
		add_new(round, file, item, LINK_UNTRIED);
		return;
	}
}

/* What was not asked is as it was. */
static void keep(struct link_round *round, const struct link_file *file,
		 const char *url)
{
	if (link_round_place(round, url) < round->count)
		return;
	for (size_t i = 0; i < round->finding_count; i++)
		if (strcmp(round->findings[i].url, url) == 0)
			return;
	for (int state = 0; state < LINK_STATES; state++)
		add_before(round, file, url, (enum link_state)state);
}

static void judge_all(struct link_round *round, const struct link_file *file)
{
	for (size_t i = 0; i < round->count; i++)
		judge(round, file, &round->items[i]);
	for (size_t i = 0; i < round->kept_count; i++)
		keep(round, file, round->kept[i]);
}

/* Whether the directory will be read with the file in it. */
static bool is_in_directory(const struct link_round *round, const char *path)
{
	char *folder = realpath(path, NULL), *slash;
	bool is_in = false;

	if (folder == NULL)
		return false;
	slash = strrchr(folder, '/');
	*slash = '\0';
	for (size_t i = 0; i < round->collection->count && !is_in; i++) {
		const char *file = round->collection->records[i]->file;
		char *own = realpath(file, NULL);

		is_in = own != NULL &&
			strrchr(own, '/') - own == slash - folder &&
			strncmp(own, folder, strlen(folder)) == 0;
		free(own);
	}
	free(folder);
	return is_in;
}

static int conclude(struct link_round *round, struct link_file *file,
		    struct err *err)
{
	const char *path = round->options->saved;

	if (!has_answers(round)) {
		err_plain(err,
			  "none of %zu links answered, so nothing is "
			  "said of any; is this machine connected?",
			  round->count);
		return EX_UNAVAILABLE;
	}
	judge_all(round, file);
	link_round_print(round);
	if (path != NULL &&
	    link_file_write(file, round->findings, round->finding_count,
			    round->today, err) != 0)
		return EX_CANTCREAT;
	if (path != NULL && !is_in_directory(round, path))
		fprintf(stderr,
			"signpost: %s is in no folder of directory.path, so "
			"/review does not show it\n",
			path);
	return round->options->is_strict &&
			       link_round_count(round, LINK_MOVED) +
					       link_round_count(round,
								LINK_DEAD) >
				       0 ?
		       EX_DATAERR :
		       EX_OK;
}

static int ask_round(struct link_round *round,
		     const struct generation *generation, struct err *err)
{
	const struct edition *edition = generation_edition(generation, false);
	struct link_file file;
	int code;

	round->collection = edition->directory->collection;
	round->hidden = find_hidden(round, edition);
	clock_today(round->today);
	if (link_file_open(round->options->saved, round->collection,
			   round->arena, &file, err) != 0)
		return EX_CANTCREAT;
	find_links(round);
	ask(round);
	code = conclude(round, &file, err);
	link_file_close(&file);
	return code;
}

int check_links_run(const struct options *options, struct buf *out,
		    struct err *err)
{
	struct err faults = { 0 };
	struct generation *generation = generation_new(
		options->file, options->overrides, NULL, &faults);
	struct link_round round = {
		.options = options,
		.arena = arena_new(),
		.out = out,
	};
	int code;

	if (generation != NULL) {
		code = ask_round(&round, generation, err);
	} else {
		source_excerpt_print(&faults, "", stderr);
		code = options_fault_code(options);
	}
	generation_release(generation);
	arena_free(round.arena);
	err_free(&faults);
	return code;
}
