/* The visitor's wish, and how it is written. */
#include "query.h"

#include <stdio.h>
#include <string.h>

#include "members.h"
#include "url.h"

#define LINK_ROOM    ((size_t)64 * 1024)
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
	{ .name = "filters", .kind = QUERY_FILTERS },
	{ .name = "keep", .kind = QUERY_KEEP },
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

static long long number_of(const struct query *query,
			   const struct query_parameter *parameter)
{
	return *query_number((struct query *)query, parameter);
}

bool query_word(const char *choices, long long number, char word[QUERY_WORD])
{
	for (; number > 1 && *choices != '\0'; number--) {
		choices += strcspn(choices, ",");
		choices += strspn(choices, ", ");
	}
	snprintf(word, QUERY_WORD, "%.*s", (int)strcspn(choices, ","), choices);
	return number == 1 && word[0] != '\0';
}

const char *query_choice(const struct query *query, const char *name,
			 char word[QUERY_WORD])
{
	const struct query_parameter *parameter =
		&query_parameters[query_find_parameter(name)];

	return query_word(parameter->choices, number_of(query, parameter),
			  word) ?
		       word :
		       NULL;
}

bool query_is_default(const struct query *query, const char *name)
{
	const struct query_parameter *parameter =
		&query_parameters[query_find_parameter(name)];

	return number_of(query, parameter) == parameter->fallback;
}

static void print_pair(const char *mark, const char *name, const char *value,
		       struct buf *out)
{
	if (out->length > 0)
		buf_puts(out, "&");
	buf_puts(out, mark);
	url_encode(out, name);
	buf_puts(out, "=");
	url_encode(out, value);
}

static void print_number(const char *mark, const char *name, long long number,
			 struct buf *out)
{
	if (out->length > 0)
		buf_puts(out, "&");
	buf_printf(out, "%s%s=%lld", mark, name, number);
}

static const char *mark_of(const struct query *query, bool is_wish)
{
	return query->is_here && is_wish ? QUERY_HOST_MARK : "";
}

static void print_terms(const struct query *query,
			const struct query_change *change, struct buf *out)
{
	const struct directory *directory = query->directory;

	for (size_t i = 0; i < directory->term_count; i++) {
		const struct term *term = &directory->terms[i];

		if (query->chosen[i] && !change->is_cleared &&
		    change->without != i)
			print_pair(mark_of(query, true),
				   directory->facets[term->facet].id, term->id,
				   out);
	}
}

static void print_kept(const struct query *query, struct buf *out)
{
	const struct query_kept *kept = query->kept;

	for (; kept != NULL; kept = kept->next)
		print_pair("", kept->name, kept->value, out);
}

/* Commas stand as they are, as whoever writes such a list writes them. */
static void print_fields(const struct query *query, const char *mark,
			 struct buf *out)
{
	size_t count = members_count(query->directory);
	const char *before = out->length > 0 ? "&" : "";
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < count && query->fields != NULL; i++) {
		if (!query->fields[i])
			continue;
		members_name(query->directory, i, name);
		if (before[0] != ',')
			buf_printf(out, "%s%sfields=%s", before, mark, name);
		else
			buf_printf(out, ",%s", name);
		before = ",";
	}
}

static void print_choice(const struct query *query,
			 const struct query_parameter *parameter,
			 const char *mark, struct buf *out)
{
	long long number = number_of(query, parameter);
	char word[QUERY_WORD];

	if (number != parameter->fallback &&
	    query_word(parameter->choices, number, word))
		print_pair(mark, parameter->name, word, out);
}

static void print_parameter(const struct query *query,
			    const struct query_parameter *parameter,
			    struct buf *out)
{
	const char *mark = mark_of(query, parameter->is_wish);

	if (parameter->kind == QUERY_CHOICE)
		print_choice(query, parameter, mark, out);
	if (parameter->kind == QUERY_FIELDS)
		print_fields(query, mark, out);

	if (parameter->kind == QUERY_NUMBER &&
	    number_of(query, parameter) != parameter->fallback)
		print_number(mark, parameter->name, number_of(query, parameter),
			     out);
	if (parameter->kind == QUERY_FILTERS && query->is_here)
		print_pair(mark, parameter->name, "here", out);
	if (parameter->kind == QUERY_LANGUAGE && query->is_lang_given)
		print_pair(mark, parameter->name, query->lang, out);
	if (parameter->kind == QUERY_KEEP && query->is_here &&
	    query->keep != NULL)
		print_pair(mark, parameter->name, query->keep, out);
}

static void print_parameters(const struct query *query, bool is_wish,
			     struct buf *out)
{
	for (size_t i = 0; i < query_parameter_count; i++)
		if (query_parameters[i].is_wish == is_wish)
			print_parameter(query, &query_parameters[i], out);
}

void query_print(const struct query *query, struct buf *out)
{
	static const struct query_change unchanged = { .without = TERM_NONE };

	print_parameters(query, false, out);
	print_kept(query, out);
	print_parameters(query, true, out);
	print_terms(query, &unchanged, out);
}

void query_print_link(const struct query *query,
		      const struct query_change *change, struct buf *out)
{
	struct query there = *query;
	struct buf link = buf_new(LINK_ROOM);

	there.page = change->page > 0 ? change->page : 1;
	if (query->is_here)
		print_kept(query, &link);
	else if (query->is_lang_given)
		print_pair("", "lang", query->lang, &link);
	print_parameters(&there, true, &link);
	print_terms(query, change, &link);
	buf_puts(out, buf_text(&link));
	buf_free(&link);
}

void query_print_name(const struct query *query, const char *name,
		      struct buf *out)
{
	buf_puts(out, mark_of(query, true));
	buf_puts(out, name);
}
