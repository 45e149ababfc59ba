/* How a wish is written. */
#include "directory/members.h"
#include "search/query.h"
#include "text/url.h"

#define LINK_ROOM ((size_t)64 * 1024)

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

static bool print_choice(const struct query *query,
			 const struct query_parameter *parameter,
			 struct buf *out)
{
	long long usual =
		parameter->kind == QUERY_FLAG ? 1 : parameter->fallback;
	long long place = query_value(query, parameter);
	char word[QUERY_WORD];

	if (place == usual || !query_word(parameter->choices, place, word))
		return false;
	buf_puts(out, word);
	return true;
}

static bool print_fields(const struct query *query, struct buf *out)
{
	size_t count =
		query->fields != NULL ? members_count(query->directory) : 0;
	const char *before = "";
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < count; i++) {
		if (!query->fields[i])
			continue;
		members_name(query->directory, i, name);
		buf_printf(out, "%s%s", before, name);
		before = ",";
	}
	return before[0] != '\0';
}

static bool print_number(const struct query *query,
			 const struct query_parameter *parameter,
			 struct buf *out)
{
	if (query_value(query, parameter) == parameter->fallback)
		return false;
	buf_printf(out, "%lld", query_value(query, parameter));
	return true;
}

/* The value of a language, a prefix, names to keep or words that is not the
 * usual one, or NULL. */
static const char *text_of(const struct query *query,
			   const struct query_parameter *parameter)
{
	if (parameter->kind == QUERY_LANGUAGE)
		return query->is_lang_given ? query->lang : NULL;
	if (parameter->kind == QUERY_PREFIX)
		return query->prefix;
	if (parameter->kind == QUERY_WORDS)
		return query->text;
	return query->is_here ? query->keep : NULL;
}

bool query_print_value(const struct query *query,
		       const struct query_parameter *parameter, struct buf *out)
{
	const char *text;

	switch (parameter->kind) {
	case QUERY_NUMBER:
		return print_number(query, parameter, out);
	case QUERY_FLAG:
	case QUERY_CHOICE:
		return print_choice(query, parameter, out);
	case QUERY_FIELDS:
		return print_fields(query, out);
	case QUERY_LANGUAGE:
	case QUERY_PREFIX:
	case QUERY_KEEP:
	case QUERY_WORDS:
		break;
	}
	text = text_of(query, parameter);
	if (text != NULL)
		buf_puts(out, text);
	return text != NULL;
}

/* The commas between members stand as they are, as whoever writes such a list
 * writes them. */
static void print_parameter(const struct query *query,
			    const struct query_parameter *parameter,
			    struct buf *out)
{
	const char *mark = mark_of(query, parameter->is_wish);
	struct buf value = buf_new(LINK_ROOM);
	bool is_said = query_print_value(query, parameter, &value);

	if (is_said && parameter->kind == QUERY_FIELDS)
		buf_printf(out, "%s%s%s=%s", out->length > 0 ? "&" : "", mark,
			   parameter->name, buf_text(&value));
	else if (is_said)
		print_pair(mark, parameter->name, buf_text(&value), out);
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
