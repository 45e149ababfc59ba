/* The parameters, and wishes that are made of others. */
#include "search/query.h"

#include <stdio.h>
#include <string.h>

#include "directory/members.h"
#include "text/list.h"

#define MEMBER(NAME)                                                           \
	.offset = offsetof(struct query, NAME),                                \
	.size = sizeof(((struct query *)NULL)->NAME)
#define SMALL		 "abcdefghijklmnopqrstuvwxyz"
#define DIGITS		 "0123456789"
/* Of a page of others that stands around an answer. */
#define QUERY_PARTS_PAGE (QUERY_PART_HOST | QUERY_PART_AROUND)

/* clang-format off */
const struct query_parameter query_parameters[] = {
	{
		.name = "lang", .kind = QUERY_LANGUAGE,
		MEMBER(is_lang_given), .is_common = true, .uses = QUERY_FOR_ALL,
		.help = "The language of the texts; without it, "
			"Accept-Language decides.",
	},
	{
		.name = "heading", MEMBER(heading),
		.least = 2, .most = 5, .fallback = QUERY_HEADING,
	},
	{
		.name = "exit", .kind = QUERY_FLAG, MEMBER(has_exit),
		.choices = "off, on", .parts = QUERY_PARTS_PAGE,
	},
	{
		.name = "crisis", .kind = QUERY_FLAG, MEMBER(is_bare),
		.choices = "on, off", .parts = QUERY_PARTS_PAGE,
	},
	{
		.name = "style", .kind = QUERY_FLAG,
		MEMBER(is_unstyled),
		.choices = "sheet, none", .parts = QUERY_PARTS_PAGE,
	},
	{
		.name = "links", .kind = QUERY_FLAG,
		MEMBER(is_absolute), .choices = "path, absolute",
		.parts = QUERY_PART_AROUND,
	},
	{
		.name = "charset", .kind = QUERY_FLAG, MEMBER(is_ascii),
		.choices = "utf-8, ascii", .is_common = true,
		.parts = QUERY_PART_HOST,
	},
	{
		.name = "fields", .kind = QUERY_MEMBERS,
		MEMBER(fields), .parts = QUERY_PART_FORMAT,
		.uses = QUERY_FOR_ENTRIES,
		.help = "The members that are wanted of each entry, separated "
			"by commas; all unless given.",
	},
	{
		.name = "format", .kind = QUERY_CHOICE,
		MEMBER(format), .parts = QUERY_PART_FORMAT,
		.choices = "json, ndjson, csv, txt, atom",
		.uses = QUERY_FOR_FORMATS,
		.help = "The format of the answer; without it, Accept decides.",
	},
	{
		.name = "bom", .kind = QUERY_FLAG, MEMBER(has_mark),
		.choices = "0, 1", .parts = QUERY_PART_FORMAT,
		.uses = QUERY_FOR_TABLES,
		.help = "With 1, a table begins with a byte order mark: Excel "
			"takes it for UTF-8 only then.",
	},
	{
		.name = "prefix", .kind = QUERY_NAME, MEMBER(prefix),
		.most = 16, .begins = SMALL, .letters = SMALL DIGITS "-",
		.parts = QUERY_PART_HOST,
	},
	{
		.name = "filters", .kind = QUERY_FLAG,
		MEMBER(is_here), .choices = "section, here",
		.is_common = true,
		.parts = QUERY_PART_HOST,
	},
	{
		.name = "keep", .kind = QUERY_NAME, MEMBER(keep),
		.letters = SMALL "ABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS "_-.,[]",
		.is_common = true, /* by itself it changes no answer */
		.parts = QUERY_PART_HOST,
	},
	{
		.name = "entry", .kind = QUERY_ENTRIES, .is_wish = true,
		MEMBER(entries), .parts = QUERY_PART_HANDOUT,
	},
	{
		.name = "terms", .kind = QUERY_NAME, .is_wish = true,
		MEMBER(whole), .letters = SMALL DIGITS "-",
	},
	{
		.name = "terms_page", .is_wish = true, MEMBER(terms_page),
		.least = 1, .most = 1000000, .fallback = 1,
	},
	{
		.name = "page", .is_wish = true, MEMBER(page),
		.least = 1, .most = 1000000, .fallback = 1,
		.uses = QUERY_FOR_PAGES,
		.help = "The page of the list, from 1. One past the end is "
			"empty.",
	},
	{
		.name = "per_page", .is_wish = true, MEMBER(per_page),
		.least = 1, .most = 100, .is_clamped = true, .fallback = 50,
		.uses = QUERY_FOR_PAGES,
		.help = "How many entries, or phones or terms of a facet where "
			"they are very many, a page has; more than the most is "
			"the most, and the answer says it.",
	},
	{
		.name = "sort", .kind = QUERY_CHOICE, .is_wish = true,
		MEMBER(sort), .choices = "directory, name, need",
		.fallback = QUERY_SORT_DIRECTORY, .parts = QUERY_PART_ORDER,
		.uses = QUERY_FOR_LISTS,
		.help = "The order: as the directory has it, below each other; "
			"by name; or by need: who has the number of a help "
			"line that fits the filters first, what is not active "
			"last. Pages have the last unless told otherwise.",
	},
	{
		.name = "exact", .kind = QUERY_FLAG, .is_wish = true,
		MEMBER(is_exact), .choices = "0, 1", .parts = QUERY_PART_WORDS,
		.uses = QUERY_FOR_LISTS,
		.help = "With 1, only what has the words of `q` themselves: "
			"nothing that means the same, is spelt almost so, or "
			"has some of them.",
	},
	{
		.name = "q", .kind = QUERY_WORDS, .is_wish = true,
		MEMBER(text), .most = QUERY_TEXT_MOST,
		.parts = QUERY_PART_WORDS,
		.uses = QUERY_FOR_LISTS,
		.help = "Words, at most 200 bytes, all of which an entry must "
			"have; the best matches come first. No answer to them "
			"is kept.",
	},
};
/* clang-format on */

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

