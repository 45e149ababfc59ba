/* Whom to ask for, by role. The rows stand in contact.c. What tells of a person
 * is private. */
#ifndef SIGNPOST_DIRECTORY_CONTACT_H
#define SIGNPOST_DIRECTORY_CONTACT_H

#include "record/record.h"

enum contact_row {
	CONTACT_TITLE,
	CONTACT_DEPARTMENT,
	CONTACT_PHONE,
	CONTACT_EMAIL,
	CONTACT_PERSON,
	CONTACT_DIRECT_PHONE,
	CONTACT_DIRECT_EMAIL,
	CONTACT_UUID,
	CONTACT_REVIEWED,
};

extern const struct kind contact_section;

#endif
