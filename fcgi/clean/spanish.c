/* Words for words. Single letters are none of them but at the ends of a span
 * that is always the same: an M is a Tuesday or a Wednesday, and English has it
 * for Monday. */
#include "clean/spanish.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/utf8.h"

#define ENGLISH_BYTES ((size_t)2048)

/* Longer ones stand before those that they begin with. A sign is a word of no
 * other language; `mar` may be a month. */
static const struct word {
	const char *spanish, *english;
	bool is_sign;
} words[] = {
	{ "lunes", "Mon", true },
	{ "lun", "Mon", true },
	{ "martes", "Tue", true },
	{ "mar", "Tue", false },
	{ "miercoles", "Wed", true },
	{ "mier", "Wed", true },
	{ "mie", "Wed", true },
	{ "jueves", "Thu", true },
	{ "jue", "Thu", true },
	{ "viernes", "Fri", true },
	{ "vier", "Fri", true },
	{ "vie", "Fri", true },
	{ "sabados", "Sat", true },
	{ "sabado", "Sat", true },
	{ "sab", "Sat", true },
	{ "domingos", "Sun", true },
	{ "domingo", "Sun", true },
	{ "dom", "Sun", true },
	{ "entre semana", "weekdays", true },
	{ "fines de semana", "weekends", true },
	{ "todos los dias", "daily", true },
	{ "l-v", "Mon-Fri", true },
	{ "l a v", "Mon-Fri", true },
	{ "l-s", "Mon-Sat", true },
	{ "l a s", "Mon-Sat", true },
	{ "l-d", "Mon-Sun", true },
	{ "l a d", "Mon-Sun", true },
	{ "a.m.", "am", false },
	{ "a. m.", "am", false },
	{ "am", "am", false },
	{ "p.m.", "pm", false },
	{ "p. m.", "pm", false },
	{ "pm", "pm", false },
	{ "de la manana", "am", false },
	{ "de la tarde", "pm", false },
	{ "del mediodia", "noon", false },
	{ "mediodia", "noon", false },
	{ "medianoche", "midnight", false },
	{ "a las", "-", false },
	{ "hasta las", "-", false },
	{ "hasta", "-", false },
	{ "al", "-", false },
	{ "a", "-", false },
	{ "desde las", "from", false },
	{ "desde", "from", false },
	{ "de las", "from", false },
	{ "de", "from", false },
	{ "los", "", false },
	{ "y", "and", false },
	{ "horario", "hours", false },
	{ "horas", "", false },
	{ "hrs", "", false },
	{ "hs", "", false },
	{ "h", "", false },
	{ "abierto", "open", false },
	{ "cerrado", "closed", false },
	{ "excepto", "except", false },
	{ "en", "on", false },
	{ "dias festivos", "holidays", false },
	{ "dias feriados", "holidays", false },
	{ "festivos", "holidays", false },
	{ "feriados", "holidays", false },
	{ "solo con cita", "by appointment", false },
	{ "con cita previa", "by appointment", false },
	{ "con cita", "by appointment", false },
	{ "previa cita", "by appointment", false },
	{ "por cita", "by appointment", false },
};

/* The bytes of a dash of print, else 0. */
static size_t dash_at(const char *at)
{
	return strncmp(at, "\xe2\x80\x93", 3) == 0 ||
			       strncmp(at, "\xe2\x80\x94", 3) == 0 ?
		       3 :
		       0;
}

static bool is_letter(const char *at)
{
	return isalpha((unsigned char)*at) ||
	       ((*at & 0x80) != 0 && dash_at(at) == 0);
}

/* The row of what stands at `at`, or NULL. The `a` of `9a` is half of a day. */
static const struct word *word_at(const char *text, const char *at)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i].spanish);

		if (strncmp(at, words[i].spanish, length) != 0 ||
		    (is_letter(at + length - 1) && is_letter(at + length)))
			continue;
		return length > 1 || *at != 'a' ||
				       (at > text && at[-1] == ' ' &&
					at[1] == ' ') ?
			       &words[i] :
			       NULL;
	}
	return NULL;
}

/* Whether every word of a folded text is known, and one is a sign. */
static bool put_english(const char *text, struct buf *out)
{
	bool has_sign = false;

	for (const char *at = text; *at != '\0';) {
		const struct word *word = word_at(text, at);
		size_t dash = dash_at(at);

		if (word != NULL) {
			has_sign = has_sign || word->is_sign;
			buf_puts(out, word->english);
			at += strlen(word->spanish);
			at += word->english[0] == '\0' && *at == ' ';
		} else if (dash > 0) {
			buf_puts(out, "-");
			at += dash;
		} else if (is_letter(at)) {
			return false;
		} else {
			buf_printf(out, "%c", *at++);
		}
	}
	return has_sign;
}

const char *spanish_hours(const char *text, struct arena *arena)
{
	struct buf english = buf_new(ENGLISH_BYTES);
	char *folded = utf8_folded(text);

	if (put_english(folded, &english) && !buf_is_spoilt(&english))
		text = arena_text(arena, buf_text(&english), english.length);
	free(folded);
	buf_free(&english);
	return text;
}
