/* Two tables. Each word here was found beside one that means something else:
 * the `trato` of an employer is no `trata`, and a `caso` is no `casa`. */
#include "search/apart.h"

#include <stddef.h>

#include "search/word-pair.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* By word. */
static const struct word_pair english[] = {
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

static const struct word_pair spanish[] = {
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

static const struct word_pairs tables[] = {
	{ "en", english, COUNT(english) },
	{ "es", spanish, COUNT(spanish) },
};

const char *apart_stem(const char *language, const char *word)
{
	return word_pair_find(tables, COUNT(tables), language, word);
}
