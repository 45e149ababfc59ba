/* Numbers in models, and what is kept behind them. */
#include "page/deferred.h"

#include <string.h>

#include "base/kept.h"
#include "directory/contact.h"
#include "document/jsonld.h"
#include "document/record.h"
#include "page/parts.h"
#include "search/facet-search.h"
#include "search/need.h"

#define SHOWN_MOST 64
#define ROOM	   ((size_t)64 * 1024 * 1024)

static const char *const names[] = { "cards",	"self",	 "crisis", "entry",
				     "json_ld", "terms", NULL };

/* What may stand on a page around a card or a line and is not the same around
 * it everywhere. Everything that a page or a group has stands here or below. */
static const char *const varying[] = {
	/* of a group, and of every page */
	"is_context", "is_former", "is_words", "alternates", "canonical",
	"elsewhere", "exit", "has_languages", "has_many_languages",
	"has_safety", "languages", "other_language", "printed", "unreviewed",
	/* of the list and its facets */
	"all", "also_call", "also_report", "call_first", "chosen", "clear",
	"count_words", "exactly", "exports", "facets", "form", "groups",
	"has_also_call", "has_also_report", "has_call_first", "has_lines_found",
	"has_pages", "has_starts", "has_suggestions", "has_wider", "here",
	"in_language", "is_danger", "is_empty", "is_filtered", "is_list",
	"is_found_first", "is_no_place", "is_open", "is_panel_open",
	"is_searched", "is_stale_list", "is_unchecked_list", "is_unclear",
	"lines_found", "next", "offers", "orders", "pages", "panel_words",
	"parameter", "previous", "search", "source", "starts", "suggestions",
	"terms_after", "terms_before", "terms_page", "terms_pages", "total",
	"whole", "whole_words", "wider", "without_words",
	/* of other pages */
	"changed", "changed_on", "changes", "checked_links", "closed_phones",
	"crisis_closed", "crisis_lines", "description", "ended_alerts",
	"entry_lines", "facts", "faults", "has_ended_alerts", "has_entry_lines",
	"has_national_lines", "heading", "help", "instead", "first", "is_entry",
	"is_error", "is_lines", "is_manual", "is_refused", "is_review",
	"kept_on", "list", "manual", "national_closed", "national_lines",
	"needed", "parts", NULL
};

/* What is the same around it in one language and on one kind of page. */
static const char *const constants[] = {
	"words",       "lang",	     "dir",	  "original",
	"site",	       "level",	     "directory", "is_fragment",
	"is_internal", "is_compact", NULL
};

const struct template_deferral page_deferral = { names, constants, varying };

/* The templates of pages. */
static const char *const roots[] = { "layout", "fragment", "embed",
				     "last-resort", "last-resort-fragment" };

/* What an object does not say of its language is not that of the object around
 * it. */
static const char *const own[] = { "untranslated", "gloss", NULL };

/* The places of what is written without a template: what is said of an entry
 * in a list, and on its own page. jansson printed it, so it is UTF-8. */
static const char schema, own_schema;

/* Under what a text is kept; all its bytes count. */
struct key {
	const struct edition *edition;
	struct template_place place;
	const void *thing;   /* the entry, or NULL */
	uint64_t shown;	     /* of its phones for an audience, a bit for each */
	uint64_t group;	     /* of lines: which; of a term: how it stands */
	uint64_t count;	     /* what a term would find */
	uint32_t says_above; /* under what it stands */
	uint32_t shape;	     /* of the page around it */
};

void page_prepare(struct template_set *templates)
{
	template_keep_own(templates, own);
	template_defer(templates, &page_deferral);
}

bool page_can_defer(const struct template_set *templates)
{
	bool can = true;

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		can = can && template_can_defer(templates, roots[i]);
	return can;
}

/* Where entries are chosen for a handout, which those inside always can, a card
 * leads on with the wish. */
bool page_is_deferred(const struct edition *edition, const struct query *query)
{
	return edition_kept(edition) != NULL && !edition_has_handout(edition) &&
	       query->text == NULL && query->prefix == NULL &&
	       query->keep == NULL && query->kept == NULL &&
	       query->entries == NULL && !query->is_bare && !query->is_unstyled;
}

