/* The door to libfcgi, which reads here and neither writes nor waits. */
#include "server/fastcgi-request.h"

#include <fcgiapp.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"
#include "server/fastcgi-reply.h"
#include "server/request-framing.h"

/* The headers of a response have a ceiling below this. */
#define HEAD_BYTES ((size_t)32 * 1024)

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

static bool send_piece(const struct buf *bytes, void *sender)
{
	const struct fastcgi_reply_piece piece = { buf_text(bytes),
						   bytes->length };

	return fastcgi_reply_send(sender, &piece, 1, false) == 0;
}

/* Of a HEAD nothing but the headers goes out, and that once they are known. */
static bool drop_piece(const struct buf *bytes, void *sender)
{
	(void)bytes;
	(void)sender;
	return true;
}

/* Sends the answer, or what is left of it. If one that was begun broke off, the
 * client is to see that. */
static int send_rest(const struct fastcgi_client *client,
		     const struct response *response, bool without_body)
{
	struct buf head = buf_new(HEAD_BYTES);
	struct fastcgi_reply_piece pieces[2];
	int result = -1;

	if (!response->is_begun || without_body)
		response_write_head(response, &head);
	else
		head.spoilt = !response_is_whole(response);
	pieces[0].bytes = buf_text(&head);
	pieces[0].length = head.length;
	pieces[1].bytes = response_body(response, &pieces[1].length);
	if (!buf_is_spoilt(&head))
		result = fastcgi_reply_send(client, pieces,
					    without_body ? 1 : 2, true);
	buf_free(&head);
	return result;
}

/* 0 when all of the answer was written. */
static int answer(struct app *app, struct redis *redis,
		  const FCGX_Request *taken, long long deadline)
{
	struct request request = read_request(taken->envp);
	bool without_body = request_is_head(&request);
	struct fastcgi_client client = { taken->ipcFd, taken->requestId,
					 deadline };
	struct response response = response_new();
	int result;

	response.outlet = without_body ? drop_piece : send_piece;
	response.sender = &client;
	app_answer(app, redis, &request, &response);
	result = send_rest(&client, &response, without_body);
	response_free(&response);
	return result;
}

int fastcgi_request_prepare(struct err *err)
{
	if (FCGX_Init() != 0)
		return err_plain(err, "libfcgi cannot be initialized");
	return 0;
}

bool fastcgi_request_answer(struct app *app, struct redis *redis, int fd,
			    long long deadline)
{
	FCGX_Request taken;
	bool kept = false;

	if (FCGX_InitRequest(&taken, -1, 0) != 0) {
		close(fd);
		return false;
	}
	/* FCGX_Accept_r() first ends the request before, for which there is no
	 * connection to keep unless it is told so. */
	taken.ipcFd = fd;
	taken.keepConnection = 1;
	/* When it fails, it has closed `fd`; detached, it does so without
	 * waiting for the client. */
	taken.detached = 1;
	if (FCGX_Accept_r(&taken) != 0)
		return false;
	if (is_sound(&taken) && drain(taken.in, deadline))
		kept = answer(app, redis, &taken, deadline) == 0 &&
		       taken.keepConnection;
	FCGX_Free(&taken, 0);
	close(fd);
	return kept;
}
