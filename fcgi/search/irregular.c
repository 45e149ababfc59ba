/* Two tables. Spanish ones are folded, so that the accents of a past are gone,
 * and without the last `i` or `e`. */
#include "search/irregular.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct irregular {
	const char *stem, *usual;
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* By stem. */
static const struct irregular english[] = {
	{ "beaten", "beat" },
	{ "becam", "becom" },
	{ "began", "begin" },
	{ "begun", "begin" },
	{ "bitten", "bite" },
	{ "bled", "bleed" },
	{ "bought", "buy" },
	{ "broke", "break" },
	{ "broken", "break" },
	{ "brought", "bring" },
	{ "burnt", "burn" },
	{ "came", "come" },
	{ "caught", "catch" },
	{ "centr", "center" },
	{ "chequ", "check" },
	{ "children", "child" },
	{ "chose", "choos" },
	{ "chosen", "choos" },
	{ "colour", "color" },
	{ "counsellor", "counsel" },
	{ "counselor", "counsel" },
	{ "defenc", "defens" },
	{ "drank", "drink" },
	{ "driven", "drive" },
	{ "drove", "drive" },
	{ "drunk", "drink" },
	{ "fed", "feed" },
	{ "felt", "feel" },
	{ "fled", "flee" },
	{ "forbad", "forbid" },
	{ "forbidden", "forbid" },
	{ "forgot", "forget" },
	{ "forgotten", "forget" },
	{ "fought", "fight" },
	{ "froze", "freez" },
	{ "frozen", "freez" },
	{ "gave", "give" },
	{ "given", "give" },
	{ "grew", "grow" },
	{ "grown", "grow" },
	{ "harbour", "harbor" },
	{ "held", "hold" },
	{ "hid", "hide" },
	{ "hidden", "hide" },
	{ "hung", "hang" },
	{ "kept", "keep" },
	{ "knew", "know" },
	{ "knive", "knife" },
	{ "known", "know" },
	{ "labour", "labor" },
	{ "led", "lead" },
	{ "left", "leav" },
	{ "lent", "lend" },
	{ "licenc", "licens" },
	{ "lost", "lose" },
	{ "made", "make" },
	{ "men", "man" },
	{ "met", "meet" },
	{ "neighbour", "neighbor" },
	{ "offenc", "offens" },
	{ "organis", "organ" },
	{ "paid", "pay" },
	{ "programm", "program" },
	{ "ran", "run" },
	{ "sent", "send" },
	{ "shot", "shoot" },
	{ "slept", "sleep" },
	{ "sold", "sell" },
	{ "sought", "seek" },
	{ "spent", "spend" },
	{ "spoke", "speak" },
	{ "spoken", "speak" },
	{ "stole", "steal" },
	{ "stolen", "steal" },
	{ "stood", "stand" },
	{ "stuck", "stick" },
	{ "swore", "swear" },
	{ "sworn", "swear" },
	{ "taken", "take" },
	{ "taught", "teach" },
	{ "thiev", "thief" },
	{ "threw", "throw" },
	{ "thrown", "throw" },
	{ "told", "tell" },
	{ "took", "take" },
	{ "tore", "tear" },
	{ "torn", "tear" },
	{ "understood", "understand" },
	{ "wive", "wife" },
	{ "woke", "wake" },
	{ "woken", "wake" },
	{ "women", "woman" },
	{ "wore", "wear" },
	{ "worn", "wear" },
	{ "written", "write" },
	{ "wrote", "write" },
};

static const struct irregular spanish[] = {
	{ "acuest", "acost" },	   { "cae", "caer" },
	{ "caen", "caer" },	   { "cay", "caer" },
	{ "cayeron", "caer" },	   { "cierr", "cerr" },
	{ "consig", "consegu" },   { "consigu", "consegu" },
	{ "cuelg", "colg" },	   { "despid", "desped" },
	{ "detien", "deten" },	   { "detuv", "deten" },
	{ "devuelv", "devolv" },   { "dic", "dec" },
	{ "dij", "dec" },	   { "dijeron", "dec" },
	{ "duel", "dol" },	   { "duerm", "dorm" },
	{ "durm", "dorm" },	   { "encierr", "encerr" },
	{ "encuentr", "encontr" }, { "esclaviz", "esclav" },
	{ "fuerz", "forz" },	   { "huid", "huir" },
	{ "huy", "huir" },	   { "huyend", "huir" },
	{ "huyeron", "huir" },	   { "jueg", "jug" },
	{ "mantien", "manten" },   { "mantuv", "manten" },
	{ "mient", "ment" },	   { "mint", "ment" },
	{ "muer", "mor" },	   { "muestr", "mostr" },
	{ "muev", "mov" },	   { "mur", "mor" },
	{ "nieg", "neg" },	   { "oig", "oir" },
	{ "oye", "oir" },	   { "oyen", "oir" },
	{ "persig", "persegu" },   { "persigu", "persegu" },
	{ "pid", "ped" },	   { "pierd", "perd" },
	{ "pong", "pon" },	   { "pus", "pon" },
	{ "quier", "quer" },	   { "quis", "quer" },
	{ "retien", "reten" },	   { "retuv", "reten" },
	{ "sient", "sent" },	   { "sig", "segu" },
	{ "sigu", "segu" },	   { "sint", "sent" },
	{ "sirv", "serv" },	   { "sup", "sab" },
	{ "traig", "tra" },	   { "traj", "tra" },
	{ "trajeron", "tra" },	   { "trayend", "tra" },
	{ "vien", "ven" },	   { "vin", "ven" },
	{ "vuelv", "volv" },
};

static const struct {
	const char *language;
	const struct irregular *table;
	size_t count;
} tables[] = {
	{ "en", english, COUNT(english) },
	{ "es", spanish, COUNT(spanish) },
};

static int by_stem(const void *a, const void *b)
{
	const struct irregular *one = a, *other = b;

	return strcmp(one->stem, other->stem);
}

const char *irregular_stem(const char *language, const char *stem)
{
	const struct irregular wanted = { .stem = stem }, *found;

	for (size_t i = 0; i < COUNT(tables); i++) {
		if (strcmp(tables[i].language, language) != 0)
			continue;
		found = bsearch(&wanted, tables[i].table, tables[i].count,
				sizeof(wanted), by_stem);
		return found != NULL ? found->usual : stem;
	}
	return stem;
}
