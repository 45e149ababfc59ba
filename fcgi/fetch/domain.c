/* The list is the one that libpsl was built with. */
#include "fetch/domain.h"

#include <string.h>
#include <strings.h>

#include <libpsl.h>

/* The name in small letters of Unicode, for psl_free_string(); NULL where it is
 * none. */
static char *lowered(const char *name)
{
	char *lower = NULL;

	if (psl_str_to_utf8lower(name, NULL, NULL, &lower) != PSL_SUCCESS)
		return NULL;
	return lower;
}

/* What is registered of it; NULL where nobody could have registered it, as of
 * the number of a machine. Borrowed from `host`. */
static const char *registered(const char *host)
{
	if (strchr(host, ':') != NULL ||
	    strspn(host, "0123456789.") == strlen(host))
		return NULL;
	return psl_registrable_domain(psl_builtin(), host);
}

bool domain_is_same(const char *a, const char *b)
{
	char *left = lowered(a), *right = lowered(b);
	const char *mine = registered(left != NULL ? left : a);
	const char *theirs = registered(right != NULL ? right : b);
	bool is_same = mine != NULL && theirs != NULL ?
			       strcmp(mine, theirs) == 0 :
			       strcasecmp(a, b) == 0;

	psl_free_string(left);
	psl_free_string(right);
	return is_same;
}
