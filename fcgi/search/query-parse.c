/* A query string, pair by pair: each goes to the row of its name. */
#include "search/query.h"

#include <stdlib.h>
#include <string.h>

#include "directory/members.h"
#include "text/list.h"
#include "text/url.h"
#include "text/utf8.h"

#define KEPT_MOST  16
#define KEPT_BYTES ((size_t)512) /* of all together */
#define NAMES_MOST 64		 /* in `keep`, each counted once */

struct reading {
	struct query *query;
	bool *chosen; /* of the query */
	const char *text;
	struct arena *arena;
	bool *is_set[2]; /* by host, by visitor; by the parameter's place */
	struct list_item names[NAMES_MOST]; /* in `keep`, once that is read */
	size_t name_count;
	/* Where the pair at hand stands, as move_to() says. */
	bool is_behind_filters, is_at_end, is_behind_host;
};

static void unclear(struct query *query, const char *name)
{
	if (query->unclear == NULL)
		query->unclear = name;
}

static void take_number(struct reading *reading,
			const struct query_parameter *parameter,
			const char *value)
{
	long long *member = query_member(reading->query, parameter);
	/* What is too large for the type is the largest it can hold. */
	long long number = strtoll(value, NULL, 10);

	if (value[strspn(value, "0123456789")] != '\0') {
		unclear(reading->query, parameter->name);
		return;
	}
	reading->query->is_before_first |=
		member == &reading->query->page && number == 0;
	if (number < parameter->least ||
	    (number > parameter->most && !parameter->is_clamped))
		unclear(reading->query, parameter->name);
	if (number > parameter->most)
		number = parameter->most;
	if (number >= parameter->least)
		*member = number;
}

/* The place of a word among the choices, from 1; 0: it is none of them. */
static long long place_of(const struct query_parameter *parameter,
			  const char *value)
{
	char word[QUERY_WORD];

	for (long long i = 1; query_word(parameter->choices, i, word); i++)
		if (strcmp(word, value) == 0)
			return i;
	return 0;
}

static void take_word(struct reading *reading,
		      const struct query_parameter *parameter,
		      const char *value)
{
	void *member = query_member(reading->query, parameter);
	long long place = place_of(parameter, value);

	if (place == 0)
		unclear(reading->query, parameter->name);
	if (parameter->kind == QUERY_FLAG)
		*(bool *)member = place == 2;
	else if (place > 0)
		*(long long *)member = place;
	reading->query->is_sorted |=
		member == &reading->query->sort && place > 0;
}

static void take_language(struct reading *reading,
			  const struct query_parameter *parameter,
			  const char *value)
{
	struct query *query = reading->query;
	const struct value *language =
		query->directory->about->values[DIRECTORY_LANGUAGES];

	for (; language != NULL; language = language->next)
		if (strcmp(language->text, value) == 0) {
			query->lang = language->text;
			query->is_lang_given = true;
			return;
		}
	unclear(query, parameter->name);
}

static void take_members(struct reading *reading,
			 const struct query_parameter *parameter,
			 const char *value)
{
	const struct directory *directory = reading->query->directory;
	bool **member = query_member(reading->query, parameter);
	size_t count = members_count(directory);
	struct list_item name;

	*member = arena_alloc(reading->arena, count + 1);
	while (list_next(&value, ",", &name)) {
		size_t place = members_find(directory, name.text, name.length);

		(*member)[place] = true;
		if (place == count)
			unclear(reading->query, parameter->name);
	}
}

/* Who asks for more than there is room for learns that; ids of no entry are
 * left out. */
static void take_entry(struct query_entries *entries, const struct entry *entry)
{
	for (size_t i = 0; i < entries->count; i++)
		if (entries->items[i] == entry)
			return;
	if (entries->count < QUERY_ENTRIES_MOST)
		entries->items[entries->count++] = entry;
	else
		entries->has_more = true;
}

static void take_entries(struct reading *reading,
			 const struct query_parameter *parameter,
			 const char *value)
{
	struct query_entries **member = query_member(reading->query, parameter);
	struct list_item id;

	while (list_next_word(&value, ",", &id)) {
		const struct entry *entry = directory_entry(
			reading->query->directory,
			arena_text(reading->arena, id.text, id.length));

		if (entry == NULL)
			continue;
		if (*member == NULL)
			*member = arena_alloc(reading->arena, sizeof(**member));
		take_entry(*member, entry);
	}
}

