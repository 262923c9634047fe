/*
 * usage: fuzz-NAME RUNS | fuzz-NAME FILE...
 *
 * Feeds the target its seeds and RUNS mutations of them, always the same ones.
 * What kills it is left in crash-NAME.bin; the second form reads such files.
 */
#include <fuzz/driver.h>

#include <signal.h>
#include <string.h>

#define INPUT_MAX 4096

/* The input at hand; static because the handler of a crash must find it. */
static uint8_t input[INPUT_MAX];
static size_t n_input;
static const char *name;

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return n ? (size_t)((state >> 11) % n) : 0;
}

static void save_input(int signal_number)
{
	char path[128];
	snprintf(path, sizeof path, "crash-%s.bin", name);
	FILE *file = fopen(path, "wb");
	if (file) {
		fwrite(input, 1, n_input, file);
		fclose(file);
	}
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void remove_bytes(size_t at, size_t n)
{
	memmove(input + at, input + at + n, n_input - at - n);
	n_input -= n;
}

static void insert_bytes(size_t at, const void *bytes, size_t n)
{
	if (n > INPUT_MAX - n_input)
		n = INPUT_MAX - n_input;
	memmove(input + at + n, input + at, n_input - at);
	memcpy(input + at, bytes, n);
	n_input += n;
}

/* A piece of some seed, so that words the target knows meet in new ways. */
static void insert_piece(const char *const *seeds, size_t n_seeds)
{
	const char *seed = seeds[below(n_seeds)];
	size_t length = strlen(seed);
	size_t from = below(length + 1);
	size_t n = below(length - from + 1);
	insert_bytes(below(n_input + 1), seed + from, n < 64 ? n : 64);
}

static void mutate(const char *const *seeds, size_t n_seeds)
{
	static const uint8_t odd[] = {0x00, 0x0A, 0x1B, 0x22, 0x2D, 0x7F, 0x80, 0xA1, 0xBF, 0xC0,
		0xE5, 0xED, 0xF0, 0xF4, 0xFE, 0xFF};
	uint8_t copied[64];
	size_t at = below(n_input), n = below(64) < n_input - at ? below(n_input - at) : 0;
	uint8_t byte = below(2) ? odd[below(sizeof odd)] : (uint8_t)below(256);
	switch (below(6)) {
	case 0:
		if (n_input)
			input[at] ^= (uint8_t)(1u << below(8));
		break;
	case 1:
		if (n_input)
			input[at] = byte;
		break;
	case 2:
		insert_bytes(below(n_input + 1), &byte, 1);
		break;
	case 3:
		remove_bytes(at, n);
		break;
	case 4:
		n = n < sizeof copied ? n : sizeof copied;
		memcpy(copied, input + at, n);
		insert_bytes(below(n_input + 1), copied, n);
		break;
	default:
		insert_piece(seeds, n_seeds);
	}
}

static void feed(void)
{
	/* A copy of exact size, so that one byte too far is noticed. */
	uint8_t *data = malloc(n_input ? n_input : 1);
	if (!data)
		abort();
	memcpy(data, input, n_input);
	LLVMFuzzerTestOneInput(data, n_input);
	free(data);
}

static void take_seed(const char *seed)
{
	size_t length = strlen(seed);
	n_input = length < INPUT_MAX ? length : INPUT_MAX;
	memcpy(input, seed, n_input);
}

static int run(unsigned long runs)
{
	const char *const *seeds = fuzz_seeds();
	size_t n_seeds = 0;
	for (; seeds[n_seeds]; n_seeds++) {
		take_seed(seeds[n_seeds]);
		feed();
	}
	for (unsigned long i = 0; i < runs; i++) {
		take_seed(seeds[below(n_seeds)]);
		for (size_t n = 1 + below(12); n > 0; n--)
			mutate(seeds, n_seeds);
		feed();
	}
	printf("%s: %zu seeds, %lu mutations, all promises held\n", name, n_seeds, runs);
	return 0;
}

static int replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		return 1;
	}
	n_input = fread(input, 1, sizeof input, file);
	fclose(file);
	feed();
	printf("%s: %s held\n", name, path);
	return 0;
}

int main(int argc, char **argv)
{
	name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
	signal(SIGABRT, save_input);
	char *end = argv[0];
	unsigned long runs = argc > 1 ? strtoul(argv[1], &end, 10) : 1000;
	if (argc < 2 || *end == '\0')
		return run(runs);
	int failed = 0;
	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	return failed;
}
