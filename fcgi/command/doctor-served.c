/* Checks of whether a responder answers, and what it serves. */
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "command/doctor.h"

#define CONNECT_MS 1000

/* The address that this machine has where it connects to, for who is there to
 * know it by; NULL where a file's mode says who may, or `peers` has it. */
static const char *stranger(const struct doctor *doctor, int fd)
{
	struct sockaddr_storage own = { 0 };
	socklen_t length = sizeof(own);
	char host[NI_MAXHOST];

	if (getsockname(fd, (void *)&own, &length) != 0 ||
	    own.ss_family == AF_UNIX ||
	    network_list_has(&doctor->settings->peers.list,
			     (const void *)&own) ||
	    getnameinfo((const void *)&own, length, host, sizeof(host), NULL, 0,
			NI_NUMERICHOST) != 0)
		return NULL;
	return arena_text(doctor->arena, host, strlen(host));
}

static struct doctor_finding judge_silence(const struct doctor *doctor,
					   const char *host)
{
	const char *restart = arena_printf(
		doctor->arena, "systemctl restart %s", doctor->unit);
	const char *peers = doctor->settings->peers.text;
	bool is_none = strcmp(peers, "none") == 0;

	if (host == NULL)
		return doctor_wrong(doctor, restart, "%s", doctor->silence);
	return doctor_wrong(
		doctor,
		arena_printf(doctor->arena,
			     "peers = %s%s%s under [server], then %s",
			     is_none ? "" : peers, is_none ? "" : ", ", host,
			     restart),
		"the responder at %s hangs up on this machine, for "
		"server.peers does not name %s; visitors may still be served",
		doctor->settings->listen, host);
}

/* Why nothing is known of a responder. */
static struct doctor_finding explain_silence(const struct doctor *doctor)
{
	const char *start =
		arena_printf(doctor->arena, "systemctl start %s", doctor->unit);
	struct socket_address address;
	struct doctor_finding finding;
	int fd;

	if (!socket_address_read(&address, doctor->settings->listen))
		return doctor_wrong(doctor, start, "%s", doctor->silence);
	fd = socket_address_connect(&address, clock_ms() + CONNECT_MS);
	if (fd >= 0) {
		finding = judge_silence(doctor, stranger(doctor, fd));
		close(fd);
		return finding;
	}
	if (errno == EACCES || errno == EPERM)
		start = "sudo signpost doctor";
	return doctor_wrong(doctor, start, "%s", doctor->silence);
}

struct doctor_finding doctor_responder(const struct doctor *doctor)
{
	if (doctor->health == NULL)
		return explain_silence(doctor);
	return doctor_well(doctor, "a responder answers at %s",
			   doctor->settings->listen);
}

/* Whether what the responder serves is what is there. */
struct doctor_finding doctor_served(const struct doctor *doctor)
{
	const char *revision, *present;

	if (doctor->health == NULL)
		return doctor_wrong(doctor, explain_silence(doctor).command,
				    "what is served cannot be asked for, if "
				    "anything is");
	if (json_object_get(doctor->health, "last_good") != NULL)
		return doctor_wrong(doctor, doctor_command(doctor, "check"),
				    "the last good set is served, for the "
				    "present one was refused at the start");
	if (json_object_get(doctor->health, "reload_refused") != NULL)
		return doctor_wrong(doctor, doctor_command(doctor, "check"),
				    "an older set is served, for the present "
				    "one was refused");
	revision =
		json_string_value(json_object_get(doctor->health, "revision"));
	present = doctor->generation != NULL ?
			  generation_edition(doctor->generation, false)
				  ->revision :
			  "";
	if (revision == NULL || strcmp(revision, present) != 0)
		return doctor_wrong(doctor,
				    arena_printf(doctor->arena,
						 "systemctl reload %s",
						 doctor->unit),
				    "what is served is not what is there");
	return doctor_well(doctor, "what is there is served");
}
