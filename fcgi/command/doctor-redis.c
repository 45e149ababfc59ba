/* Whether Redis is found, answers, and has a bound. */
#include <string.h>

#include "cache/redis-scout.h"
#include "cache/redis.h"
#include "command/child.h"
#include "command/doctor.h"
#include "telemetry/log.h"

#define TEXT_BYTES ((size_t)1024 * 1024)
#define KEY	   "signpost:doctor"

/* What a child says of Redis. */
enum answer { ANSWERS, UNREACHED, UNBOUND, UNTOLD };

static struct redis_nodes *find_nodes(const struct settings *settings,
				      const char *address)
{
	return redis_nodes_new(&(struct redis_plan){
		.address = address,
		.wait_ms = (long)settings->redis_wait_ms,
		.allowed = &settings->redis_nodes.list,
	});
}

/* Which bound a node has that answers; of one that is there alone. */
static enum answer ask_bound(const struct settings *settings,
			     const struct redis_login *login, const char *node)
{
	struct redis_nodes *nodes = find_nodes(settings, node);
	struct redis *redis = redis_new(nodes);
	struct buf memory = buf_new(TEXT_BYTES);
	enum answer answer = ANSWERS;

	redis_log_in(redis, login);
	if (!redis_memory(redis, KEY, &memory))
		answer = UNTOLD;
	else if (strstr(buf_text(&memory), "\nmaxmemory:0\r") != NULL)
		answer = UNBOUND;
	buf_free(&memory);
	redis_free(redis);
	redis_nodes_free(nodes);
	return answer;
}

/* Of all nodes that have something, whose names it appends. One without a bound
 * counts more than one that does not tell. */
static enum answer ask_bounds(const struct settings *settings,
			      const struct redis_login *login,
			      struct redis_nodes *nodes, struct buf *out)
{
	struct redis_node_report reports[REDIS_NODES];
	size_t count = redis_nodes_report(nodes, reports);
	enum answer worst = ANSWERS;

	for (size_t i = 0; i < count; i++) {
		enum answer answer =
			ask_bound(settings, login, reports[i].name);

		if (worst == ANSWERS || answer == UNBOUND)
			worst = answer;
		buf_printf(out, "%s%s", i > 0 ? ", " : "", reports[i].name);
	}
	return worst;
}

/* As the responder's user. Appends why Redis is not reached, or where it is. */
static enum answer ask_nodes(const struct settings *settings,
			     const struct redis_login *login,
			     struct redis_nodes *nodes, struct buf *out)
{
	struct redis *redis = redis_new(nodes);
	struct buf none = buf_new(TEXT_BYTES);
	enum answer answer = UNREACHED;
	struct redis_state state;

	redis_log_in(redis, login);
	redis_scout_look(nodes);
	redis_get(redis, KEY, &none);
	state = redis_nodes_state(nodes);
	if (state.trouble[0] != '\0')
		buf_puts(out, state.trouble);
	else if (state.failures > 0 || !state.was_answered)
		buf_puts(out, redis_trouble(redis));
	else
		answer = ask_bounds(settings, login, nodes, out);
	buf_free(&none);
	redis_free(redis);
	return answer;
}

/* What is found is told by what is printed, and nothing of it by the log. */
static int ask_redis(void *data, struct buf *out)
{
	static const struct redis_login nobody = { "", "", "", "" };
	const struct doctor *doctor = data;
	const struct settings *settings = doctor->settings;
	struct redis_nodes *nodes;
	struct err faults = { 0 };
	const struct secrets *secrets =
		secrets_read(settings, doctor->arena, &faults);
	int code;

	log_set(LOG_ERROR, LOG_LOGFMT);
	nodes = find_nodes(settings, settings->redis_address);
	code = (int)ask_nodes(settings,
			      faults.count == 0 ? &secrets->login : &nobody,
			      nodes, out);
	redis_nodes_free(nodes);
	err_free(&faults);
	return code;
}

/* Redis's own name in front of `what`, or Valkey's where only that is here. */
static const char *of_redis(const struct doctor *doctor, const char *what)
{
	static const char *const redis[] = { "redis-cli", "--version", NULL };
	static const char *const valkey[] = { "valkey-cli", "--version", NULL };
	struct buf out = buf_new(TEXT_BYTES);
	bool is_valkey = child_run(redis, &out) == CHILD_FAILED &&
			 child_run(valkey, &out) != CHILD_FAILED;

	buf_free(&out);
	return arena_printf(doctor->arena, "%s-%s",
			    is_valkey ? "valkey" : "redis", what);
}

