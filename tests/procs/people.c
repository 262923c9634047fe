#include <procs/people.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/schema/load.h>
#include <binggui/table/verify.h>

static const char person_yaml[] =
	"table: person\n"
	"title: 对象档案\n"
	"shows: \"{name}\"\n"
	"fields:\n"
	"  name: {label: 姓名, type: name, required: yes, find: pinyin, class: personal}\n"
	"  count: {label: 次数, type: number, index: yes, class: internal}\n"
	"  last: {label: 经手, type: text, unique: yes, class: internal}\n"
	"forms:\n"
	"  基本: |\n"
	"    姓名 {name      } 次数 {count   } 经手 {last          }\n"
	"list: {columns: [name, count]}\n";

static const char visit_yaml[] =
	"table: visit\n"
	"title: 走访\n"
	"shows: \"{content}\"\n"
	"owner: person\n"
	"fields:\n"
	"  person: {label: 对象, type: ref, table: person, required: yes, class: internal}\n"
	"  content: {label: 内容, type: text, class: internal}\n"
	"forms:\n"
	"  走访: |\n"
	"    对象 {person         } 内容 {content       }\n"
	"list: {columns: [person, content]}\n";

void people_place(char dir[256])
{
	const char *tmp = getenv("TMPDIR");

	snprintf(dir, 256, "%s/binggui-procs.XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(dir))
		abort();
}

void people_remove(const char *dir)
{
	char command[300];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	if (system(command) != 0)
		perror(dir);
}

bool people_open(struct people *p, const char *dir, bool create)
{
	struct def_source sources[] = {
		{"person.yaml", (char *)person_yaml, strlen(person_yaml)},
		{"visit.yaml", (char *)visit_yaml, strlen(visit_yaml)},
	};
	struct faults faults = {0};
	struct err e = {0};
	char url[300];

	*p = (struct people){.defs = load_sources(sources, 2, &faults)};
	if (!p->defs)
		fprintf(stderr, "%zu: %s\n", faults.at[0].line, faults.at[0].text);
	faults_free(&faults);
	const struct archive_options o = {.defs = p->defs, .user = "王五", .create = create};
	snprintf(url, sizeof url, "lmdb:%s", dir);
	p->a = p->defs ? archive_open(url, &o, &e) : NULL;
	if (!p->a) {
		fprintf(stderr, "%s\n", e.text);
		people_close(p);
		return false;
	}
	p->person = defs_table(p->defs, "person");
	p->visit = defs_table(p->defs, "visit");
	return true;
}

void people_close(struct people *p)
{
	archive_close(p->a);
	if (p->defs)
		defs_free(p->defs);
	*p = (struct people){0};
}

void people_set(const struct def_table *t, struct record *r, const char *field, const char *value)
{
	record_set(r, def_field(t, field)->number, value);
}

uint64_t people_number(const struct def_table *t, const struct record *r, const char *field)
{
	return strtoull(record_field(r, def_field(t, field)), NULL, 10);
}

bool people_sound(struct people *p)
{
	struct verify v = {0};
	struct err e = {0};
	bool sound = verify_run(p->a, false, NULL, NULL, &v, &e) && v.n == 0;

	if (e.code)
		fprintf(stderr, "%s\n", e.text);
	for (size_t i = 0; i < v.n; i++)
		fprintf(stderr, "%s\n", v.at[i].text);
	verify_free(&v);
	return sound;
}

unsigned people_times(const char *variable, unsigned fallback)
{
	const char *text = getenv(variable);
	uint64_t n;

	return text && text_to_u64(text, &n) ? (unsigned)n : fallback;
}
