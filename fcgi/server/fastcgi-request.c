/* The door to libfcgi, which reads here and neither writes nor waits. */
#include "server/fastcgi-request.h"

#include <fcgiapp.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/request.h"
#include "server/fastcgi-record.h"
#include "server/request-framing.h"

/* The checks that libfcgi leaves to its caller. Among the parameters is one of
 * libfcgi's own, FCGI_ROLE. */
static bool is_sound(const FCGX_Request *taken)
{
	size_t count = 0;

	while (taken->envp[count] != NULL)
		count++;
	return taken->role == FASTCGI_RESPONDER &&
	       FCGX_GetError(taken->in) == 0 &&
	       FCGX_GetParam("REQUEST_METHOD", taken->envp) != NULL &&
	       count <= FRAMING_PARAMETERS + 1;
}

/* Reads what the visitor sent along, which nothing here looks at, up to its
 * end: what stays behind would be taken for the next request. */
static bool drain(FCGX_Stream *in, long long deadline)
{
	char scrap[4096];

	while (FCGX_GetStr(scrap, sizeof(scrap), in) > 0)
		if (clock_ms() > deadline)
			return false;
	return FCGX_HasSeenEOF(in) && FCGX_GetError(in) == 0;
}

/* Splits `NAME=VALUE` in place. */
static struct request read_request(char **envp)
{
	struct request request = request_new();

	for (; *envp != NULL; envp++) {
		char *equals = strchr(*envp, '=');

		if (equals == NULL)
			continue;
		*equals = '\0';
		request_take(&request, *envp, equals + 1);
	}
	return request;
}

static struct outgoing *answer(struct app *app, struct redis *redis,
			       const FCGX_Request *taken, bool is_public)
{
	struct request request = read_request(taken->envp);
	struct outgoing *outgoing =
		outgoing_new(taken->requestId, taken->keepConnection,
			     request_is_head(&request));

	if (is_public)
		request_make_public(&request);
	app_answer(app, redis, &request, outgoing_response(outgoing));
	outgoing_begin(outgoing);
	return outgoing;
}

int fastcgi_request_prepare(struct err *err)
{
	if (FCGX_Init() != 0)
		return err_plain(err, "libfcgi cannot be initialized");
	return 0;
}

struct outgoing *fastcgi_request_answer(struct app *app, struct redis *redis,
					int fd, bool is_public,
					long long deadline)
{
	struct outgoing *outgoing = NULL;
	FCGX_Request taken;

	if (FCGX_InitRequest(&taken, -1, 0) != 0) {
		close(fd);
		return NULL;
	}
	/* FCGX_Accept_r() first ends the request before, for which there is no
	 * connection to keep unless it is told so. */
	taken.ipcFd = fd;
	taken.keepConnection = 1;
	/* When it fails, it has closed `fd`; detached, it does so without
	 * waiting for the client. */
	taken.detached = 1;
	if (FCGX_Accept_r(&taken) != 0)
		return NULL;
	if (is_sound(&taken) && drain(taken.in, deadline))
		outgoing = answer(app, redis, &taken, is_public);
	FCGX_Free(&taken, 0);
	close(fd);
	return outgoing;
}