static void take_name(struct reading *reading,
		      const struct query_parameter *parameter,
		      const char *value)
{
	const char **member = query_member(reading->query, parameter);
	size_t length = strspn(value, parameter->letters);
	bool is_long = parameter->most > 0 && length > (size_t)parameter->most;

	if (value[length] != '\0' || is_long ||
	    (parameter->begins != NULL &&
	     strchr(parameter->begins, value[0]) == NULL))
		unclear(reading->query, parameter->name);
	else
		*member = value;
}

/* What is too long is cut where a character ends. */
static void take_words(struct reading *reading,
		       const struct query_parameter *parameter,
		       const char *value)
{
	const char **member = query_member(reading->query, parameter);
	size_t length = utf8_fit(value, (size_t)parameter->most);

	if (value[length] != '\0')
		unclear(reading->query, parameter->name);
	*member = arena_text(reading->arena, value, length);
}

/* By kind, for values that are not empty. */
static void (*const takers[])(struct reading *reading,
			      const struct query_parameter *parameter,
			      const char *value) = {
	[QUERY_NUMBER] = take_number,	[QUERY_CHOICE] = take_word,
	[QUERY_FLAG] = take_word,	[QUERY_LANGUAGE] = take_language,
	[QUERY_MEMBERS] = take_members, [QUERY_NAME] = take_name,
	[QUERY_WORDS] = take_words,	[QUERY_ENTRIES] = take_entries,
};

/* The first counts, but for what adds up and for a visitor's language. */
static void take_parameter(struct reading *reading, size_t place, bool is_wish,
			   const char *value)
{
	const struct query_parameter *parameter = &query_parameters[place];
	bool is_first = !reading->is_set[is_wish][place];

	reading->is_set[is_wish][place] = true;
	if ((is_first || parameter->kind == QUERY_ENTRIES) && value[0] != '\0')
		takers[parameter->kind](reading, parameter, value);
	reading->query->is_lang_wished |= parameter->kind == QUERY_LANGUAGE &&
					  reading->query->is_here && is_wish;
}

static void choose(struct reading *reading, size_t facet, const char *id)
{
	struct query *query = reading->query;
	size_t term = directory_term(query->directory, facet, id);

	if (term == TERM_NONE) {
		unclear(query, query->directory->facets[facet].id);
		return;
	}
	if (!query->chosen[term])
		query->chosen_count++;
	reading->chosen[term] = true;
	query->is_filtered[facet] = true;
}

static void take_terms(struct reading *reading, size_t facet, const char *value)
{
	struct list_item id;

	while (list_next_word(&value, ",", &id))
		choose(reading, facet,
		       arena_text(reading->arena, id.text, id.length));
}

static bool is_known(const struct reading *reading, const char *name,
		     size_t length)
{
	for (size_t i = 0; i < reading->name_count; i++)
		if (reading->names[i].length == length &&
		    memcmp(reading->names[i].text, name, length) == 0)
			return true;
	return false;
}

/* Once, for all pairs that follow. */
static void read_names(struct reading *reading)
{
	const char *list = reading->query->keep;
	struct list_item name;

	while (list != NULL && reading->name_count < NAMES_MOST &&
	       list_next_word(&list, ",", &name))
		if (!is_known(reading, name.text, name.length))
			reading->names[reading->name_count++] = name;
}

static bool is_kept(const struct reading *reading, const char *name)
{
	return strncmp(name, QUERY_HOST_MARK, strlen(QUERY_HOST_MARK)) != 0 &&
	       is_known(reading, name, strlen(name));
}

static void keep(struct reading *reading, const struct url_pair *pair)
{
	struct query_kept **last = &reading->query->kept;
	size_t bytes = strlen(pair->name) + strlen(pair->value), count = 0;
	struct query_kept *kept;

	for (; *last != NULL; last = &(*last)->next) {
		bytes += strlen((*last)->name) + strlen((*last)->value);
		count++;
	}
	if (bytes > KEPT_BYTES || count == KEPT_MOST)
		return;
	kept = arena_alloc(reading->arena, sizeof(*kept));
	kept->name = pair->name;
	kept->value = pair->value;
	*last = kept;
}

