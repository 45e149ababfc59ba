/* Rules for telephone numbers, and how several are parted. */
#include "clean/clean.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "clean/rules.h"
#include "clean/vanity.h"
#include "record/phone.h"

#define NUMBER_BYTES ((size_t)4096)
#define EXTENSION    ";ext="
#define PLAIN	     10 /* digits of a number of North America */

/* What stands before or behind a number and says how it is used. */
static const struct {
	const char *word, *type; /* `type` NULL: no more than what it is */
} labels[] = {
	{ "tel:", NULL },
	{ "tel.", NULL },
	{ "tel", NULL },
	{ "telephone:", NULL },
	{ "phone:", NULL },
	{ "phone", NULL },
	{ "ph:", NULL },
	{ "call:", NULL },
	{ "main:", NULL },
	{ "office:", NULL },
	{ "tty/tdd:", "textphone" },
	{ "tdd/tty:", "textphone" },
	{ "tty:", "textphone" },
	{ "tty", "textphone" },
	{ "tdd:", "textphone" },
	{ "tdd", "textphone" },
	{ "fax:", "fax" },
	{ "fax", "fax" },
	{ "text:", "text" },
	{ "sms:", "text" },
};

/* The row of a label that begins `text`, or NULL; a digit, sign or blank must
 * follow it. */
static size_t label_at(const char *text, const char **type)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t length = strlen(labels[i].word);

		if (strncasecmp(labels[i].word, text, length) != 0 ||
		    isalpha((unsigned char)text[length]))
			continue;
		*type = labels[i].type;
		return length + strspn(text + length, " ");
	}
	return 0;
}

/* What stands behind a number, bare or in parentheses. */
static const struct {
	const char *word, *type;
} labels_behind[] = {
	{ "fax", "fax" },	    { "facsimile", "fax" },
	{ "tty", "textphone" },	    { "tdd", "textphone" },
	{ "tty/tdd", "textphone" }, { "tdd/tty", "textphone" },
	{ "voice", NULL },	    { "main", NULL },
	{ "office", NULL },
};

/* The length of a text without the label that ends it; all of it where none
 * does. */
static size_t before_label(const char *text, const char **type)
{
	size_t length = strlen(text), end = length;
	bool is_closed = end > 0 && text[end - 1] == ')';
	size_t begin = end -= is_closed;

	while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '(')
		begin--;
	for (size_t i = 0; i < sizeof(labels_behind) / sizeof(*labels_behind);
	     i++) {
		const char *word = labels_behind[i].word;

		if (strlen(word) != end - begin ||
		    strncasecmp(word, text + begin, end - begin) != 0 ||
		    begin < 2 || (text[begin - 1] == '(') != is_closed)
			continue;
		*type = labels_behind[i].type;
		begin -= is_closed;
		while (begin > 0 && text[begin - 1] == ' ')
			begin--;
		return begin;
	}
	return length;
}

const char *rules_tel(const char *text, struct arena *arena)
{
	const char *type = NULL;
	size_t length = label_at(text, &type);

	(void)arena;
	return type == NULL ? text + length : text;
}

