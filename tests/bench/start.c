/*
 * From the start of a program to the end of --version, to its first screen, and the
 * processor time of that; medians in ms.   usage: start PROGRAM ARGUMENT...
 */
#include <lib/pty.h>

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

enum { RUNS = 15 };

static double run_version(const char *program)
{
	char *const argv[] = {(char *)(size_t)program, (char *)(size_t) "--version", NULL};
	posix_spawn_file_actions_t quiet;
	double since = now_ms();
	extern char **environ;
	pid_t pid;

	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
	if (posix_spawn(&pid, program, &quiet, NULL, argv, environ) == 0)
		waitpid(pid, NULL, 0);
	posix_spawn_file_actions_destroy(&quiet);
	return now_ms() - since;
}

int main(int argc, char **argv)
{
	static double version[RUNS], screen[RUNS], cpu[RUNS];

	if (argc < 2) {
		fprintf(stderr, "usage: start PROGRAM ARGUMENT...\n");
		return 2;
	}
	for (int i = 0; i < RUNS; i++) {
		struct pty p;
		version[i] = run_version(argv[1]);
		pty_start(&p, (const char *const *)argv + 1);
		struct pty_step first = pty_wait(&p, p.started);
		screen[i] = first.ms;
		cpu[i] = first.cpu;
		pty_close(&p);
	}
	printf("%.2f\t%.2f\t%.2f\n", median(version, RUNS), median(screen, RUNS),
		median(cpu, RUNS));
	return 0;
}
