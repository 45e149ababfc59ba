/* The settings: what an operator may choose. Read from an INI file; the rows
 * in settings-table.c are their reference. */
#ifndef SIGNPOST_SITE_SETTINGS_H
#define SIGNPOST_SITE_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "directory/field.h"

/* Immutable after settings_load(); lives as long as the arena it was read
 * into. */
struct settings {
	const char *listen; /* unix:PATH or HOST:PORT */
	long long threads;  /* 0: two for each core */
	long long request_ms;
	const char *scopes; /* `public` or `public, internal` */
	const char *base;   /* begins with a slash, ends without */
	const char *title;
	const char *file_name;
	const char *url;	   /* of the site, an origin, or "" */
	const char *exit;	   /* off, link or button */
	const char *exit_url;	   /* where the exit control leads */
	const char *exit_shortcut; /* shift3 or off */
	const char *frames; /* origins and `self`, separated by blanks, or "" */
	const char *structured_data; /* on or off */
	const char *canonical;	     /* on or off */
	const char *robots;	     /* pages, none or off */
	const char *search;	     /* `on` or `off` */
	const char *report;	     /* a form's address, mailto:..., or "" */
	const char *templates;	     /* the site's own folder, or "" */
	const char *locale;	     /* the same for words of the interface */
	const char *unreviewed;	     /* `label` or `hide` */
	const char *last_resort;     /* a folder, or "" for none */
	const char *directory;	     /* folders, separated by colons */
	const char *browser_cache;   /* `on` or `off` */
	/* How long others may keep an answer; for cache_life_read(). */
	const char *list_life, *entry_life, *phones_life, *api_life;
	long long memory_bytes; /* for answers; 0: none are kept */
	const char *origins;	/* `any`, "" or a list: see origins.h */
	const char *redis_address;
	const char *redis_user, *redis_password_file; /* or "" */
	const char *redis_secret_file;		      /* or "" */
	long long redis_wait_ms;
	long long redis_life_ms;
	const char *log_level, *log_format; /* for log_set() */
};

/* One row for each setting, in settings-table.c. */
extern const struct field settings_rows[];
extern const size_t settings_row_count;

/* Reads `path` (NULL: the built-in settings alone) and then `overrides`, each
 * `SECTION.NAME=VALUE`, NULL-terminated or NULL. NULL with every fault in
 * `err` when there is one. */
const struct settings *settings_load(const char *path,
				     const char *const *overrides,
				     struct arena *arena, struct err *err);

/* A copy that lives as long as `arena`. */
const struct settings *settings_copy(const struct settings *settings,
				     struct arena *arena);

/* Appends the names of the settings that differ and that a running responder
 * cannot change. */
void settings_print_fixed(const struct settings *running,
			  const struct settings *read, struct buf *out);

/* Whether internal content exists for this instance. */
bool settings_has_internal(const struct settings *settings);

/* Whether the site has given its pages a title of its own. */
bool settings_has_own_title(const struct settings *settings);

/* Appends the annotated reference, which is conf/signpost.ini. */
void settings_print(struct buf *out);

#endif
