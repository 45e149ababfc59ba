/* Two tables. Each word here was found beside one that means something else:
 * the `trato` of an employer is no `trata`, and a `caso` is no `casa`. */
#include "search/apart.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct apart {
	const char *word, *stem;
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* By word. */
static const struct apart english[] = {
	{ "busy", "busy" },
	{ "customer", "customer" },
	{ "customers", "customer" },
	{ "customs", "customhouse" },
	{ "hospitality", "hospitality" },
	{ "importance", "important" },
	{ "important", "important" },
	{ "internal", "internal" },
	{ "international", "international" },
	{ "internationally", "international" },
	{ "mining", "mining" },
	{ "minorities", "minority" },
	{ "minority", "minority" },
	{ "officer", "officer" },
	{ "officers", "officer" },
	{ "organ", "organs" },
	{ "organs", "organs" },
	{ "personal", "personal" },
	{ "relative", "relative" },
	{ "relatives", "relative" },
	{ "reporter", "reporter" },
	{ "reporters", "reporter" },
	{ "united", "united" },
};

static const struct apart spanish[] = {
	{ "banda", "banda" },	  { "bandas", "banda" },
	{ "baraja", "baraja" },	  { "bolso", "bolso" },
	{ "bolsos", "bolso" },	  { "botas", "botas" },
	{ "cargo", "cargo" },	  { "cargos", "cargo" },
	{ "casada", "casarse" },  { "casadas", "casarse" },
	{ "casado", "casarse" },  { "casados", "casarse" },
	{ "casar", "casarse" },	  { "casara", "casarse" },
	{ "casarme", "casarse" }, { "casarnos", "casarse" },
	{ "casaron", "casarse" }, { "casarse", "casarse" },
	{ "caso", "caso" },	  { "casos", "caso" },
	{ "corta", "cortar" },	  { "cortada", "cortar" },
	{ "cortado", "cortar" },  { "cortan", "cortar" },
	{ "cortando", "cortar" }, { "cortar", "cortar" },
	{ "cortarme", "cortar" }, { "cortaron", "cortar" },
	{ "cortarse", "cortar" }, { "corto", "cortar" },
	{ "cortos", "cortar" },	  { "cuarta", "cuarta" },
	{ "fonda", "fonda" },	  { "fondas", "fonda" },
	{ "libro", "libro" },	  { "libros", "libro" },
	{ "mando", "mando" },	  { "mandos", "mando" },
	{ "media", "medio" },	  { "medias", "medio" },
	{ "medio", "medio" },	  { "medios", "medio" },
	{ "parto", "parto" },	  { "partos", "parto" },
	{ "plato", "plato" },	  { "platos", "plato" },
	{ "puerto", "puerto" },	  { "puertos", "puerto" },
	{ "puesto", "puesto" },	  { "puestos", "puesto" },
	{ "rayo", "rayo" },	  { "rayos", "rayo" },
	{ "tratado", "tratado" }, { "tratados", "tratado" },
	{ "trato", "trato" },	  { "tratos", "trato" },
};

static const struct {
	const char *language;
	const struct apart *table;
	size_t count;
} tables[] = {
	{ "en", english, COUNT(english) },
	{ "es", spanish, COUNT(spanish) },
};

static int by_word(const void *a, const void *b)
{
	const struct apart *one = a, *other = b;

	return strcmp(one->word, other->word);
}

const char *apart_stem(const char *language, const char *word)
{
	const struct apart wanted = { .word = word }, *found = NULL;

	for (size_t i = 0; i < COUNT(tables) && found == NULL; i++)
		if (strcmp(tables[i].language, language) == 0)
			found = bsearch(&wanted, tables[i].table,
					tables[i].count, sizeof(wanted),
					by_word);
	return found != NULL ? found->stem : NULL;
}
