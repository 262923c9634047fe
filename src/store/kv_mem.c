#include <binggui/store/kv_mem.h>

#include <errno.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>

/*
 * A treap whose nodes are shared between versions: a writer copies the path it
 * changes, readers keep the root they began with.  The priority is a hash of
 * the key, so equal contents have equal shape.
 */
struct entry {
	unsigned refs;
	uint32_t n_key, n_value;
	uint8_t at[]; /* key, value */
};

struct node {
	unsigned refs;
	uint64_t rank;
	struct entry *entry;
	struct node *left, *right;
};

struct store {
	char *name; /* NULL: private */
	struct node *root;
	uint64_t n, last_txn;
	unsigned opened;
	bool writing;
};

struct env {
	struct store *store;
	int why;
};

struct txn {
	struct env *env;
	struct node *root;
	uint64_t n;
	bool write;
};

static struct map named; /* struct store by name */

static struct {
	unsigned long left; /* 0 = off */
	enum kv_status status;
	bool applied;
} fault;

/* ---- entries and nodes ---- */

static struct kv_bytes key_in(const struct entry *entry)
{
	return (struct kv_bytes){entry->at, entry->n_key};
}

static struct kv_bytes value_in(const struct entry *entry)
{
	return (struct kv_bytes){entry->at + entry->n_key, entry->n_value};
}

static struct entry *new_entry(struct kv_bytes key, struct kv_bytes value)
{
	struct entry *entry = mem_alloc(sizeof *entry + key.n + value.n);

	*entry = (struct entry){1, (uint32_t)key.n, (uint32_t)value.n};
	memcpy(entry->at, key.at, key.n);
	if (value.n)
		memcpy(entry->at + key.n, value.at, value.n);
	return entry;
}

static void drop_entry(struct entry *entry)
{
	if (--entry->refs == 0)
		mem_free(entry);
}

static struct node *hold(struct node *node)
{
	if (node)
		node->refs++;
	return node;
}

static void drop(struct node *node)
{
	while (node && --node->refs == 0) {
		struct node *right = node->right;
		drop(node->left);
		drop_entry(node->entry);
		mem_free(node);
		node = right;
	}
}

/* Takes the caller's reference to a node and gives one nobody else has. */
static struct node *own(struct node *node)
{
	if (node->refs == 1)
		return node;
	struct node *copy = mem_dup(node, sizeof *node);
	copy->refs = 1;
	copy->entry->refs++;
	hold(copy->left);
	hold(copy->right);
	node->refs--;
	return copy;
}

static uint64_t rank_of(struct kv_bytes key)
{
	const uint8_t *p = key.at;
	uint64_t h = 0x9E3779B97F4A7C15;

	for (size_t i = 0; i < key.n; i++) {
		h = (h ^ p[i]) * 0xBF58476D1CE4E5B9;
		h ^= h >> 29;
	}
	return h * 0x94D049BB133111EB;
}

static const struct entry *find(const struct node *node, struct kv_bytes key)
{
	while (node) {
		int c = kv_order(key, key_in(node->entry));
		if (c == 0)
			return node->entry;
		node = c < 0 ? node->left : node->right;
	}
	return NULL;
}

/* Cuts a tree into what is below key and what is above; key is not in it. */
static void split(struct node *node, struct kv_bytes key, struct node **low, struct node **high)
{
	if (!node) {
		*low = *high = NULL;
		return;
	}
	node = own(node);
	if (kv_order(key_in(node->entry), key) < 0) {
		split(node->right, key, &node->right, high);
		*low = node;
	} else {
		split(node->left, key, low, &node->left);
		*high = node;
	}
}

/* Everything in low is below everything in high. */
static struct node *join(struct node *low, struct node *high)
{
	if (!low)
		return high;
	if (!high)
		return low;
	if (low->rank > high->rank) {
		low = own(low);
		low->right = join(low->right, high);
		return low;
	}
	high = own(high);
	high->left = join(low, high->left);
	return high;
}

static struct node *insert(struct node *node, struct node *new)
{
	struct kv_bytes key = key_in(new->entry);

