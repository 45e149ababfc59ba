/* Checks of what nginx needs to show the section. */
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/socket-address.h"
#include "command/child.h"
#include "command/doctor.h"
#include "ini/paths.h"

#define TEXT_BYTES ((size_t)1024 * 1024)
#define CONNECT_MS 1000

struct doctor_finding doctor_nginx_test(const struct doctor *doctor)
{
	static const char *const test[] = { "nginx", "-t", "-q", NULL };
	struct buf out = buf_new(TEXT_BYTES);
	int code = child_run(test, &out);

	buf_free(&out);
	if (code == 0)
		return doctor_well(doctor, "its configuration has no fault");
	if (code == CHILD_FAILED)
		return doctor_wrong(doctor, "apt-get install nginx",
				    "there is no nginx here");
	return doctor_wrong(doctor, "nginx -t",
			    "its configuration is faulty, so it can neither "
			    "start nor reload");
}

struct doctor_finding doctor_nginx_include(const struct doctor *doctor)
{
	const struct settings *settings = doctor->settings;
	const char *print = "signpost reference nginx > "
			    "/etc/nginx/signpost-locations.conf, and include "
			    "it in the server block of the site";

	if (doctor->nginx == NULL)
		return doctor_wrong(doctor, "nginx -t",
				    "nginx does not print its configuration");
	if (strstr(doctor->nginx,
		   arena_printf(doctor->arena, "location ^~ %s/ {",
				settings->base)) == NULL)
		return doctor_wrong(doctor, print,
				    "no server block includes the locations "
				    "of %s/",
				    settings->base);
	if (strstr(doctor->nginx,
		   arena_printf(doctor->arena, "fastcgi_pass %s;",
				settings->listen)) == NULL &&
	    strstr(doctor->nginx, "fastcgi_pass signpost;") == NULL)
		return doctor_wrong(doctor, print,
				    "no location leads to %s, where the "
				    "responder listens",
				    settings->listen);
	return doctor_well(doctor, "the locations of %s/ lead to %s",
			   settings->base, settings->listen);
}

static int connect_to(void *data, struct buf *out)
{
	struct socket_address *address = data;
	int fd = socket_address_connect(address, clock_ms() + CONNECT_MS);

	(void)out;
	if (fd < 0)
		return 1;
	close(fd);
	return 0;
}

/* Whether nginx's user may connect, as far as this user can tell. */
static bool may_connect(const struct doctor *doctor,
			struct socket_address *address)
{
	struct buf none = buf_new(1);

	return !doctor->is_root ||
	       child_do(doctor->nginx_user, connect_to, address, &none) == 0;
}

struct doctor_finding doctor_socket_rights(const struct doctor *doctor)
{
	struct socket_address address;
	const char *path;
	struct stat info;

	if (!socket_address_read(&address, doctor->settings->listen))
		return doctor_well(doctor, "there is none");
	path = socket_address_path(&address);
	if (path == NULL)
		return doctor_well(
			doctor, "%s is a port, for %s (server.peers)",
			doctor->settings->listen, doctor->settings->peers.text);
	if (stat(path, &info) != 0)
		return doctor_wrong(doctor,
				    arena_printf(doctor->arena,
						 "systemctl start %s",
						 doctor->unit),
				    "there is no %s", path);
	if ((info.st_mode & S_IWOTH) != 0)
		return doctor_wrong(
			doctor,
			arena_printf(doctor->arena, "chmod o= %s", path),
			"everybody on this machine may write to "
			"%s, and say to be inside",
			path);
	if (!may_connect(doctor, &address))
		return doctor_wrong(doctor,
				    arena_printf(doctor->arena,
						 "chgrp %s %s && chmod g=rw %s",
						 doctor->nginx_user, path,
						 path),
				    "nginx's user %s may not write to %s",
				    doctor->nginx_user, path);
	return doctor_well(doctor, "nobody but nginx may write to %s", path);
}

struct looking {
	const char *const *paths; /* NULL-terminated */
};

static int look_for(void *data, struct buf *out)
{
	const struct looking *looking = data;

	for (const char *const *path = looking->paths; *path != NULL; path++)
		if (access(*path, R_OK) != 0) {
			buf_puts(out, *path);
			return 1;
		}
	return 0;
}

/* The first that nginx's user cannot read, or NULL. Without root, it is this
 * user who looks. */
static const char *unreadable(const struct doctor *doctor,
			      const char *const *paths)
{
	struct looking looking = { paths };
	struct buf path = buf_new(TEXT_BYTES);
	const char *found = NULL;

	if (child_do(doctor->is_root ? doctor->nginx_user : NULL, look_for,
		     &looking, &path) != 0)
		found = arena_text(doctor->arena, buf_text(&path), path.length);
	buf_free(&path);
	return found;
}

struct doctor_finding doctor_assets(const struct doctor *doctor)
{
	const char *folder = paths_shipped("assets", doctor->arena);
	const char *const paths[] = {
		arena_printf(doctor->arena, "%s/signpost.css", folder),
		arena_printf(doctor->arena, "%s/signpost.js", folder),
		NULL,
	};
	const char *path = unreadable(doctor, paths);

	if (path == NULL)
		return doctor_well(doctor, "nginx can read %s", folder);
	return doctor_wrong(
		doctor, arena_printf(doctor->arena, "chmod -R a+rX %s", folder),
		"nginx's user cannot read %s", path);
}

struct doctor_finding doctor_last_resort(const struct doctor *doctor)
{
	const char *folder = doctor->settings->last_resort;
	const char *const paths[] = {
		arena_printf(doctor->arena, "%s/last-resort.html", folder),
		arena_printf(doctor->arena, "%s/last-resort-fragment.html",
			     folder),
		NULL,
	};
	const char *path;

	if (folder[0] == '\0')
		return doctor_wrong(doctor,
				    "last-resort = /var/lib/signpost under "
				    "[site]",
				    "nothing is shown while nobody answers");
	path = unreadable(doctor, paths);
	if (path == NULL)
		return doctor_well(doctor, "the crisis lines stand in %s",
				   folder);
	return doctor_wrong(doctor,
			    arena_printf(doctor->arena,
					 "chmod a+rx %s && systemctl restart "
					 "%s",
					 folder, doctor->unit),
			    "nginx's user cannot read %s", path);
}

struct doctor_finding doctor_host_page(const struct doctor *doctor)
{
	const char *page = doctor->options->operand != NULL ?
				   doctor->options->operand :
				   doctor->settings->host_page;
	const char *const words[] = { "/proc/self/exe",	     "ping", page, "-c",
				      doctor->options->file, NULL };
	const char *const bare[] = { "/proc/self/exe", "ping", page, NULL };
	struct buf out = buf_new(TEXT_BYTES);
	struct doctor_finding finding;
	int code;

	if (page[0] == '\0')
		return doctor_well(doctor,
				   "none is named; give its address, or set "
				   "site.host-page");
	code = child_run(doctor->options->file != NULL ? words : bare, &out);
	finding = code == 0 ?
			  doctor_well(doctor, "the section is in %s", page) :
			  doctor_wrong(doctor,
				       arena_printf(doctor->arena,
						    "signpost ping %s", page),
				       "the section is not in %s", page);
	buf_free(&out);
	return finding;
}