/* What begins an extension, as its length, or 0. */
static size_t mark_at(const char *text)
{
	static const char *const marks[] = { EXTENSION, ",ext.", "extension",
					     "ext.",	"ext:",	 "ext",
					     "x.",	"x",	 "#" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (strncasecmp(marks[i], text, strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static size_t count_digits(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += isdigit((unsigned char)text[i]) != 0;
	return count;
}

/* Whether enough for a number stands before a mark, which is none of its
 * letters: `1-800-FLEX 12`. */
static bool is_number_before(const char *text, const char *mark)
{
	size_t length = (size_t)(mark - text);

	return count_digits(text, length) >= 7 ||
	       (length > 0 && !isalpha((unsigned char)mark[-1]) &&
		vanity_is_number(text, length));
}

/* Where the mark of an extension stands behind a number and only digits follow,
 * which go to `*digits`; else NULL. */
static const char *find_mark(const char *text, const char **digits)
{
	for (const char *at = text; *at != '\0'; at++) {
		size_t mark = mark_at(at);

		if (mark == 0 || !is_number_before(text, at))
			continue;
		*digits = at + mark + strspn(at + mark, " :.");
		if (**digits != '\0' &&
		    (*digits)[strspn(*digits, "0123456789")] == '\0')
			return at;
	}
	return NULL;
}

const char *rules_extension(const char *text, struct arena *arena)
{
	const char *digits, *mark = find_mark(text, &digits);

	if (mark == NULL ||
	    strncmp(mark, EXTENSION, sizeof(EXTENSION) - 1) == 0)
		return text;
	while (mark > text && strchr(" ,;", mark[-1]) != NULL)
		mark--;
	return arena_printf(arena, "%.*s%s%s", (int)(mark - text), text,
			    EXTENSION, digits);
}

const char *rules_bare(const char *text, struct arena *arena)
{
	size_t mark = mark_at(text);
	const char *digits = text + mark + strspn(text + mark, " :.");

	(void)arena;
	return mark > 0 && digits[0] != '\0' &&
			       digits[strspn(digits, "0123456789")] == '\0' ?
		       digits :
		       text;
}

/* Nothing but digits and what parts them, of which one hyphen stays. */
const char *rules_marks(const char *text, struct arena *arena)
{
	size_t length = strcspn(text, ";");
	char *copy = arena_text(arena, text, strlen(text)), *to = copy;

	/* Of `+44 (0)20` the 0 is dialed or the country, never both. */
	if (text[0] == '+' && strstr(text, "(0)") != NULL)
		return text;
	for (size_t i = 0; i < length; i++) {
		if (isdigit((unsigned char)text[i]) ||
		    (text[i] == '+' && i == 0))
			*to++ = text[i];
		else if (strchr(" ()-./\t", text[i]) == NULL)
			return text;
		else if (to > copy && isdigit((unsigned char)to[-1]))
			*to++ = '-';
	}
	while (to > copy && to[-1] == '-')
		to--;
	strcpy(to, text + length);
	return strcmp(copy, text) == 0 ? text : copy;
}

/* Whether digits are parted where those of North America are: behind the area
 * code or not at all, and behind the exchange or not at all. `55-1234-5678` is
 * of Mexico, and `445-2368-123` is a number and something else. */
static bool is_parted(const char *text, size_t length)
{
	size_t left = count_digits(text, length);

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '-' && left != PLAIN && left != 7 && left != 4)
			return false;
		left -= text[i] != '-';
	}
	return true;
}

const char *rules_country(const char *text, struct arena *arena)
{
	size_t length = strcspn(text, ";");
	size_t digits = count_digits(text, length);

	if (length == 0 || !isdigit((unsigned char)text[0]) ||
	    strspn(text, "0123456789-") < length || !is_parted(text, length))
		return text;
	if (digits == PLAIN + 1 && text[0] == '1')
		return arena_printf(arena, "+%s", text);
	/* Area codes that none of North America is. */
	if (digits != PLAIN || text[1] == '9' || strncmp(text, "37", 2) == 0 ||
	    strncmp(text, "96", 2) == 0)
		return text;
	return arena_printf(arena, "+1-%s", text);
}

/* Ten digits in a row are parted as people part them. */
static const char *grouped(const char *number, struct arena *arena)
{
	struct phone_number read;

	if (phone_read(number, NULL, &read) != NULL)
		return NULL;
	if (strncmp(read.dialed, "+1", 2) == 0)
		return arena_printf(arena, "+%s", read.shown);
	return number;
}

static bool take_one(const char *text, struct clean_tally *tally,
		     struct arena *arena, struct clean_number *number)
{
	const char *behind = NULL;
	size_t label, length = before_label(text, &behind);
	char *copy, *extension;

	*number = (struct clean_number){ .number = NULL };
	label = label_at(text, &number->type);
	/* `Phone: 415-555-0100 fax` says two. */
	if (label > 0 && text[length] != '\0')
		return false;
	if (text[length] != '\0')
		number->type = behind;
	text = arena_text(arena, text + label, length - label);
	text = clean(text, CLEAN_NUMBER, tally, arena);
	copy = arena_text(arena, text, strlen(text));
	extension = strstr(copy, EXTENSION);
	if (extension != NULL) {
		*extension = '\0';
		number->extension = extension + sizeof(EXTENSION) - 1;
	}
	number->number = grouped(copy, arena);
	return number->number != NULL;
}

static bool is_labelled_behind(const char *text)
{
	const char *ignored;

	return text[before_label(text, &ignored)] != '\0';
}

/* Whether a number behind others says for itself what it is: short ones may be
 * the end of the one before or an extension, and `Fax:` may hold for all that
 * follow it, also where its own number was not read. */
static bool is_sure(const char *text, const struct clean_number *number,
		    const struct clean_number *before, bool has_fax)
{
	const char *ignored;

	if (label_at(text, &ignored) > 0 || is_labelled_behind(text))
		return true;
	return !has_fax &&
	       (before == NULL ||
		(before->type == NULL &&
		 (number->number[0] == '+' ||
		  (before->extension == NULL && strlen(number->number) == 3))));
}

/* The length of what parts two numbers at `at`, or 0. */
static size_t parting_at(const char *at)
{
	static const char *const words[] = { " or ", " and ", " / ", "; ",
					     ";",    ", ",    ",",   "\n",
					     " | ",  " & " };

	if (mark_at(at) > 0)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);

		if (strncasecmp(words[i], at, length) == 0)
			return mark_at(at + length) > 0 ? 0 : length;
	}
	return 0;
}

