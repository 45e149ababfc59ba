/* What the text of a setting may be, where its kind of field does not say it
 * all. Each returns NULL, or what is wrong, as words that follow the text. */
#ifndef SIGNPOST_SITE_SETTINGS_CHECK_H
#define SIGNPOST_SITE_SETTINGS_CHECK_H

const char *settings_check_base(const char *base);
const char *settings_check_file_name(const char *text);
const char *settings_check_life(const char *text);
const char *settings_check_listen(const char *text);
const char *settings_check_redis(const char *text);
const char *settings_check_report(const char *text);
const char *settings_check_url(const char *text);
const char *settings_check_origins(const char *text);
const char *settings_check_exit(const char *text);
const char *settings_check_frames(const char *text);
const char *settings_check_scopes(const char *text);

#endif
