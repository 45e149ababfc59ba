/* The command `doctor`: each check is a row. */
#include "command/doctor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "command/child.h"
#include "command/commands.h"

#define TEXT_BYTES ((size_t)16 * 1024 * 1024)

static const struct check {
	const char *name;
	bool is_for_root;
	struct doctor_finding (*look)(const struct doctor *doctor);
} checks[] = {
	{ "settings", false, doctor_settings },
	{ "set", false, doctor_set },
	{ "hidden", false, doctor_hidden },
	{ "secrets", false, doctor_secrets },
	{ "files", true, doctor_files },
	{ "responder", false, doctor_responder },
	{ "served", false, doctor_served },
	{ "reboot", false, doctor_reboot },
	{ "redis", true, doctor_redis },
	{ "socket-rights", false, doctor_socket_rights },
	{ "nginx-test", true, doctor_nginx_test },
	{ "nginx-include", true, doctor_nginx_include },
	{ "operators", true, doctor_operators },
	{ "assets", false, doctor_assets },
	{ "last-resort", false, doctor_last_resort },
	{ "host-page", false, doctor_host_page },
};

enum { CHECKS = sizeof(checks) / sizeof(*checks) };

static const char *const states[DOCTOR_STATES] = {
	[DOCTOR_WELL] = "well",
	[DOCTOR_WRONG] = "wrong",
	[DOCTOR_LEFT_OUT] = "left out",
};

static const char *text_of(const struct doctor *doctor, const char *format,
			   va_list args)
{
	char text[4096];

	vsnprintf(text, sizeof(text), format, args);
	return arena_text(doctor->arena, text, strlen(text));
}

struct doctor_finding doctor_well(const struct doctor *doctor,
				  const char *format, ...)
{
	struct doctor_finding finding = { .state = DOCTOR_WELL };
	va_list args;

	va_start(args, format);
	finding.sentence = text_of(doctor, format, args);
	va_end(args);
	return finding;
}

struct doctor_finding doctor_wrong(const struct doctor *doctor,
				   const char *command, const char *format, ...)
{
	struct doctor_finding finding = { .state = DOCTOR_WRONG,
					  .command = command };
	va_list args;

	va_start(args, format);
	finding.sentence = text_of(doctor, format, args);
	va_end(args);
	return finding;
}

/* `signpost.service`, or the instance whose settings these are. */
static const char *unit_of(const struct doctor *doctor)
{
	const char *file = doctor->options->file;
	const char *slash = file != NULL ? strrchr(file, '/') : NULL;
	const char *name = slash != NULL ? slash + 1 : file;
	const char *dot = name != NULL ? strrchr(name, '.') : NULL;

	if (dot == NULL || strncmp(name, "signpost.", 9) == 0)
		return "signpost.service";
	return arena_printf(doctor->arena, "signpost@%.*s.service",
			    (int)(dot - name), name);
}

/* The word behind `user` in nginx's configuration, or Debian's. */
static const char *nginx_user(const struct doctor *doctor)
{
	const char *line =
		doctor->nginx != NULL ? strstr(doctor->nginx, "\nuser ") : NULL;

	if (line == NULL)
		return "www-data";
	line += strlen("\nuser ");
	return arena_text(doctor->arena, line, strcspn(line, "; \t\n"));
}

static const char *nginx_configuration(const struct doctor *doctor)
{
	static const char *const dump[] = { "nginx", "-T", NULL };
	struct buf out = buf_new(TEXT_BYTES);
	const char *text = NULL;

	if (doctor->is_root && child_run(dump, &out) == 0)
		text = arena_text(doctor->arena, buf_text(&out), out.length);
	buf_free(&out);
	return text;
}

/* Who owns the folder that the responder writes to. */
static const char *responder_user(const struct doctor *doctor)
{
	struct stat info;

	if (stat(doctor->settings->last_resort, &info) != 0 || info.st_uid == 0)
		return NULL;
	return child_user_name(info.st_uid, doctor->arena);
}

