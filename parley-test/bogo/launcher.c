/*
 * What BoringSSL's test runner starts for every test, in place of a JVM: hands its arguments to the JVM that waits at
 * the Unix socket named by PARLEY_BOGO_SOCKET, and becomes what that JVM answers.
 *
 * To the JVM:   the number of arguments, then each with its length before it. Numbers have four bytes, big endian.
 * From the JVM: frames of a byte that says what it is (1 standard output, 2 standard error, 3 the exit code), a length
 *               and so many bytes.
 *
 * If there is no JVM, or it dies, the code is 90, which the runner never takes for what a test expects.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BROKEN = 90, UNIMPLEMENTED = 89 };

static int broken(const char *what) {
  fprintf(stderr, "bogo launcher: %s\n", what);
  return BROKEN;
}

static int put(int fd, const void *bytes, size_t length) {
  for (const char *at = bytes; length > 0;) {
    ssize_t written = write(fd, at, length);
    if (written <= 0) return 0;
    at += written;
    length -= (size_t)written;
  }
  return 1;
}

static int put_number(int fd, uint32_t number) {
  unsigned char bytes[4] = {number >> 24, number >> 16, number >> 8, number};
  return put(fd, bytes, 4);
}

static int get(int fd, void *bytes, size_t length) {
  for (char *at = bytes; length > 0;) {
    ssize_t come = read(fd, at, length);
    if (come <= 0) return 0;
    at += come;
    length -= (size_t)come;
  }
  return 1;
}

int main(int count, char **arguments) {
  /* To learn the names of all tests, each is run and ends at once. */
  if (getenv("PARLEY_BOGO_LIST") != NULL) {
    if (count > 1 && strcmp(arguments[count - 1], "-is-handshaker-supported") == 0) {
      puts("No");
      return 0;
    }
    return UNIMPLEMENTED;
  }

  signal(SIGPIPE, SIG_IGN); /* a JVM that is gone is told below, not by the kernel */
  const char *path = getenv("PARLEY_BOGO_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (path == NULL || strlen(path) >= sizeof(address.sun_path)) return broken("PARLEY_BOGO_SOCKET is not set");
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) return broken("no JVM listens");

  if (!put_number(fd, (uint32_t)(count - 1))) return broken("the JVM is gone");
  for (int i = 1; i < count; i++) {
    size_t length = strlen(arguments[i]);
    if (!put_number(fd, (uint32_t)length) || !put(fd, arguments[i], length)) return broken("the JVM is gone");
  }

  for (;;) {
    unsigned char header[5];
    if (!get(fd, header, 5)) return broken("the JVM is gone");
    uint32_t length = (uint32_t)header[1] << 24 | header[2] << 16 | header[3] << 8 | header[4];
    char *bytes = malloc(length + 1);
    if (bytes == NULL || !get(fd, bytes, length)) return broken("the JVM is gone");
    if (header[0] == 3) return (unsigned char)bytes[0];
    put(header[0] == 1 ? STDOUT_FILENO : STDERR_FILENO, bytes, length);
    free(bytes);
  }
}