json_t *page_deferred(enum page_thing thing, size_t place)
{
	return json_integer((json_int_t)(place * PAGE_THINGS + thing));
}

static size_t place_of(json_int_t number)
{
	return (size_t)number / PAGE_THINGS;
}

static enum page_thing thing_of(json_int_t number)
{
	return (enum page_thing)(number % PAGE_THINGS);
}

/* Phones that not everybody sees, and which of them this wish does. */
struct shown {
	const struct query *query;
	uint64_t bits;
	size_t count;
};

static void add_phones(struct shown *shown, const struct phone *const *phones,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (phones[i]->term_count > 0 && shown->count++ < SHOWN_MOST)
			shown->bits = shown->bits << 1 |
				      need_shows(shown->query, phones[i]);
}

static void add_contacts(struct shown *shown, const struct value *value)
{
	struct arena *arena = value != NULL ? arena_new() : NULL;

	for (; value != NULL; value = record_next(value)) {
		size_t count = 0;
		const struct phone **phones = directory_phones(
			shown->query->directory,
			value->named->values[CONTACT_PHONE], arena, &count);

		add_phones(shown, phones, count);
	}
	arena_free(arena);
}

/* False where there are too many. */
static bool see_entry(struct shown *shown, const struct entry *entry)
{
	const struct entry *through = entry_through(entry);

	if (shown->query->chosen_count == 0)
		return true;
	add_phones(shown, entry->phones, entry->phone_count);
	if (through != NULL)
		add_phones(shown, through->phones, through->phone_count);
	for (size_t i = 0; i < entry->location_count; i++) {
		const struct location *location = entry->locations[i];

		add_phones(shown, location->phones, location->phone_count);
		add_contacts(shown,
			     record_value(location->record, LOCATION_CONTACT));
	}
	add_contacts(shown, record_value(entry->record, ENTRY_CONTACT));
	return shown->count <= SHOWN_MOST;
}

static bool see_crisis(struct shown *shown)
{
	const struct directory *directory = shown->query->directory;

	if (shown->query->chosen_count > 0)
		add_phones(shown, directory->crisis, directory->crisis_count);
	return shown->count <= SHOWN_MOST;
}

static bool set_card(const struct page_things *of, size_t place,
		     struct shown *shown, struct key *key)
{
	const struct entry *entry = facet_search(of->query)->entries[place];

	key->thing = entry;
	key->says_above = page_says_above(of->query, entry);
	return see_entry(shown, entry);
}

/* False where it cannot be kept. On its own page an entry has every phone. */
static bool set_key(const struct page_things *of, json_int_t number,
		    const struct template_place *in, struct key *key)
{
	struct shown shown = { .query = of->query };
	size_t place = place_of(number);
	bool is_seen = true;

	memset(key, 0, sizeof(*key));
	key->edition = of->edition;
	key->place = *in;
	key->shape = of->shape;
	switch (thing_of(number)) {
	case PAGE_CRISIS:
		key->group = place;
		is_seen = see_crisis(&shown);
		break;
	case PAGE_ENTRY:
		key->thing = of->entry;
		break;
	case PAGE_TERM:
		/* As chosen or not, and as it is called on a host's page. */
		key->thing = &of->query->directory->terms[place];
		key->count = facet_search(of->query)->counts[place];
		key->group = of->query->chosen[place] * 2u + of->query->is_here;
		break;
	default:
		is_seen = set_card(of, place, &shown, key);
	}
	key->shown = shown.bits;
	return is_seen && page_is_deferred(of->edition, of->query);
}

static bool find(const void *data, json_int_t number,
		 const struct template_place *in, struct buf *out)
{
	const struct page_things *of = data;
	struct key key;
	size_t length;
	const char *bytes;

	if (!set_key(of, number, in, &key))
		return false;
	bytes = kept_find(edition_kept(of->edition), &key, sizeof(key),
			  &length);
	if (bytes != NULL)
		buf_put(out, bytes, length);
	return bytes != NULL;
}

static void keep(const void *data, json_int_t number,
		 const struct template_place *in, const char *bytes,
		 size_t length)
{
	const struct page_things *of = data;
	struct kept *kept = edition_kept(of->edition);
	struct key key;

	/* Of what terms may find there is hardly an end. */
	if (thing_of(number) == PAGE_TERM && kept_is_half_full(kept))
		return;
	if (set_key(of, number, in, &key))
		kept_add(kept, &key, sizeof(key), bytes, length);
}

