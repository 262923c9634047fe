#include <binggui/store/metapage.h>

#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <binggui/store/mapsize.h>
#include <binggui/store/pagewalk.h>

/*
 * The head of a page and the meta behind it, as LMDB 0.9 lays them out: numbers
 * are of the machine's word size and byte order, without padding of their own.
 */
struct tree {
	uint32_t page_size; /* of the first tree: the file's; of the second: unused */
	uint16_t flags;
	uint16_t depth;
	size_t branches, leaves, overflows, entries, root;
};

struct meta {
	size_t number;
	uint16_t pad, page_flags, lower, upper;
	uint32_t magic, version;
	void *address;
	size_t map_size;
	struct tree free, main;
	size_t last_page, txn;
};

enum { VERSION = 1, META_PAGE = 0x08, DEPTH_MAX = 32, TRIES = 5 };
static const uint32_t magic_number = 0xBEEFC0DE;
static const size_t no_root = (size_t)-1;

static bool is_meta(const struct meta *m)
{
	return (m->page_flags & META_PAGE) && m->magic == magic_number && m->version == VERSION;
}

static bool size_possible(uint32_t n)
{
	return n >= 256 && n <= 65536 && (n & (n - 1)) == 0;
}

static bool tree_possible(const struct tree *t, size_t last_page)
{
	return t->depth <= DEPTH_MAX &&
	       (t->root == no_root || (t->root > 1 && t->root <= last_page));
}

static bool possible(const struct meta *m)
{
	return size_possible(m->free.page_size) && m->map_size <= mapsize_fit(SIZE_MAX) &&
	       m->last_page >= 1 && m->last_page < SIZE_MAX / m->free.page_size - 1 &&
	       m->main.flags == 0 && tree_possible(&m->free, m->last_page) &&
	       tree_possible(&m->main, m->last_page);
}

/*
 * Commits write the two in turn, so their numbers are neighbours, the even one first.  Another number
 * is damage that would show yesterday's state as today's.
 */
static bool in_turn(const struct meta *a, const struct meta *b)
{
	size_t apart = a->txn > b->txn ? a->txn - b->txn : b->txn - a->txn;

	return apart <= 1 && a->txn % 2 == 0 && (b->txn % 2 == 1 || b->txn == 0);
}

static enum metapage_state read_meta(int fd, off_t at, struct meta *m)
{
	ssize_t n = pread(fd, m, sizeof *m, at);

	if (n < 0)
		return METAPAGE_UNREAD;
	if (n == 0 && at == 0)
		return METAPAGE_EMPTY;
	if ((size_t)n < sizeof *m)
		return METAPAGE_SHORT;
	return is_meta(m) ? METAPAGE_GOOD : METAPAGE_FOREIGN;
}

static enum metapage_state look_once(int fd, struct meta *newer)
{
	struct meta a, b;
	struct stat st;
	enum metapage_state state = read_meta(fd, 0, &a);

	if (state != METAPAGE_GOOD)
		return state;
	if (!size_possible(a.free.page_size))
		return METAPAGE_DAMAGED;
	state = read_meta(fd, (off_t)a.free.page_size, &b);
	if (state != METAPAGE_GOOD)
		return state == METAPAGE_FOREIGN ? METAPAGE_DAMAGED : state;
	if (a.free.page_size != b.free.page_size || !possible(&a) || !possible(&b) ||
		!in_turn(&a, &b))
		return METAPAGE_DAMAGED;
	*newer = b.txn > a.txn ? b : a;
	if (fstat(fd, &st) != 0)
		return METAPAGE_UNREAD;
	uint64_t need = ((uint64_t)newer->last_page + 1) * newer->free.page_size;
	return (uint64_t)st.st_size < need ? METAPAGE_SHORT : METAPAGE_GOOD;
}

/* Another process may be writing a meta page just now: what looks bad is looked at again. */
static enum metapage_state look(int fd, struct meta *newer)
{
	enum metapage_state state = METAPAGE_GOOD;

	for (int i = 0; i < TRIES; i++) {
		state = look_once(fd, newer);
		if (state == METAPAGE_GOOD || state == METAPAGE_EMPTY || state == METAPAGE_UNREAD)
			break;
	}
	return state;
}

enum metapage_state metapage_look(int fd)
{
	struct meta newer;

	return look(fd, &newer);
}

/* A meta page read while it was being written leads astray; damage is still there the next time. */
bool metapage_tree_is_good(int fd)
{
	bool good = false;
	struct meta m;

	for (int i = 0; i < TRIES && !good; i++)
		good = look(fd, &m) == METAPAGE_GOOD &&
		       pagewalk_check(fd, m.free.page_size, m.last_page, m.main.root, m.main.depth);
	return good;
}

bool metapage_check(int fd, const char *path, struct err *e)
{
	static const char *const tell[] = {
		[METAPAGE_EMPTY] = "数据文件是空的（0 字节）",
		[METAPAGE_SHORT] = "数据文件不完整，后面缺了一截",
		[METAPAGE_FOREIGN] = "数据文件不是本机能读的数据库，或开头已损坏",
		[METAPAGE_DAMAGED] = "数据文件的首页已损坏",
	};
	enum metapage_state state = metapage_look(fd);

	if (state == METAPAGE_GOOD)
		return true;
	if (state == METAPAGE_UNREAD)
		return err_sys(e, errno, "读不出数据库 %s", path);
	return err_set(e, ERR_STORE, "数据库 %s 不能用：%s；请保留原文件，从最近的备份恢复", path,
		tell[state]);
}
