/* The questions. Each stands as it will in the file, `name = `, so that the
 * next section can be written without them. */
#include <ctype.h>
#include <string.h>

#include "command/new.h"
#include "text/list.h"

static const struct question entry_questions[] = {
	{ "kind", "What is it? One id", "kind", true },
	{ "summary", "What does it do? One or two plain sentences.", NULL,
	  true },
	{ NULL, NULL, NULL, false },
	{ "phone",
	  "Which phones? Ids, parted by commas; those that are new are asked "
	  "for next",
	  "phone", false },
	{ "link", "Its page, as in https://example.org/ | Haven House", NULL,
	  false },
	{ "area", "Which area is it for, in words?", NULL, false },
	{ "listed-under", "Which entry does it stand below? One id", "entry",
	  false },
	{ "", NULL, NULL, false },
};

static const struct question phone_questions[] = {
	{ "number", "Its number, as in +1-202-555-0123", NULL, true },
	{ "extension", "The extension, in digits", NULL, false },
	{ "purpose", "What is it for, as in Ask for a bed?", NULL, true },
	{ "answered-by", "Who answers? One id; `unknown` where nobody knows",
	  "answered-by", true },
	{ "hours",
	  "When does somebody answer, as in 24/7, or Mon-Fri 09:00-17:00 "
	  "America/Chicago?",
	  NULL, false },
	{ "", NULL, NULL, false },
};

static const struct question facet_questions[] = {
	{ "", NULL, NULL, false },
};

/* What can be made. */
static const struct new_thing things[] = {
	{ "entry", "name", "What is it called?", entry_questions },
	{ "phone", NULL, NULL, phone_questions },
	{ "facet", "name", "What is the filter called, as in County?",
	  facet_questions },
};

enum { THINGS = sizeof(things) / sizeof(*things) };

const struct new_thing *new_thing(const char *kind)
{
	for (size_t i = 0; i < THINGS; i++)
		if (strcmp(things[i].kind, kind) == 0)
			return &things[i];
	return NULL;
}

/* An id made of a name: `Haven House` gives haven-house. */
static const char *id_of_name(struct making *making, const char *name)
{
	char *id = arena_alloc(making->desk.arena, strlen(name) + 1);
	size_t length = 0;

	for (; *name != '\0'; name++)
		if (isalnum((unsigned char)*name))
			id[length++] = (char)tolower((unsigned char)*name);
		else if (length > 0 && id[length - 1] != '-')
			id[length++] = '-';
	while (length > 0 && id[length - 1] == '-')
		length--;
	id[length] = '\0';
	return id;
}

/* An id that is free; `proposed` is taken by Enter, where there is one. NULL at
 * the end of the input. */
static const char *ask_id(struct making *making, const char *kind,
			  const char *proposed)
{
	if (proposed[0] != '\0')
		ask_say(making->ask,
			"\nThe id to call it by in these files (Enter: %s)",
			proposed);
	else
		ask_say(making->ask,
			"\nThe id to call it by in these files: lower-case "
			"letters, digits, hyphens, as in haven-day");
	for (;;) {
		const char *answer = ask_line(making->ask, "id = ", NULL);

		if (answer == NULL)
			return NULL;
		if (answer[0] == '\0')
			answer = proposed;
		if (answer[0] != '\0' && new_is_free(making, kind, answer))
			return new_keep(making, answer);
	}
}

/* Yes is Enter. */
static bool agrees(struct making *making, const char *words)
{
	const char *answer = ask_line(making->ask, words, NULL);

	return answer != NULL && tolower((unsigned char)answer[0]) != 'n';
}

/* Of the phones in an answer, those that are nowhere yet are noted, where that
 * is wanted. */
static void note_phones(struct making *making, const char *answer)
{
	struct list_item item;

	while (list_next_trimmed(&answer, ",", &item) &&
	       making->phone_count < NEW_PHONES) {
		const char *id =
			arena_text(making->desk.arena, item.text, item.length);

		if (item.length > 0 &&
		    collection_find(making->desk.collection, "phone", id) ==
			    NULL &&
		    new_is_free(making, "phone", id) &&
		    agrees(making,
			   arena_printf(making->desk.arena,
					"There is no phone %s yet. Add it "
					"now? (Enter: yes, n: no) ",
					id)))
			making->phones[making->phone_count++] = id;
	}
}

/* Asks until the answer is right, and writes it down. 0; -1 at the end of the
 * input. */
