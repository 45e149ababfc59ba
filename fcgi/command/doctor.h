/* What doctor.c and the files with its checks share. */
#ifndef SIGNPOST_COMMAND_DOCTOR_H
#define SIGNPOST_COMMAND_DOCTOR_H

#include <jansson.h>
#include <stdbool.h>

#include "app/generation.h"
#include "base/buf.h"
#include "command/options.h"

enum doctor_state {
	DOCTOR_WELL,
	DOCTOR_WRONG,
	DOCTOR_LEFT_OUT, /* only root can look */
	DOCTOR_STATES
};

/* What a check finds: a sentence, and the command that mends it where that is
 * not well. Neither has a secret in it, nor what stands in a file. */
struct doctor_finding {
	enum doctor_state state;
	const char *sentence, *command; /* they live as long as the arena */
};

struct doctor {
	const struct options *options;
	const struct settings *settings; /* never NULL; perhaps incomplete */
	const struct generation *generation; /* NULL: it is refused */
	struct err *faults;		     /* of what is refused */
	bool is_root;
	const char *unit;	/* of systemd's */
	const char *user;	/* the responder's, or NULL */
	const char *nginx_user; /* or NULL */
	const char *nginx;	/* its whole configuration; NULL: unknown */
	json_t *health;		/* what the responder says; NULL: nothing */
	const char *silence;	/* why it says nothing */
	struct arena *arena;
};

struct doctor_finding doctor_well(const struct doctor *doctor,
				  const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* `command` is what mends it. */
struct doctor_finding doctor_wrong(const struct doctor *doctor,
				   const char *command, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* `signpost COMMAND` for the settings that are examined. */
const char *doctor_command(const struct doctor *doctor, const char *command);

/* In doctor-nginx.c. */
struct doctor_finding doctor_nginx_test(const struct doctor *doctor);
struct doctor_finding doctor_nginx_include(const struct doctor *doctor);
struct doctor_finding doctor_socket_rights(const struct doctor *doctor);
struct doctor_finding doctor_assets(const struct doctor *doctor);
struct doctor_finding doctor_last_resort(const struct doctor *doctor);
struct doctor_finding doctor_host_page(const struct doctor *doctor);

/* In doctor-responder.c. */
struct doctor_finding doctor_settings(const struct doctor *doctor);
struct doctor_finding doctor_set(const struct doctor *doctor);
struct doctor_finding doctor_hidden(const struct doctor *doctor);
struct doctor_finding doctor_secrets(const struct doctor *doctor);
struct doctor_finding doctor_files(const struct doctor *doctor);
struct doctor_finding doctor_reboot(const struct doctor *doctor);

/* What systemd answers; its first line. */
const char *doctor_systemctl(const struct doctor *doctor, const char *verb,
			     const char *what, const char *unit);

/* In doctor-redis.c. */
struct doctor_finding doctor_redis(const struct doctor *doctor);

/* In doctor-served.c. */
struct doctor_finding doctor_responder(const struct doctor *doctor);
struct doctor_finding doctor_served(const struct doctor *doctor);

/* In doctor-operators.c. */
struct doctor_finding doctor_operators(const struct doctor *doctor);

#endif
