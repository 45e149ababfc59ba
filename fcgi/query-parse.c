/* Reading a wish from a query string. */
#include "query-parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "members.h"
#include "url.h"

#define PARAMETERS_MOST 32
#define KEPT_MOST	16
#define KEPT_BYTES	((size_t)512) /* of all together */
#define CANONICAL_ROOM	((size_t)64 * 1024)

struct reading {
	struct query *query;
	const char *text;
	struct arena *arena;
	bool is_set[PARAMETERS_MOST];
	bool is_behind_keep; /* on a host's page: the rest is the visitor's */
};

static void unclear(struct query *query, const char *name)
{
	if (query->unclear == NULL)
		query->unclear = name;
}

static void take_number(struct query *query,
			const struct query_parameter *parameter,
			const char *value)
{
	size_t length = strlen(value);
	long long number;

	if (length == 0 || length > 9 ||
	    strspn(value, "0123456789") != length) {
		unclear(query, parameter->name);
		return;
	}
	number = strtoll(value, NULL, 10);
	if (number < parameter->least || number > parameter->most)
		unclear(query, parameter->name);
	if (number > parameter->most)
		number = parameter->most;
	if (number >= parameter->least)
		*query_number(query, parameter) = number;
}

static void take_choice(struct query *query,
			const struct query_parameter *parameter,
			const char *value)
{
	char word[QUERY_WORD];

	for (long long i = 1; query_word(parameter->choices, i, word); i++)
		if (strcmp(word, value) == 0) {
			*query_number(query, parameter) = i;
			return;
		}
	unclear(query, parameter->name);
}

static void take_fields(struct reading *reading, const char *value)
{
	struct query *query = reading->query;
	size_t count = members_count(query->directory);

	query->fields = arena_alloc(reading->arena, count + 1);
	for (;;) {
		size_t length = strcspn(value, ",");
		size_t place = members_find(query->directory, value, length);

		query->fields[place] = true;
		if (place == count)
			unclear(query, "fields");
		if (value[length] == '\0')
			return;
		value += length + 1;
	}
}

static void take_filters(struct query *query, const char *value)
{
	query->is_here = strcmp(value, "here") == 0;
	if (!query->is_here && strcmp(value, "section") != 0)
		unclear(query, "filters");
}

static void take_language(struct query *query, const char *value)
{
	const struct value *language =
		query->directory->about->values[DIRECTORY_LANGUAGES];

	for (; language != NULL; language = language->next)
		if (strcmp(language->text, value) == 0) {
			query->lang = language->text;
			query->is_lang_given = true;
			return;
		}
	unclear(query, "lang");
}

/* Names such as `page_id` or `tx[list]`, separated by commas. */
static void take_keep(struct reading *reading, const char *value)
{
	for (const char *at = value; *at != '\0'; at++)
		if (!isalnum((unsigned char)*at) &&
		    strchr("_-.,[]", *at) == NULL) {
			unclear(reading->query, "keep");
			return;
		}
	reading->query->keep = value;
}

static void take_parameter(struct reading *reading, size_t place,
			   const char *value)
{
	const struct query_parameter *parameter = &query_parameters[place];

	if (reading->is_set[place])
		return;
	reading->is_set[place] = true;
	if (value[0] == '\0')
		return;
	switch (parameter->kind) {
	case QUERY_NUMBER:
		take_number(reading->query, parameter, value);
		break;
	case QUERY_CHOICE:
		take_choice(reading->query, parameter, value);
		break;
	case QUERY_FIELDS:
		take_fields(reading, value);
		break;
	case QUERY_FILTERS:
		take_filters(reading->query, value);
		break;
	case QUERY_LANGUAGE:
		take_language(reading->query, value);
		break;
	case QUERY_KEEP:
		take_keep(reading, value);
		break;
	}
}

static void choose(struct query *query, size_t facet, const char *id)
{
	size_t term = directory_term(query->directory, facet, id);

	if (term == TERM_NONE) {
		unclear(query, query->directory->facets[facet].id);
		return;
	}
	if (!query->chosen[term])
		query->chosen_count++;
	query->chosen[term] = true;
	query->is_filtered[facet] = true;
}

static void take_terms(struct reading *reading, size_t facet, const char *value)
{
	char *copy = arena_text(reading->arena, value, strlen(value));
	char *rest = NULL;

	for (char *id = strtok_r(copy, ",", &rest); id != NULL;
	     id = strtok_r(NULL, ",", &rest))
		choose(reading->query, facet, id);
}

