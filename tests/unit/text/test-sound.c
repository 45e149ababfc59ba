/* Words that sound alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>

#include "lib/support.h"
#include "text/sound.h"

static const struct {
	const char *language, *one, *other;
	bool is_same;
} cases[] = {
	{ "es", "obligan", "ovligan", true },
	{ "es", "quieren", "kieren", true },
	{ "es", "cuanto", "quanto", true },
	{ "es", "hijo", "ijo", true },
	{ "es", "hicieron", "isieron", true },
	{ "es", "jefe", "gefe", true },
	{ "es", "llamo", "yamo", true },
	{ "es", "zapato", "sapato", true },
	{ "es", "auxilio", "ausilio", true },
	{ "es", "voy", "boi", true },
	{ "es", "embarazada", "envarasada", true },
	{ "es", "encerrado", "enserrao", true },
	{ "es", "libertad", "liverta", true },
	{ "es", "direccion", "diresion", true },
	{ "es", "hueso", "gueso", true },
	{ "es-MX", "vida", "bida", true },
	{ "es", "casa", "caza", true },
	{ "es", "casa", "cama", false },
	{ "es", "ching", "hing", false },
	{ "es", "guerra", "jera", false },
	{ "en", "phone", "fone", true },
	{ "en", "trafficking", "trafiking", true },
	{ "en", "kill", "kil", true },
	{ "en", "employer", "employr", true },
	{ "en", "receive", "recieve", true },
	{ "en", "deportation", "deportacion", true },
	{ "en", "fright", "frite", true },
	{ "en", "insurance", "insurence", true },
	{ "en", "wage", "wags", false },
	{ "en", "pay", "play", false },
};

static void what_is_heard_is_the_same_however_it_is_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		uint32_t one = sound_of(cases[i].language, cases[i].one);
		uint32_t other = sound_of(cases[i].language, cases[i].other);

		if ((one == other) != cases[i].is_same)
			fail_msg("%s, %s", cases[i].one, cases[i].other);
		assert_int_not_equal(one, 0);
	}
}

static void numbers_and_languages_without_rules_have_no_sound(void **state)
{
	(void)state;
	assert_int_equal(sound_of("es", "h2a"), 0);
	assert_int_equal(sound_of("xx", "casa"), 0);
	assert_int_equal(sound_of("e", "casa"), 0);
	assert_int_equal(sound_of("", "casa"), 0);
	assert_int_equal(sound_of("en", "zzzz"), 0);
	assert_int_equal(sound_of("es", "hhhh"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_is_heard_is_the_same_however_it_is_written),
		cmocka_unit_test(
			numbers_and_languages_without_rules_have_no_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
