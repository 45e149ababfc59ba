/* A table of the letters that remain when accents and case are taken away. */
#include "text/latin.h"

#include <stddef.h>

/* By their points. Of the transform, those whose decomposition (Unicode, NFKD)
 * is no other letter. */
static const struct {
	int point;
	const char *letters;
} table[] = {
	{ 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },  { 0x00fe, "th" },
	{ 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" },  { 0x0138, "q" },
	{ 0x0142, "l" },  { 0x014b, "n" },  { 0x0153, "oe" }, { 0x0167, "t" },
	{ 0x0180, "b" },  { 0x0183, "b" },  { 0x0188, "c" },  { 0x018c, "d" },
	{ 0x0192, "f" },  { 0x0195, "hv" }, { 0x0199, "k" },  { 0x019a, "l" },
	{ 0x019e, "n" },  { 0x01a3, "oi" }, { 0x01a5, "p" },  { 0x01ab, "t" },
	{ 0x01ad, "t" },  { 0x01b4, "y" },  { 0x01b6, "z" },  { 0x01e5, "g" },
	{ 0x0221, "d" },  { 0x0225, "z" },  { 0x0234, "l" },  { 0x0235, "n" },
	{ 0x0236, "t" },  { 0x0237, "j" },  { 0x0238, "db" }, { 0x0239, "qp" },
	{ 0x023c, "c" },  { 0x023f, "s" },  { 0x0240, "z" },  { 0x0247, "e" },
	{ 0x0249, "j" },  { 0x024d, "r" },  { 0x024f, "y" },  { 0x0253, "b" },
	{ 0x0255, "c" },  { 0x0256, "d" },  { 0x0257, "d" },  { 0x025b, "e" },
	{ 0x025f, "j" },  { 0x0260, "g" },  { 0x0261, "g" },  { 0x0266, "h" },
	{ 0x0267, "h" },  { 0x0268, "i" },  { 0x026b, "l" },  { 0x026c, "l" },
	{ 0x026d, "l" },  { 0x0271, "m" },  { 0x0272, "n" },  { 0x0273, "n" },
	{ 0x027c, "r" },  { 0x027d, "r" },  { 0x027e, "r" },  { 0x0282, "s" },
	{ 0x0288, "t" },  { 0x0289, "u" },  { 0x028b, "v" },  { 0x0290, "z" },
	{ 0x0291, "z" },  { 0x029d, "j" },  { 0x2c61, "l" },  { 0x2c65, "a" },
	{ 0x2c66, "t" },  { 0x2c68, "h" },  { 0x2c6a, "k" },  { 0x2c6c, "z" },
	{ 0x2c71, "v" },  { 0x2c73, "w" },  { 0x2c74, "v" },  { 0x2c78, "e" },
	{ 0x2c7a, "o" }
};

const char *latin_letters(int point)
{
	size_t low = 0, high = sizeof(table) / sizeof(*table);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (table[middle].point == point)
			return table[middle].letters;
		if (table[middle].point < point)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
