#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/verb.h>

/* Whatever the word being typed begins with is the shell's to compare. */
static void say_verbs(void)
{
	const struct verb *v;

	for (size_t i = 0; (v = verb_at(i)); i++)
		out_line("%s", v->name);
}

static void say_options(void)
{
	const char *name;

	for (size_t i = 0; (name = options_name(i)); i++)
		out_line("--%s", name);
}

static bool takes_table(const struct verb *v)
{
	return v && text_starts(v->words, "登记簿");
}

static int run(struct app *app, int n, char **words)
{
	const char *typed = words[n - 1];

	if (text_starts(typed, "-"))
		say_options();
	else if (n == 1)
		say_verbs();
	else if (n == 2 && takes_table(verb_by_name(words[0])))
		for (size_t i = 0; app->defs && i < app->defs->n; i++)
			out_line("%s", app->defs->tables[i]->name);
	return 0;
}

const struct verb verb_complete = {
	.name = "complete",
	.words = "词 …",
	.help = "供命令行补全：最后一个词可以是什么",
	.min_words = 1,
	.max_words = -1,
	.needs = VERB_DEFS,
	.run = run,
};
