/* What the text of a setting may be, where its kind of field does not say it
 * all, for `check` and `read` of its row. Each returns NULL, or what is wrong,
 * as words that follow the text. */
#ifndef SIGNPOST_SITE_SETTINGS_CHECK_H
#define SIGNPOST_SITE_SETTINGS_CHECK_H

#include "base/arena.h"

const char *settings_check_base(const char *base);
const char *settings_check_file_name(const char *text);
const char *settings_check_listen(const char *text);
const char *settings_check_redis(const char *text);
const char *settings_check_report(const char *text);
const char *settings_check_title(const char *text);
const char *settings_check_url(const char *text);
const char *settings_check_exit(const char *text);
const char *settings_check_host_page(const char *text);

/* For a struct cache_life: `60 s, 1 min, 1 day`, each up to 30 days. */
const char *settings_read_life(const char *text, void *member,
			       struct arena *arena);

/* For a struct settings_origins. */
const char *settings_read_origins(const char *text, void *member,
				  struct arena *arena);

/* For a struct settings_frames. */
const char *settings_read_frames(const char *text, void *member,
				 struct arena *arena);

/* For a struct settings_networks. */
const char *settings_read_networks(const char *text, void *member,
				   struct arena *arena);

/* The same, where all are meant by `any`, and kept as none. */
const char *settings_read_nodes(const char *text, void *member,
				struct arena *arena);

/* For a bool: whether there is an inside. */
const char *settings_read_scopes(const char *text, void *member,
				 struct arena *arena);

#endif
