/* A spot in HTML. */
#include "template/spot.h"

#include <string.h>

void template_point_pass(struct template_point *point, char byte)
{
	point->column++;
	if (byte == '\n')
		*point = (struct template_point){ point->line + 1, 1 };
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

bool template_spot_is_space(char byte)
{
	return byte != '\0' && strchr(" \t\n\f\r", byte) != NULL;
}

bool template_spot_is_letter(char byte)
{
	return lower(byte) >= 'a' && lower(byte) <= 'z';
}

void template_spot_move(struct template_spot *spot, enum template_place place)
{
	spot->place = place;
	spot->word_length = 0;
	spot->dashes = 0;
}

void template_spot_spell(struct template_spot *spot, char byte)
{
	if (spot->word_length < sizeof(spot->word))
		spot->word[spot->word_length++] = lower(byte);
}

bool template_spot_is_word(const struct template_spot *spot, const char *name)
{
	return spot->word_length == strlen(name) &&
	       memcmp(spot->word, name, spot->word_length) == 0;
}