static void ask_responder(struct doctor *doctor)
{
	struct buf answer = buf_new(TEXT_BYTES);
	struct err faults = { 0 };
	const char *body;

	doctor->silence = "it does not answer";
	if (ping(doctor->settings->listen,
		 arena_printf(doctor->arena, "%s/healthz",
			      doctor->settings->base),
		 &answer, &faults) == 0) {
		body = strstr(buf_text(&answer), "\r\n\r\n");
		doctor->health =
			body != NULL ? json_loads(body, 0, NULL) : NULL;
	} else {
		doctor->silence =
			arena_text(doctor->arena, faults.faults[0].text,
				   strlen(faults.faults[0].text));
	}
	err_free(&faults);
	buf_free(&answer);
}

/* Not all settings may be there: what is faulty is as it is built in. */
static const struct settings *some_settings(const struct doctor *doctor)
{
	struct err none = { 0 };
	const struct settings *settings = settings_load_guarded(
		doctor->options->file, doctor->options->overrides, NULL,
		doctor->arena, &none);

	err_free(&none);
	if (settings == NULL)
		settings = settings_load(NULL, NULL, doctor->arena, &none);
	return settings;
}

static struct doctor_finding look(const struct doctor *doctor,
				  const struct check *check)
{
	struct doctor_finding finding = {
		.state = DOCTOR_LEFT_OUT,
		.sentence = "only root can look",
		.command = "sudo signpost doctor",
	};

	return check->is_for_root && !doctor->is_root ? finding :
							check->look(doctor);
}

static void print(const struct check *check,
		  const struct doctor_finding *finding, struct buf *out)
{
	buf_printf(out, "%-9s %s: %s.\n",
		   finding->state == DOCTOR_WRONG ? "WRONG" :
						    states[finding->state],
		   check->name, finding->sentence);
	if (finding->state == DOCTOR_WRONG && finding->command != NULL)
		buf_printf(out, "          mend it with: %s\n",
			   finding->command);
}

static json_t *as_json(const struct check *check,
		       const struct doctor_finding *finding)
{
	bool is_wrong = finding->state == DOCTOR_WRONG;

	return json_pack("{ss ss ss so*}", "check", check->name, "state",
			 states[finding->state], "message", finding->sentence,
			 "command",
			 is_wrong && finding->command != NULL ?
				 json_string(finding->command) :
				 NULL);
}

static void print_sum(const size_t counts[DOCTOR_STATES], struct buf *out)
{
	buf_printf(out, "%zu well, %zu wrong, %zu left out",
		   counts[DOCTOR_WELL], counts[DOCTOR_WRONG],
		   counts[DOCTOR_LEFT_OUT]);
	buf_puts(out, counts[DOCTOR_LEFT_OUT] > 0 ?
			      "; root can look at those too.\n" :
			      ".\n");
}

/* 0 only when everything was looked at and is well. */
static int examine(const struct doctor *doctor, struct buf *out)
{
	bool is_json = doctor->options->is_json;
	size_t counts[DOCTOR_STATES] = { 0 };
	json_t *list = json_array();

	for (size_t i = 0; i < CHECKS; i++) {
		struct doctor_finding finding = look(doctor, &checks[i]);

		counts[finding.state]++;
		json_array_append_new(list, as_json(&checks[i], &finding));
		if (!is_json)
			print(&checks[i], &finding, out);
	}
	if (is_json)
		json_dumpf(list, stdout, JSON_INDENT(2));
	else
		print_sum(counts, out);
	if (is_json)
		buf_puts(out, "\n");
	json_decref(list);
	if (counts[DOCTOR_WRONG] > 0)
		return EX_CONFIG;
	return counts[DOCTOR_LEFT_OUT] > 0 ? EX_NOPERM : EX_OK;
}

int doctor_run(const struct options *options, struct buf *out, struct err *err)
{
	struct err faults = { 0 };
	struct doctor doctor = {
		.options = options,
		.faults = &faults,
		.is_root = geteuid() == 0,
		.arena = arena_new(),
	};
	struct generation *generation = generation_new(
		options->file, options->overrides, NULL, &faults);
	int code;

	(void)err;
	doctor.generation = generation;
	doctor.settings = some_settings(&doctor);
	doctor.unit = unit_of(&doctor);
	doctor.user = responder_user(&doctor);
	doctor.nginx = nginx_configuration(&doctor);
	doctor.nginx_user = nginx_user(&doctor);
	ask_responder(&doctor);
	code = examine(&doctor, out);
	json_decref(doctor.health);
	generation_release(generation);
	err_free(&faults);
	arena_free(doctor.arena);
	return code;
}
