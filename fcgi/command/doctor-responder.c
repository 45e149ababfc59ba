/* Checks of what the responder reads, and of what it needs beside that. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "command/child.h"
#include "command/doctor.h"
#include "directory/takedown.h"
#include "ini/paths.h"
#include "text/list.h"

#define TEXT_BYTES ((size_t)1024 * 1024)

const char *doctor_command(const struct doctor *doctor, const char *command)
{
	const char *file = doctor->options->file;

	return file != NULL ?
		       arena_printf(doctor->arena, "signpost %s -c %s", command,
				    file) :
		       arena_printf(doctor->arena, "signpost %s", command);
}

/* Where the first fault is; not what, which would show what stands there. */
static const char *first_place(const struct doctor *doctor)
{
	const struct err_fault *first = &doctor->faults->faults[0];

	if (first->file == NULL)
		return "the settings";
	return arena_printf(doctor->arena, "%s:%d", first->file, first->line);
}

struct doctor_finding doctor_settings(const struct doctor *doctor)
{
	struct err faults = { 0 };
	const struct settings *settings =
		settings_load(doctor->options->file, doctor->options->overrides,
			      doctor->arena, &faults);
	size_t count = faults.count;

	err_free(&faults);
	if (settings != NULL)
		return doctor_well(doctor, "the settings have no fault");
	return doctor_wrong(doctor, doctor_command(doctor, "check"),
			    "the settings have %zu faults", count);
}

struct doctor_finding doctor_set(const struct doctor *doctor)
{
	if (doctor->generation != NULL)
		return doctor_well(doctor,
				   "directory, templates and words have no "
				   "fault");
	return doctor_wrong(doctor, doctor_command(doctor, "check"),
			    "there are %zu faults, the first at %s",
			    doctor->faults->count, first_place(doctor));
}

static size_t count_unknown(const struct doctor *doctor,
			    const struct takedown *takedown)
{
	const struct collection *collection =
		doctor->generation != NULL ?
			generation_edition(doctor->generation, false)
				->directory->collection :
			NULL;
	size_t count = 0;

	for (size_t i = 0; collection != NULL && i < takedown->count; i++)
		count += !takedown_is_known(&takedown->items[i], collection);
	return count;
}

struct doctor_finding doctor_hidden(const struct doctor *doctor)
{
	const char *path = takedown_path(doctor->options->file, doctor->arena);
	struct err faults = { 0 };
	const struct takedown *takedown =
		takedown_read(path, doctor->arena, &faults);
	size_t count = faults.count;

	err_free(&faults);
	if (takedown == NULL)
		return doctor_wrong(
			doctor,
			arena_printf(doctor->arena, "chmod 644 %s", path),
			"%s cannot be read, so nobody knows what "
			"is to be hidden",
			path);
	if (count > 0)
		return doctor_wrong(
			doctor, arena_printf(doctor->arena, "editor %s", path),
			"%zu lines of %s say nothing that could "
			"be hidden",
			count, path);
	count = count_unknown(doctor, takedown);
	if (count > 0)
		return doctor_wrong(
			doctor, arena_printf(doctor->arena, "editor %s", path),
			"%zu name%s in %s %s nobody's in the directory", count,
			count == 1 ? "" : "s", path, count == 1 ? "is" : "are");
	return doctor_well(doctor, "%zu hidden by %s", takedown->count, path);
}

struct doctor_finding doctor_secrets(const struct doctor *doctor)
{
	struct err warnings = { 0 };
	const char *path = NULL;

	secrets_check(doctor->settings, &warnings);
	if (warnings.count > 0)
		path = arena_text(doctor->arena, warnings.faults[0].file,
				  strlen(warnings.faults[0].file));
	err_free(&warnings);
	if (path == NULL)
		return doctor_well(doctor,
				   "no secret can be read by everybody");
	return doctor_wrong(doctor,
			    arena_printf(doctor->arena, "chmod o= %s", path),
			    "everybody on this machine can read %s", path);
}

