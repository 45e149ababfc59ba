/* Files with secrets, and who else can read them. */
#include "site/secrets.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/file.h"

#define FILE_BYTES  ((size_t)1024 * 1024)
#define SEAL_LEAST  ((size_t)16)
#define TOKEN_LEAST ((size_t)16)
#define SECRET_MOST ((size_t)1024)

/* The secret in the file, or "" with the fault in `err`. */
static const char *read_secret(const char *path, size_t least,
			       struct arena *arena, struct err *err)
{
	const char *secret = "";
	size_t length;
	char *bytes = file_read(path, FILE_BYTES, &length, err);

	if (bytes == NULL)
		return secret;
	if (length > 0 && bytes[length - 1] == '\n')
		length--;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	if (length < least || length > SECRET_MOST)
		err_at(err, path, 0, "does not hold %zu to %zu bytes", least,
		       SECRET_MOST);
	else if (memchr(bytes, '\0', length) != NULL ||
		 memchr(bytes, '\n', length) != NULL)
		err_at(err, path, 0, "is to hold one line of text");
	else
		secret = arena_text(arena, bytes, length);
	free(bytes);
	return secret;
}

/* The password in the file that belongs to the setting of a user. */
static const char *read_password(const char *name, const char *user,
				 const char *path, struct arena *arena,
				 struct err *err)
{
	if (path[0] != '\0')
		return read_secret(path, 1, arena, err);
	if (user[0] != '\0')
		err_plain(err, "%s is of no use without %.*spassword-file",
			  name, (int)(strlen(name) - strlen("user")), name);
	return "";
}

static const struct seal *keep_seal(const char *secret, struct arena *arena)
{
	struct seal *seal = arena_alloc(arena, sizeof(*seal));

	*seal = seal_of(secret);
	return seal;
}

static void hash_token(const char *token, unsigned char hash[DIGEST_BYTES])
{
	struct digest digest = digest_new();

	digest_add_text(&digest, token);
	digest_end(&digest, hash);
}

const struct secrets *secrets_read(const struct settings *settings,
				   struct arena *arena, struct err *err)
{
	struct secrets *secrets = arena_alloc(arena, sizeof(*secrets));
	const char *seal = "", *token = "";

	secrets->login = (struct redis_login){
		.user = settings->redis_user,
		.password = read_password("redis.user", settings->redis_user,
					  settings->redis_password_file, arena,
					  err),
		.sentinel_user = settings->sentinel_user,
		.sentinel_password = read_password(
			"redis.sentinel-user", settings->sentinel_user,
			settings->sentinel_password_file, arena, err),
	};
	if (settings->redis_secret_file[0] != '\0')
		seal = read_secret(settings->redis_secret_file, SEAL_LEAST,
				   arena, err);
	if (settings->token_file[0] != '\0')
		token = read_secret(settings->token_file, TOKEN_LEAST, arena,
				    err);
	secrets->has_token = token[0] != '\0';
	hash_token(token, secrets->token);
	if (seal[0] != '\0')
		secrets->seal = keep_seal(seal, arena);
	return secrets;
}

const struct secrets *secrets_read_guarded(const struct settings *settings,
					   struct arena *arena)
{
	struct err told = { 0 };
	const struct secrets *secrets = secrets_read(settings, arena, &told);

	err_free(&told);
	return secrets;
}

bool secrets_has_token(const struct secrets *secrets, const char *authorization)
{
	static const char scheme[] = "Bearer ";
	unsigned char hash[DIGEST_BYTES];

	if (!secrets->has_token ||
	    strncasecmp(authorization, scheme, strlen(scheme)) != 0)
		return false;
	hash_token(authorization + strlen(scheme), hash);
	return digest_is_same(hash, secrets->token);
}

void secrets_check(const struct settings *settings, struct err *warnings)
{
	const char *const paths[] = { settings->redis_password_file,
				      settings->sentinel_password_file,
				      settings->redis_secret_file,
				      settings->token_file };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct stat info;

		if (paths[i][0] != '\0' && stat(paths[i], &info) == 0 &&
		    (info.st_mode & S_IROTH) != 0)
			err_at(warnings, paths[i], 0,
			       "can be read by everybody on this machine");
	}
}