static const char *command_for_rights(const struct doctor *doctor)
{
	const char *user = doctor->settings->redis_user;

	return arena_printf(doctor->arena,
			    "%s acl setuser %s on '~signpost:*' +get +set "
			    "+unlink +role '+cluster|slots' +asking +info "
			    "'>PASSWORD', with that of redis.password-file",
			    of_redis(doctor, "cli"),
			    user[0] != '\0' ? user : "signpost");
}

static const char *command_for_nodes(const struct doctor *doctor)
{
	(void)doctor;
	return "signpost reference settings, and name the nodes in nodes = "
	       "under [redis]";
}

static const char *command_for_name(const struct doctor *doctor)
{
	return arena_printf(doctor->arena,
			    "redis-cli -h HOST -p PORT sentinel masters, and "
			    "its name in %s",
			    doctor->settings->redis_address);
}

static const char *command_for_sentinels(const struct doctor *doctor)
{
	(void)doctor;
	return "sentinel-password-file = FILE under [redis], with the password "
	       "of sentinels";
}

static const char *start(const struct doctor *doctor, const char *what)
{
	return arena_printf(doctor->arena,
			    "systemctl enable --now %s, or address = off "
			    "under [redis]",
			    of_redis(doctor, what));
}

static const char *command_for_sentinel(const struct doctor *doctor)
{
	return start(doctor, "sentinel");
}

static const char *command_for_server(const struct doctor *doctor)
{
	return start(doctor, "server");
}

/* Words of a trouble, and what to do. What is refused by one that answers is a
 * matter of rights. */
static const struct {
	const char *word;
	const char *(*command)(const struct doctor *doctor);
} cures[] = {
	{ "redis.nodes", command_for_nodes },
	{ "of that name", command_for_name },
	{ "sentinels", command_for_sentinels },
	{ "password", command_for_rights },
	{ "NOPERM", command_for_rights },
	{ "NOAUTH", command_for_rights },
	{ "sentinel", command_for_sentinel },
	{ "", command_for_server },
};

static const char *command_for_redis(const struct doctor *doctor,
				     const char *trouble)
{
	size_t i = 0;

	while (strstr(trouble, cures[i].word) == NULL)
		i++;
	return cures[i].command(doctor);
}

/* Where one address says it all, its node is not named again. */
static struct doctor_finding praise(const struct doctor *doctor,
				    enum answer answer, const char *nodes)
{
	const char *address = doctor->settings->redis_address;
	bool is_one = strcmp(address, nodes) == 0;

	return doctor_well(doctor, "it answers at %s%s%s%s", address,
			   is_one ? "" : ": now ", is_one ? "" : nodes,
			   answer == UNTOLD ? ", and does not tell whether it "
					      "has a maxmemory" :
					      "");
}

static struct doctor_finding judge_redis(const struct doctor *doctor,
					 enum answer answer, const char *said)
{
	const char *address = doctor->settings->redis_address;
	bool is_private = strcmp(doctor_systemctl(doctor, "show",
						  "--property=PrivateNetwork",
						  doctor->unit),
				 "PrivateNetwork=yes") == 0;

	if (answer == UNREACHED)
		return doctor_wrong(doctor, command_for_redis(doctor, said),
				    "at %s: %s", address, said);
	if (strncmp(address, "unix:", 5) != 0 && is_private)
		return doctor_wrong(
			doctor,
			arena_printf(doctor->arena,
				     "install -D -m 644 -t /etc/systemd/"
				     "system/%s.d "
				     "/usr/share/signpost/systemd/"
				     "redis-tcp.conf && systemctl "
				     "daemon-reload",
				     doctor->unit),
			"%s has a network of its own (PrivateNetwork), in "
			"which there is no %s",
			doctor->unit, address);
	if (answer == UNBOUND)
		return doctor_wrong(doctor,
				    arena_printf(doctor->arena,
						 "%s config set maxmemory "
						 "256mb",
						 of_redis(doctor, "cli")),
				    "at %s it has no maxmemory, and may take "
				    "all memory of its machine",
				    address);
	return praise(doctor, answer, said);
}

struct doctor_finding doctor_redis(const struct doctor *doctor)
{
	struct buf said = buf_new(TEXT_BYTES);
	struct doctor copy = *doctor;
	struct doctor_finding finding;
	int code;

	if (strcmp(doctor->settings->redis_address, "off") == 0)
		return doctor_well(doctor, "it is off, and not needed");
	code = child_do(doctor->user, ask_redis, &copy, &said);
	finding = judge_redis(
		doctor, code == CHILD_FAILED ? UNREACHED : (enum answer)code,
		arena_text(doctor->arena, buf_text(&said), said.length));
	buf_free(&said);
	return finding;
}
