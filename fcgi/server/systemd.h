/* What the service manager, systemd, hands over and is told. Without one there
 * is nothing to take, and telling does nothing; a build without libsystemd
 * takes nothing either. A manager that does not listen is waited for
 * SYSTEMD_WAIT_MS and no longer. Owns libsystemd. Texts are UTF-8. */
#ifndef SIGNPOST_SERVER_SYSTEMD_H
#define SIGNPOST_SERVER_SYSTEMD_H

#include <stdbool.h>

/* Whether a manager started this and wants to be told. */
bool systemd_is_there(void);

/* How many descriptors were handed over to this very process, from
 * SYSTEMD_SOCKET on, closed on exec from now on. Less than 0: -errno. Takes
 * what says so out of the environment, so it answers once and is not
 * thread-safe; the rest here is. */
int systemd_sockets(void);
#define SYSTEMD_SOCKET	3

#define SYSTEMD_WAIT_MS 100

/* It serves; also the end of a reload. */
void systemd_ready(const char *status);

/* A reload has begun. */
void systemd_reloading(void);

/* It has begun to end. */
void systemd_stopping(const char *status);

/* It is alive. Waits for nobody. */
void systemd_alive(void);

/* How often systemd_alive() is wanted; 0: never. Three times as often as what
 * would be taken for a hang. */
long long systemd_alive_ms(void);

#endif
