/* The settings: what an operator may choose. Read from an INI file; the rows
 * in settings-table.c are their reference. */
#ifndef SIGNPOST_SITE_SETTINGS_H
#define SIGNPOST_SITE_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "record/field.h"
#include "telemetry/log.h"
#include "text/network-list.h"

/* Where nothing leaves it. */
#define SETTINGS_THIS_MACHINE "127.0.0.0/8, ::1"

enum settings_exit { EXIT_OFF, EXIT_LINK, EXIT_BUTTON };
enum settings_robots { ROBOTS_PAGES, ROBOTS_NONE, ROBOTS_OFF };
enum settings_unreviewed { UNREVIEWED_LABEL, UNREVIEWED_HIDE };

/* How long others may keep an answer, in seconds. */
struct cache_life {
	long long fresh;
	long long stale;	  /* then, while it is made anew */
	long long stale_if_error; /* then, while it cannot be made */
};

/* Who may show the list in a frame. */
struct settings_frames {
	const char *text;    /* origins and `self`, as they were written */
	const char *sources; /* the same for a policy, each behind a blank;
				"" for nobody */
};

/* Machines that may connect. */
struct settings_networks {
	const char *text; /* as it was written */
	struct network_list list;
};

/* Whose pages may read the data. */
struct settings_origins {
	bool is_any;
	const char **list; /* NULL-terminated */
};

/* Immutable after settings_load(); lives as long as the arena it was read
 * into. */
struct settings {
	const char **texts; /* of all rows, as they were written */
	const char *listen; /* unix:PATH or HOST:PORT */
	/* Over TCP: whose connections are taken, and whose requests may be
	 * from inside. */
	struct settings_networks peers, internal_peers;
	long long threads; /* 0: two for each core */
	long long loops;   /* threads that read requests */
	long long request_ms;
	bool has_internal; /* internal content exists for this instance */
	const char *base;  /* begins with a slash, ends without */
	const char *title;
	const char *file_name;
	const char *url; /* of the site, an origin, or "" */
	enum settings_exit exit;
	const char *exit_url; /* where the exit control leads */
	bool has_exit_shortcut;
	bool has_history;
	struct settings_frames frames;
	bool has_structured_data;
	bool has_canonical;
	enum settings_robots robots;
	bool has_search;
	bool has_handout;      /* for everybody */
	const char *report;    /* a form's address, mailto:..., or "" */
	const char *templates; /* the site's own folder, or "" */
	const char *locale;    /* the same for words of the interface */
	enum settings_unreviewed unreviewed;
	const char *host_page;	 /* an address, or "" */
	const char *last_resort; /* a folder, or "" for none */
	const char *directory;	 /* folders, separated by colons */
	const char *draft;	 /* a folder, or "": beside the last of them */
	bool has_browser_cache;
	struct cache_life list_life, entry_life, phones_life, api_life;
	const char *copies;  /* nginx's folders, separated by colons, or "" */
	long long assets_ms; /* that browsers keep them; 0: not at all */
	long long memory_bytes; /* for answers; 0: none are kept */
	struct settings_origins origins;
	const char *redis_address; /* as redis_address_read() takes it */
	struct settings_networks redis_nodes;		    /* none: any */
	const char *redis_user, *redis_password_file;	    /* or "" */
	const char *sentinel_user, *sentinel_password_file; /* or "" */
	const char *redis_secret_file;			    /* or "" */
	const char *token_file; /* of operators, or "" */
	long long redis_wait_ms;
	long long redis_life_ms;
	enum log_level log_level;
	enum log_format log_format;
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

/* The same where the set that they are part of was refused: what belongs to a
 * set is what `kept` says (as settings_lines() has them; NULL: as it is built
 * in), and a minor setting that is faulty too. All else must be there without a
 * fault: who may see what, where the responder listens, whom it speaks to. */
const struct settings *settings_load_guarded(const char *path,
					     const char *const *overrides,
					     const char *const *kept,
					     struct arena *arena,
					     struct err *err);

/* Appends those that belong to a set or are minor, a line SECTION.NAME=VALUE
 * each. */
void settings_print_kept(const struct settings *settings, struct buf *out);

/* The lines of such a text, NULL-terminated. Changes it, and lives as long as
 * `arena`. */
const char *const *settings_lines(char *text, struct arena *arena);

/* A copy that lives as long as `arena`. */
const struct settings *settings_copy(const struct settings *settings,
				     struct arena *arena);

/* Appends the names of the settings that differ and that a running responder
 * cannot change. */
void settings_print_fixed(const struct settings *running,
			  const struct settings *read, struct buf *out);

/* Whether the site has given its pages a title of its own. */
bool settings_has_own_title(const struct settings *settings);

/* Appends the annotated reference, which is conf/signpost.ini. */
void settings_print(struct buf *out);

#endif
