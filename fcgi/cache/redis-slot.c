/* CRC16 as Redis Cluster has it (XMODEM: polynomial 0x1021, from zero). */
#include "cache/redis-slot.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define POLYNOMIAL   0x1021
/* Longer than any numeric host; a name that does not fit is a name. */
#define HOST_BYTES   256
#define NUMBER_BYTES 6 /* digits, with their end */

static unsigned crc16(const char *bytes, size_t length)
{
	uint16_t crc = 0;

	for (size_t i = 0; i < length; i++) {
		crc ^= (uint16_t)((unsigned char)bytes[i] << 8);
		for (int bit = 0; bit < 8; bit++) {
			bool is_set = (crc & 0x8000) != 0;

			crc = (uint16_t)(crc << 1);
			if (is_set)
				crc ^= POLYNOMIAL;
		}
	}
	return crc;
}

unsigned redis_slot_of(const char *key)
{
	const char *open = strchr(key, '{');
	const char *end = open != NULL ? strchr(open + 1, '}') : NULL;

	if (end != NULL && end > open + 1)
		return crc16(open + 1, (size_t)(end - open - 1)) % REDIS_SLOTS;
	return crc16(key, strlen(key)) % REDIS_SLOTS;
}

/* Up to five digits that `end` ends; -1 when there are none. */
static long read_number(const char *text, char end)
{
	size_t length = strspn(text, "0123456789");

	if (length == 0 || length >= NUMBER_BYTES || text[length] != end)
		return -1;
	return strtol(text, NULL, 10);
}

/* HOST:PORT, where an IPv6 host has no brackets, and there may be none. */
static enum redis_endpoint read_endpoint(const char *text,
					 const struct socket_address *from,
					 struct socket_address *to)
{
	const char *colon = strrchr(text, ':');
	char host[HOST_BYTES];

	if (colon == NULL)
		return ENDPOINT_FAULTY;
	if ((size_t)(colon - text) >= sizeof(host))
		return ENDPOINT_NAMED;
	memcpy(host, text, (size_t)(colon - text));
	host[colon - text] = '\0';
	return redis_address_endpoint(host, read_number(colon + 1, '\0'), from,
				      to);
}

bool redis_slot_redirect(const char *error, const struct socket_address *from,
			 struct redis_redirect *redirect)
{
	static const char *const words[] = { "MOVED ", "ASK " };
	long slot = -1;

	for (int i = 0; i < 2 && slot < 0; i++) {
		if (strncmp(error, words[i], strlen(words[i])) != 0)
			continue;
		error += strlen(words[i]);
		redirect->is_ask = i == 1;
		slot = read_number(error, ' ');
	}
	if (slot < 0 || slot >= REDIS_SLOTS)
		return false;
	redirect->slot = (unsigned)slot;
	redirect->endpoint =
		read_endpoint(strchr(error, ' ') + 1, from, &redirect->to);
	return true;
}
