/* Reading a wish from a query string. */
#include "search/query-parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "directory/members.h"
#include "text/list.h"
#include "text/url.h"
#include "text/utf8.h"

#define PARAMETERS_MOST 32
#define KEPT_MOST	16
#define KEPT_BYTES	((size_t)512) /* of all together */

struct reading {
	struct query *query;
	const char *text;
	struct arena *arena;
	bool is_set[PARAMETERS_MOST];
	/* Where the pair at hand stands, as move_to() says. */
	bool is_behind_filters, is_at_end, is_behind_host;
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
	struct list_item name;

	query->fields = arena_alloc(reading->arena, count + 1);
	while (list_next(&value, ",", &name)) {
		size_t place =
			members_find(query->directory, name.text, name.length);

		query->fields[place] = true;
		if (place == count)
			unclear(query, "fields");
	}
}

static void take_flag(struct query *query,
		      const struct query_parameter *parameter,
		      const char *value)
{
	char usual[QUERY_WORD], other[QUERY_WORD];
	bool is_set;

	query_word(parameter->choices, 1, usual);
	query_word(parameter->choices, 2, other);
	is_set = strcmp(value, other) == 0;
	*query_flag(query, parameter) = is_set;
	if (!is_set && strcmp(value, usual) != 0)
		unclear(query, parameter->name);
}

static void take_prefix(struct query *query, const char *value)
{
	size_t length = strlen(value);

	if (length > QUERY_PREFIX_MOST || !islower((unsigned char)value[0]) ||
	    strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
		unclear(query, "prefix");
	else
		query->prefix = value;
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

/* What is too long is cut where a character ends. */
static void take_words(struct reading *reading, const char *value)
{
	size_t length = utf8_fit(value, QUERY_TEXT_MOST);

	if (value[length] != '\0')
		unclear(reading->query, "q");
	reading->query->text = arena_text(reading->arena, value, length);
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
	case QUERY_FLAG:
		take_flag(reading->query, parameter, value);
		break;
	case QUERY_FIELDS:
		take_fields(reading, value);
		break;
	case QUERY_LANGUAGE:
		take_language(reading->query, value);
		break;
	case QUERY_PREFIX:
		take_prefix(reading->query, value);
		break;
	case QUERY_KEEP:
		take_keep(reading, value);
		break;
	case QUERY_WORDS:
		take_words(reading, value);
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
	struct list_item id;

	while (list_next_word(&value, ",", &id))
		choose(reading->query, facet,
		       arena_text(reading->arena, id.text, id.length));
}

static bool is_kept(const struct reading *reading, const char *name)
{
	const char *list = reading->query->keep;
	struct list_item kept;

	if (strncmp(name, QUERY_HOST_MARK, strlen(QUERY_HOST_MARK)) == 0)
		return false;
	while (list_next_word(&list, ",", &kept))
		if (list_item_is(&kept, name))
			return true;
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
 * first and do not. */
static bool may_set(const struct reading *reading,
		    const struct query_parameter *parameter, bool is_wish)
{
	if (!reading->query->is_here)
		return true;
	return parameter->is_wish == is_wish &&
	       (is_wish || !reading->is_behind_host);
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
					       pair.value);
	}
}

static void take_all(struct reading *reading)
{
	const char *rest = reading->text;
	struct url_pair pair;

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

/* Whether the query string is this one, but for an `&` at its end. */
static bool is_sent(const struct reading *reading, const char *spelling)
{
	size_t length = strlen(reading->text);

	if (length > 0 && reading->text[length - 1] == '&')
		length--;
	return length == strlen(spelling) &&
	       memcmp(reading->text, spelling, length) == 0;
}

/* Sets the canonical spelling, and whether it is what was sent. A form whose
 * box for words is empty sends that too. */
static void spell(struct reading *reading)
{
	struct query *query = reading->query;
	struct query form = *query;

	query_spell(query, reading->arena);
	query->is_canonical = is_sent(reading, query->canonical);
	if (query->is_canonical || query->text != NULL)
		return;
	form.text = "";
	query_spell(&form, reading->arena);
	query->is_canonical = is_sent(reading, form.canonical);
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
