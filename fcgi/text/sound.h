/* Words as they sound, for whoever writes by ear. */
#ifndef SIGNPOST_TEXT_SOUND_H
#define SIGNPOST_TEXT_SOUND_H

#include <stdint.h>

/* A number that two words (from fold_print()) have in common which sound alike
 * in the language of a tag, as `ovligan` and `obligan`, and that hardly any
 * others have. 0 where nothing is known of the language, and for a word with
 * digits. */
uint32_t sound_of(const char *language, const char *word);

#endif
