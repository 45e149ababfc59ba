/* Records of FastCGI: what the gate calls a whole request, libfcgi takes from
 * a socket without waiting, failing or ending the process. */
#include <fcgiapp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fuzz/fuzz.h"
#include "server/request-framing.h"

static bool is_whole(const uint8_t *data, size_t size)
{
	return request_framing_judge(data, size).verdict == FRAMING_WHOLE;
}

static bool is_faulty(const uint8_t *data, size_t size)
{
	return request_framing_judge(data, size).verdict == FRAMING_FAULTY;
}

/* Among the parameters is one of libfcgi's own, FCGI_ROLE. */
static void check_parameters(char **envp)
{
	size_t count = 0;

	for (; envp[count] != NULL; count++)
		FUZZ_PROMISE(strchr(envp[count], '=') != NULL);
	FUZZ_PROMISE(count <= FRAMING_PARAMETERS + 1);
}

/* As a worker takes it. */
static void take(int fd)
{
	FCGX_Request request;
	char scrap[4096];

	FUZZ_PROMISE(FCGX_InitRequest(&request, -1, 0) == 0);
	request.ipcFd = fd;
	request.keepConnection = 1;
	request.detached = 1;
	FUZZ_PROMISE(FCGX_Accept_r(&request) == 0);
	check_parameters(request.envp);
	while (FCGX_GetStr(scrap, sizeof(scrap), request.in) > 0)
		continue;
	FUZZ_PROMISE(FCGX_HasSeenEOF(request.in));
	FUZZ_PROMISE(FCGX_GetError(request.in) == 0);
	FCGX_Free(&request, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fds[2];

	if (size == 0 || !is_whole(data, size))
		return 0;
	FUZZ_PROMISE(!is_faulty(data, (size + 1) / 2));
	FUZZ_PROMISE(FCGX_Init() == 0);
	FUZZ_PROMISE(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
	FUZZ_PROMISE(send(fds[0], data, size, MSG_NOSIGNAL) == (ssize_t)size);
	/* Whoever waits for more finds the end. */
	shutdown(fds[0], SHUT_WR);
	take(fds[1]);
	close(fds[0]);
	close(fds[1]);
	return 0;
}
