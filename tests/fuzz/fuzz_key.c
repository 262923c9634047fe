#include <fuzz/driver.h>

#include <string.h>

#include <binggui/ui/decoder.h>

/*
 * Any bytes, in reads of any length: nothing breaks, nothing is kept back for
 * ever, and a key pressed afterwards arrives.
 */
const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {"张三丰 zsf\r", "\033[A\033OB\033[1;5D\033[Z",
		"\033[11~\033[[A\033OP\033[15;2~\033[23$", "\033[200~一行\n二行\033[201~",
		"\0332\0330\033\033[H", "\345\274", "\325\305\310\375\xff\302\205",
		"\033[<0;12;7M\033[?1;2c\033[12;40R", "\033[1\033[A\033O\001", NULL};
	return seeds;
}

static void drain(struct decoder *d)
{
	struct press k;
	char name[PRESS_NAME];
	while (decoder_next(d, &k)) {
		press_name(&k, name);
		FUZZ_HOLDS(strlen(name) < PRESS_NAME);
		FUZZ_HOLDS(k.kind != PRESS_PASTE || strlen(k.text) <= k.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct decoder *d = decoder_new();
	struct press k;
	size_t step = n ? 1 + bytes[0] % 7 : 1;
	decoder_learn(d, "\033[A~", press_f(3));
	for (size_t i = 0; i < n; i += step) {
		decoder_feed(d, (const char *)bytes + i, step < n - i ? step : n - i);
		drain(d);
	}
	for (size_t i = 0; decoder_waits(d) != DECODER_IDLE; i++) {
		FUZZ_HOLDS(i <= n + 1);
		decoder_flush(d);
		drain(d);
	}
	decoder_feed(d, "\r", 1);
	FUZZ_HOLDS(decoder_next(d, &k) && k.kind == PRESS_ENTER);
	decoder_free(d);
	return 0;
}