	if (!node)
		return new;
	if (new->rank > node->rank) {
		split(node, key, &new->left, &new->right);
		return new;
	}
	node = own(node);
	if (kv_order(key, key_in(node->entry)) < 0)
		node->left = insert(node->left, new);
	else
		node->right = insert(node->right, new);
	return node;
}

/* The key is there. */
static struct node *replace(struct node *node, struct kv_bytes key, struct entry *entry)
{
	node = own(node);
	int c = kv_order(key, key_in(node->entry));
	if (c == 0) {
		drop_entry(node->entry);
		node->entry = entry;
	} else if (c < 0) {
		node->left = replace(node->left, key, entry);
	} else {
		node->right = replace(node->right, key, entry);
	}
	return node;
}

static struct node *without(struct node *node, struct kv_bytes key)
{
	node = own(node);
	int c = kv_order(key, key_in(node->entry));
	if (c < 0) {
		node->left = without(node->left, key);
	} else if (c > 0) {
		node->right = without(node->right, key);
	} else {
		struct node *rest = join(node->left, node->right);
		node->left = node->right = NULL;
		drop(node);
		return rest;
	}
	return node;
}

/* ---- faults ---- */

void kv_mem_fail(unsigned long n, enum kv_status status, bool applied)
{
	fault.left = n;
	fault.status = status;
	fault.applied = applied;
}

static enum kv_status fails(struct env *env)
{
	static const int reasons[] = {
		[KV_FULL] = ENOSPC,
		[KV_IO] = EIO,
		[KV_DENIED] = EACCES,
		[KV_STOP] = 0,
	};

	if (!fault.left || --fault.left)
		return KV_OK;
	env->why = reasons[fault.status];
	return fault.status;
}

/* ---- the engine ---- */

static struct store *find_store(const char *name, const struct kv_options *options, struct err *e)
{
	struct store *store = *name ? map_get(&named, name) : NULL;

	if (store)
		return store;
	if (*name && (!options->create || options->read_only)) {
		err_set(e, ERR_NOINPUT, "没有数据库 mem:%s，请先建立", name);
		return NULL;
	}
	store = mem_new0(struct store);
	if (*name) {
		store->name = mem_strdup(name);
		map_put(&named, name, store);
	}
	return store;
}

static void *do_open(const char *path, const struct kv_options *options, struct err *e)
{
	struct store *store = find_store(path, options, e);

	if (!store)
		return NULL;
	struct env *env = mem_new0(struct env);
	env->store = store;
	store->opened++;
	return env;
}

static void free_store(struct store *store)
{
	drop(store->root);
	mem_free(store->name);
	mem_free(store);
}

static void do_close(void *at)
{
	struct env *env = at;

	env->store->opened--;
	if (!env->store->name)
		free_store(env->store);
	mem_free(env);
}

void kv_mem_forget(const char *name)
{
	struct store *store = map_get(&named, name);

	if (!store || store->opened)
		return;
	map_del(&named, name);
	free_store(store);
	if (!named.n)
		map_free(&named);
}

static enum kv_status do_begin(void *at, bool write, void **out)
{
	struct env *env = at;
	enum kv_status status = fails(env);

	if (status != KV_OK)
		return status;
	if (write && env->store->writing)
		return KV_CONFLICT;
	struct txn *t = mem_new0(struct txn);
	*t = (struct txn){env, hold(env->store->root), env->store->n, write};
	env->store->writing |= write;
	*out = t;
	return KV_OK;
}

static enum kv_status do_get(void *txn, struct kv_bytes key, struct kv_bytes *value)
{
	struct txn *t = txn;
	enum kv_status status = fails(t->env);

	if (status != KV_OK)
		return status;
	const struct entry *entry = find(t->root, key);
	if (!entry)
		return KV_NOTFOUND;
	*value = value_in(entry);
	return KV_OK;
}

struct walk {
	struct kv_bytes low, high;
	size_t left; /* rows still wanted; SIZE_MAX = all */
	bool backwards;
	kv_row *row;
	void *context;
};

static enum kv_status see(struct walk *w, const struct entry *entry)
{
	enum kv_status status = w->row(w->context, key_in(entry), value_in(entry));

	if (status != KV_OK)
		return status;
	return --w->left ? KV_OK : KV_STOP;
}

