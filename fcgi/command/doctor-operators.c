/* The check of who may ask for the operators' addresses: behind a proxy on this
 * machine every visitor comes from this machine. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "command/doctor.h"
#include "text/network-list.h"

#define BLANKS	    " \t\r\n"
#define SITE_FILE   "/etc/nginx/signpost-site.conf"
#define NAMES_BYTES ((size_t)1024)

/* A copy in which comments, and what stands between quotation marks, are
 * blanks. */
static char *bare(const char *text, struct arena *arena)
{
	char *copy = arena_text(arena, text, strlen(text));
	char before = '\n';
	char *at = copy;

	while (*at != '\0') {
		bool begins = strchr(BLANKS ";{}", before) != NULL;
		size_t length = 0;

		before = *at;
		if (begins && *at == '#')
			length = strcspn(at, "\n");
		else if (begins && (*at == '"' || *at == '\''))
			length = 1 +
				 strcspn(at + 1, *at == '"' ? "\"\n" : "'\n");
		memset(at, ' ', length);
		at += length > 0 ? length : 1;
	}
	return copy;
}

/* What stands between braces: the first block behind `*at` that is called
 * `name`, a copy; `*at` is behind its opening then. NULL: there is no more. */
static const char *next_block(const char **at, const char *name,
			      struct arena *arena)
{
	size_t length = strlen(name);
	const char *found = *at;
	const char *end;
	int depth = 1;

	while ((found = strstr(found, name)) != NULL) {
		const char *open = found + length;

		open += strspn(open, BLANKS);
		if (*open == '{' &&
		    (found == *at || strchr(BLANKS ";{}", found[-1]) != NULL)) {
			*at = open + 1;
			break;
		}
		found += length;
	}
	if (found == NULL)
		return NULL;
	for (end = *at; *end != '\0' && depth > 0; end++)
		depth += (*end == '{') - (*end == '}');
	return arena_text(arena, *at, (size_t)(end - *at) - (depth == 0));
}

static bool has_this_machine(const char *network, struct arena *arena)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6,
				    .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct network_list list;

	four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return strcmp(network, "default") == 0 ||
	       (network_list_read(network, &list, arena) &&
		(network_list_has(&list, (const void *)&four) ||
		 network_list_has(&list, (const void *)&six)));
}

/* Appends the networks of operators that this machine is in, as a choice of
 * sed's. */
static void name_networks(const char *block, struct arena *arena,
			  struct buf *names)
{
	while (*(block += strspn(block, BLANKS ";")) != '\0') {
		size_t length = strcspn(block, BLANKS ";");
		const char *name = arena_text(arena, block, length);
		const char *value = block + length;

		value += strspn(value, BLANKS);
		if (value[0] != '0' && has_this_machine(name, arena))
			buf_printf(names, "%s%s", names->length > 0 ? "|" : "",
				   name);
		block = value + strcspn(value, ";");
	}
}

/* Whether visitors reach what is written behind `listen` by themselves. */
static bool is_for_visitors(const char *place)
{
	static const char *const own[] = { "127.", "[::1]", "localhost",
					   "unix:" };
	const char *behind = place[0] == '[' ? strchr(place, ']') : place;
	const char *colon = behind != NULL ? strchr(behind, ':') : NULL;
	bool is_port = place[strspn(place, "0123456789")] == '\0';
	const char *port = colon != NULL ? colon + 1 : is_port ? place : "80";

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (strncmp(place, own[i], strlen(own[i])) == 0)
			return false;
	return strcmp(port, "80") == 0 || strcmp(port, "443") == 0;
}

/* Whether a server listens, and only where a proxy must bring its visitors. */
static bool is_behind(const char *server, struct arena *arena)
{
	static const char listen[] = "listen";
	bool is_any = false;

	for (; (server = strstr(server, listen)) != NULL; server++) {
		const char *place = server + strlen(listen);
		size_t blanks = strspn(place, BLANKS);

		place += blanks;
		if (blanks == 0)
			continue;
		if (is_for_visitors(arena_text(arena, place,
					       strcspn(place, BLANKS ";"))))
			return false;
		is_any = true;
	}
	return is_any;
}

