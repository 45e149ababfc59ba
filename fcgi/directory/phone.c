/* Numbers as the North American plan and E.164 have them, and the types. */
#include "directory/phone.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define MOST_DIGITS  15
#define LEAST_DIGITS 8

static const struct phone_type types[] = {
	{ "voice", "tel:", "is_voice", "call_first" },
	{ "text", "sms:", "is_text", "send_text_first" },
	{ "textphone", "tel:", "is_textphone", "textphone_first" },
	{ "fax", NULL, "is_fax", "fax_first" },
	{ "video", "tel:", "is_video", "video_first" },
	{ "chat", NULL, "is_chat", "chat_first" },
};

static bool is_short_code(const char *digits)
{
	size_t length = strlen(digits);

	if (length == 3)
		return strcmp(digits, "988") == 0 ||
		       (digits[0] >= '2' && strcmp(digits + 1, "11") == 0);
	return length == 5 || length == 6;
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

const char *phone_read(const char *text, struct phone_number *number)
{
	bool is_whole = text[0] == '+';
	char digits[MOST_DIGITS + 2];

	if (!take_digits(text + is_whole, digits))
		return "only digits, parted by single hyphens, may stand in "
		       "it (at most 15, after a +)";
	if (!is_whole && !is_short_code(digits))
		return "it must begin with + and the country's code, as in "
		       "+1-888-373-7888, or be a short code (N11, 988, five "
		       "or six digits)";
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

const struct phone_type *phone_type_of(const char *id)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(types[i].id, id) == 0)
			return &types[i];
	return NULL;
}
