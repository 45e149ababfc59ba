/* Numbers as the North American plan and E.164 have them, and the types. */
#include "record/phone.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/list.h"

#define MOST_DIGITS  15
#define LEAST_DIGITS 8

static const struct phone_type types[] = {
	{ "voice", "tel:", "is_voice", "call_first", "call" },
	{ "text", "sms:", "is_text", "send_text_first", "send_text" },
	{ "textphone", "tel:", "is_textphone", "textphone_first", "textphone" },
	{ "fax", NULL, "is_fax", "fax_first", "fax" },
	{ "video", "tel:", "is_video", "video_first", "video" },
	{ "chat", NULL, "is_chat", "chat_first", "chat" },
};

/* The numbers of the world's regions by which police, fire brigade and
 * ambulance are called. */
static const char *const emergencies[] = { "911", "112", "999", "000" };

static bool is_named(const char *digits, const char *codes)
{
	struct list_item code;

	while (list_next_trimmed(&codes, ",", &code))
		if (list_item_is(&code, digits))
			return true;
	return false;
}

/* A blank or hyphen in one is rather what is left of a longer number. */
static bool is_short_code(const char *text, const char *digits,
			  const char *codes)
{
	size_t length = strlen(digits);

	if (is_named(digits, codes))
		return true;
	if (length == 3)
		return strcmp(digits, "988") == 0 ||
		       (digits[0] >= '2' && strcmp(digits + 1, "11") == 0);
	return (length == 5 || length == 6) && strlen(text) == length;
}

/* North America: neither area nor exchange begins with 0 or 1. */
static bool is_north_american(const char *digits)
{
	return strlen(digits) == 11 && digits[1] >= '2' && digits[4] >= '2';
}

/* Copies the digits of `text`; false where something else than a lone hyphen
 * or blank stands between two digits. */
static bool take_digits(const char *text, char digits[MOST_DIGITS + 2])
{
	size_t count = 0;

	for (const char *at = text; *at != '\0'; at++) {
		bool is_gap = *at == '-' || *at == ' ';

		if (is_gap && at > text && isdigit((unsigned char)at[-1]) &&
		    isdigit((unsigned char)at[1]))
			continue;
		if (!isdigit((unsigned char)*at) || count > MOST_DIGITS)
			return false;
		digits[count++] = *at;
	}
	digits[count] = '\0';
	return true;
}

const char *phone_read(const char *text, const char *codes,
		       struct phone_number *number)
{
	bool is_whole = text[0] == '+';
	char digits[MOST_DIGITS + 2];

	if (!take_digits(text + is_whole, digits))
		return "only digits, parted by single hyphens, may stand in "
		       "it (at most 15, after a +)";
	if (!is_whole && !is_short_code(text, digits, codes))
		return "it must begin with + and the country's code, as in "
		       "+1-888-373-7888, or be a short code (N11, 988, five "
		       "or six digits in one piece)";
	if (is_whole && (strlen(digits) < LEAST_DIGITS ||
			 strlen(digits) > MOST_DIGITS || digits[0] == '0'))
		return "after the + come 8 to 15 digits, the first not 0";
	if (is_whole && digits[0] == '1' && !is_north_american(digits))
		return "after +1 come ten digits, area code and exchange not "
		       "beginning with 0 or 1";
	snprintf(number->dialed, sizeof(number->dialed), "%s%s",
		 is_whole ? "+" : "", digits);
	if (is_whole && digits[0] == '1')
		snprintf(number->shown, sizeof(number->shown), "1-%.3s-%.3s-%s",
			 digits + 1, digits + 4, digits + 7);
	else
		snprintf(number->shown, sizeof(number->shown), "%.31s", text);
	return NULL;
}

/* A number as people write it: its digits in runs, and what follows it. */
struct written {
	char runs[40]; /* "202-767-0450" */
	char digits[MOST_DIGITS + 2];
	char extension[16];
};

static const char *const extension_marks[] = { ";ext=", "extension", "ext.",
					       "ext",	"x",	     "#" };

/* What begins an extension at `text`, as its length, or 0. */
static size_t mark_at(const char *text)
{
	for (size_t i = 0;
	     i < sizeof(extension_marks) / sizeof(*extension_marks); i++)
		if (strncasecmp(text, extension_marks[i],
				strlen(extension_marks[i])) == 0)
			return strlen(extension_marks[i]);
	return 0;
}

