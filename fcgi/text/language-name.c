/* The languages that callers of such lines ask for. */
#include "text/language-name.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* clang-format off */
/* By the code: the name in English and in Spanish, and all by which it goes. */
static const struct {
	const char *code, *en, *es, *all;
} names[] = {
	{ "am", "Amharic", "amárico",
	  "Amharic, amárico" },
	{ "ar", "Arabic", "árabe",
	  "Arabic, árabe, العربية" },
	{ "ase", "American Sign Language", "lengua de señas americana",
	  "American Sign Language, lengua de señas americana, ASL" },
	{ "bn", "Bengali", "bengalí",
	  "Bengali, bengalí, বাংলা" },
	{ "cak", "Kaqchikel", "kaqchikel",
	  "Kaqchikel, kaqchikel, cakchiquel" },
	{ "de", "German", "alemán",
	  "German, alemán, Deutsch" },
	{ "en", "English", "inglés",
	  "English, inglés, English" },
	{ "es", "Spanish", "español",
	  "Spanish, español, español castellano" },
	{ "fa", "Persian", "persa",
	  "Persian, persa, فارسی Farsi" },
	{ "fr", "French", "francés",
	  "French, francés, français" },
	{ "hi", "Hindi", "hindi",
	  "Hindi, hindi, हिन्दी" },
	{ "ht", "Haitian Creole", "criollo haitiano",
	  "Haitian Creole, criollo haitiano, kreyòl ayisyen" },
	{ "ixl", "Ixil", "ixil",
	  "Ixil, ixil, ixil" },
	{ "ja", "Japanese", "japonés",
	  "Japanese, japonés, 日本語" },
	{ "kek", "Q'eqchi'", "q'eqchi'",
	  "Q'eqchi', q'eqchi', kekchí qeqchi" },
	{ "kjb", "Q'anjob'al", "q'anjob'al",
	  "Q'anjob'al, q'anjob'al, kanjobal qanjobal" },
	{ "ko", "Korean", "coreano",
	  "Korean, coreano, 한국어" },
	{ "mam", "Mam", "mam",
	  "Mam, mam, mam" },
	{ "mix", "Mixtec", "mixteco",
	  "Mixtec, mixteco, tu'un savi" },
	{ "my", "Burmese", "birmano",
	  "Burmese, birmano" },
	{ "nah", "Nahuatl", "náhuatl",
	  "Nahuatl, náhuatl, mexicano" },
	{ "ne", "Nepali", "nepalí",
	  "Nepali, nepalí, नेपाली" },
	{ "pa", "Punjabi", "panyabí",
	  "Punjabi, panyabí, ਪੰਜਾਬੀ" },
	{ "pl", "Polish", "polaco",
	  "Polish, polaco, polski" },
	{ "ps", "Pashto", "pastún",
	  "Pashto, pastún, پښتو" },
	{ "pt", "Portuguese", "portugués",
	  "Portuguese, portugués, português" },
	{ "qu", "Quechua", "quechua",
	  "Quechua, quechua, runasimi" },
	{ "quc", "K'iche'", "k'iche'",
	  "K'iche', k'iche', quiché kiche" },
	{ "ru", "Russian", "ruso",
	  "Russian, ruso, русский" },
	{ "sk", "Slovak", "eslovaco",
	  "Slovak, eslovaco, slovenčina" },
	{ "so", "Somali", "somalí",
	  "Somali, somalí, soomaali" },
	{ "sw", "Swahili", "suajili",
	  "Swahili, suajili, kiswahili" },
	{ "th", "Thai", "tailandés",
	  "Thai, tailandés, ไทย" },
	{ "ti", "Tigrinya", "tigriña",
	  "Tigrinya, tigriña, ትግርኛ" },
	{ "tl", "Tagalog", "tagalo",
	  "Tagalog, tagalo, Filipino" },
	{ "trc", "Triqui", "triqui",
	  "Triqui, triqui, trique" },
	{ "tzh", "Tzeltal", "tseltal",
	  "Tzeltal, tseltal, tzeltal" },
	{ "tzo", "Tzotzil", "tsotsil",
	  "Tzotzil, tsotsil, tzotzil" },
	{ "uk", "Ukrainian", "ucraniano",
	  "Ukrainian, ucraniano, українська" },
	{ "ur", "Urdu", "urdu",
	  "Urdu, urdu, اردو" },
	{ "vi", "Vietnamese", "vietnamita",
	  "Vietnamese, vietnamita, tiếng Việt" },
	{ "zap", "Zapotec", "zapoteco",
	  "Zapotec, zapoteco, diidxazá" },
	{ "zh", "Chinese", "chino",
	  "Chinese, chino, 中文 Mandarin Cantonese" },
};
/* clang-format on */

#define COUNT (sizeof(names) / sizeof(*names))

const char *language_fault(const char *text)
{
	size_t length = strlen(text);

	return (length == 2 || length == 3) &&
			       strspn(text, "abcdefghijklmnopqrstuvwxyz") ==
				       length ?
		       NULL :
		       "is no code of two or three letters, as in es or mam";
}

/* The place of the code, or COUNT. */
static size_t find(const char *code)
{
	size_t i = 0;

	while (i < COUNT && strcmp(names[i].code, code) != 0)
		i++;
	return i;
}

const char *language_name(const char *code, const char *tag)
{
	size_t i = find(code);

	if (i == COUNT)
		return NULL;
	return strcmp(tag, "es") == 0 ? names[i].es : names[i].en;
}

const char *language_names(const char *code)
{
	size_t i = find(code);

	return i < COUNT ? names[i].all : NULL;
}

const char *language_code(const char *name)
{
	for (size_t i = 0; i < COUNT; i++)
		if (strcasecmp(names[i].en, name) == 0 ||
		    strcasecmp(names[i].es, name) == 0)
			return names[i].code;
	return NULL;
}