/* Whether nginx takes from a proxy on this machine who the visitor is. */
static bool is_told_of_visitors(const char *nginx, struct arena *arena)
{
	static const char from[] = "set_real_ip_from";

	while ((nginx = strstr(nginx, from)) != NULL) {
		const char *place;

		nginx += strlen(from);
		nginx += strspn(nginx, BLANKS);
		place = arena_text(arena, nginx, strcspn(nginx, BLANKS ";"));
		if (strcmp(place, "unix:") == 0 ||
		    has_this_machine(place, arena))
			return true;
	}
	return false;
}

/* Of the servers that have the section; where none says so, of them all. */
static bool is_any_behind(const char *nginx, struct arena *arena)
{
	const char *at = nginx;
	bool is_known = false;
	const char *server;

	if (is_told_of_visitors(nginx, arena))
		return false;
	while ((server = next_block(&at, "server", arena)) != NULL) {
		if (strstr(server, "signpost") == NULL)
			continue;
		if (is_behind(server, arena))
			return true;
		is_known = true;
	}
	return !is_known && is_behind(nginx, arena);
}

/* The file in which `at` stands, as `nginx -T` tells before each. */
static const char *file_at(const struct doctor *doctor, size_t at)
{
	static const char mark[] = "# configuration file ";
	const char *found = doctor->nginx, *file = NULL;

	while ((found = strstr(found, mark)) != NULL &&
	       (size_t)(found - doctor->nginx) < at) {
		found += strlen(mark);
		file = arena_text(doctor->arena, found, strcspn(found, ":\n"));
	}
	return file != NULL ? file : SITE_FILE;
}

/* The same as people list them. */
static const char *listed(const char *names, struct arena *arena)
{
	struct buf text = buf_new(2 * NAMES_BYTES);
	const char *list;

	for (; *names != '\0'; names++)
		buf_put(&text, *names == '|' ? ", " : names,
			*names == '|' ? 2 : 1);
	list = arena_text(arena, buf_text(&text), text.length);
	buf_free(&text);
	return list;
}

static struct doctor_finding judge(const struct doctor *doctor,
				   const char *names, bool is_behind,
				   const char *file)
{
	const char *list = listed(names, doctor->arena);

	if (!is_behind)
		return doctor_well(doctor,
				   "%s in %s lets this machine ask, which is "
				   "right only while no proxy and no tunnel on "
				   "it brings visitors",
				   list, file);
	return doctor_wrong(
		doctor,
		arena_printf(doctor->arena,
			     "sed -Ei '/signpost_is_operator/,/}/{\\,^\\s*(%s)"
			     "\\s,d}' %s && nginx -s reload (programs then "
			     "send the token of server.token-file)",
			     names, file),
		"a proxy brings the visitors of this nginx, and %s in %s makes "
		"operators, who may ask for healthz, readyz and metrics, of "
		"all who come through one on this machine that does not say "
		"for whom it asks",
		list, file);
}

struct doctor_finding doctor_operators(const struct doctor *doctor)
{
	struct buf names = buf_new(NAMES_BYTES);
	const char *nginx, *at, *block, *text;

	if (doctor->nginx == NULL)
		return doctor_wrong(doctor, "nginx -t",
				    "nginx does not print its configuration");
	nginx = at = bare(doctor->nginx, doctor->arena);
	block = next_block(&at, "geo $signpost_is_operator", doctor->arena);
	if (block != NULL)
		name_networks(block, doctor->arena, &names);
	text = arena_text(doctor->arena, buf_text(&names), names.length);
	buf_free(&names);
	if (text[0] == '\0')
		return doctor_well(doctor, "no visitor passes for one");
	return judge(doctor, text, is_any_behind(nginx, doctor->arena),
		     file_at(doctor, (size_t)(at - nginx)));
}
