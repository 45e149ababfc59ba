/* By their orders, each once. */
#include "search/lines.h"

#include <string.h>

#include "search/danger.h"
#include "search/facet-search.h"
#include "search/match.h"
#include "search/need.h"
#include "search/partial.h"
#include "search/worth.h"

/* How much of the best line, and of the best of all, is enough. */
#define OF_LINES     0.4F
#define OF_ALL	     0.3F
#define OF_STEPS     5 /* fifths */

/* The same where somebody speaks of themselves, whose words for where they want
 * to go must not hide what is done to them. */
#define OF_LINES_OWN 0.3F
#define OF_ALL_OWN   0.2F
#define STEPS	     4U

struct finding {
	const struct directory *directory;
	const struct phone **phones;
	size_t count;
};

size_t lines_count(const struct directory *directory)
{
	return directory->crisis_count + directory->line_count;
}

const struct phone *lines_at(const struct directory *directory, size_t place)
{
	return place < directory->crisis_count ?
		       directory->crisis[place] :
		       directory->lines[place - directory->crisis_count];
}

/* The same where lines have some of the words, as much as that of the best. */
static unsigned step_of(const struct phone *phone, float part)
{
	unsigned step = (unsigned)((1 - part) * OF_STEPS);

	return (unsigned)!entry_phone_is_confirmed(phone) * 2 * STEPS +
	       step * 2 + (unsigned)!phone->is_help;
}

static void add(struct finding *finding, const struct phone *phone)
{
	for (size_t i = 0; i < finding->count; i++)
		if (finding->phones[i] == phone)
			return;
	finding->phones[finding->count++] = phone;
}

/* Whether the two are one line that is reached in two ways. */
static bool is_another_way(const struct phone *one, const struct phone *other)
{
	const struct value *purpose = record_value(one->record, PHONE_PURPOSE);
	const struct value *same = record_value(other->record, PHONE_PURPOSE);

	return one->answered_by == other->answered_by && purpose != NULL &&
	       same != NULL && strcmp(purpose->text, same->text) == 0;
}

/* Other ways to a line that stands there already go behind the other lines. */
static void put_ways_last(struct finding *finding, struct arena *arena)
{
	size_t room = (finding->count + 1) * sizeof(*finding->phones);
	const struct phone **ways = arena_alloc(arena, room);
	size_t count = 0, way_count = 0;

	for (size_t i = 0; i < finding->count; i++) {
		const struct phone *phone = finding->phones[i];
		size_t j = 0;

		while (j < count && !is_another_way(finding->phones[j], phone))
			j++;
		if (j < count)
			ways[way_count++] = phone;
		else
			finding->phones[count++] = phone;
	}
	memcpy(finding->phones + count, ways,
	       way_count * sizeof(*finding->phones));
}

/* What comes before what, the least first. */
static unsigned order_of(const struct phone *phone, unsigned rank)
{
	return (unsigned)!entry_phone_is_confirmed(phone) * 2 * RANK_NOWHERE +
	       (unsigned)!phone->is_help * RANK_NOWHERE + rank;
}

/* Whether the words are not in the name of the entry, so that nobody asked for
 * it, and it must not stand first. */
static bool is_aside(const struct query *query, const struct entry *entry)
{
	const struct match *match = query->match;

	return need_is_aside(query, entry) &&
	       (match->is_own || match_rank(match, entry->place) > RANK_NAME);
}

/* Whether who answers is one of whom readers are warned. */
static bool is_cautious(const struct phone *phone)
{
	return record_value(phone->answered_by, ANSWERED_BY_CAUTION) != NULL;
}

/* Whether no entry has the words themselves, but what means the same. */
static bool is_only_meant(const struct query *query,
			  const struct results *results)
{
	return results->count > 0 &&
	       match_rank(query->match, results->entries[0]->place) >=
		       RANK_ALIKE;
}

static bool is_first_aside(const struct query *query,
			   const struct finding *finding,
			   const struct partial *partial)
{
	const struct results *results = facet_search(query);

	if (finding->count > 0)
		return !finding->phones[0]->is_help &&
		       (query->match->is_own ||
			is_cautious(finding->phones[0]));
	if (query->match->is_own &&
	    (partial != NULL || is_only_meant(query, results)))
		return true;
	if (results->count > 0)
		return is_aside(query, results->entries[0]);
	return partial != NULL && partial->count > 0 &&
	       need_is_aside(query, partial->entries[0]);
}

