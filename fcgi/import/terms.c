/* Looks for one term that fits, and for no second. */
#include "import/terms.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool is_facet(const struct terms *terms, const char *kind)
{
	for (size_t i = 0; i < terms->facet_count; i++)
		if (strcmp(terms->facets[i], kind) == 0)
			return true;
	return false;
}

static void take_facets(struct terms *terms,
			const struct ini_file_section *section)
{
	for (; section != NULL; section = section->next)
		if (strcmp(section->kind, "facet") == 0 &&
		    section->id != NULL &&
		    strcmp(section->id, "department") != 0 &&
		    !is_facet(terms, section->id))
			terms->facets[terms->facet_count++] = section->id;
}

static void take_terms(struct terms *terms,
		       const struct ini_file_section *section)
{
	for (; section != NULL; section = section->next)
		if (section->id != NULL && is_facet(terms, section->kind))
			terms->terms[terms->count++] = (struct terms_term){
				.facet = section->kind,
				.id = section->id,
				.name = ini_file_value(section, "name"),
				.code = ini_file_value(section, "code"),
				.uuid = ini_file_value(section, "uuid"),
			};
}

static void take_kinds(struct terms *terms,
		       const struct ini_file_section *section)
{
	for (; section != NULL; section = section->next)
		if (section->id != NULL && strcmp(section->kind, "kind") == 0)
			terms->kinds[terms->kind_count++] = (struct terms_term){
				.id = section->id,
				.name = ini_file_value(section, "name"),
			};
}

const struct terms *terms_new(const struct ini_file_section *sections,
			      struct arena *arena)
{
	struct terms *terms = arena_alloc(arena, sizeof(*terms));
	size_t count = 1;

	for (const struct ini_file_section *at = sections; at != NULL;
	     at = at->next)
		count++;
	terms->facets = arena_alloc(arena, count * sizeof(*terms->facets));
	terms->terms = arena_alloc(arena, count * sizeof(*terms->terms));
	terms->kinds = arena_alloc(arena, count * sizeof(*terms->kinds));
	take_facets(terms, sections);
	take_kinds(terms, sections);
	take_terms(terms, sections);
	return terms;
}

static bool is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcasecmp(a, b) == 0;
}

static bool has_uuid(const struct terms_term *term,
		     const struct terms_wish *wish)
{
	return is_same(term->uuid, wish->uuid);
}

static bool is_in_facet(const struct terms_term *term,
			const struct terms_wish *wish)
{
	return wish->facet == NULL || strcmp(term->facet, wish->facet) == 0;
}

/* `scheme:code` without its scheme, or the id where the facet is the same. */
static bool has_code(const struct terms_term *term,
		     const struct terms_wish *wish)
{
	const char *colon = term->code != NULL ? strchr(term->code, ':') : NULL;

	return is_same(term->code, wish->code) ||
	       (colon != NULL && is_same(colon + 1, wish->code)) ||
	       (wish->facet != NULL && is_in_facet(term, wish) &&
		is_same(term->id, wish->code));
}

static bool has_name(const struct terms_term *term,
		     const struct terms_wish *wish)
{
	return is_same(term->name, wish->name);
}

const struct terms_term *terms_find(const struct terms *terms,
				    const struct terms_wish *wish)
{
	static bool (*const ways[])(const struct terms_term *term,
				    const struct terms_wish *wish) = {
		has_uuid, has_code, has_name
	};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		const struct terms_term *found = NULL;
		size_t count = 0;

		for (size_t j = 0; j < terms->count; j++)
			if (ways[i](&terms->terms[j], wish)) {
				found = &terms->terms[j];
				count++;
			}
		if (count == 1)
			return found;
	}
	return NULL;
}

const char *terms_kind(const struct terms *terms, const char *text)
{
	for (size_t i = 0; i < terms->kind_count; i++)
		if (is_same(terms->kinds[i].id, text) ||
		    is_same(terms->kinds[i].name, text))
			return terms->kinds[i].id;
	return NULL;
}
