#include <lib/world.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/run.h>
#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/county.h>
#include <binggui/domain/visiting.h>
#include <binggui/schema/load.h>
#include <binggui/schema/type.h>
#include <binggui/store/kv_mem.h>
#include <binggui/table/table.h>
#include <binggui/text/idno.h>
#include <binggui/ui/term.h>

static int64_t fixed_now(void)
{
	return INT64_C(1588213200000); /* 2020-04-30 10:20 in Shanghai */
}

struct sources {
	struct def_source *at;
	size_t n, cap;
};

static void add_source(struct sources *s, const char *dir, const char *name)
{
	struct str path = {0}, text = {0};
	struct err e = {0};

	file_join(&path, dir, name);
	cr_assert(file_read(str_c(&path), 1 << 20, &text, &e), "%s", e.text);
	struct def_source source = {mem_strdup(name), NULL, text.n};
	source.text = str_take(&text);
	vec_push(s, source);
	str_free(&path);
}

/* All files of dir that are not in the folder `but` as well. */
static void add_sources(struct sources *s, const char *dir, const char *but)
{
	struct file_names names = {0};
	struct str other = {0};
	struct err e = {0};

	cr_assert(file_list(dir, ".yaml", &names, &e), "%s", e.text);
	for (size_t i = 0; i < names.n; i++) {
		if (but)
			file_join(&other, but, names.at[i]);
		if (!but || !file_exists(str_c(&other)))
			add_source(s, dir, names.at[i]);
	}
	file_names_free(&names);
	str_free(&other);
}

static void load_defs(struct app *app, const char *more)
{
	struct sources s = {0};
	struct str text = {0};

	add_sources(&s, "screens", more);
	if (more)
		add_sources(&s, more, NULL);
	app->defs = load_sources(s.at, s.n, &app->faults);
	if (app->faults.n)
		fault_text(&text, &app->faults.at[0]);
	cr_assert(app->defs, "screens/: %s", str_c(&text));
	for (size_t i = 0; i < s.n; i++) {
		mem_free(s.at[i].name);
		mem_free(s.at[i].text);
	}
	vec_free(&s);
	str_free(&text);
}

/* The store of that name; `create` makes it. */
static void open_store(struct world *w, bool create)
{
	struct err e = {0};
	char url[64];

	snprintf(url, sizeof url, "mem:%s", w->name);
	struct archive_options options = {.defs = w->app.defs,
		.user = "测试员",
		.today = w->app.options.today,
		.create = create};
	w->app.archive = archive_open(url, &options, &e);
	cr_assert(w->app.archive, "%s", e.text);
	w->app.archive->now_ms = fixed_now;
	visiting_follow(w->app.archive);
}

static void begin(struct world *w, bool create)
{
	w->app = (struct app){0};
	w->app.options.user = "测试员";
	w->app.options.today = (struct date){2020, 4, 30};
	load_defs(&w->app, w->more);
	open_store(w, create);
}

static void show(struct world *w)
{
	struct err e = {0};

	w->replay = replay_open(w->rows, w->cols);
	w->app.term = replay_term(w->replay);
	cr_assert(run_prepare(&w->app, &e), "%s", e.text);
	replay_attach(w->replay, w->app.stack);
	stack_paint(w->app.stack);
}

static void end(struct world *w)
{
	stack_free(w->app.stack);
	w->app.stack = NULL;
	w->app.term = NULL;
	replay_close(w->replay);
	app_close(&w->app);
}

void world_open(struct world *w, int rows, int cols)
{
	world_open_with(w, rows, cols, NULL);
}

void world_open_with(struct world *w, int rows, int cols, const char *more)
{
	static int count;
	struct county_result made;
	struct err e = {0};

	/* No test finds the settings that another has kept, unless it says where. */
	setenv("XDG_CONFIG_HOME", "/dev/null/config", 0);
	*w = (struct world){.rows = rows, .cols = cols, .more = more};
	snprintf(w->name, sizeof w->name, "world-%d", ++count);
	begin(w, true);
	cr_assert(county_load(w->app.archive, "screens/areas", &made, &e), "%s", e.text);
	cr_assert(archive_set(w->app.archive, "mode", "练习库", &e));
	show(w);
}

void world_restart(struct world *w)
{
	end(w);
	begin(w, false);
	show(w);
}

/* What the parent has open is left to it. */
void world_apart(struct world *w)
{
	open_store(w, false);
	show(w);
}

void world_close(struct world *w)
{
	end(w);
	kv_mem_forget(w->name);
}

static void set(struct world *w, const struct def_table *t, struct record *r, const char *field,
	const char *typed)
{
	const struct def_field *f = def_field(t, field);
	struct str value = {0}, why = {0};

	cr_assert(f, "no field %s", field);
	cr_assert(type_parse(f, &w->app.archive->types, typed, &value, &why), "%s: %s", field,
		str_c(&why));
	record_set(r, f->number, str_c(&value));
	str_free(&value);
	str_free(&why);
}

uint64_t world_person(struct world *w, const char *name, const char *id_no, const char *village,
	const char *phone)
{
	const struct def_table *t = defs_table(w->app.archive->defs, "person");
	struct record r = {0};
	struct err e = {0};

	set(w, t, &r, "name", name);
	set(w, t, &r, "id_no", id_no);
	set(w, t, &r, "village", village);
	set(w, t, &r, "phone1", phone);
	check_derive(t, &r, &w->app.archive->types);
	struct change c = {.table = t, .record = &r};
	cr_assert(table_save(w->app.archive, &c, 1, &(struct save_options){0}, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

void world_id(char out[19], const char *region_and_birth, int order)
{
	snprintf(out, 19, "%.14s%03d", region_and_birth, order);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
}

void world_people(struct world *w)
{
	static const struct {
		const char *name, *born, *village, *phone;
		int order;
	} people[] = {
		{"张三丰", "61242819540101", "610927100200", "19900000001", 901},
		{"单田芳", "61092719620203", "610927100201", "19900000002", 902},
		{"曾子墨", "61092719701112", "610927101200", "19900000003", 903},
		{"尉迟恭", "61092719800808", "610927103200", "19900000004", 905},
		{"欧阳䶮", "61092719851231", "610927105200", "19900000005", 906},
		{"阿卜杜热合曼·吾买尔", "61092719900606", "610927106200", "19900000006", 907},
	};
	char id[19];

	for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
		world_id(id, people[i].born, people[i].order);
		world_person(w, people[i].name, id, people[i].village, people[i].phone);
	}
}

void world_keys(struct world *w, const char *script)
{
	struct err e = {0};

	cr_assert(replay_keys(w->replay, script, &e), "%s", e.text);
}

const char *world_text(struct world *w)
{
	return replay_text(w->replay);
}

bool world_sees(struct world *w, const char *text)
{
	return replay_sees(w->replay, text);
}

const char *world_value(struct world *w, const char *table, uint64_t id, const char *field)
{
	static struct str value;
	const struct def_table *t = defs_table(w->app.archive->defs, table);
	struct record r = {0};
	struct err e = {0};

	cr_assert(table_get(w->app.archive, t, id, &r, &e), "%s", e.text);
	str_set(&value, record_field(&r, def_field(t, field)));
	record_free(&r);
	return str_c(&value);
}
