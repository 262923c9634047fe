/*
 * Raw LMDB puts of a roster: what any store on LMDB could do at best.  One
 * entry a row (400 bytes) and one for each of the same three indexes; commits of 15,000 puts.
 * usage: puts DIRECTORY CSV     prints seconds
 */
#include <lib/pty.h>

#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { COMMIT = 15000, CELLS = 10 };

static MDB_env *env;
static MDB_txn *txn;
static MDB_dbi dbi;

static void must(int rc)
{
	if (rc == 0)
		return;
	fprintf(stderr, "puts: %s\n", mdb_strerror(rc));
	exit(1);
}

static void put(char space, const char *value, unsigned row, const void *bytes, size_t n)
{
	static unsigned puts;
	char key[200];
	MDB_val k = {0, key}, v = {n, (void *)(size_t)bytes};

	k.mv_size = (size_t)snprintf(key, sizeof key, "%c%s%08x", space, value, row);
	must(mdb_put(txn, dbi, &k, &v, 0));
	if (++puts % COMMIT == 0) {
		must(mdb_txn_commit(txn));
		must(mdb_txn_begin(env, NULL, 0, &txn));
	}
}

static void put_row(char *line, unsigned row)
{
	char *cell[CELLS] = {0}, *at = line;
	char bytes[400] = {0};

	memcpy(bytes, line, strnlen(line, sizeof bytes - 1));
	for (int i = 0; i < CELLS; i++)
		cell[i] = strsep(&at, ",\n");
	if (!at)
		return;
	put('R', "", row, bytes, sizeof bytes);
	put('U', cell[3], row, "", 0);
	put('I', cell[7], row, "", 0);
	put('J', cell[1], row, "", 0);
}

int main(int argc, char **argv)
{
	char line[1024];
	FILE *f;

	if (argc != 3 || !(f = fopen(argv[2], "r"))) {
		fprintf(stderr, "usage: puts DIRECTORY CSV\n");
		return 2;
	}
	double since = now_ms();
	mkdir(argv[1], 0700);
	must(mdb_env_create(&env));
	must(mdb_env_set_mapsize(env, (size_t)4 << 30));
	must(mdb_env_open(env, argv[1], 0, 0600));
	must(mdb_txn_begin(env, NULL, 0, &txn));
	must(mdb_dbi_open(txn, NULL, 0, &dbi));
	for (unsigned row = 0; fgets(line, sizeof line, f); row++)
		put_row(line, row);
	must(mdb_txn_commit(txn));
	mdb_env_close(env);
	fclose(f);
	printf("%.3f\n", (now_ms() - since) / 1000);
	return 0;
}
