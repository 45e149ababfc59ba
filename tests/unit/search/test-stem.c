/* What is left of a word without its ending. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "lib/support.h"
#include "search/stem.h"

/* Two words of a language, and whether one is found by the other. */
static const struct {
	const char *language, *one, *other;
	bool is_same;
} cases[] = {
	{ "en", "wage", "wages", true },
	{ "en", "boss", "bosses", true },
	{ "en", "trafficking", "trafficked", true },
	{ "en", "exploit", "exploitation", true },
	{ "en", "agency", "agencies", true },
	{ "en", "labor", "laboratory", false },
	{ "en", "trafficking", "traffic", false },
	{ "es", "mujer", "mujeres", true },
	{ "es", "pais", "paises", true },
	{ "es", "nino", "ninas", true },
	{ "es", "educacion", "educaciones", true },
	{ "es", "proteccion", "protecciones", true },
	{ "es", "trabajador", "trabajadoras", true },
	{ "es-MX", "mujer", "mujeres", true },
	{ "es", "trata", "trato", false },
	{ "es", "trata", "tratas", true },
	{ "es", "casa", "caso", false },
	{ "es", "caso", "casos", true },
	{ "es", "casa", "casarme", false },
	{ "es", "puerta", "puerto", false },
	{ "es-MX", "puerto", "puertos", true },
	{ "es", "bota", "botas", false },
	{ "en", "office", "officer", false },
	{ "en", "officer", "officers", true },
	{ "en", "import", "important", false },
	{ "en", "intern", "international", false },
	{ "en", "report", "reporter", false },
	{ "en", "organs", "organization", false },
	{ "es", "peso", "pesca", false },
	{ "es", "campana", "campo", false },
	{ "es", "campana", "campanas", true },
	{ "es", "humano", "humo", false },
	{ "es", "crisis", "crisis", true },
	{ "en", "paid", "pays", true },
	{ "en", "women", "woman", true },
	{ "en", "stolen", "stealing", true },
	{ "en", "men", "mend", false },
	{ "es", "muere", "morir", true },
	{ "es", "encierran", "encerrada", true },
	{ "es", "denuncio", "denunciar", true },
	{ "es", "prometio", "prometieron", true },
	{ "es", "golpean", "golpe", true },
	{ "es", "cuenta", "contar", false },
	{ "xx", "wage", "wages", false },
	{ "xx", "wages", "wages", true },
};

static void endings_make_no_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct stem *stem = stem_new(cases[i].language);
		char one[64];

		strcpy(one, stem_of(stem, cases[i].one));
		if (cases[i].is_same)
			assert_string_equal(one, stem_of(stem, cases[i].other));
		else
			assert_string_not_equal(one,
						stem_of(stem, cases[i].other));
		stem_free(stem);
	}
}

static void a_word_that_is_too_long_stays_whole(void **state)
{
	struct stem *stem = stem_new("en");
	char longest[65], longer[66];

	(void)state;
	memset(longest, 'a', 64);
	memset(longer, 'a', 65);
	strcpy(longest + 62, "es");
	strcpy(longer + 63, "es");
	assert_int_equal(strlen(stem_of(stem, longest)), 63);
	assert_string_equal(stem_of(stem, longer), longer);
	assert_string_equal(stem_of(stem, ""), "");
	stem_free(stem);
	stem_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endings_make_no_difference),
		cmocka_unit_test(a_word_that_is_too_long_stays_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
