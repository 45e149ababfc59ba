/* Four texts. */
#include "cache/redis-login.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const size_t texts[] = {
	offsetof(struct redis_login, user),
	offsetof(struct redis_login, password),
	offsetof(struct redis_login, sentinel_user),
	offsetof(struct redis_login, sentinel_password),
};

#define TEXTS (sizeof(texts) / sizeof(*texts))

static const char *text_of(const struct redis_login *login, size_t i)
{
	return *(const char *const *)((const char *)login + texts[i]);
}

struct redis_login *redis_login_copy(const struct redis_login *login)
{
	struct redis_login *copy = alloc_zero(sizeof(*copy));

	for (size_t i = 0; i < TEXTS; i++)
		*(const char **)((char *)copy + texts[i]) =
			alloc_text(text_of(login, i));
	return copy;
}

void redis_login_free(struct redis_login *login)
{
	if (login == NULL)
		return;
	for (size_t i = 0; i < TEXTS; i++)
		free(*(char **)((char *)login + texts[i]));
	free(login);
}

bool redis_login_is_same(const struct redis_login *one,
			 const struct redis_login *other)
{
	for (size_t i = 0; i < TEXTS; i++)
		if (strcmp(text_of(one, i), text_of(other, i)) != 0)
			return false;
	return true;
}