/* The first line of those who help; NULL: there is none. */
static const struct phone *first_help(const struct directory *directory)
{
	for (size_t i = 0; i < lines_count(directory); i++)
		if (lines_at(directory, i)->is_help)
			return lines_at(directory, i);
	return NULL;
}

/* That one goes to a place among what is found, or to its end. */
static void put_help_at(struct finding *finding, size_t to)
{
	const struct phone *line = first_help(finding->directory);
	size_t place = 0;

	if (line == NULL)
		return;
	while (place < finding->count && finding->phones[place] != line)
		place++;
	if (place < to)
		return;
	finding->count += place == finding->count;
	memmove(finding->phones + to + 1, finding->phones + to,
		(place - to) * sizeof(*finding->phones));
	finding->phones[to] = line;
}

static void add_found(struct finding *finding, const struct match *match)
{
	const struct directory *directory = finding->directory;
	const unsigned char *ranks = match->ranks + directory->entry_count;
	size_t most = lines_count(directory);

	for (unsigned order = 0; order < 4 * RANK_NOWHERE; order++)
		for (size_t i = 0; i < most; i++) {
			const struct phone *line = lines_at(directory, i);

			if (ranks[i] != RANK_NOWHERE &&
			    order_of(line, ranks[i]) == order)
				add(finding, line);
		}
}

/* Lines whose words are worth enough, of the best line and of all; help lines
 * first of those that are worth about the same. */
static void add_some(struct finding *finding, const struct match *match)
{
	const struct directory *directory = finding->directory;
	const struct worth *worth = worth_of(match);
	const float *lines = worth->by_place + directory->entry_count;
	size_t most = lines_count(directory);
	float least = match->is_own ? OF_LINES_OWN : OF_LINES;
	float part = match->is_own ? OF_ALL_OWN : OF_ALL;

	if (worth->best_line <= 0 || worth->best_line < part * worth->best)
		return;
	for (unsigned order = 0; order < 4 * STEPS; order++)
		for (size_t i = 0; i < most; i++) {
			const struct phone *line = lines_at(directory, i);

			part = lines[i] / worth->best_line;
			if (part >= least && step_of(line, part) == order)
				add(finding, line);
		}
}

/* The one whose words were said, then its like. */
static void add_danger(struct finding *finding, const struct match *match)
{
	const struct phone *line = match->danger;

	if (line == NULL)
		return;
	add(finding, line);
	for (size_t i = 0;
	     (line = danger_line(match->index->dangers, i)) != NULL; i++)
		add(finding, line);
}

/* Whether lines that have some of the words are of use: where no entry has the
 * words themselves, and to whoever speaks of themselves. */
static bool is_for_some(const struct query *query,
			const struct partial *partial)
{
	const struct match *match = query->match;
	const unsigned char *ranks = match->ranks;

	if (match->is_exact || match->danger != NULL)
		return false;
	if (partial != NULL || match->is_own)
		return true;
	for (size_t i = 0; i < query->directory->entry_count; i++)
		if (ranks[i] < RANK_ALIKE)
			return false;
	return true;
}

/* Whether somebody speaks of themselves, and nobody of those who answer the
 * first line of help answers a line that is found, but an office does: what was
 * done to them may be more than what it is there for. */
static bool is_for_help_too(const struct match *match,
			    const struct finding *finding)
{
	const struct phone *line = first_help(finding->directory);

	if (!match->is_own || match->danger != NULL || line == NULL)
		return false;
	for (size_t i = 0; i < finding->count; i++)
		if (finding->phones[i]->answered_by == line->answered_by)
			return false;
	return finding->count > 0;
}

const struct phone *const *lines_find(const struct query *query, size_t *count)
{
	const struct directory *directory = query->directory;
	const struct partial *partial;
	struct finding finding = {
		.directory = directory,
		.phones = arena_alloc(query->memo->arena,
				      (lines_count(directory) + 1) *
					      sizeof(*finding.phones)),
	};

	if (query->match != NULL && query->match->ranks != NULL) {
		add_danger(&finding, query->match);
		add_found(&finding, query->match);
		partial = partial_find(query);
		if (finding.count == 0 && is_for_some(query, partial))
			add_some(&finding, query->match);
		if (query->match->danger == NULL &&
		    is_first_aside(query, &finding, partial))
			put_help_at(&finding, 0);
		put_ways_last(&finding, query->memo->arena);
		if (is_for_help_too(query->match, &finding))
			put_help_at(&finding, 1);
	}
	*count = finding.count;
	return finding.phones;
}
