/* What may stand at a place in HTML. */
#include "template/internal.h"

#include <string.h>

#define LESS_THAN  "write the tag out, or &lt; for a less-than sign"
#define SPELL_OUT  "write it out, in a section for each choice"
#define QUOTE_IT   "put double quotes around the value"
#define MOVE_IT	   "move it out"
#define NAME_FIRST "write the attribute's name and quotes around the value"

/* Up to each place, in their order. Values may stand where `instead` is NULL.
 */
static const struct {
	enum html_place last;
	struct html_refusal refusal;
} places[] = {
	{ PLACE_TEXT, { "in text", NULL } },
	{ PLACE_OPEN, { "directly after `<`", LESS_THAN } },
	{ PLACE_CLOSE, { "directly after `</`", LESS_THAN } },
	{ PLACE_BOGUS, { "inside <!...>", MOVE_IT } },
	{ PLACE_COMMENT_BANG,
	  { "inside an HTML comment",
	    "write {{! ...}}, which no visitor gets" } },
	{ PLACE_TAG_NAME, { "in the name of a tag", SPELL_OUT } },
	{ PLACE_GLUED, { "between the attributes of a tag", NAME_FIRST } },
	{ PLACE_NAME, { "in the name of an attribute", SPELL_OUT } },
	{ PLACE_AFTER_NAME, { "between the attributes of a tag", NAME_FIRST } },
	{ PLACE_BEFORE_VALUE, { "in an attribute without quotes", QUOTE_IT } },
	{ PLACE_DOUBLE, { "inside a quoted attribute", NULL } },
	{ PLACE_SINGLE, { "inside a single-quoted attribute", NULL } },
	{ PLACE_UNQUOTED, { "in an attribute without quotes", QUOTE_IT } },
};

/* By enum html_element, for its content. */
static const struct html_refusal elements[] = {
	[ELEMENT_SCRIPT] = { "inside <script>",
			     "put the value into a data- attribute and let "
			     "the script read it there" },
	[ELEMENT_STYLE] = { "inside <style>", "put a class on the element" },
	[ELEMENT_TITLE] = { "inside <title>", NULL },
	[ELEMENT_TEXTAREA] = { "inside <textarea>", NULL },
	[ELEMENT_IFRAME] = { "inside <iframe>", MOVE_IT },
	[ELEMENT_NOEMBED] = { "inside <noembed>", MOVE_IT },
	[ELEMENT_NOFRAMES] = { "inside <noframes>", MOVE_IT },
	[ELEMENT_XMP] = { "inside <xmp>", "use <pre>" },
};

/* By enum html_attribute, for a quoted value. */
static const struct html_refusal attributes[] = {
	[ATTRIBUTE_STYLE] = { "inside a style attribute",
			      "put a class on the element" },
	[ATTRIBUTE_SRCDOC] = { "inside a srcdoc attribute", "use src" },
	[ATTRIBUTE_HANDLER] = { "inside an event handler",
				"put the value into a data- attribute and let "
				"a script read it there" },
};

static bool is_quoted(const struct html_spot *spot)
{
	return spot->place == PLACE_DOUBLE || spot->place == PLACE_SINGLE;
}

static const struct html_refusal *of_place(enum html_place place)
{
	size_t row = 0;

	while (places[row].last < place)
		row++;
	return &places[row].refusal;
}

static const struct html_refusal *rule_of(const struct html_spot *spot)
{
	if (spot->place == PLACE_RAW)
		return &elements[spot->element];
	if (is_quoted(spot) && spot->attribute != ATTRIBUTE_OTHER)
		return &attributes[spot->attribute];
	return of_place(spot->place);
}

const char *html_context_where(const struct html_spot *spot)
{
	return rule_of(spot)->where;
}

const struct html_refusal *html_context_refusal(const struct html_spot *spot)
{
	const struct html_refusal *rule = rule_of(spot);

	if (spot->is_lost)
		return NULL;
	/* `</tit{{x}}` might become an end tag. */
	if (spot->place == PLACE_RAW && rule->instead == NULL &&
	    spot->word_length > 0)
		return of_place(PLACE_OPEN);
	return rule->instead != NULL ? rule : NULL;
}

bool html_context_is_level(const struct html_spot *spot)
{
	return spot->place == PLACE_TAG_NAME && html_is_word(spot, "h");
}

bool html_context_is_script(const struct html_spot *spot)
{
	return spot->place == PLACE_RAW && spot->element == ELEMENT_SCRIPT &&
	       spot->word_length == 0;
}

bool html_context_is_plain(const struct html_spot *spot)
{
	return is_quoted(spot) || spot->place == PLACE_RAW;
}

bool html_context_begin(struct html_spot *spot)
{
	html_cut(spot);
	/* In a later round something else stands before. */
	if (spot->place == PLACE_AFTER_VALUE)
		spot->place = PLACE_GLUED;
	if (spot->place != PLACE_BEFORE_VALUE || spot->is_lost)
		return true;
	spot->is_lost = true;
	return false;
}

bool html_context_runs_together(const struct html_spot *spot,
				const struct html_spot *began)
{
	return !spot->is_lost && began->place == PLACE_TAG &&
	       spot->quoted != began->quoted &&
	       (spot->place == PLACE_NAME || spot->place == PLACE_UNQUOTED ||
		spot->place == PLACE_GLUED);
}

/* Two such places differ only in whether a space must follow. */
static bool is_between(const struct html_spot *spot)
{
	return spot->place >= PLACE_TAG && spot->place <= PLACE_GLUED;
}

static bool is_same(const struct html_spot *a, const struct html_spot *b)
{
	return (a->place == b->place || (is_between(a) && is_between(b))) &&
	       a->element == b->element && a->attribute == b->attribute &&
	       a->is_end_tag == b->is_end_tag &&
	       a->word_length == b->word_length &&
	       memcmp(a->word, b->word, a->word_length) == 0;
}

bool html_context_end(struct html_spot *spot, const struct html_spot *began)
{
	html_cut(spot);
	if (!is_same(spot, began)) {
		bool was_lost = spot->is_lost;

		*spot = *began;
		return was_lost;
	}
	if (spot->place < began->place)
		spot->place = began->place;
	return true;
}