/* The length of the first number of a list. */
static size_t first_of(const char *text)
{
	size_t length = 0;

	while (text[length] != '\0' && parting_at(text + length) == 0)
		length++;
	return length;
}

/* Whether the label behind a number may hold for the one before it too: `A and
 * B fax`. */
static bool is_shared(const char *text, struct arena *arena)
{
	static const char *const joints[] = { " and ", " or ", " & " };
	bool is_joined = false, is_bare = false;

	/* Mostly there is one number. */
	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		is_joined = is_joined || strcasestr(text, joints[i]) != NULL;
	if (!is_joined)
		return false;
	is_joined = false;
	while (*text != '\0') {
		size_t length = first_of(text);
		const char *one = arena_text(arena, text, length), *type = NULL;

		before_label(one, &type);
		if (is_joined && is_bare && type != NULL)
			return true;
		is_bare = label_at(one, &type) == 0 && !is_labelled_behind(one);
		text += length;
		is_joined = false;
		for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
			is_joined = is_joined ||
				    strncasecmp(joints[i], text,
						strlen(joints[i])) == 0;
		text += parting_at(text);
	}
	return false;
}

size_t clean_numbers(const char *text, struct clean_tally *tally,
		     struct arena *arena,
		     struct clean_number numbers[CLEAN_NUMBERS],
		     const char **rest)
{
	struct buf unsure = buf_new(NUMBER_BYTES);
	bool has_fax = false;
	size_t count = 0;

	*rest = NULL;
	/* A text in words is not searched for digits. */
	if (strlen(text) > NUMBER_BYTES / 4 || is_shared(text, arena)) {
		*rest = text;
		return 0;
	}
	while (*text != '\0') {
		size_t length = first_of(text);
		const char *one = arena_text(arena, text, length);

		text += length;
		text += parting_at(text);
		if (count < CLEAN_NUMBERS &&
		    take_one(one, tally, arena, &numbers[count]) &&
		    is_sure(one, &numbers[count],
			    count > 0 ? &numbers[count - 1] : NULL, has_fax)) {
			count++;
			continue;
		}
		has_fax = has_fax || strcasestr(one, "fax") != NULL;
		if (one[strspn(one, " ")] != '\0')
			buf_printf(&unsure, "%s%s",
				   unsure.length > 0 ? "; " : "", one);
	}
	if (unsure.length > 0)
		*rest = arena_text(arena, buf_text(&unsure), unsure.length);
	buf_free(&unsure);
	return count;
}
