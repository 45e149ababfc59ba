/* Links of which `check --links` found that they moved or are dead: a program
 * cannot tell what stands there now, so somebody decides. */
#include <string.h>

#include "command/verify.h"
#include "directory/entry.h"
#include "directory/link-check.h"

#define EDITS 32

static const enum link_state told[] = { LINK_MOVED, LINK_DEAD };

/* Whether the pair is of this address, in whichever language. */
static bool is_of(const struct ini_file_pair *pair, const char *url)
{
	size_t length = strlen(url);

	return (strcmp(pair->name, "link") == 0 ||
		strncmp(pair->name, "link.", strlen("link.")) == 0) &&
	       strncmp(pair->value, url, length) == 0 &&
	       (pair->value[length] == '\0' || pair->value[length] == ' ');
}

static const struct ini_file_pair *pairs_of(const struct verifying *verifying,
					    const struct record *record)
{
	const struct ini_file_section *section = verifying->desk.sections;

	while (section != NULL && (section->line != record->line ||
				   strcmp(section->file, record->file) != 0))
		section = section->next;
	return section != NULL ? section->pairs : NULL;
}

/* Its line and those of its translations, with another address or none. */
static void change(struct verifying *verifying, const struct record *record,
		   const char *url, const char *instead)
{
	const struct ini_file_pair *pair = pairs_of(verifying, record);
	struct arena *arena = verifying->desk.arena;
	struct ini_edit edits[EDITS];
	size_t count = 0;

	for (; pair != NULL && count < EDITS; pair = pair->next)
		if (is_of(pair, url))
			edits[count++] = (struct ini_edit){
				.file = record->file,
				.kind = record->kind->name,
				.id = record->id,
				.name = pair->name,
				.old = pair->value,
				.value = instead == NULL ?
						 NULL :
						 arena_printf(
							 arena, "%s%s", instead,
							 pair->value +
								 strlen(url)),
			};
	if (count > 0)
		verify_write_all(verifying, record, edits, count);
}

static void ask(struct verifying *verifying, const struct record *record,
		const struct link_finding *finding)
{
	const char *answer = NULL;

	ask_say(verifying->ask, "\n[%s:%s] %s\n  %s%s, since %s",
		record->kind->name, record->id, finding->url,
		finding->state == LINK_MOVED ? "leads to " : "", finding->words,
		finding->since);
	do {
		answer = verify_ask(verifying,
				    "The new address, d to drop the link, or "
				    "Enter to leave it: ");
		if (answer != NULL && strcmp(answer, "d") == 0) {
			change(verifying, record, finding->url, NULL);
			return;
		}
	} while (answer != NULL && answer[0] != '\0' &&
		 !verify_is_right(verifying, record, "link", answer));
	if (answer != NULL && answer[0] != '\0')
		change(verifying, record, finding->url, answer);
}

static void look_at(struct verifying *verifying, const struct record *record)
{
	const struct collection *all = verifying->desk.collection;
	const struct value *link = record_value(record, ENTRY_LINK);
	struct link_finding finding;

	for (; link != NULL; link = record_next(link))
		for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
			if (!verifying->is_over &&
			    link_check_find(all, link->text, told[i],
					    verifying->desk.arena, &finding))
				ask(verifying, record, &finding);
}

void verify_links(struct verifying *verifying)
{
	const struct collection *all = verifying->desk.collection;
	const char *one = verifying->options->operand;

	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->records[i]->kind->name, entry_entry.name) ==
			    0 &&
		    (one == NULL || strcmp(all->records[i]->id, one) == 0))
			look_at(verifying, all->records[i]);
}
