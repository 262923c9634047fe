#include <binggui/app/probe.h>

#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <binggui/ui/tty.h>

enum { PATIENCE = 500 /* ms */, NARROWEST = 8 /* columns: the line must not wrap */ };

/*
 * 人人, whose six bytes are three pairs in GBK as well as in Big5 and no
 * controls in any encoding of one byte; · in UTF-8, which is one pair; ¨ in GBK, which
 * is “ in Big5 and no lead byte of UTF-8: nothing may swallow the question behind it.
 */
#define ASK "\033[6n\r"
static const char questions[] =
	"\r\xE4\xBA\xBA\xE4\xBA\xBA" ASK "\xC2\xB7" ASK "\xA1\xA7" ASK "\033[K";
enum { N_QUESTIONS = 3 };

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Digits at *at; false if there are none or too many. */
static bool take_number(const char **at, const char *end, int *out)
{
	const char *start = *at;
	*out = 0;
	while (*at < end && **at >= '0' && **at <= '9' && *at - start < 5)
		*out = *out * 10 + (*(*at)++ - '0');
	return *at > start;
}

/* The place behind an answer that begins here; NULL if none does. */
static const char *answer(const char *at, const char *end, int *column)
{
	int row;
	if (end - at < 6 || at[0] != '\033' || at[1] != '[')
		return NULL;
	at += 2;
	if (!take_number(&at, end, &row) || at == end || *at++ != ';')
		return NULL;
	return take_number(&at, end, column) && at < end && *at == 'R' ? at + 1 : NULL;
}

bool probe_take_answer(struct str *read, int *column)
{
	const char *end = str_c(read) + read->n;
	for (char *at = read->at; at && at < end; at++) {
		const char *behind = answer(at, end, column);
		if (!behind)
			continue;
		size_t rest = (size_t)(end - behind);
		memmove(at, behind, rest);
		str_cut(read, (size_t)(at - read->at) + rest);
		return true;
	}
	return false;
}

static void listen(struct probe *p, struct tty *t, int ms)
{
	int *answers[N_QUESTIONS] = {&p->utf8, &p->ambiguous, &p->ambiguous_pair};
	long until = now_ms() + ms;
	for (int i = 0; i < N_QUESTIONS;) {
		char bytes[1024];
		size_t n;
		int column;
		if (probe_take_answer(&p->typed, &column)) {
			*answers[i++] = column - 1;
			continue;
		}
		long left = until - now_ms();
		if (left <= 0)
			return;
		p->hung = tty_wait(t, (int)left, bytes, sizeof bytes, &n) == TTY_HANGUP;
		if (p->hung)
			return;
		str_addn(&p->typed, bytes, n);
	}
}

static bool can_answer(const struct tty *t)
{
	const char *term = getenv("TERM");
	int rows, cols;
	return !text_blank(term) && strcmp(term, "dumb") != 0 &&
	       (!tty_size(t, &rows, &cols) || cols >= NARROWEST);
}

void probe_terminal(struct probe *p, int line_ms)
{
	struct tty t;
	*p = (struct probe){0};
	if (!tty_open(&t, STDIN_FILENO, STDOUT_FILENO, NULL))
		return;
	if (can_answer(&t)) {
		struct termios raw = t.saved;
		cfmakeraw(&raw);
		tcsetattr(t.in, TCSADRAIN, &raw);
		tty_write(&t, questions);
		listen(p, &t, line_ms > PATIENCE ? line_ms : PATIENCE);
	}
	tty_close(&t);
}

void probe_free(struct probe *p)
{
	str_free(&p->typed);
}