static bool is_kept(const struct reading *reading, const char *name)
{
	const char *list = reading->query->keep;
	size_t length = strlen(name);

	if (strncmp(name, QUERY_HOST_MARK, strlen(QUERY_HOST_MARK)) == 0)
		return false;
	while (list != NULL && length > 0) {
		size_t word = strcspn(list, ",");

		if (word == length && memcmp(list, name, length) == 0)
			return true;
		list = list[word] == ',' ? list + word + 1 : NULL;
	}
	return false;
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

/* On a host's page a visitor's names carry the mark, and the host's stand
 * before `keep` and do not. */
static bool may_set(const struct reading *reading,
		    const struct query_parameter *parameter, bool is_wish)
{
	if (!reading->query->is_here)
		return true;
	return parameter->is_wish == is_wish &&
	       (is_wish || !reading->is_behind_keep);
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

	if (!is_parameter && facet == directory->facet_count)
		return;
	if (!pair->is_plain)
		unclear(query, is_parameter ? query_parameters[place].name :
					      directory->facets[facet].id);
	else if (is_parameter)
		take_parameter(reading, place, pair->value);
	else
		take_terms(reading, facet, pair->value);
}

/* `filters` and `keep` decide how all else is read, so they are taken first;
 * on a host's page, what stands behind `keep` is the visitor's. */
static void take_first(struct reading *reading)
{
	static const char *const first[] = { "filters", "keep" };
	const char *rest = reading->text;
	struct url_pair pair;

	while (url_next_pair(&rest, reading->arena, &pair)) {
		for (size_t i = 0; i < 2; i++)
			if (pair.is_plain && strcmp(pair.name, first[i]) == 0)
				take_parameter(reading,
					       query_find_parameter(first[i]),
					       pair.value);
		if (strcmp(pair.name, "keep") == 0)
			return;
	}
}

static void take_all(struct reading *reading)
{
	const char *rest = reading->text;
	struct url_pair pair;

	while (url_next_pair(&rest, reading->arena, &pair)) {
		take_pair(reading, &pair);
		if (reading->query->is_here && reading->is_behind_keep &&
		    pair.is_plain && is_kept(reading, pair.name))
			keep(reading, &pair);
		if (strcmp(pair.name, "keep") == 0)
			reading->is_behind_keep = true;
	}
}

static const char *spelling_in(const struct query *query, struct arena *arena)
{
	struct buf out = buf_new(CANONICAL_ROOM);
	const char *text = "";

	query_print(query, &out);
	if (!buf_is_spoilt(&out))
		text = arena_text(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* Sets the canonical spelling, and whether it is what was sent. The names of
 * what a host keeps change nothing when nothing of it is there. */
static void spell(struct reading *reading)
{
	struct query *query = reading->query;
	struct query plain = *query;
	size_t length = strlen(reading->text);

	plain.keep = NULL;
	plain.is_lang_given = false;
	query->canonical = spelling_in(query, reading->arena);
	query->key = spelling_in(&plain, reading->arena);
	if (length > 0 && reading->text[length - 1] == '&')
		length--;
	query->is_canonical =
		length == strlen(query->canonical) &&
		memcmp(reading->text, query->canonical, length) == 0;
}

const struct query *query_parse(const struct directory *directory,
				const char *text, struct arena *arena)
{
	struct query *query = arena_alloc(arena, sizeof(*query));
	struct reading reading = {
		.query = query,
		.text = text,
		.arena = arena,
	};

	query->directory = directory;
	query->chosen = arena_alloc(arena, directory->term_count + 1);
	query->is_filtered = arena_alloc(arena, directory->facet_count);
	query->lang = directory->about->values[DIRECTORY_LANGUAGES]->text;
	for (size_t i = 0; i < query_parameter_count; i++)
		if (query_parameters[i].kind == QUERY_NUMBER ||
		    query_parameters[i].kind == QUERY_CHOICE)
			*query_number(query, &query_parameters[i]) =
				query_parameters[i].fallback;
	take_first(&reading);
	take_all(&reading);
	spell(&reading);
	return query;
}

const struct query *query_at_page(const struct query *query, long long page,
				  struct arena *arena)
{
	struct query *there = arena_alloc(arena, sizeof(*there));
	struct query plain;

	*there = *query;
	there->page = page;
	there->is_canonical = query->is_canonical && query->page == page;
	there->canonical = spelling_in(there, arena);
	plain = *there;
	plain.keep = NULL;
	plain.is_lang_given = false;
	there->key = spelling_in(&plain, arena);
	return there;
}
