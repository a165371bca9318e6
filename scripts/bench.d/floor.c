/*
 * The floor for whoever runs commands: THREADS threads spawn PROGRAM, COUNT times in all, with the number of each as its
 * argument, read both of its outputs to their end, and reap it with what it used. No input, no order, no records, no
 * second process.
 *
 * The argument is what the others give it, too, and it matters: true(1) with one loads the locale, to understand --help.
 *
 *   floor COUNT THREADS PROGRAM
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_THREADS = 256 };

extern char **environ;

static atomic_int next;
static int count;
static char *program;

static void check(int error, const char *call) {
    if (error != 0) {
        fprintf(stderr, "floor: %s: %s\n", call, strerror(error));
        exit(1);
    }
}

/* Until nobody holds the other ends. */
static void read_both(int out, int err) {
    static _Thread_local char buffer[65536];
    struct pollfd open[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    while (open[0].fd >= 0 || open[1].fd >= 0) {
        if (poll(open, 2, -1) < 0) {
            check(errno == EINTR ? 0 : errno, "poll");
            continue;
        }
        for (int i = 0; i < 2; i++) {
            if (open[i].fd >= 0 && open[i].revents != 0 && read(open[i].fd, buffer, sizeof buffer) <= 0) {
                close(open[i].fd);
                /* Passed over by poll. */
                open[i].fd = -1;
            }
        }
    }
}

static void run_one(int number) {
    int out[2];
    int err[2];
    check(pipe2(out, O_CLOEXEC) ? errno : 0, "pipe2");
    check(pipe2(err, O_CLOEXEC) ? errno : 0, "pipe2");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    char argument[12];
    snprintf(argument, sizeof argument, "%d", number);
    char *arguments[] = {program, argument, NULL};
    pid_t child;
    check(posix_spawn(&child, program, &actions, NULL, arguments, environ), "posix_spawn");
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    read_both(out[0], err[0]);
    int status;
    struct rusage used;
    check(wait4(child, &status, 0, &used) < 0 ? errno : 0, "wait4");
    if (status != 0) {
        fprintf(stderr, "floor: %s failed\n", program);
        exit(1);
    }
}

static void *run_many(void *unused) {
    for (int number = atomic_fetch_add(&next, 1); number < count; number = atomic_fetch_add(&next, 1)) {
        run_one(number + 1);
    }
    return unused;
}

int main(int argc, char **argv) {
    int threads = argc == 4 ? atoi(argv[2]) : 0;
    if (threads < 1 || threads > MOST_THREADS) {
        fprintf(stderr, "usage: floor COUNT THREADS PROGRAM\n");
        return 2;
    }
    count = atoi(argv[1]);
    program = argv[3];
    pthread_t thread[MOST_THREADS];
    for (int i = 0; i < threads; i++) {
        check(pthread_create(&thread[i], NULL, run_many, NULL), "pthread_create");
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(thread[i], NULL);
    }
    return 0;
}
