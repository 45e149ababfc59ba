/* The program without a server, for the targets that ask it. */
#include "fuzz/fuzz-app.h"

#include <stdio.h>

#include "base/alloc.h"
#include "fuzz/fuzz.h"

struct app *fuzz_app(const char *const *overrides)
{
	static struct app *app;
	struct err err = { 0 };

	if (app == NULL) {
		alloc_serve_jansson();
		app = app_new(NULL, overrides, &err);
		err_print(&err, stderr);
		err_free(&err);
	}
	FUZZ_PROMISE(app != NULL);
	return app;
}
