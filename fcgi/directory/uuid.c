/* UUIDs that are made from names. */
#include "directory/uuid.h"

#include <ctype.h>
#include <string.h>
#include <uuid/uuid.h>

void uuid_make(const char *space, const char *name, char text[UUID_TEXT])
{
	uuid_t of_space, made;

	uuid_generate_sha1(of_space, *uuid_get_template("url"), space,
			   strlen(space));
	uuid_generate_sha1(made, of_space, name, strlen(name));
	uuid_unparse_lower(made, text);
}

const char *uuid_fault(const char *text)
{
	uuid_t ignored;

	for (const char *at = text; *at != '\0'; at++)
		if (isupper((unsigned char)*at))
			return "has capital letters";
	return uuid_parse(text, ignored) == 0 ?
		       NULL :
		       "is not a UUID, as in "
		       "2d9f7c1e-5a0b-5f43-9c3e-0a1b2c3d4e5f";
}
