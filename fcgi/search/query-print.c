/* Parameters in the order of their rows, then terms in theirs. */
#include "search/query.h"

#include <string.h>

#include "directory/members.h"
#include "text/url.h"

#define LINK_ROOM ((size_t)64 * 1024)

/* What is remembered of a spelling that has no room. */
static const char too_long[] = "";

const struct query_change query_cleared = {
	.without = TERM_NONE,
	.is_cleared = true,
};

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

const char *query_mark(const struct query *query)
{
	return query->is_here ? QUERY_HOST_MARK : "";
}

static void print_terms(const struct query *query,
			const struct query_change *change, struct buf *out)
{
	const struct directory *directory = query->directory;

	for (size_t i = 0; i < directory->term_count; i++) {
		const struct term *term = &directory->terms[i];

		if (query->chosen[i] && !change->is_cleared &&
		    change->without != i)
			print_pair(query_mark(query),
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

static void print_word(const struct query_parameter *parameter, long long place,
		       struct buf *out)
{
	char word[QUERY_WORD];

	if (query_word(parameter->choices, place, word))
		buf_puts(out, word);
}

static void print_members(const struct query *query, const bool *is_wanted,
			  struct buf *out)
{
	const char *before = "";
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < members_count(query->directory); i++) {
		if (!is_wanted[i])
			continue;
		members_name(query->directory, i, name);
		buf_printf(out, "%s%s", before, name);
		before = ",";
	}
}

static void print_ids(const struct query_entries *entries, struct buf *out)
{
	for (size_t i = 0; i < entries->count; i++)
		buf_printf(out, "%s%s", i > 0 ? "," : "",
			   entries->items[i]->id);
}

bool query_print_value(const struct query *query,
		       const struct query_parameter *parameter, struct buf *out)
{
	const void *value = query_member(query, parameter);

	if (!query_says(query, parameter))
		return false;
	switch (parameter->kind) {
	case QUERY_NUMBER:
		buf_printf(out, "%lld", *(const long long *)value);
		break;
	case QUERY_CHOICE:
		print_word(parameter, *(const long long *)value, out);
		break;
	case QUERY_FLAG:
		print_word(parameter, 2, out);
		break;
	case QUERY_LANGUAGE:
		buf_puts(out, query->lang);
		break;
	case QUERY_MEMBERS:
		print_members(query, *(const bool *const *)value, out);
		break;
	case QUERY_ENTRIES:
		print_ids(query->entries, out);
		break;
	case QUERY_NAME:
	case QUERY_WORDS:
		buf_puts(out, *(const char *const *)value);
		break;
	}
	return true;
}

static void print_entries(const struct query *query, const char *name,
			  struct buf *out)
{
	const struct query_entries *entries = query->entries;

	for (size_t i = 0; entries != NULL && i < entries->count; i++)
		print_pair(query_mark(query), name, entries->items[i]->id, out);
}

/* The commas between members stand as they are, as whoever writes such a list
 * writes them. */
static void print_single(const struct query *query,
			 const struct query_parameter *parameter,
			 const char *mark, struct buf *out)
{
	struct buf value = buf_new(LINK_ROOM);
	bool is_said = query_print_value(query, parameter, &value);

	if (is_said && parameter->kind == QUERY_MEMBERS)
		buf_printf(out, "%s%s%s=%s", out->length > 0 ? "&" : "", mark,
			   parameter->name, buf_text(&value));
	else if (is_said)
		print_pair(mark, parameter->name, buf_text(&value), out);
	buf_free(&value);
}

/* The language is a wish where a reader has chosen it. */
static bool is_wish_of(const struct query *query,
		       const struct query_parameter *parameter)
{
	return parameter->is_wish ||
	       (parameter->kind == QUERY_LANGUAGE && query->is_lang_wished);
}

static void print_parameter(const struct query *query,
			    const struct query_parameter *parameter,
			    struct buf *out)
{
	const char *mark =
		is_wish_of(query, parameter) ? query_mark(query) : "";

	if (parameter->kind == QUERY_ENTRIES)
		print_entries(query, parameter->name, out);
	else
		print_single(query, parameter, mark, out);
}

static void print_parameters(const struct query *query, bool is_wish,
			     struct buf *out)
{
	for (size_t i = 0; i < query_parameter_count; i++)
		if (is_wish_of(query, &query_parameters[i]) == is_wish)
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

/* NULL when it would be too long. */
static const char *spelling_of(const struct query *query, struct arena *arena)
{
	struct buf out = buf_new(LINK_ROOM);
	const char *text = NULL;

	query_print(query, &out);
	if (!buf_is_spoilt(&out))
		text = arena_text(arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

const char *query_canonical(const struct query *query)
{
	struct query_memo *memo = query->memo;

	if (memo->canonical == NULL)
		memo->canonical = spelling_of(query, memo->arena);
	if (memo->canonical == NULL)
		memo->canonical = too_long;
	return memo->canonical;
}

/* The canonical spelling but for the language, with which it begins; NULL when
 * it would be too long. */
static const char *behind_language(const struct query *query)
{
	const char *spelling = query_canonical(query);

	if (spelling == too_long)
		return NULL;
	if (!query->is_lang_given || query->is_lang_wished)
		return spelling;
	spelling += strcspn(spelling, "&");
	return spelling + strspn(spelling, "&");
}

const char *query_key(const struct query *query)
{
	struct query_memo *memo = query->memo;
	struct query plain = *query;

	plain.keep = NULL;
	plain.is_lang_given &= query->is_lang_wished;
	if (memo->key == NULL && query->keep != NULL)
		memo->key = spelling_of(&plain, memo->arena);
	else if (memo->key == NULL)
		memo->key = behind_language(query);
	return memo->key;
}

/* Whether the query string is this one, but for an `&` at its end. */
static bool is_sent(const struct query *query, const char *spelling)
{
	size_t length = strlen(query->sent);

	if (spelling == NULL)
		return false;
	if (length > 0 && query->sent[length - 1] == '&')
		length--;
	return length == strlen(spelling) &&
	       memcmp(query->sent, spelling, length) == 0;
}

/* A language that the browser prefers was not sent. */
bool query_is_canonical(const struct query *query)
{
	struct query form = *query;

	if (query->before != NULL)
		return query_is_canonical(query->before);
	if (is_sent(query, query_canonical(query)))
		return true;
	if (query->text != NULL || strstr(query->sent, "q=") == NULL)
		return false;
	form.text = "";
	return is_sent(query, spelling_of(&form, query->memo->arena));
}

void query_print_host(const struct query *query, struct buf *out)
{
	print_parameters(query, false, out);
}

void query_print_link(const struct query *query,
		      const struct query_change *change, struct buf *out)
{
	static const struct query_change first = { .without = TERM_NONE };
	struct query there = *query;
	struct buf link = buf_new(LINK_ROOM);

	if (change == NULL)
		change = &first;
	there.page = change->page > 0 ? change->page : 1;
	there.whole = change->whole;
	there.terms_page = change->terms_page > 0 ? change->terms_page : 1;
	if (change->is_cleared) {
		there.text = NULL;
		there.is_exact = false;
	}
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