static enum kv_status walk(struct walk *w, const struct node *node)
{
	while (node) {
		struct kv_bytes key = key_in(node->entry);
		bool above_low = !w->low.n || kv_order(key, w->low) >= 0;
		bool below_high = !w->high.n || kv_order(key, w->high) < 0;
		const struct node *first = w->backwards ? node->right : node->left;
		const struct node *then = w->backwards ? node->left : node->right;
		enum kv_status status = KV_OK;

		if (w->backwards ? below_high : above_low)
			status = walk(w, first);
		if (status == KV_OK && above_low && below_high)
			status = see(w, node->entry);
		if (status != KV_OK)
			return status;
		node = (w->backwards ? above_low : below_high) ? then : NULL;
	}
	return KV_OK;
}

static enum kv_status do_scan(void *txn, struct kv_bytes low, struct kv_bytes high, size_t max,
	bool backwards, kv_row *row, void *context)
{
	struct txn *t = txn;
	struct walk w = {low, high, max ? max : SIZE_MAX, backwards, row, context};
	enum kv_status status = fails(t->env);

	if (status == KV_OK)
		status = walk(&w, t->root);
	return status == KV_STOP ? KV_OK : status;
}

static enum kv_status do_put(void *txn, struct kv_bytes key, struct kv_bytes value)
{
	struct txn *t = txn;
	enum kv_status status = fails(t->env);

	if (status != KV_OK)
		return status;
	struct entry *entry = new_entry(key, value);
	if (find(t->root, key)) {
		t->root = replace(t->root, key, entry);
		return KV_OK;
	}
	struct node *new = mem_new0(struct node);
	new->refs = 1;
	new->rank = rank_of(key);
	new->entry = entry;
	t->root = insert(t->root, new);
	t->n++;
	return KV_OK;
}

static enum kv_status do_del(void *txn, struct kv_bytes key)
{
	struct txn *t = txn;
	enum kv_status status = fails(t->env);

	if (status != KV_OK)
		return status;
	if (!find(t->root, key))
		return KV_NOTFOUND;
	t->root = without(t->root, key);
	t->n--;
	return KV_OK;
}

static void do_abort(void *txn)
{
	struct txn *t = txn;

	drop(t->root);
	if (t->write)
		t->env->store->writing = false;
	mem_free(t);
}

static void apply(struct txn *t)
{
	struct store *store = t->env->store;

	drop(store->root);
	store->root = hold(t->root);
	store->n = t->n;
	store->last_txn++;
}

static enum kv_status do_commit(void *txn)
{
	struct txn *t = txn;
	enum kv_status status = fails(t->env);

	if (t->write && (status == KV_OK || (status == KV_MAYBE && fault.applied)))
		apply(t);
	do_abort(t);
	return status;
}

static enum kv_status back_up(struct env *env, const char *name, struct err *e)
{
	static const struct kv_options make = {.create = true};

	if (map_get(&named, name)) {
		err_set(e, ERR_DATA, "备份 mem:%s 已经存在，请换一个名字", name);
		return KV_LIMIT;
	}
	struct store *copy = find_store(name, &make, e);
	copy->root = hold(env->store->root);
	copy->n = env->store->n;
	copy->last_txn = env->store->last_txn;
	return KV_OK;
}

static enum kv_status do_admin(void *env, enum kv_admin what, const char *arg, struct err *e)
{
	return what == KV_BACKUP ? back_up(env, arg, e) : KV_OK;
}

static enum kv_status do_stat(void *at, struct kv_stat *out)
{
	struct env *env = at;

	out->entries = env->store->n;
	out->last_txn = env->store->last_txn;
	return KV_OK;
}

static bool do_grow(void *env)
{
	(void)env;
	return false;
}

static int do_last_errno(const void *at)
{
	const struct env *env = at;

	return env->why;
}

const struct kv_engine kv_mem = {
	.name = "mem",
	.open = do_open,
	.close = do_close,
	.begin = do_begin,
	.get = do_get,
	.scan = do_scan,
	.put = do_put,
	.del = do_del,
	.commit = do_commit,
	.abort = do_abort,
	.admin = do_admin,
	.stat = do_stat,
	.grow = do_grow,
	.last_errno = do_last_errno,
};
