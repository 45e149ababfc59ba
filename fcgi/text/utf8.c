/* utf8proc decodes; which code points may stand is decided here. */
#include "text/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/alloc.h"

static const struct {
	utf8proc_int32_t first, last;
	const char *name;
} refused[] = {
	{ 0x00, 0x00, "a NUL byte" },
	{ 0x01, 0x08, "a control character" },
	{ 0x0a, 0x1f, "a control character" },
	{ 0x7f, 0x9f, "a control character" },
	{ 0x061c, 0x061c, "a bidi control character" },
	{ 0x200e, 0x200f, "a bidi control character" },
	{ 0x2028, 0x2029, "a line separator" },
	{ 0x202a, 0x202e, "a bidi control character" },
	{ 0x2066, 0x2069, "a bidi control character" },
	{ 0xfeff, 0xfeff, "a byte order mark" },
};

static const char *refusal(utf8proc_int32_t point)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (point >= refused[i].first && point <= refused[i].last)
			return refused[i].name;
	return NULL;
}

size_t utf8_plain(const char *text, size_t length)
{
	const utf8proc_uint8_t *start = (const utf8proc_uint8_t *)text;
	size_t at = 0;

	while (at < length) {
		utf8proc_int32_t point;
		utf8proc_ssize_t size;

		if (start[at] >= ' ' && start[at] < 0x7f) {
			at++;
			continue;
		}
		size = utf8proc_iterate(
			start + at, (utf8proc_ssize_t)(length - at), &point);

		if (size <= 0 || refusal(point) != NULL)
			return at;
		at += (size_t)size;
	}
	return at;
}

const char *utf8_fault(const char *text, size_t length, char words[64])
{
	size_t plain = utf8_plain(text, length);
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text + plain;
	utf8proc_int32_t point;

	if (plain == length)
		return NULL;
	if (utf8proc_iterate(at, (utf8proc_ssize_t)(length - plain), &point) <=
	    0)
		snprintf(words, 64, "a byte that is not UTF-8 (0x%02X)",
			 (unsigned)*at);
	else
		snprintf(words, 64, "%s (U+%04X)", refusal(point),
			 (unsigned)point);
	return words;
}

bool utf8_is_plain(const char *text, size_t length)
{
	return utf8_plain(text, length) == length;
}

bool utf8_is_wide(const char *bytes, size_t length)
{
	if (length < 2)
		return false;
	if (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes, "\xfe\xff", 2) == 0)
		return true;
	for (size_t i = 0; i < 4; i++)
		if (length < 4 || (bytes[i] == '\0') != (bytes[i % 2] == '\0'))
			return false;
	return (bytes[0] == '\0') != (bytes[1] == '\0');
}

bool utf8_is_inside(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

size_t utf8_letters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += !utf8_is_inside(*text);
	return count;
}

size_t utf8_fit(const char *text, size_t most)
{
	size_t length = strnlen(text, most);

	if (length < most || text[length] == '\0')
		return length;
	while (length > 0 && utf8_is_inside(text[length]))
		length--;
	return length;
}

/* Most texts are, and need none of the tables. */
static char *folded_ascii(const char *text)
{
	char *folded = alloc_text(text);

	for (char *at = folded; *at != '\0'; at++) {
		if ((unsigned char)*at >= 0x80) {
			free(folded);
			return NULL;
		}
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	}
	return folded;
}

char *utf8_folded(const char *text)
{
	char *plain = folded_ascii(text);
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t length;

	if (plain != NULL)
		return plain;
	length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
			      UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE |
				      UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
	return length >= 0 ? (char *)folded : alloc_text(text);
}

/* utf8proc counts letters, marks and numbers one after the other. */
static enum utf8_kind kind_of(utf8proc_int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);

	if (category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_NO)
		return UTF8_LETTER;
	if (category == UTF8PROC_CATEGORY_PD)
		return UTF8_DASH;
	return category == UTF8PROC_CATEGORY_CF ? UTF8_NOTHING : UTF8_OTHER;
}

static struct utf8_character ascii_of(char byte)
{
	struct utf8_character first = { byte, byte != '\0', UTF8_OTHER };

	if (isalnum((unsigned char)byte))
		first.kind = UTF8_LETTER;
	else if (byte == '-')
		first.kind = UTF8_DASH;
	return first;
}

struct utf8_character utf8_first(const char *text)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t size;

	if ((unsigned char)text[0] < 0x80)
		return ascii_of(text[0]);
	size = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
	if (size <= 0)
		return (struct utf8_character){ -1, 1, UTF8_OTHER };
	return (struct utf8_character){ point, (size_t)size, kind_of(point) };
}

/* Unicode has the ten of each writing in a row. */
int utf8_digit(int point)
{
	int zero = point;

	if (utf8proc_category(point) != UTF8PROC_CATEGORY_ND)
		return -1;
	while (point - zero < 9 &&
	       utf8proc_category(zero - 1) == UTF8PROC_CATEGORY_ND)
		zero--;
	return point - zero;
}

bool utf8_is_capital(int point)
{
	return utf8proc_category(point) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_mark(int point)
{
	utf8proc_category_t category = utf8proc_category(point);

	return category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

size_t utf8_put(int point, char bytes[4])
{
	return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)bytes);
}

char *utf8_compared(const char *text, size_t length)
{
	utf8proc_uint8_t *letters = NULL;

	if (utf8proc_map((const utf8proc_uint8_t *)text,
			 (utf8proc_ssize_t)length, &letters,
			 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
				 UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
				 UTF8PROC_IGNORE) < 0)
		return alloc_text("");
	return (char *)letters;
}

bool utf8_is_valid(const char *text)
{
	while (*text != '\0') {
		struct utf8_character one;

		if ((*text & 0x80) == 0) {
			text++;
			continue;
		}
		one = utf8_first(text);
		if (one.point < 0 || one.size == 0)
			return false;
		text += one.size;
	}
	return true;
}
