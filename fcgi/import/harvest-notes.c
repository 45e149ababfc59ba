/* What no rule is sure of, what has no place, and how often. */
#include <string.h>

#include "import/harvest.h"

static struct harvest_alias *alias_of(const struct harvest *harvest,
				      const char *field)
{
	struct harvest_alias *found = NULL;

	for (struct harvest_alias *at = harvest->aliases; at != NULL;
	     at = at->next)
		if (strstr(field, at->field) != NULL &&
		    (found == NULL || strlen(at->field) > strlen(found->field)))
			found = at;
	return found;
}

void harvest_alias(struct harvest *harvest, const char *field,
		   const char *heading)
{
	struct harvest_alias *alias = alias_of(harvest, field);

	if (alias != NULL && strcmp(alias->field, field) == 0) {
		alias->heading = arena_printf(harvest->arena, "%s, %s",
					      alias->heading, heading);
		return;
	}
	alias = arena_alloc(harvest->arena, sizeof(*alias));
	*alias = (struct harvest_alias){ field, heading, harvest->aliases };
	harvest->aliases = alias;
}

void harvest_note(struct harvest *harvest, struct harvest_section *entry,
		  const char *field, const char *text)
{
	const struct harvest_alias *alias = alias_of(harvest, field);

	harvest_note_column(harvest, entry,
			    alias != NULL ? alias->heading : field, text);
}

static void count(struct harvest *harvest, struct harvest_section *section,
		  struct tally *tally, const char *name)
{
	struct harvest_counted *counted;
	size_t number = tally_add(tally, name);

	if (section == NULL)
		return;
	counted = arena_alloc(harvest->texts, sizeof(*counted));
	*counted = (struct harvest_counted){ tally, number, section->counted };
	section->counted = counted;
}

/* Whether a field is of a section that is told once: a place, a phone. */
static bool is_told_once(const char *field)
{
	static const char *const kinds[] = { "location.", "phone.",
					     "contact." };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strncmp(field, kinds[i], strlen(kinds[i])) == 0)
			return true;
	return false;
}

void harvest_lose(struct harvest *harvest, const char *field)
{
	count(harvest, is_told_once(field) ? NULL : harvest->told,
	      &harvest->report->lost, field);
}

void harvest_note_column(struct harvest *harvest, struct harvest_section *entry,
			 const char *heading, const char *text)
{
	static const char key[] = "internal-note";
	struct harvest_section *counted = is_told_once(heading) ? NULL : entry;
	struct report *report = harvest->report;
	struct clean_tally ignored = { 0 };
	const char *line =
		arena_printf(harvest->texts, "%s: %s", heading, text);

	line = clean(line, CLEAN_TEXT, &ignored, harvest->texts);
	if (harvest_has(entry, key, line))
		return;
	count(harvest, counted,
	      harvest_put(harvest, entry, key, line, NULL) ? &report->noted :
							     &report->lost,
	      heading);
}

const char *harvest_take_out(struct harvest_section *section, const char *name)
{
	struct harvest_pair **at = &section->pairs;
	const char *value;

	while (*at != NULL && strcmp((*at)->name, name) != 0)
		at = &(*at)->next;
	if (*at == NULL)
		return NULL;
	value = (*at)->value;
	*at = (*at)->next;
	section->tail = *at == NULL ? at : section->tail;
	return value;
}

struct clean_tally harvest_begin_cleaned(struct harvest *harvest)
{
	struct clean_tally around = harvest->report->cleaned;

	harvest->report->cleaned = (struct clean_tally){ 0 };
	return around;
}

void harvest_end_cleaned(struct harvest *harvest,
			 struct harvest_section *section,
			 const struct clean_tally *around)
{
	struct harvest_cleaned some[CLEAN_RULES];
	struct report *report = harvest->report;
	size_t count = 0, bytes;

	for (unsigned i = 0; i < CLEAN_RULES; i++) {
		size_t times = report->cleaned.counts[i];

		report->cleaned_before.counts[i] += times;
		if (times > 0)
			some[count++] =
				(struct harvest_cleaned){ i, (unsigned)times };
	}
	report->cleaned = *around;
	/* What is told once is never emptied. */
	if (section->kind != harvest->entry || count == 0)
		return;
	bytes = count * sizeof(*some);
	section->cleaned = arena_alloc(harvest->texts, bytes);
	memcpy(section->cleaned, some, bytes);
	section->cleaned_count = count;
}

static void uncount(struct harvest *harvest, struct harvest_section *section)
{
	for (; section->counted != NULL;
	     section->counted = section->counted->next)
		section->counted->tally->counts[section->counted->number]--;
	for (size_t i = 0; i < section->cleaned_count; i++)
		harvest->report->cleaned_before
			.counts[section->cleaned[i].rule] -=
			section->cleaned[i].count;
	section->cleaned_count = 0;
}

void harvest_empty(struct harvest *harvest, struct harvest_section *section)
{
	struct harvest_pair *pair = section->pairs;

	section->pairs = NULL;
	section->tail = &section->pairs;
	for (; pair != NULL; pair = pair->next)
		if (strcmp(pair->name, "location") == 0 ||
		    (strcmp(pair->name, "internal-note") == 0 &&
		     is_told_once(pair->value))) {
			*section->tail = pair;
			section->tail = &pair->next;
		}
	*section->tail = NULL;
	uncount(harvest, section);
}
