/* One target: a function that takes any bytes and aborts where a promise is
 * broken. libFuzzer calls it (configure --enable-fuzzers); without that,
 * replay.c does, with the kept corpus. */
#ifndef SIGNPOST_TESTS_FUZZ_H
#define SIGNPOST_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Always 0, as libFuzzer wishes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process, saying what does not hold, when `holds` is false. */
#define FUZZ_PROMISE(holds) fuzz_promise((holds), #holds)
void fuzz_promise(int holds, const char *words);

#endif
