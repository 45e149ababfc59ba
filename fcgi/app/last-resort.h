/* The page and the fragment that nginx shows when nothing else answers, as
 * files. */
#ifndef SIGNPOST_APP_LAST_RESORT_H
#define SIGNPOST_APP_LAST_RESORT_H

#include "site/edition.h"

/* Writes last-resort.html and last-resort-fragment.html into the folder that
 * the settings name, each whole or not at all, and readable by everybody
 * whatever the umask is. What cannot be written is logged, once for each
 * call. */
void last_resort_write(const struct edition *edition);

#endif
