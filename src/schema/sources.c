#include <binggui/schema/sources.h>

#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

enum { FILE_BYTES_MAX = 1 << 20 };

void sources_free(struct sources *s)
{
	for (size_t i = 0; i < s->n; i++) {
		mem_free(s->at[i].name);
		mem_free(s->at[i].text);
	}
	vec_free(s);
}

bool sources_read(struct sources *out, const char *dir, struct err *e)
{
	struct file_names names = {0};
	struct str path = {0}, text = {0};
	bool good = file_list(dir, SOURCES_SUFFIX, &names, e);

	for (size_t i = 0; good && i < names.n; i++) {
		file_join(&path, dir, names.at[i]);
		good = file_read(path.at, FILE_BYTES_MAX, &text, e);
		struct def_source s = {mem_strdup(names.at[i]), NULL, text.n};
		s.text = str_take(&text);
		vec_push(out, s);
	}
	if (good && !names.n)
		good = err_set(e, ERR_CONFIG, "%s 里没有 .yaml 文件；请指定定义登记簿的目录", dir);
	file_names_free(&names);
	str_free(&path);
	str_free(&text);
	return good;
}

static bool same_text(const struct def_source *s, const char *path, struct str *text)
{
	return file_read(path, FILE_BYTES_MAX, text, NULL) && text->n == s->n &&
	       (!s->n || memcmp(text->at, s->text, s->n) == 0);
}

bool sources_same(const struct def_source *at, size_t n, const char *dir)
{
	struct file_names names = {0};
	struct str path = {0}, text = {0};
	bool same = file_list(dir, SOURCES_SUFFIX, &names, NULL) && names.n == n;

	for (size_t i = 0; same && i < names.n; i++) {
		file_join(&path, dir, names.at[i]);
		same = text_eq(names.at[i], at[i].name) && same_text(&at[i], path.at, &text);
	}
	file_names_free(&names);
	str_free(&path);
	str_free(&text);
	return same;
}
