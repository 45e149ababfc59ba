/* Languages by their first place and how often they stand; kinds one by one. */
#include "directory/strangers.h"

#include <string.h>

#include "directory/vocabulary.h"
#include "text/spelling.h"

#define LANGUAGES_MOST ((size_t)16)

struct odd_language {
	const char *tag;
	const struct ini_file_pair *first;
	size_t count;
};

void strangers_excuse(struct strangers *strangers, const char *name)
{
	if (strangers->count < STRANGERS_MOST)
		strangers->excused[strangers->count++] = name;
}

bool strangers_are(const struct strangers *strangers, const char *name)
{
	for (size_t i = 0; i < strangers->count; i++)
		if (strcmp(strangers->excused[i], name) == 0)
			return true;
	return false;
}

/* The language that a key carries, or NULL where the directory has it. */
static const char *odd_tag(const struct ini_file_pair *pair, const char *first,
			   const char *const *others)
{
	const char *dot = strchr(pair->name, '.');

	if (dot == NULL || dot[1] == '\0')
		return NULL;
	for (; *others != NULL; others++)
		if (strcmp(*others, dot + 1) == 0)
			return NULL;
	return first != NULL && strcmp(first, dot + 1) == 0 ? NULL : dot + 1;
}

static void count_tag(struct odd_language *odd, size_t *count, const char *tag,
		      const struct ini_file_pair *pair)
{
	size_t i = 0;

	while (i < *count && strcmp(odd[i].tag, tag) != 0)
		i++;
	if (i == LANGUAGES_MOST)
		return;
	if (i == *count)
		odd[(*count)++] = (struct odd_language){ tag, pair, 0 };
	odd[i].count++;
}

void strangers_find_languages(struct strangers *strangers,
			      const struct ini_file_section *sections,
			      const char *first, const char *const *others,
			      struct arena *arena, struct err *err)
{
	struct odd_language odd[LANGUAGES_MOST];
	size_t count = 0;

	for (; sections != NULL; sections = ini_file_next(sections, arena))
		for (const struct ini_file_pair *pair = sections->pairs; pair;
		     pair = pair->next) {
			const char *tag = odd_tag(pair, first, others);

			if (tag != NULL)
				count_tag(odd, &count, tag, pair);
		}
	for (size_t i = 0; i < count; i++) {
		if (odd[i].count == 1)
			continue;
		err_at(err, odd[i].first->file, odd[i].first->line,
		       "`%s` is none of the directory's further languages "
		       "([directory] languages); %zu lines have it",
		       odd[i].tag, odd[i].count);
		strangers_excuse(strangers, arena_text(arena, odd[i].tag,
						       strlen(odd[i].tag)));
	}
}

/* Whether the sections have `[kind:id]`. */
static bool has(const struct ini_file_section *section, const char *kind,
		const char *id)
{
	for (; section != NULL; section = section->next)
		if (section->id != NULL && strcmp(section->kind, kind) == 0 &&
		    strcmp(section->id, id) == 0)
			return true;
	return false;
}

void strangers_report_kind(struct strangers *strangers,
			   const struct ini_file_section *section,
			   const struct ini_file_section *sections,
			   const char *const *kinds, struct err *err)
{
	struct spelling spelling = spelling_of(section->kind);
	const char *name = section->kind;

	if (strangers_are(strangers, name))
		return;
	strangers_excuse(strangers, name);
	for (; *kinds != NULL; kinds++)
		spelling_try(&spelling, *kinds);
	if (strcmp(name, VOCABULARY_DEPARTMENT) == 0)
		err_at(err, section->file, section->line,
		       "there is no kind of section [%s]; departments are the "
		       "entries that stand below no other",
		       name);
	else if (has(sections, vocabulary_kind.name, name))
		err_at(err, section->file, section->line,
		       "there is no kind of section [%s]; it is a kind of "
		       "entry: write `[entry:%s]`, and below it `kind = %s`",
		       name, section->id != NULL ? section->id : "ID", name);
	else if (spelling.nearest != NULL)
		err_at(err, section->file, section->line,
		       "there is no kind of section [%s]; did you mean [%s]?",
		       name, spelling.nearest);
	else
		err_at(err, section->file, section->line,
		       "there is no kind of section [%s]; terms of a facet of "
		       "your own need its section too: [facet:%s]",
		       name, name);
}
