/* The program without a server, for the targets that ask it. */
#ifndef SIGNPOST_TESTS_FUZZ_APP_H
#define SIGNPOST_TESTS_FUZZ_APP_H

#include "app/app.h"

/* Made at the first call, with `overrides` as app_new() takes them; later calls
 * return the same. Lives as long as the process. */
struct app *fuzz_app(const char *const *overrides);

#endif