static json_t *make_crisis(const struct page_things *of, size_t place)
{
	const struct directory *directory = of->edition->directory;
	json_t *groups = page_groups(of->edition, of->query, directory->crisis,
				     directory->crisis_count);
	json_t *group = json_incref(json_array_get(groups, place));

	json_decref(groups);
	return group;
}

static json_t *make(const void *data, json_int_t number)
{
	const struct page_things *of = data;

	switch (thing_of(number)) {
	case PAGE_CRISIS:
		return make_crisis(of, place_of(number));
	case PAGE_ENTRY:
		return page_entry_told(of->edition, of->query, of->entry);
	case PAGE_TERM:
		return page_term(of->edition, of->query,
				 facet_search(of->query), place_of(number));
	default:
		return page_card(
			of->edition, of->query,
			facet_search(of->query)->entries[place_of(number)]);
	}
}

/* The key of what is the same for all wishes. */
static struct key key_of(const struct edition *edition, const char *place,
			 const struct entry *entry)
{
	struct key key;

	memset(&key, 0, sizeof(key));
	key.edition = edition;
	key.place.section = place;
	key.thing = entry;
	return key;
}

/* An item, which is the same for all wishes and on all pages. */
static void put_said(const struct edition *edition, const struct entry *entry,
		     size_t place, struct buf *out)
{
	struct kept *kept = edition_kept(edition);
	struct key key = key_of(edition, &schema, entry);
	struct buf made = buf_new(ROOM);
	size_t length;
	const char *said;

	said = kept_find(kept, &key, sizeof(key), &length);
	if (said == NULL) {
		jsonld_print_said(edition, entry, &made);
		said = buf_text(&made);
		length = made.length;
		kept_add(kept, &key, sizeof(key), said, length);
	}
	jsonld_print_item(place, said, length, out);
	buf_free(&made);
}

bool page_find_schema(const struct edition *edition, const struct entry *entry,
		      json_t **found)
{
	struct key key = key_of(edition, &own_schema, entry);
	size_t length;
	const char *text =
		kept_find(edition_kept(edition), &key, sizeof(key), &length);

	*found = text != NULL && length > 0 ?
			 json_stringn_nocheck(text, length) :
			 NULL;
	return text != NULL;
}

void page_keep_schema(const struct edition *edition, const struct entry *entry,
		      const json_t *told)
{
	struct key key = key_of(edition, &own_schema, entry);
	struct buf text = buf_new(ROOM);

	if (told != NULL)
		document_print(told, &text);
	if (!buf_is_spoilt(&text))
		kept_add(edition_kept(edition), &key, sizeof(key),
			 buf_text(&text), text.length);
	buf_free(&text);
}

json_t *page_deferred_schema(const struct edition *edition,
			     const struct query *query, const json_t *title,
			     const json_t *numbers)
{
	const struct results *results = facet_search(query);
	struct buf out = buf_new(ROOM);
	json_t *number, *text;
	size_t i;

	jsonld_print_begin(title, &out);
	json_array_foreach(numbers, i, number) put_said(
		edition, results->entries[place_of(json_integer_value(number))],
		i + 1, &out);
	jsonld_print_end(&out);
	text = json_stringn_nocheck(buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* What constants say that are not the same in all of an edition. */
static uint32_t shape_of(const struct query *query, bool is_fragment,
			 const json_t *model)
{
	static const char *const levels[] = { "title", "group", "card",
					      "part" };
	const json_t *level = json_object_get(model, "level");
	uint32_t shape = is_fragment * 4u + query->is_framed * 2u +
			 json_is_true(json_object_get(model, "is_compact"));

	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		shape = shape * 8 + (uint32_t)json_integer_value(
					    json_object_get(level, levels[i]));
	return shape;
}

struct page_things page_things_of(const struct edition *edition,
				  const struct query *query,
				  const struct entry *entry, bool is_fragment,
				  const json_t *model)
{
	return (struct page_things){ edition, query, entry,
				     shape_of(query, is_fragment, model) };
}

struct template_source page_source_of(const struct page_things *things)
{
	return (struct template_source){ make, find, keep, things };
}
