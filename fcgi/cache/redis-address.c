/* Lists of addresses behind one of three beginnings. */
#include "cache/redis-address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text/list.h"

#define SENTINEL_PREFIX "sentinel:"
#define CLUSTER_PREFIX	"cluster:"
/* An IPv6 address in brackets with a port, or the longest path. */
#define PLACE_BYTES	128

static bool read_place(struct redis_address *address,
		       const struct list_item *item)
{
	struct socket_address *place = &address->at[address->count];
	char text[PLACE_BYTES];

	if (address->count == REDIS_ADDRESSES || item->length >= sizeof(text))
		return false;
	memcpy(text, item->text, item->length);
	text[item->length] = '\0';
	if (!socket_address_read(place, text))
		return false;
	address->count++;
	return true;
}

static bool read_places(struct redis_address *address, const char *text)
{
	struct list_item item;

	address->count = 0;
	while (list_next_trimmed(&text, ",", &item))
		if (!read_place(address, &item))
			return false;
	return true;
}

/* Of sentinels and of a cluster there are no sockets in folders: they tell
 * each other hosts and ports. */
static bool are_hosts(const struct redis_address *address)
{
	for (size_t i = 0; i < address->count; i++)
		if (socket_address_path(&address->at[i]) != NULL)
			return false;
	return true;
}

static bool read_name(struct redis_address *address, const char **text)
{
	size_t length = strspn(*text, "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789._-");

	if (length == 0 || length >= sizeof(address->name) ||
	    (*text)[length] != '@')
		return false;
	memcpy(address->name, *text, length);
	*text += length + 1;
	return true;
}

static const char *read_sentinel(struct redis_address *address,
				 const char *text)
{
	address->kind = REDIS_SENTINEL;
	if (read_name(address, &text) && read_places(address, text) &&
	    are_hosts(address))
		return NULL;
	return "is not sentinel:NAME@HOST:PORT,HOST:PORT with numeric hosts";
}

static const char *read_cluster(struct redis_address *address, const char *text)
{
	address->kind = REDIS_CLUSTER;
	if (read_places(address, text) && are_hosts(address))
		return NULL;
	return "is not cluster:HOST:PORT,HOST:PORT with numeric hosts";
}

/* A path may have commas in it: what is no list of addresses may be one. */
static const char *read_list(struct redis_address *address, const char *text)
{
	if (!read_places(address, text)) {
		address->count = socket_address_read(&address->at[0], text);
		if (address->count == 0)
			return "is not unix:PATH or a numeric HOST:PORT";
	}
	address->kind = address->count == 1 ? REDIS_ONE : REDIS_LIST;
	return NULL;
}

static const struct {
	const char *start;
	const char *(*read)(struct redis_address *address, const char *text);
} forms[] = {
	{ SENTINEL_PREFIX, read_sentinel },
	{ CLUSTER_PREFIX, read_cluster },
	{ "", read_list },
};

static const char *read_form(struct redis_address *address, const char *text)
{
	size_t form = 0;

	while (strncmp(text, forms[form].start, strlen(forms[form].start)) != 0)
		form++;
	return forms[form].read(address, text + strlen(forms[form].start));
}

const char *redis_address_read(struct redis_address *address, const char *text)
{
	const char *wrong = NULL;

	*address = (struct redis_address){ .kind = REDIS_OFF };
	if (strcmp(text, "off") != 0)
		wrong = read_form(address, text);
	if (wrong != NULL)
		*address = (struct redis_address){ .kind = REDIS_OFF };
	return wrong;
}

static bool is_numeric(const char *host)
{
	struct in6_addr number;

	return inet_pton(AF_INET, host, &number) == 1 ||
	       inet_pton(AF_INET6, host, &number) == 1;
}

enum redis_endpoint redis_address_endpoint(const char *host, long long port,
					   const struct socket_address *from,
					   struct socket_address *to)
{
	bool is_same = host == NULL || host[0] == '\0';
	char text[PLACE_BYTES];

	if (port < 1 || port > UINT16_MAX)
		return ENDPOINT_FAULTY;
	if (is_same && socket_address_path(from) != NULL)
		return ENDPOINT_FAULTY;
	if (is_same) {
		*to = *from;
		/* The port is at the same place in both families. */
		((struct sockaddr_in *)&to->socket)->sin_port =
			htons((in_port_t)port);
		return ENDPOINT_TAKEN;
	}
	if (!is_numeric(host))
		return ENDPOINT_NAMED;
	snprintf(text, sizeof(text), strchr(host, ':') ? "[%s]:%d" : "%s:%d",
		 host, (int)port);
	return socket_address_read(to, text) ? ENDPOINT_TAKEN : ENDPOINT_FAULTY;
}
