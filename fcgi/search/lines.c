/* By their orders, each once. */
#include "search/lines.h"

#include "search/danger.h"
#include "search/match.h"
#include "search/partial.h"

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

static void add(struct finding *finding, const struct phone *phone)
{
	for (size_t i = 0; i < finding->count; i++)
		if (finding->phones[i] == phone)
			return;
	finding->phones[finding->count++] = phone;
}

/* What comes before what, the least first. */
static unsigned order_of(const struct phone *phone, unsigned rank)
{
	return (unsigned)!entry_phone_is_confirmed(phone) * 2 * RANK_NOWHERE +
	       (unsigned)!phone->is_help * RANK_NOWHERE + rank;
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
		if (finding.count == 0 && partial != NULL)
			add_found(&finding, partial->query->match);
	}
	*count = finding.count;
	return finding.phones;
}
