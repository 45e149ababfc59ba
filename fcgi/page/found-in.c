/* In which of its texts an entry was found that its card does not show. */
#include "page/parts.h"
#include "search/highlight.h"
#include "search/texts.h"

/* The text that has most of the words that the card lacks. */
struct seeking {
	const struct match *match;
	size_t language;  /* of the texts: its place in the index */
	uint64_t missing; /* words */
	json_t *pieces;	  /* of the best so far; NULL: none */
	uint64_t found;	  /* by it */
};

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;

	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

static void consider(void *of, const char *text, enum rank rank)
{
	struct seeking *seeking = of;
	uint64_t found =
		highlight_places(seeking->match, text, seeking->language) &
		seeking->missing;

	(void)rank;
	if (count_bits(found) <= count_bits(seeking->found))
		return;
	json_decref(seeking->pieces);
	seeking->pieces =
		highlight_text(seeking->match, text, seeking->language);
	seeking->found = found;
}

/* The words that a text of the card has, in whichever language it is. */
static uint64_t words_of(const struct match *match, const json_t *text)
{
	const char *said = json_string_value(text);
	uint64_t places = 0;

	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && said != NULL; i++)
		if (match->index->languages[i] != NULL)
			places |= highlight_places(match, said, i);
	return places;
}

static uint64_t words_of_members(const struct match *match,
				 const json_t *object, const char *const *names)
{
	uint64_t places = 0;

	for (; *names != NULL; names++)
		places |= words_of(match, json_object_get(object, *names));
	return places;
}

static uint64_t words_of_card(const struct match *match, const json_t *card)
{
	static const char *const own[] = { "name",    "gloss", "abbreviation",
					   "summary", "email", NULL };
	static const char *const of_phone[] = { "purpose",   "prompt",
						"number",    "dialed",
						"extension", "hours",
						NULL };
	static const char *const of_link[] = { "name", NULL };
	uint64_t places = words_of_members(match, card, own);
	const json_t *each;
	size_t i;

	json_array_foreach(json_object_get(card, "phone"), i, each) places |=
		words_of_members(match, each, of_phone);
	json_array_foreach(json_object_get(card, "link"), i, each) places |=
		words_of_members(match, each, of_link);
	return places;
}

void page_set_found_in(const struct edition *edition, const struct query *query,
		       const struct entry *entry, json_t *card)
{
	struct seeking seeking = { .match = query->match };

	seeking.missing = match_all_places(query->match) &
			  ~words_of_card(query->match, card);
	if (seeking.missing == 0)
		return;
	if (edition_is_translated(edition)) {
		seeking.language = 1;
		texts_of_entry(edition, entry, consider, &seeking);
		seeking.language = 0;
	}
	if (seeking.pieces == NULL)
		texts_of_entry(&edition->all[0], entry, consider, &seeking);
	if (seeking.pieces == NULL)
		return;
	highlight_cut(seeking.pieces);
	json_object_set_new(card, "found_in",
			    json_pack("{so sb}", "pieces", seeking.pieces,
				      "is_original",
				      edition_is_translated(edition) &&
					      seeking.language == 0));
}
