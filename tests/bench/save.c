/*
 * A durable save through table_save() against a bare LMDB commit of one
 * 400-byte value in the same file system, pair by pair; medians in ms.
 * usage: save STORE BARE N     (BARE: a directory made by this program, with N values)
 */
#include <lib/pty.h>

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <binggui/table/table.h>
#include <binggui/table/view.h>

enum { PAIRS = 201 };

static struct err e;

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "save: %s: %s\n", what, e.text);
	exit(1);
}

/* ---- bare LMDB ------------------------------------------------------------------------------- */

static MDB_env *env;
static MDB_dbi dbi;

static void put_bare(MDB_txn *txn, size_t n, unsigned char fill)
{
	unsigned char key[8] = {0}, bytes[400];
	MDB_val k = {sizeof key, key}, v = {sizeof bytes, bytes};

	for (int i = 0; i < 8; i++)
		key[7 - i] = (unsigned char)(n >> 8 * i);
	memset(bytes, fill, sizeof bytes);
	must(mdb_put(txn, dbi, &k, &v, 0) == 0, "mdb_put");
}

static void open_bare(const char *dir, size_t n)
{
	MDB_txn *txn;
	MDB_stat stat;

	mkdir(dir, 0700);
	must(mdb_env_create(&env) == 0, "mdb_env_create");
	mdb_env_set_mapsize(env, (size_t)2 << 30);
	must(mdb_env_open(env, dir, 0, 0600) == 0, dir);
	must(mdb_txn_begin(env, NULL, 0, &txn) == 0, "mdb_txn_begin");
	must(mdb_dbi_open(txn, NULL, 0, &dbi) == 0, "mdb_dbi_open");
	mdb_stat(txn, dbi, &stat);
	for (size_t i = stat.ms_entries; i < n; i++)
		put_bare(txn, i, 1);
	must(mdb_txn_commit(txn) == 0, "mdb_txn_commit");
}

/* How long something took, by the clock and by the processor. */
struct took {
	double ms, cpu;
};

static struct took begin(void)
{
	return (struct took){now_ms(), cpu_ms()};
}

static struct took end(struct took since)
{
	return (struct took){now_ms() - since.ms, cpu_ms() - since.cpu};
}

static struct took commit_bare(size_t n, unsigned char fill)
{
	struct took since = begin();
	MDB_txn *txn;

	must(mdb_txn_begin(env, NULL, 0, &txn) == 0, "mdb_txn_begin");
	put_bare(txn, n, fill);
	must(mdb_txn_commit(txn) == 0, "mdb_txn_commit");
	return end(since);
}

/* ---- ours ------------------------------------------------------------------------------------ */

static struct took save_field(struct archive *a, const struct def_table *t, uint64_t id,
	const struct def_field *f, const char *value)
{
	struct record base = {0}, r = {0};

	must(table_get(a, t, id, &base, &e), "table_get");
	record_copy(&r, &base);
	record_set(&r, f->number, value);
	struct change c = {.table = t, .base = &base, .record = &r};
	struct took since = begin();
	must(table_save(a, &c, 1, NULL, &e), "table_save");
	struct took took = end(since);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	return took;
}

static void compare(struct archive *a, struct view *v, const char *field, size_t n)
{
	static double ours[PAIRS], bare[PAIRS], ratio[PAIRS], ours_cpu[PAIRS], bare_cpu[PAIRS];
	const struct def_table *t = defs_table(a->defs, "person");
	const struct def_field *f = def_field(t, field);

	for (size_t i = 0; i < PAIRS; i++) {
		char value[32];
		uint64_t id;
		size_t at = i * 7919 % view_count(v);
		must(view_id(v, at, &id, &e), "view_id");
		snprintf(value, sizeof value, "1990000%04zu", (size_t)(now_ms() * 1000) % 10000);
		struct took least = commit_bare(at % n, (unsigned char)i);
		struct took took = save_field(a, t, id, f, value);
		ours[i] = took.ms;
		bare[i] = least.ms;
		ratio[i] = took.ms / least.ms;
		ours_cpu[i] = took.cpu;
		bare_cpu[i] = least.cpu;
	}
	printf("%s\t%.3f\t%.3f\t%.2f\t%.3f\t%.3f\n", field, median(ours, PAIRS),
		median(bare, PAIRS), median(ratio, PAIRS), median(ours_cpu, PAIRS),
		median(bare_cpu, PAIRS));
}

int main(int argc, char **argv)
{
	const struct archive_options options = {.user = "bench"};
	char url[4096];

	if (argc != 4) {
		fprintf(stderr, "usage: save STORE BARE N\n");
		return 2;
	}
	size_t n = strtoul(argv[3], NULL, 10);
	snprintf(url, sizeof url, "lmdb:%s", argv[1]);
	open_bare(argv[2], n);
	struct archive *a = archive_open(url, &options, &e);
	must(a != NULL, argv[1]);
	struct view *v = view_open(a, defs_table(a->defs, "person"), &e);
	must(v && view_sort(v, NULL, false, &e), "view_open");
	compare(a, v, "note", n);
	compare(a, v, "phone1", n);
	view_close(v);
	archive_close(a);
	mdb_env_close(env);
	return 0;
}
