/* IANA's registries of special addresses (RFC 6890), as far as nobody is to be
 * asked there. */
#include "fetch/network.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BITS(A, B, C, D)                                                       \
	((uint32_t)(A) << 24 | (uint32_t)(B) << 16 | (uint32_t)(C) << 8 | (D))

static const struct {
	uint32_t first;
	int length; /* of the prefix, in bits */
} own[] = {
	{ BITS(0, 0, 0, 0), 8 },      /* this network */
	{ BITS(10, 0, 0, 0), 8 },     /* private */
	{ BITS(100, 64, 0, 0), 10 },  /* a carrier's */
	{ BITS(127, 0, 0, 0), 8 },    /* this machine */
	{ BITS(169, 254, 0, 0), 16 }, /* this cable; clouds tell secrets here */
	{ BITS(172, 16, 0, 0), 12 },  /* private */
	{ BITS(192, 0, 0, 0), 24 },   /* protocols */
	{ BITS(192, 0, 2, 0), 24 },   /* examples */
	{ BITS(192, 88, 99, 0), 24 }, /* relays of 6to4 */
	{ BITS(192, 168, 0, 0), 16 }, /* private */
	{ BITS(198, 18, 0, 0), 15 },  /* measuring */
	{ BITS(198, 51, 100, 0), 24 }, /* examples */
	{ BITS(203, 0, 113, 0), 24 },  /* examples */
	{ BITS(224, 0, 0, 0), 3 },     /* groups, and what is kept back */
};

static bool is_public_4(const unsigned char bytes[4])
{
	uint32_t address = BITS(bytes[0], bytes[1], bytes[2], bytes[3]);

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if ((address ^ own[i].first) >> (32 - own[i].length) == 0)
			return false;
	return true;
}

/* Of IPv6 only 2000::/3 is given out. In it are networks that lead on to an
 * address of IPv4, which nobody would look at: 2002::/16 and 2001::/23; and
 * 2001:db8::/32, for examples. A translator's 64:ff9b::/96 is as good as the
 * address that it stands for. */
static bool is_public_6(const unsigned char bytes[16])
{
	static const unsigned char translated[12] = { 0, 0x64, 0xff, 0x9b };

	if (memcmp(bytes, translated, sizeof(translated)) == 0)
		return is_public_4(bytes + sizeof(translated));
	if (bytes[0] >> 5 != 1 || (bytes[0] == 0x20 && bytes[1] == 0x02))
		return false;
	if (bytes[0] != 0x20 || bytes[1] != 0x01)
		return true;
	return bytes[2] >= 2 && !(bytes[2] == 0x0d && bytes[3] == 0xb8);
}

bool network_is_public(const struct sockaddr *address)
{
	const struct sockaddr_in *four = (const void *)address;
	const struct sockaddr_in6 *six = (const void *)address;

	switch (address->sa_family) {
	case AF_INET:
		return is_public_4((const unsigned char *)&four->sin_addr);
	case AF_INET6:
		return is_public_6(six->sin6_addr.s6_addr);
	default:
		return false;
	}
}
