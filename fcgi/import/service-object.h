/* A service in the shape of HSDS 3, put together from texts. */
#ifndef SIGNPOST_IMPORT_SERVICE_OBJECT_H
#define SIGNPOST_IMPORT_SERVICE_OBJECT_H

#include <jansson.h>
#include <stdbool.h>

#include "import/columns.h"
#include "import/mapping.h"

/* The member in which is what has no member: objects of a `column`, a
 * `text` and whether it `is_private`. */
#define SERVICE_OBJECT_NOTES "unnamed_columns"

#define SERVICE_OBJECT_LINES 4 /* voice, fax, text, textphone */
#define SERVICE_OBJECT_DAYS  7

/* Mon, Tue and so on. */
extern const char *const service_object_days[SERVICE_OBJECT_DAYS];

/* service_whole() makes one thing of it. */
struct service_object {
	struct taking *taking;
	json_t *service, *organization, *contact, *notes;
	json_t *phones[SERVICE_OBJECT_LINES * COLUMNS_GROUPS];
	json_t *places[COLUMNS_GROUPS];
	json_t *addresses[COLUMNS_GROUPS], *mails[COLUMNS_GROUPS];
	const char *hours, *days[SERVICE_OBJECT_DAYS];
};

/* An empty one; what `taking` holds of a row is forgotten. */
struct service_object service_object_new(struct taking *taking);

/* Puts a text to where its column says; where that is withheld, nobody outside
 * gets it. */
void service_object_put(struct service_object *object,
			const struct column *column, const char *text,
			bool is_withheld);

/* Puts what is for those inside. Where it is withheld, nobody outside gets it
 * elsewhere either. */
void service_object_note(struct service_object *object, const char *heading,
			 const char *text, bool is_withheld);

/* Says that it is its own organization, whose id that is too, where that is not
 * NULL. */
void service_object_own(struct service_object *object, const char *id);

/* Says what the source calls its organization, where that is not NULL. */
void service_object_below(struct service_object *object, const char *id);

/* Whether it, or its organization, has a name. */
bool service_object_is_named(const struct service_object *object);

/* What the source calls it, or NULL; and names that tell it from others, which
 * live as long as the row. */
const char *service_object_id(const struct service_object *object);
const char *service_object_words(const struct service_object *object);

void service_object_identify(struct service_object *object, const char *id);

#endif
