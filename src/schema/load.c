#include <binggui/schema/load.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/kept.h>
#include <binggui/schema/read_by.h>
#include <binggui/schema/read_codes.h>
#include <binggui/schema/read_flow.h>
#include <binggui/schema/read_figures.h>
#include <binggui/schema/read_home.h>
#include <binggui/schema/read_intake.h>
#include <binggui/schema/read_law.h>
#include <binggui/schema/read_links.h>
#include <binggui/schema/read_papers.h>
#include <binggui/schema/read_place.h>
#include <binggui/schema/read_match.h>
#include <binggui/schema/read_table.h>
#include <binggui/schema/sources.h>

/* One file that could be read, between the first reading and the second. */
struct file {
	struct yaml_node *root;
	struct def_table *table; /* NULL if it declares none */
};
struct loading {
	struct linking links;
	struct file *at;
	size_t n, cap;
};

static void set_aside(struct loading *l, const char *name)
{
	size_t n = strlen(name);

	if (text_ends(name, SOURCES_SUFFIX))
		n -= strlen(SOURCES_SUFFIX);
	map_putn(&l->links.unreadable, name, n, l);
}

/* The file without `table:`: codes, home and keys, which may also stand together. */
static void read_other(struct loading *l, const struct yaml_node *root)
{
	static const char *const known[] = {"codes", "menu", "due", "keys", "match", "figures",
		"sheets", "checks", "table", NULL};
	const struct yaml_node *node;

	yaml_only(root, known, l->links.faults);
	if ((node = yaml_get(root, "codes")) != NULL)
		read_codes(l->links.defs, NULL, node, l->links.faults);
	if ((node = yaml_get(root, "menu")) != NULL)
		read_home_menu(l->links.defs, node, l->links.faults);
	if ((node = yaml_get(root, "due")) != NULL)
		read_home_due(l->links.defs, node, l->links.faults);
	if ((node = yaml_get(root, "keys")) != NULL)
		read_home_keys(l->links.defs, node, l->links.faults);
}

static void read_source(struct loading *l, const struct def_source *s)
{
	struct faults *faults = l->links.faults;
	size_t before = faults->n;
	struct file f = {.root = yaml_parse(s->name, s->text ? s->text : "", s->n, faults)};

	def_add_source(l->links.defs, s->name, s->text ? s->text : "", s->n);
	if (!f.root) {
		if (faults->n == before)
			fault_add(faults, s->name, 1, 1, "文件是空的");
		set_aside(l, s->name);
		return;
	}
	if (f.root->kind != YAML_MAP) {
		expect_fault(f.root, faults, "文件应由“名称: 值”各项组成，如 table: person");
		set_aside(l, s->name);
	} else if (yaml_get(f.root, "table")) {
		f.table = read_table(l->links.defs, f.root, faults);
		if (!f.table)
			set_aside(l, s->name);
	} else {
		read_other(l, f.root);
	}
	vec_push(l, f);
}

typedef void link_step(struct linking *l, struct def_table *t, const struct yaml_node *root);

/* Figures count from any table, sheets show any figure. */
static void link_figures(struct loading *l)
{
	typedef void figures_step(struct read_figures * r, const struct yaml_node *root);
	figures_step *const steps[] = {
		read_figures_declare, read_figures_sheets, read_figures_link};
	struct read_figures r = {l->links.defs, l->links.faults, &l->links.unreadable};

	for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
		for (size_t i = 0; i < l->n; i++)
			if (!l->at[i].table)
				steps[step](&r, l->at[i].root);
}

