/* Whom Redis and its sentinels are told that they speak with. */
#ifndef SIGNPOST_CACHE_REDIS_LOGIN_H
#define SIGNPOST_CACHE_REDIS_LOGIN_H

#include <stdbool.h>

/* "" for no user, or no password. */
struct redis_login {
	const char *user, *password;
	const char *sentinel_user, *sentinel_password; /* go nowhere else */
};

/* A copy for redis_login_free(), which accepts NULL. */
struct redis_login *redis_login_copy(const struct redis_login *login);
void redis_login_free(struct redis_login *login);

bool redis_login_is_same(const struct redis_login *one,
			 const struct redis_login *other);

#endif
