/* Every address is one of IPv6, so that there is one way to compare. */
#include "text/network-list.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "text/list.h"

#define ALL_BITS 128
#define MAP_BITS 96

static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };

static void map(unsigned char bytes[16], const void *four)
{
	memcpy(bytes, mapped, sizeof(mapped));
	memcpy(bytes + sizeof(mapped), four, 4);
}

/* Whether `address` is one; `*most` are the bits that its network may have, and
 * `*before` those that stand before them. */
static bool read_address(const char *address, unsigned char bytes[16],
			 unsigned *most, unsigned *before)
{
	struct in_addr four;
	bool is_four = inet_pton(AF_INET, address, &four) == 1;

	*before = is_four ? MAP_BITS : 0;
	*most = ALL_BITS - *before;
	if (is_four)
		map(bytes, &four);
	return is_four || inet_pton(AF_INET6, address, bytes) == 1;
}

/* Whether all bits of `bytes` from `bits` on are zero. */
static bool ends_at(const unsigned char bytes[16], unsigned bits)
{
	for (unsigned i = bits; i < ALL_BITS; i++)
		if (bytes[i / 8] >> (7 - i % 8) & 1)
			return false;
	return true;
}

static bool read_network(const char *text, size_t length,
			 struct network *network)
{
	char address[INET6_ADDRSTRLEN + sizeof("/128")];
	unsigned most, before;
	char *slash;

	if (length == 0 || length >= sizeof(address))
		return false;
	memcpy(address, text, length);
	address[length] = '\0';
	slash = strchr(address, '/');
	if (slash != NULL)
		*slash = '\0';
	if (!read_address(address, network->bytes, &most, &before))
		return false;
	network->bits = ALL_BITS;
	if (slash == NULL)
		return true;
	slash++;
	if (strlen(slash) > 3 || slash[0] == '\0' ||
	    slash[strspn(slash, "0123456789")] != '\0' ||
	    strtoul(slash, NULL, 10) > most)
		return false;
	network->bits = before + (unsigned)strtoul(slash, NULL, 10);
	return ends_at(network->bytes, network->bits);
}

bool network_list_read(const char *text, struct network_list *list,
		       struct arena *arena)
{
	size_t most = strlen(text) / 2 + 1;
	struct list_item item;

	*list = (struct network_list){
		.items = arena_alloc(arena, most * sizeof(*list->items)),
	};
	while (list_next_trimmed(&text, ",", &item))
		if (!read_network(item.text, item.length,
				  &list->items[list->count++]))
			return false;
	return true;
}

static bool has(const struct network *network, const unsigned char bytes[16])
{
	unsigned whole = network->bits / 8, rest = network->bits % 8;
	unsigned differ;

	if (memcmp(network->bytes, bytes, whole) != 0)
		return false;
	if (rest == 0)
		return true;
	differ = network->bytes[whole] ^ (unsigned)bytes[whole];
	return differ >> (8 - rest) == 0;
}

bool network_list_has(const struct network_list *list,
		      const struct sockaddr *address)
{
	const struct sockaddr_in *four = (const void *)address;
	const struct sockaddr_in6 *six = (const void *)address;
	unsigned char bytes[16];

	if (address->sa_family == AF_INET)
		map(bytes, &four->sin_addr);
	else if (address->sa_family == AF_INET6)
		memcpy(bytes, &six->sin6_addr, sizeof(bytes));
	else
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (has(&list->items[i], bytes))
			return true;
	return false;
}
