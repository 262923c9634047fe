#include <binggui/store/pagewalk.h>

#include <stddef.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <binggui/base/mem.h>
#include <binggui/store/engine.h>

/* As LMDB 0.9 lays them out, in the machine's word size and byte order. */
struct head {
	size_t number;
	uint16_t pad, flags;
	uint16_t lower,
		upper; /* a first overflow page has the length of its run here, in 32 bits */
};

struct node {
	uint16_t low, high; /* size of the value, or with flags the child's page number */
	uint16_t flags;
	uint16_t n_key;
};

enum { BRANCH = 0x01, LEAF = 0x02, OVERFLOW = 0x04, BIG = 0x01, DEPTH_MAX = 32 };

struct walk {
	int fd;
	uint32_t size;
	uint64_t last_page, pages;
};

static bool read_page(const struct walk *w, uint64_t number, uint8_t *page, struct head *head)
{
	if (number < 2 || number > w->last_page ||
		pread(w->fd, page, w->size, (off_t)(number * w->size)) != (ssize_t)w->size)
		return false;
	memcpy(head, page, sizeof *head);
	return head->number == number;
}

static bool run_is_whole(struct walk *w, uint64_t number, uint64_t bytes)
{
	uint64_t need = (sizeof(struct head) + bytes + w->size - 1) / w->size;
	uint8_t first[sizeof(struct head)];
	struct head head;
	uint32_t pages;

	if (number < 2 || number > w->last_page || need > w->last_page - number + 1 ||
		pread(w->fd, first, sizeof first, (off_t)(number * w->size)) !=
			(ssize_t)sizeof first)
		return false;
	memcpy(&head, first, sizeof head);
	memcpy(&pages, first + offsetof(struct head, lower), sizeof pages);
	return head.number == number && (head.flags & OVERFLOW) && pages >= need &&
	       pages <= w->last_page - number + 1;
}

static uint64_t child_of(const struct node *node)
{
	uint64_t number = node->low | (uint64_t)node->high << 16;

	return sizeof(size_t) > 4 ? number | (uint64_t)node->flags << 32 : number;
}

static bool leaf_is_good(struct walk *w, const uint8_t *page, size_t at, const struct node *node)
{
	uint32_t bytes = node->low | (uint32_t)node->high << 16;
	size_t value = at + sizeof *node + node->n_key, run;

	if (node->flags & ~BIG || node->n_key == 0 || node->n_key > KV_KEY_MAX ||
		bytes > KV_VALUE_MAX)
		return false;
	if (!(node->flags & BIG))
		return value + bytes <= w->size;
	if (value + sizeof run > w->size)
		return false;
	memcpy(&run, page + value, sizeof run);
	return run_is_whole(w, run, bytes);
}

static bool tree_is_good(struct walk *w, uint64_t number, unsigned depth);

/* The n-th node of a page; false if it does not lie within. */
static bool node_of(const struct walk *w, const uint8_t *page, const struct head *head, size_t n,
	size_t *at, struct node *node)
{
	uint16_t offset;

	memcpy(&offset, page + sizeof *head + n * sizeof offset, sizeof offset);
	*at = offset;
	if (offset < head->upper || offset + sizeof *node > w->size)
		return false;
	memcpy(node, page + offset, sizeof *node);
	return offset + sizeof *node + node->n_key <= w->size;
}

static bool nodes_are_good(
	struct walk *w, const uint8_t *page, const struct head *head, unsigned depth)
{
	size_t n = (head->lower - sizeof *head) / sizeof(uint16_t), at;
	struct kv_bytes last = {0};
	struct node node;

	for (size_t i = 0; i < n; i++) {
		if (!node_of(w, page, head, i, &at, &node))
			return false;
		struct kv_bytes key = {page + at + sizeof node, node.n_key};
		bool leftmost = depth > 1 && i == 0; /* its key says nothing */
		if (!leftmost && last.n && kv_order(last, key) >= 0)
			return false;
		if (!leftmost)
			last = key;
		if (depth > 1 ? !tree_is_good(w, child_of(&node), depth - 1)
			      : !leaf_is_good(w, page, at, &node))
			return false;
	}
	return n > (depth > 1);
}

static bool tree_is_good(struct walk *w, uint64_t number, unsigned depth)
{
	uint8_t *page = mem_alloc(w->size);
	struct head head;
	bool good = ++w->pages <= w->last_page && read_page(w, number, page, &head) &&
		    head.flags == (depth > 1 ? BRANCH : LEAF) && head.lower >= sizeof head &&
		    head.lower % sizeof(uint16_t) == 0 && head.lower <= head.upper &&
		    head.upper <= w->size && nodes_are_good(w, page, &head, depth);

	mem_free(page);
	return good;
}

bool pagewalk_check(int fd, uint32_t page_size, uint64_t last_page, uint64_t root, unsigned depth)
{
	struct walk w = {fd, page_size, last_page, 0};

	if (root == (size_t)-1)
		return depth == 0;
	return depth > 0 && depth <= DEPTH_MAX && tree_is_good(&w, root, depth);
}