void *query_member(const struct query *query,
		   const struct query_parameter *parameter)
{
	return (char *)query + parameter->offset;
}

static bool has_members(const struct query *query)
{
	for (size_t i = 0; i < members_count(query->directory); i++)
		if (query->fields != NULL && query->fields[i])
			return true;
	return false;
}

/* What the number or choice is when nobody says. */
static long long fallback_of(const struct query *query,
			     const struct query_parameter *parameter)
{
	return parameter->offset == offsetof(struct query, sort) ?
		       query->usual_sort :
		       parameter->fallback;
}

bool query_says(const struct query *query,
		const struct query_parameter *parameter)
{
	const void *value = query_member(query, parameter);
	static const char nothing[sizeof(long long)];

	switch (parameter->kind) {
	case QUERY_NUMBER:
	case QUERY_CHOICE:
		return *(const long long *)value !=
		       fallback_of(query, parameter);
	case QUERY_MEMBERS:
		return has_members(query);
	default:
		return memcmp(value, nothing, parameter->size) != 0;
	}
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
	const long long *place = query_member(query, parameter);

	return query_word(parameter->choices, *place, word) ? word : NULL;
}

bool query_is_default(const struct query *query, const char *name)
{
	return !query_says(query,
			   &query_parameters[query_find_parameter(name)]);
}

/* Makes a parameter say nothing. */
static void reset(struct query *query, const struct query_parameter *parameter)
{
	void *member = query_member(query, parameter);

	memset(member, 0, parameter->size);
	if (parameter->fallback != 0)
		*(long long *)member = fallback_of(query, parameter);
}

static void set_memo(struct query *query, struct arena *arena)
{
	query->memo = arena_alloc(arena, sizeof(*query->memo));
	query->memo->arena = arena;
}

struct query *query_new(const struct directory *directory, const char *sent,
			struct arena *arena)
{
	struct query *query = arena_alloc(arena, sizeof(*query));

	query->directory = directory;
	query->sent = sent;
	query->usual_sort = QUERY_SORT_DIRECTORY;
	query->is_filtered = arena_alloc(arena, directory->facet_count);
	query->lang = directory->about->values[DIRECTORY_LANGUAGES]->text;
	for (size_t i = 0; i < query_parameter_count; i++)
		reset(query, &query_parameters[i]);
	set_memo(query, arena);
	return query;
}

static struct query *copy(const struct query *query, struct arena *arena)
{
	struct query *there = arena_alloc(arena, sizeof(*there));

	*there = *query;
	there->before = NULL;
	set_memo(there, arena);
	return there;
}

/* All pages are of the same results. */
const struct query *query_at_page(const struct query *query, long long page,
				  struct arena *arena)
{
	struct query *there;

	if (page == query->page)
		return query;
	there = copy(query, arena);
	there->page = page;
	there->memo->results = query->memo->results;
	return there;
}

const struct query *query_in_language(const struct query *query,
				      const char *lang, bool is_given,
				      struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->lang = lang;
	there->is_lang_given = is_given;
	there->before = query;
	return there;
}

const struct query *query_usually_sorted(const struct query *query,
					 enum query_sort usual,
					 struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->usual_sort = usual;
	if (!query->is_sorted)
		there->sort = usual;
	return there;
}

const struct query *query_framed(const struct query *query, struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->is_framed = true;
	there->is_here = false;
	there->keep = NULL;
	there->kept = NULL;
	return there;
}

const struct query *query_without_parts(const struct query *query,
					unsigned parts, struct arena *arena)
{
	struct query *there = NULL;

	for (size_t i = 0; i < query_parameter_count; i++) {
		const struct query_parameter *parameter = &query_parameters[i];

		if (!(parameter->parts & parts) ||
		    !query_says(query, parameter))
			continue;
		if (there == NULL)
			there = copy(query, arena);
		reset(there, parameter);
	}
	if (there == NULL)
		return query;
	if (there->keep == NULL)
		there->kept = NULL;
	return there;
}

const struct query *query_alone(const struct query *query, bool is_opened,
				struct arena *arena)
{
	struct query *there = copy(
		query_without_parts(query, QUERY_PART_AROUND, arena), arena);

	there->has_exit = is_opened;
	there->before = query;
	return there;
}

const struct query *query_without(const struct query *query, size_t facet,
				  struct arena *arena)
{
	const struct directory *directory = query->directory;
	struct query *there = copy(query, arena);
	bool *chosen = arena_alloc(arena, directory->term_count + 1);

	there->page = 1;
	there->chosen = chosen;
	there->is_filtered = arena_alloc(arena, directory->facet_count);
	there->chosen_count = 0;
	for (size_t i = 0; i < directory->term_count; i++) {
		chosen[i] =
			query->chosen[i] && directory->terms[i].facet != facet;
		there->chosen_count += chosen[i];
		if (chosen[i])
			there->is_filtered[directory->terms[i].facet] = true;
	}
	return there;
}

const struct query *query_with_words(const struct query *query,
				     const char *text,
				     const struct match *match,
				     struct arena *arena)
{
	struct query *there = copy(query, arena);

	there->text = text;
	there->match = match;
	if (text == NULL)
		there->is_exact = false;
	return there;
}

const struct query *query_blamed(const struct query *query, const char *name,
				 struct arena *arena)
{
	struct query *there = copy(query, arena);

	if (there->unclear == NULL)
		there->unclear = name;
	return there;
}
