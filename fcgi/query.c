/* The visitor's wish, and how it is written. */
#include "query.h"

#include <string.h>

#include "url.h"
#include "words.h"

#define LINK_ROOM    ((size_t)64 * 1024)
#define MEMBER(NAME) offsetof(struct query, NAME)

const struct query_parameter query_parameters[] = {
	{ .name = "lang", .kind = QUERY_LANGUAGE },
	{ .name = "heading",
	  .offset = MEMBER(heading),
	  .least = 2,
	  .most = 5,
	  .fallback = 2 },
	{ .name = "exit",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(has_exit),
	  .choices = { "off", "on" } },
	{ .name = "crisis",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(is_bare),
	  .choices = { "on", "off" } },
	{ .name = "style",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(is_unstyled),
	  .choices = { "sheet", "none" } },
	{ .name = "links",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(is_absolute),
	  .choices = { "path", "absolute" } },
	{ .name = "prefix", .kind = QUERY_PREFIX },
	{ .name = "filters",
	  .kind = QUERY_CHOICE,
	  .offset = MEMBER(is_here),
	  .choices = { "section", "here" } },
	{ .name = "keep", .kind = QUERY_KEEP },
	{ .name = "page",
	  .is_wish = true,
	  .offset = MEMBER(page),
	  .least = 1,
	  .most = 1000000,
	  .fallback = 1 },
	{ .name = "per_page",
	  .is_wish = true,
	  .offset = MEMBER(per_page),
	  .least = 1,
	  .most = 100,
	  .fallback = 50 },
	{ .name = "q", .kind = QUERY_WORDS, .is_wish = true },
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

bool *query_flag(struct query *query, const struct query_parameter *parameter)
{
	return (bool *)(void *)((char *)query + parameter->offset);
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

/* The value of a choice, a language, a prefix or names to keep that is not the
 * usual one, or NULL. */
static const char *word_of(const struct query *query,
			   const struct query_parameter *parameter)
{
	switch (parameter->kind) {
	case QUERY_CHOICE:
		return *query_flag((struct query *)query, parameter) ?
			       parameter->choices[1] :
			       NULL;
	case QUERY_LANGUAGE:
		return query->is_lang_given ? query->lang : NULL;
	case QUERY_PREFIX:
		return query->prefix;
	case QUERY_KEEP:
		return query->is_here ? query->keep : NULL;
	case QUERY_WORDS:
		return query->text;
	case QUERY_NUMBER:
		break;
	}
	return NULL;
}

bool query_print_value(const struct query *query,
		       const struct query_parameter *parameter, struct buf *out)
{
	const char *word = word_of(query, parameter);

	if (word != NULL)
		buf_puts(out, word);
	if (parameter->kind != QUERY_NUMBER)
		return word != NULL;
	if (number_of(query, parameter) == parameter->fallback)
		return false;
	buf_printf(out, "%lld", number_of(query, parameter));
	return true;
}

static void print_parameter(const struct query *query,
			    const struct query_parameter *parameter,
			    struct buf *out)
{
	struct buf value = buf_new(LINK_ROOM);

	if (query_print_value(query, parameter, &value))
		print_pair(mark_of(query, parameter->is_wish), parameter->name,
			   buf_text(&value), out);
	buf_free(&value);
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

static const char *spelling_in(const struct query *query, struct arena *arena)
{
	struct buf out = buf_new(LINK_ROOM);
	const char *text = "";

	query_print(query, &out);
	if (!buf_is_spoilt(&out))
		text = arena_text(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

void query_spell(struct query *query, struct arena *arena)
{
	struct query plain = *query;

	plain.keep = NULL;
	plain.is_lang_given = false;
	query->canonical = spelling_in(query, arena);
	query->key = spelling_in(&plain, arena);
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
				     const struct words *words,
				     struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->text = text;
	there->words = words;
	there->page = 1;
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

void query_print_host(const struct query *query, struct buf *out)
{
	print_parameters(query, false, out);
}

void query_print_link(const struct query *query,
		      const struct query_change *change, struct buf *out)
{
	struct query there = *query;
	struct buf link = buf_new(LINK_ROOM);

	there.page = change->page > 0 ? change->page : 1;
	if (change->is_cleared)
		there.text = NULL;
	if (query->is_framed)
		print_parameters(&there, false, &link);
	if (query->is_here)
		print_kept(query, &link);
	else if (query->is_lang_given && !query->is_framed)
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

static void print_languages(const struct directory *directory, struct buf *out)
{
	const struct value *language =
		directory->about->values[DIRECTORY_LANGUAGES];

	for (; language != NULL; language = language->next)
		buf_printf(out, "%s%s", language->text,
			   language->next != NULL ? ", " : "");
}

static void print_parameter_values(const struct directory *directory,
				   const struct query_parameter *parameter,
				   struct buf *out)
{
	switch (parameter->kind) {
	case QUERY_NUMBER:
		buf_printf(out, "%lld to %lld", parameter->least,
			   parameter->most);
		break;
	case QUERY_CHOICE:
		buf_printf(out, "%s, %s", parameter->choices[0],
			   parameter->choices[1]);
		break;
	case QUERY_LANGUAGE:
		print_languages(directory, out);
		break;
	case QUERY_PREFIX:
		buf_printf(out,
			   "a letter and at most %d more letters, digits "
			   "and hyphens",
			   QUERY_PREFIX_MOST - 1);
		break;
	case QUERY_KEEP:
		buf_puts(out, "names separated by commas");
		break;
	case QUERY_WORDS:
		buf_printf(out, "words, at most %zu bytes of plain text",
			   WORDS_BYTES);
		break;
	}
}

void query_print_values(const struct directory *directory, const char *name,
			struct buf *out)
{
	size_t place = query_find_parameter(name);
	size_t facet = directory_facet(directory, name);

	if (place < query_parameter_count)
		print_parameter_values(directory, &query_parameters[place],
				       out);
	if (facet == directory->facet_count)
		return;
	for (size_t i = 0; i < directory->facets[facet].count; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "",
			   directory->terms[directory->facets[facet].first + i]
				   .id);
}