/* False where more than digits follows the mark. */
static bool take_extension(const char *text, struct written *written)
{
	size_t length;

	text += mark_at(text);
	text += strspn(text, " .:");
	length = strspn(text, "0123456789");
	snprintf(written->extension, sizeof(written->extension), "%.*s",
		 (int)length, text);
	return length > 0 && length < sizeof(written->extension) &&
	       text[length] == '\0';
}

/* False where there is more than one number in it, or something else. */
static bool take_written(const char *text, struct written *written)
{
	size_t runs = 0, digits = 0;

	for (; *text != '\0'; text++) {
		if (digits > 0 && mark_at(text) > 0)
			return take_extension(text, written);
		if (strchr(" ()-./,", *text) != NULL) {
			if (runs > 0 && written->runs[runs - 1] != '-')
				written->runs[runs++] = '-';
			continue;
		}
		if (!isdigit((unsigned char)*text) || digits > MOST_DIGITS ||
		    runs + 2 >= sizeof(written->runs))
			return false;
		written->runs[runs++] = *text;
		written->digits[digits++] = *text;
	}
	return digits > 0;
}

/* What is missing before the digits: what to say of it, and the number as it
 * begins then; NULL where that cannot be known. */
static const char *missing(bool is_whole, const struct written *written,
			   const char **begins)
{
	size_t length = strlen(written->digits);

	*begins = "+";
	if (is_whole)
		return "";
	if (length == 11 && written->digits[0] == '1')
		return "the `+` is missing; ";
	*begins = "+1-";
	if (length == 10)
		return "`+1`, the country's code of North America, is "
		       "missing; ";
	return NULL;
}

static const char *code_advice(const struct written *written, const char *codes,
			       char words[PHONE_ADVICE])
{
	if (phone_code_fault(written->digits) != NULL)
		return NULL;
	snprintf(words, PHONE_ADVICE,
		 "it must begin with + and the country's code; where it is a "
		 "short code, [directory] names it: `short-codes = %.150s%s%s`",
		 codes != NULL ? codes : "", codes != NULL ? ", " : "",
		 written->digits);
	return words;
}

const char *phone_advice(const char *text, const char *codes,
			 char words[PHONE_ADVICE])
{
	bool is_whole;
	struct written written = { .digits = "" };
	struct phone_number number;
	char whole[64];
	const char *begins, *lacks;

	if (strncasecmp(text, "tel:", 4) == 0)
		text += 4;
	is_whole = text[0] == '+';
	if (!take_written(text + is_whole, &written))
		return NULL;
	lacks = missing(is_whole, &written, &begins);
	if (lacks == NULL)
		return code_advice(&written, codes, words);
	for (size_t end = strlen(written.runs);
	     end > 0 && written.runs[end - 1] == '-'; end--)
		written.runs[end - 1] = '\0';
	snprintf(whole, sizeof(whole), "%s%s", begins, written.runs);
	if (phone_read(whole, NULL, &number) != NULL)
		return NULL;
	snprintf(words, PHONE_ADVICE, "%swrite %s%s%s%s", lacks, whole,
		 written.extension[0] != '\0' ?
			 ", and the extension in a line of its own: "
			 "`extension = " :
			 "",
		 written.extension, written.extension[0] != '\0' ? "`" : "");
	return words;
}

bool phone_is_emergency(const struct phone_number *number)
{
	for (size_t i = 0; i < sizeof(emergencies) / sizeof(*emergencies); i++)
		if (strcmp(number->dialed, emergencies[i]) == 0)
			return true;
	return false;
}

const char *phone_code_fault(const char *text)
{
	size_t length = strspn(text, "0123456789");

	return text[length] == '\0' && length >= 2 && length <= 6 ?
		       NULL :
		       "is no short code (two to six digits)";
}

const struct phone_type *phone_type_at(size_t place)
{
	return place < sizeof(types) / sizeof(*types) ? &types[place] : NULL;
}

bool phone_type_is_call(const struct phone_type *type)
{
	return type->scheme != NULL && strcmp(type->scheme, "tel:") == 0;
}

bool phone_type_is_text(const struct phone_type *type)
{
	return type->scheme != NULL && strcmp(type->scheme, "sms:") == 0;
}

const struct phone_type *phone_type_of(const char *id)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].id, id) == 0)
			return &types[i];
	return NULL;
}
