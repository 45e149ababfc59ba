/* Rows decide where a text stands, and names where a word does. */
#include "command/unread.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "directory/entry.h"
#include "directory/vocabulary.h"

struct finding {
	const struct edition *edition;
	struct unread_list list;
	size_t room;
	struct arena *arena;
};

/* How the names of words begin that keep readers safe. */
static const char *const safe[] = {
	"safety", "exit", "crisis", "call", "unconfirmed", "last-resort",
};

static enum unread_group group_of_word(const char *name)
{
	for (size_t i = 0; i < sizeof(safe) / sizeof(*safe); i++)
		if (strncmp(name, safe[i], strlen(safe[i])) == 0)
			return UNREAD_SAFETY;
	return UNREAD_WORDS;
}

static enum unread_group group_of(const struct reading_text *text)
{
	const struct kind *kind = text->record->kind;

	if (kind == &vocabulary_answered_by)
		return text->row == ANSWERED_BY_CAUTION ? UNREAD_CAUTION :
							  UNREAD_WHO;
	if (strcmp(kind->name, entry_phone.name) == 0)
		return UNREAD_PHONES;
	return strcmp(kind->name, entry_entry.name) == 0 ? UNREAD_ENTRIES :
							   UNREAD_FILTERS;
}

static void add(struct finding *finding, struct unread item)
{
	struct unread_list *list = &finding->list;

	if (list->count == finding->room) {
		finding->room = 2 * finding->room + 64;
		list->items = alloc_grow(list->items,
					 finding->room * sizeof(*list->items));
	}
	list->items[list->count++] = item;
}

static void take(void *data, const struct reading_text *text)
{
	struct finding *finding = data;
	const struct edition *edition = finding->edition;
	const struct collection *all = edition->directory->collection;
	struct reading_text *kept = arena_alloc(finding->arena, sizeof(*kept));
	struct unread item = {
		.group = group_of(text),
		.key = text->key,
		.original = text->original,
		.translation = text->translation,
		.file = text->value->file,
		.line = text->value->line,
		.text = kept,
	};

	*kept = *text;
	memcpy(item.mark, text->mark, sizeof(item.mark));
	item.is_read =
		reading_is_whole(all, text->record, edition->locale->tag) ||
		reading_is_right(all, edition->locale->tag, text);
	add(finding, item);
}

static bool lacks(const struct locale *locale, const char *word)
{
	for (size_t i = 0; locale->missing[i] != NULL; i++)
		if (strcmp(locale->missing[i], word) == 0)
			return true;
	return false;
}

static void take_words(struct finding *finding)
{
	const struct locale *locale = finding->edition->locale;
	json_t *words = finding->edition->original->words, *word;
	const char *name;

	json_object_foreach(words, name, word)
	{
		char *file_name =
			arena_text(finding->arena, name, strlen(name));
		struct unread item = {
			.original = json_string_value(word),
			.translation = json_string_value(
				json_object_get(locale->words, name)),
		};

		for (char *at = file_name; *at != '\0'; at++)
			*at = *at == '_' ? '-' : *at;
		if (lacks(locale, file_name))
			continue;
		item.group = group_of_word(file_name);
		item.word = file_name;
		item.key = arena_printf(finding->arena, "word.%s", file_name);
		item.is_read = locale_is_read(locale, name, item.original);
		reading_mark(item.original, item.translation, item.mark);
		add(finding, item);
	}
}

static int by_group(const void *left, const void *right)
{
	const struct unread *a = *(struct unread *const *)left;
	const struct unread *b = *(struct unread *const *)right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return a < b ? -1 : 1;
}

static struct unread_list sorted(const struct finding *finding)
{
	size_t count = finding->list.count;
	struct unread **order = alloc_zero((count + 1) * sizeof(*order));
	struct unread_list list = {
		.items = arena_alloc(finding->arena,
				     (count + 1) * sizeof(struct unread)),
		.count = count,
	};

	for (size_t i = 0; i < count; i++)
		order[i] = &finding->list.items[i];
	qsort(order, count, sizeof(*order), by_group);
	for (size_t i = 0; i < count; i++)
		list.items[i] = *order[i];
	free(order);
	return list;
}

struct unread_list unread_find(const struct edition *edition,
			       struct arena *arena)
{
	const struct directory *directory = edition->directory;
	const struct collection *all = directory->collection;
	const char *language = edition->locale->tag;
	struct finding finding = { .edition = edition, .arena = arena };
	struct unread_list list;

	take_words(&finding);
	reading_each(all->about, language, arena, take, &finding);
	for (size_t i = 0; i < all->count; i++)
		if (!directory_hides(directory, all->records[i]))
			reading_each(all->records[i], language, arena, take,
				     &finding);
	list = sorted(&finding);
	free(finding.list.items);
	return list;
}