/* The name as it is called without the mark; NULL where the pair is not ours.
 */
static const char *our_name(const struct query *query, const char *name,
			    bool *is_wish)
{
	size_t mark = strlen(QUERY_HOST_MARK);
	bool is_marked = strncmp(name, QUERY_HOST_MARK, mark) == 0;

	*is_wish = !query->is_here || is_marked;
	if (is_marked && !query->is_here)
		return NULL;
	return is_marked ? name + mark : name;
}

/* On a host's page a visitor's names carry the mark; the host's stand first. */
static bool may_set(const struct reading *reading,
		    const struct query_parameter *parameter, bool is_wish)
{
	if (!reading->query->is_here)
		return true;
	return is_wish ?
		       parameter->is_wish || parameter->kind == QUERY_LANGUAGE :
		       !parameter->is_wish && !reading->is_behind_host;
}

static void take_pair(struct reading *reading, const struct url_pair *pair)
{
	struct query *query = reading->query;
	const struct directory *directory = query->directory;
	bool is_wish;
	const char *name = our_name(query, pair->name, &is_wish);
	size_t place = name != NULL ? query_find_parameter(name) :
				      query_parameter_count;
	size_t facet = name != NULL && is_wish ?
			       directory_facet(directory, name) :
			       directory->facet_count;
	bool is_parameter = place < query_parameter_count &&
			    may_set(reading, &query_parameters[place], is_wish);

	if (!is_parameter && facet == directory->facet_count) {
		query_check_name(query, is_wish ? name : NULL, pair->value);
		return;
	}
	if (!pair->is_plain)
		unclear(query, is_parameter ? query_parameters[place].name :
					      directory->facets[facet].id);
	else if (is_parameter)
		take_parameter(reading, place, is_wish, pair->value);
	else
		take_terms(reading, facet, pair->value);
}

static bool is_named(const struct url_pair *pair, const char *name)
{
	return pair->is_plain && strcmp(pair->name, name) == 0;
}

/* Moves on to a pair. On a host's page, what stands behind `filters=here`, or
 * behind a `keep` that follows it directly, is the visitor's. */
static void move_to(struct reading *reading, const struct url_pair *pair)
{
	reading->is_behind_host |=
		reading->is_at_end &&
		!(is_named(pair, "keep") && reading->is_behind_filters);
	reading->is_behind_filters = is_named(pair, "filters");
	reading->is_at_end |=
		reading->is_behind_filters || is_named(pair, "keep");
}

/* `filters` and `keep` decide how all else is read, so they are taken first. */
static void take_first(struct reading *reading)
{
	static const char *const first[] = { "filters", "keep" };
	const char *rest = reading->text;
	struct url_pair pair;

	while (!reading->is_behind_host &&
	       url_next_pair(&rest, reading->arena, &pair)) {
		move_to(reading, &pair);
		for (size_t i = 0; i < 2 && !reading->is_behind_host; i++)
			if (is_named(&pair, first[i]))
				take_parameter(reading,
					       query_find_parameter(first[i]),
					       false, pair.value);
	}
}

static void take_all(struct reading *reading)
{
	const char *rest = reading->text;
	struct url_pair pair;

	read_names(reading);
	reading->is_behind_host = false;
	reading->is_behind_filters = false;
	reading->is_at_end = false;
	while (url_next_pair(&rest, reading->arena, &pair)) {
		move_to(reading, &pair);
		take_pair(reading, &pair);
		if (reading->query->is_here && reading->is_behind_host &&
		    pair.is_plain && is_kept(reading, pair.name))
			keep(reading, &pair);
	}
}

const struct query *query_parse(const struct directory *directory,
				const char *text, struct arena *arena)
{
	struct reading reading = {
		.query = query_new(directory, text, arena),
		.chosen = arena_alloc(arena, directory->term_count + 1),
		.text = text,
		.is_set = { arena_alloc(arena, query_parameter_count),
			    arena_alloc(arena, query_parameter_count) },
		.arena = arena,
	};

	reading.query->chosen = reading.chosen;
	take_first(&reading);
	take_all(&reading);
	query_check_whole(reading.query);
	return reading.query;
}
