/* One number, and all its spellings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/support.h"
#include "record/phone.h"
#include "text/list.h"

#define ROUNDS 200000

static const struct {
	const char *text, *shown, *dialed;
} numbers[] = {
	{ "+1-888-373-7888", "1-888-373-7888", "+18883737888" },
	{ "+1 888 373 7888", "1-888-373-7888", "+18883737888" },
	{ "+18883737888", "1-888-373-7888", "+18883737888" },
	{ "+1-88837-37888", "1-888-373-7888", "+18883737888" },
	{ "+44-20-7946-0000", "+44-20-7946-0000", "+442079460000" },
	{ "+49 30 12345678", "+49 30 12345678", "+493012345678" },
	{ "+12345678", NULL, NULL },
	{ "+22345678", "+22345678", "+22345678" },
	{ "+223456789012345", "+223456789012345", "+223456789012345" },
	{ "211", "211", "211" },
	{ "711", "711", "711" },
	{ "911", "911", "911" },
	{ "988", "988", "988" },
	{ "66008", "66008", "66008" },
	{ "233733", "233733", "233733" },
};

static void a_number_is_read_from_its_digits(void **state)
{
	struct phone_number number;

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		const char *wrong = phone_read(numbers[i].text, NULL, &number);

		if (numbers[i].shown == NULL) {
			assert_non_null(wrong);
			continue;
		}
		assert_null(wrong);
		assert_string_equal(number.shown, numbers[i].shown);
		assert_string_equal(number.dialed, numbers[i].dialed);
	}
}

static const char *const refused[] = {
	"",
	"+",
	"-",
	" ",
	"1",
	"12",
	"1234",
	"1234567",
	"12345678",
	"1-888-373-7888",
	"888-373-7888",
	"18883737888",
	"111",
	"011",
	"112",
	"999",
	"989",
	"0800",
	"+0-123-456-7890",
	"+1-888-373-788",
	"+1-888-373-78888",
	"+1-088-373-7888",
	"+1-188-373-7888",
	"+1-888-073-7888",
	"+1-888-173-7888",
	"+1234567",
	"+2234567890123456",
	"+22345678901234567890123456789012345678901234567890",
	"+1-888-FLOWERS",
	"+1 (888) 373-7888",
	"+1.888.373.7888",
	"+1/888/373/7888",
	"+1--888-373-7888",
	"+1-888-373-7888-",
	"+-1-888-373-7888",
	"-1-888-373-7888",
	"+1-888- 373-7888",
	"+1-888-373-7888 ",
	" +1-888-373-7888",
	"+1-888-373-7888 ext. 5",
	"+1-888-373-7888,5",
	"++18883737888",
	"tel:911",
	"*67",
	"#31#",
	"+1\t888\t373\t7888",
	"+1-888-373-78\xd9\xa8\xd9\xa8",
};

static void what_is_no_number_is_refused(void **state)
{
	struct phone_number number;

	(void)state;
	for (size_t i = 0; i < COUNT(refused); i++)
		assert_non_null(phone_read(refused[i], NULL, &number));
}

static void take_digits(const char *text, char digits[64])
{
	for (; *text != '\0'; text++)
		if (isdigit((unsigned char)*text))
			*digits++ = *text;
	*digits = '\0';
}

/* Whatever is taken: the link reaches what the reader sees. */
static void what_is_dialed_is_what_is_shown(void **state)
{
	static const char letters[] = "0123456789  --++1";
	int taken = 0;

	(void)state;
	srand(1);
	for (int round = 0; round < ROUNDS; round++) {
		char text[24], written[64], shown[64], dialed[64];
		size_t length = (size_t)rand() % (sizeof(text) - 1);
		struct phone_number number;

		for (size_t i = 0; i < length; i++)
			text[i] =
				letters[(size_t)rand() % (sizeof(letters) - 1)];
		text[length] = '\0';
		if (round % 2 == 0)
			text[0] = length > 0 ? '+' : '\0';
		if (phone_read(text, NULL, &number) != NULL)
			continue;
		taken++;
		take_digits(text, written);
		take_digits(number.shown, shown);
		take_digits(number.dialed, dialed);
		assert_string_equal(shown, written);
		assert_string_equal(dialed, written);
		assert_int_equal(number.dialed[0] == '+', text[0] == '+');
	}
	assert_true(taken > 500);
}

static void each_type_has_its_scheme(void **state)
{
	(void)state;
	assert_string_equal(phone_type_of("voice")->scheme, "tel:");
	assert_string_equal(phone_type_of("textphone")->scheme, "tel:");
	assert_string_equal(phone_type_of("video")->scheme, "tel:");
	assert_string_equal(phone_type_of("text")->scheme, "sms:");
	assert_null(phone_type_of("fax")->scheme);
	assert_null(phone_type_of("chat")->scheme);
	assert_null(phone_type_of("pigeon"));
}

static void each_word_that_editors_may_write_is_a_type(void **state)
{
	const char *rest = PHONE_TYPES;
	struct list_item word;
	size_t count = 0;

	(void)state;
	for (; list_next_trimmed(&rest, ",", &word); count++) {
		char id[16] = "";

		memcpy(id, word.text, word.length);
		assert_non_null(phone_type_of(id));
		assert_string_equal(phone_type_of(id)->id, id);
	}
	assert_int_equal(count, 6);
	assert_non_null(phone_type_of(PHONE_TYPE_DEFAULT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_read_from_its_digits),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(what_is_dialed_is_what_is_shown),
		cmocka_unit_test(each_type_has_its_scheme),
		cmocka_unit_test(each_word_that_editors_may_write_is_a_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