static bool is_unreadable(const char *path, struct buf *out)
{
	int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (file < 0)
		buf_printf(out, "%s\n", path);
	else
		close(file);
	return file < 0;
}

static bool has_unreadable(const char *folder, const char *suffix,
			   struct arena *arena, struct buf *out)
{
	struct err none = { 0 };
	struct file_names names;
	bool is_any = false;

	if (folder[0] == '\0' || access(folder, F_OK) != 0)
		return false;
	if (file_list(folder, suffix, &names, &none) != 0)
		buf_printf(out, "%s\n", folder);
	is_any = none.count > 0;
	for (size_t i = 0; i < names.count; i++)
		is_any |= is_unreadable(
			arena_printf(arena, "%s/%s", folder, names.items[i]),
			out);
	file_names_free(&names);
	err_free(&none);
	return is_any;
}

/* As the responder's user. */
static int read_all(void *data, struct buf *out)
{
	const struct doctor *doctor = data;
	const struct settings *settings = doctor->settings;
	const char *const files[] = { doctor->options->file,
				      settings->redis_password_file,
				      settings->sentinel_password_file,
				      settings->redis_secret_file,
				      settings->token_file };
	const char *rest = paths_folders(settings->directory, doctor->arena);
	struct list_item folder;
	bool is_any = false;

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (files[i] != NULL && files[i][0] != '\0')
			is_any |= is_unreadable(files[i], out);
	while (list_next_word(&rest, ":", &folder))
		is_any |= has_unreadable(
			arena_text(doctor->arena, folder.text, folder.length),
			".ini", doctor->arena, out);
	is_any |= has_unreadable(settings->templates, ".mustache",
				 doctor->arena, out);
	is_any |= has_unreadable(settings->locale, ".ini", doctor->arena, out);
	return is_any;
}

struct doctor_finding doctor_files(const struct doctor *doctor)
{
	struct buf found = buf_new(TEXT_BYTES);
	struct doctor copy = *doctor;
	int code = child_do(doctor->user, read_all, &copy, &found);
	const char *path = arena_text(doctor->arena, buf_text(&found),
				      strcspn(buf_text(&found), "\n"));
	const char *user = doctor->user != NULL ? doctor->user : "root";

	buf_free(&found);
	if (code == 0)
		return doctor_well(doctor,
				   "%s can read settings, directory, "
				   "templates and words",
				   user);
	if (code == CHILD_FAILED)
		return doctor_wrong(doctor, "systemd-sysusers",
				    "nobody can become %s", user);
	return doctor_wrong(
		doctor,
		arena_printf(doctor->arena, "setfacl -m u:%s:r %s", user, path),
		"%s cannot read %s", user, path);
}

const char *doctor_systemctl(const struct doctor *doctor, const char *verb,
			     const char *what, const char *unit)
{
	const char *const words[] = { "systemctl", verb, what, unit, NULL };
	struct buf out = buf_new(TEXT_BYTES);
	const char *text;

	child_run(words, &out);
	text = arena_text(doctor->arena, buf_text(&out),
			  strcspn(buf_text(&out), "\n"));
	buf_free(&out);
	return text;
}

struct doctor_finding doctor_reboot(const struct doctor *doctor)
{
	const char *state;

	if (access("/run/systemd/system", F_OK) != 0)
		return doctor_well(doctor, "there is no systemd to start it");
	state = doctor_systemctl(doctor, "is-enabled", doctor->unit, NULL);
	if (strncmp(state, "enabled", 7) == 0)
		return doctor_well(doctor, "%s is started with the machine",
				   doctor->unit);
	return doctor_wrong(doctor,
			    arena_printf(doctor->arena,
					 "systemctl enable --now %s",
					 doctor->unit),
			    "%s is not started with the machine", doctor->unit);
}