static int ask_value(struct making *making, const char *kind, const char *id,
		     const struct question *question)
{
	const char *prompt =
		arena_printf(making->desk.arena, "%s = ", question->key);
	struct ask_words words = { NULL, 0 };

	if (question->refers != NULL)
		words = new_words(making, question->refers);
	ask_say(making->ask, "\n%s%s%s", question->words,
		question->refers != NULL ? " (? lists them)" : "",
		question->is_needed ? "" : " (Enter: none)");
	for (;;) {
		const char *answer = ask_line(making->ask, prompt, &words);
		const char *kept;

		if (answer == NULL)
			return -1;
		if (answer[0] == '\0' && !question->is_needed)
			return 0;
		if (strcmp(answer, "?") == 0 && question->refers != NULL)
			new_list(making, question->refers);
		if (answer[0] == '\0' || strcmp(answer, "?") == 0)
			continue;
		kept = new_keep(making, answer);
		if (strcmp(question->key, "phone") == 0)
			note_phones(making, kept);
		if (!new_is_right(making, kind, id, question->key, kept))
			continue;
		buf_printf(&making->text, "%s = %s\n", question->key, kept);
		return 0;
	}
}

static int ask_facets(struct making *making, const char *kind, const char *id)
{
	const struct collection *collection = making->desk.collection;

	for (size_t i = 1; i < collection->facet_count; i++) {
		const char *facet = collection->facets[i];
		const struct record *record =
			collection_find(collection, "facet", facet);
		struct question question = {
			.key = facet,
			.words = arena_printf(
				making->desk.arena,
				"%s: ids, parted by commas; or one id and "
				"` | ` and why",
				record != NULL ? new_name(record) : facet),
			.refers = facet,
		};

		if (ask_value(making, kind, id, &question) != 0)
			return -1;
	}
	return 0;
}

/* Which page shows the number, and the date on that page. Today is proposed
 * nowhere: what is not on the page is not known. */
static int ask_verified(struct making *making, const char *id)
{
	const char *page, *date, *line;

	ask_say(making->ask,
		"\nOn which page did you see this number, as in "
		"havenhouse.example? (Enter: on none; then pages say that it "
		"could not be confirmed)");
	page = ask_line(making->ask, "page = ", NULL);
	if (page == NULL)
		return -1;
	if (page[0] == '\0')
		return 0;
	page = new_keep(making, page);
	ask_say(making->ask, "\nWhich date does that page show? As in "
			     "2026-11-20; u: none");
	do {
		date = ask_line(making->ask, "date = ", NULL);
		if (date == NULL)
			return -1;
		line = arena_printf(making->desk.arena, "%s | %s",
				    strcmp(date, "u") == 0 ? "undated" : date,
				    page);
	} while (date[0] == '\0' ||
		 !new_is_right(making, "phone", id, "verified", line));
	buf_printf(&making->text, "verified = %s\n", line);
	return 0;
}

static int ask_terms(struct making *making, const char *facet)
{
	for (;;) {
		const char *id, *name;

		ask_say(making->ask,
			"\nA choice of this filter, in readers' words, as in "
			"Greene County (Enter: no more)");
		name = ask_line(making->ask, "name = ", NULL);
		if (name == NULL)
			return -1;
		if (name[0] == '\0')
			return 0;
		name = new_keep(making, name);
		id = ask_id(making, facet, id_of_name(making, name));
		if (id == NULL)
			return -1;
		buf_printf(&making->text, "\n[%s:%s]\nname = %s\n", facet, id,
			   name);
	}
}

static int ask_section(struct making *making, const struct new_thing *thing,
		       const char *id, const char *name)
{
	const struct question *question = thing->questions;

	buf_printf(&making->text, "%s[%s:%s]\n",
		   making->text.length > 0 ? "\n" : "", thing->kind, id);
	if (name != NULL)
		buf_printf(&making->text, "%s = %s\n", thing->name_key, name);
	for (; question->words != NULL || question->key == NULL; question++)
		if (question->key == NULL ?
			    ask_facets(making, thing->kind, id) != 0 :
			    ask_value(making, thing->kind, id, question) != 0)
			return -1;
	if (strcmp(thing->kind, "phone") == 0)
		return ask_verified(making, id);
	if (strcmp(thing->kind, "facet") == 0)
		return ask_terms(making, id);
	return 0;
}

/* What it is called, asked until there is something. NULL at the end. */
static const char *ask_name(struct making *making,
			    const struct new_thing *thing)
{
	const char *name;

	ask_say(making->ask, "%s", thing->name_words);
	do {
		name = ask_line(making->ask, "name = ", NULL);
		if (name == NULL)
			return NULL;
	} while (name[0] == '\0');
	return new_keep(making, name);
}

int new_ask(struct making *making, const struct new_thing *thing)
{
	const char *id = making->options->second, *name = NULL;

	if (thing->name_key != NULL) {
		name = ask_name(making, thing);
		if (name == NULL)
			return -1;
	}
	if (id == NULL || !new_is_free(making, thing->kind, id))
		id = ask_id(making, thing->kind,
			    name != NULL ? id_of_name(making, name) : "");
	if (id == NULL || ask_section(making, thing, id, name) != 0)
		return -1;
	for (size_t i = 0; i < making->phone_count; i++) {
		ask_say(making->ask, "\nThe phone %s:", making->phones[i]);
		if (ask_section(making, new_thing("phone"), making->phones[i],
				NULL) != 0)
			return -1;
	}
	return 0;
}
