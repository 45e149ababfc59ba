/* One telephone number and all its spellings, made from the digits alone, so
 * that what is dialed is always what is shown. */
#ifndef SIGNPOST_DIRECTORY_PHONE_H
#define SIGNPOST_DIRECTORY_PHONE_H

#include <stdbool.h>

struct phone_number {
	char shown[32];	 /* "1-866-347-2423", "711", "+44-20-7946-0000" */
	char dialed[24]; /* "+18663472423", "711", "+442079460000" */
};

/* Reads a number as an editor writes it: `+`, country and number in E.164
 * (at most 15 digits) parted by hyphens or blanks, or a short code: three
 * digits N11 or 988, five or six digits. NULL, or why it is none, as words. */
const char *phone_read(const char *text, struct phone_number *number);

/* The scheme of a link that reaches a number of `type` (RFC 3966, RFC 5724):
 * "tel:", "sms:", or NULL where there is nothing to call, as for a fax. */
const char *phone_scheme(const char *type);

#endif