static void link_all(struct loading *l)
{
	link_step *const steps[] = {read_links_fields, read_links_formulas, read_links_table,
		read_place, read_law, read_flow, read_papers, read_place_inherited,
		read_flow_effects, read_intake, read_by};

	for (size_t step = 0; step < sizeof steps / sizeof *steps; step++)
		for (size_t i = 0; i < l->n; i++)
			if (l->at[i].table)
				steps[step](&l->links, l->at[i].table, l->at[i].root);
	size_t due = 0;
	for (size_t i = 0; i < l->n; i++) {
		read_links_menu(&l->links, yaml_get(l->at[i].root, "menu"));
		if (!l->at[i].table)
			read_links_due(&l->links, yaml_get(l->at[i].root, "due"), &due);
	}
	link_figures(l);
	for (size_t i = 0; i < l->n; i++)
		if (!l->at[i].table)
			read_match(&l->links, yaml_get(l->at[i].root, "match"));
}

/* ---- order --------------------------------------------------------------------------------------- */

/* Counts the tables of a menu, and of those within, up to the one of that name; true if it is there. */
static bool menu_walk(const struct def_menu_item *at, size_t n, const char *name, size_t *place)
{
	for (size_t i = 0; i < n; i++, ++*place)
		if (text_eq(at[i].table, name) || menu_walk(at[i].items, at[i].n, name, place))
			return true;
	return false;
}

/* Place in the menu; those not in it come behind. */
static size_t menu_place(const struct defs *d, const struct def_table *t)
{
	size_t place = 0;

	menu_walk(d->menu, d->n_menu, t->name, &place);
	return place;
}

struct placed {
	struct def_table *table;
	size_t place;
};

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return strcmp(x->table->name, y->table->name);
}

static void sort_tables(struct defs *d)
{
	struct placed *all = mem_array(d->n, sizeof *all);

	for (size_t i = 0; i < d->n; i++)
		all[i] = (struct placed){d->tables[i], menu_place(d, d->tables[i])};
	qsort(all, d->n, sizeof *all, by_place);
	for (size_t i = 0; i < d->n; i++)
		d->tables[i] = all[i].table;
	mem_free(all);
}

static void loading_free(struct loading *l)
{
	for (size_t i = 0; i < l->n; i++)
		yaml_tree_free(l->at[i].root);
	vec_free(l);
	map_free(&l->links.unreadable);
}

struct defs *load_sources(const struct def_source *sources, size_t n, struct faults *faults)
{
	struct loading l = {.links = {.defs = defs_new(), .faults = faults}};
	size_t before = faults->n;

	for (size_t i = 0; i < n; i++)
		read_source(&l, &sources[i]);
	link_all(&l);
	loading_free(&l);
	faults_sort(faults);
	if (faults->n > before) {
		defs_free(l.links.defs);
		return NULL;
	}
	sort_tables(l.links.defs);
	return l.links.defs;
}

/* ---- a directory --------------------------------------------------------------------------------- */

/* Faults of a folder name its files so that an editor can open them. */
static void name_paths(struct faults *faults, size_t from, const char *dir)
{
	struct str path = {0};

	for (size_t i = from; i < faults->n; i++) {
		file_join(&path, dir, faults->at[i].file);
		mem_free(faults->at[i].file);
		faults->at[i].file = mem_strdup(path.at);
	}
	str_free(&path);
}

struct defs *load_dir(const char *dir, struct faults *faults, struct err *e)
{
	struct sources sources = {0};
	struct faults found = {0};
	struct defs *d = NULL;

	if (sources_read(&sources, dir, e)) {
		d = load_sources(sources.at, sources.n, &found);
		name_paths(&found, 0, dir);
		if (!d)
			err_set(e, ERR_CONFIG, "%s 里的定义有 %zu 处错误", dir, found.n);
	}
	for (size_t i = 0; i < found.n; i++)
		vec_push(faults, found.at[i]);
	vec_free(&found);
	sources_free(&sources);
	mem_give_back(); /* trees are several times what is made of them */
	return d;
}

struct defs *load_dir_kept(const char *dir, const char *kept, struct faults *faults, struct err *e)
{
	struct defs *d = kept ? kept_open(kept, dir) : NULL;

	return d ? d : load_dir(dir, faults, e);
}
