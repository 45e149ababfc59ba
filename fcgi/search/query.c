/* The visitor's wish, and how it is written. */
#include "search/query.h"

#include <stdio.h>
#include <string.h>

#include "text/list.h"

#define MEMBER(NAME) offsetof(struct query, NAME)

const struct query_parameter query_parameters[] = {
	{ .name = "lang",
	  .kind = QUERY_LANGUAGE,
	  .uses = QUERY_FOR_ALL,
	  .help = "The language of the texts; without it, Accept-Language "
		  "decides." },
	{ .name = "heading",
	  .offset = MEMBER(heading),
	  .least = 2,
	  .most = 5,
	  .fallback = 2 },
	{ .name = "exit",
	  .kind = QUERY_FLAG,
	  .offset = MEMBER(has_exit),
	  .choices = "off, on" },
	{ .name = "crisis",
	  .kind = QUERY_FLAG,
	  .offset = MEMBER(is_bare),
	  .choices = "on, off" },
	{ .name = "style",
	  .kind = QUERY_FLAG,
	  .offset = MEMBER(is_unstyled),
	  .choices = "sheet, none" },
	{ .name = "links",
	  .kind = QUERY_FLAG,
	  .offset = MEMBER(is_absolute),
	  .choices = "path, absolute" },
	{ .name = "fields",
	  .kind = QUERY_FIELDS,
	  .uses = QUERY_FOR_ENTRIES,
	  .help = "The members that are wanted of each entry, separated by "
		  "commas; all unless given." },
	{ .name = "format",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(format),
	  .choices = "json, ndjson, csv, txt, atom",
	  .uses = QUERY_FOR_FORMATS,
	  .help = "The format of the answer; without it, Accept decides." },
	{ .name = "prefix", .kind = QUERY_PREFIX },
	{ .name = "filters",
	  .kind = QUERY_FLAG,
	  .offset = MEMBER(is_here),
	  .choices = "section, here" },
	{ .name = "keep", .kind = QUERY_KEEP },
	{ .name = "page",
	  .is_wish = true,
	  .offset = MEMBER(page),
	  .least = 1,
	  .most = 1000000,
	  .fallback = 1,
	  .uses = QUERY_FOR_PAGES,
	  .help = "The page of the list, from 1. One past the end is empty." },
	{ .name = "per_page",
	  .is_wish = true,
	  .offset = MEMBER(per_page),
	  .least = 1,
	  .most = 100,
	  .fallback = 50,
	  .uses = QUERY_FOR_PAGES,
	  .help = "How many entries a page of the list has." },
	{ .name = "sort",
	  .is_wish = true,
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(sort),
	  .choices = "directory, name",
	  .fallback = QUERY_SORT_DIRECTORY,
	  .uses = QUERY_FOR_LISTS,
	  .help = "The order: as the directory has it, below each other, or "
		  "by name." },
	{ .name = "q",
	  .kind = QUERY_WORDS,
	  .is_wish = true,
	  .uses = QUERY_FOR_LISTS,
	  .help = "Words, at most 200 bytes, all of which an entry must have; "
		  "the best matches come first. No answer to them is kept." },
};

const size_t query_parameter_count =
	sizeof(query_parameters) / sizeof(*query_parameters);

size_t query_find_parameter(const char *name)
{
	size_t i = 0;

	while (i < query_parameter_count &&
	       strcmp(query_parameters[i].name, name) != 0)
		i++;
	return i;
}

long long *query_number(struct query *query,
			const struct query_parameter *parameter)
{
	return (long long *)(void *)((char *)query + parameter->offset);
}

bool *query_flag(struct query *query, const struct query_parameter *parameter)
{
	return (bool *)(void *)((char *)query + parameter->offset);
}

long long query_value(const struct query *query,
		      const struct query_parameter *parameter)
{
	if (parameter->kind == QUERY_FLAG)
		return *query_flag((struct query *)query, parameter) ? 2 : 1;
	return *query_number((struct query *)query, parameter);
}

bool query_word(const char *choices, long long number, char word[QUERY_WORD])
{
	struct list_item choice = { .text = "" };

	while (number > 0 && list_next_trimmed(&choices, ",", &choice))
		number--;
	snprintf(word, QUERY_WORD, "%.*s", (int)choice.length, choice.text);
	return number == 0 && word[0] != '\0';
}

const char *query_choice(const struct query *query, const char *name,
			 char word[QUERY_WORD])
{
	const struct query_parameter *parameter =
		&query_parameters[query_find_parameter(name)];

	return query_word(parameter->choices, query_value(query, parameter),
			  word) ?
		       word :
		       NULL;
}

bool query_is_default(const struct query *query, const char *name)
{
	const struct query_parameter *parameter =
		&query_parameters[query_find_parameter(name)];

	return query_value(query, parameter) == parameter->fallback;
}

static struct query *copy(const struct query *query, struct arena *arena)
{
	struct query *there = arena_alloc(arena, sizeof(*there));

	*there = *query;
	return there;
}

/* Spells a changed copy of `query`. */
static const struct query *changed(const struct query *query,
				   struct query *there, struct arena *arena)
{
	query_spell(there, arena);
	there->is_canonical = query->is_canonical &&
			      strcmp(query->canonical, there->canonical) == 0;
	return there;
}

const struct query *query_at_page(const struct query *query, long long page,
				  struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->page = page;
	return changed(query, there, arena);
}

const struct query *query_with_words(const struct query *query,
				     const char *text,
				     const struct match *match,
				     struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->text = text;
	there->match = match;
	return changed(query, there, arena);
}

const struct query *query_framed(const struct query *query, struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->is_framed = true;
	there->is_here = false;
	there->keep = NULL;
	there->kept = NULL;
	return changed(query, there, arena);
}

const struct query *query_without_format(const struct query *query,
					 struct arena *arena)
{
	struct query *there;

	if (query->format == 0 && query->fields == NULL)
		return query;
	there = copy(query, arena);
	there->format = 0;
	there->fields = NULL;
	return changed(query, there, arena);
}

const struct query *query_without_host(const struct query *query,
				       struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->prefix = NULL;
	there->keep = NULL;
	there->kept = NULL;
	there->is_here = false;
	there->has_exit = false;
	there->is_bare = false;
	there->is_unstyled = false;
	return changed(query, there, arena);
}

const struct query *query_without(const struct query *query, size_t facet,
				  struct arena *arena)
{
	const struct directory *directory = query->directory;
	struct query *there = copy(query, arena);

	there->page = 1;
	there->chosen = arena_alloc(arena, directory->term_count + 1);
	there->is_filtered = arena_alloc(arena, directory->facet_count);
	there->chosen_count = 0;
	for (size_t i = 0; i < directory->term_count; i++) {
		there->chosen[i] =
			query->chosen[i] && directory->terms[i].facet != facet;
		there->chosen_count += there->chosen[i];
		if (there->chosen[i])
			there->is_filtered[directory->terms[i].facet] = true;
	}
	return changed(query, there, arena);
}
