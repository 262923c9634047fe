#include <binggui/schema/read_home.h>

#include <binggui/base/mem.h>
#include <binggui/schema/expect.h>

enum { MENU_DEPTH = 3 };

static char *copy_or_null(const char *text)
{
	return text ? mem_strdup(text) : NULL;
}

static void read_items(struct defs *d, struct def_menu_item *under, const struct yaml_node *list,
	unsigned depth, struct faults *faults);

static void read_item(struct defs *d, struct def_menu_item *under, const struct yaml_node *node,
	unsigned depth, struct faults *faults)
{
	static const char *const known[] = {"label", "table", "command", "items", NULL};
	const struct yaml_node *items = yaml_get(node, "items");

	if (!expect_map(node, faults))
		return;
	yaml_only(node, known, faults);
	struct def_menu_item *item = def_new_menu_item(d, under);
	item->label = expect_copy(node, "label", true, faults);
	item->table = copy_or_null(expect_text(node, "table", false, faults));
	item->command = copy_or_null(expect_text(node, "command", false, faults));
	if (!!yaml_get(node, "table") + !!yaml_get(node, "command") + !!items != 1)
		expect_fault(node, faults, "菜单的一项要写“table”“command”或“items”，只写其一");
	if (items && depth == MENU_DEPTH)
		expect_fault(items, faults, "菜单最多 %d 层", MENU_DEPTH);
	else if (items)
		read_items(d, item, items, depth + 1, faults);
}

static void read_items(struct defs *d, struct def_menu_item *under, const struct yaml_node *list,
	unsigned depth, struct faults *faults)
{
	if (!expect_list(list, faults))
		return;
	if (!list->n)
		expect_fault(list, faults, "菜单里一项也没有");
	for (size_t i = 0; i < list->n; i++)
		read_item(d, under, list->items[i], depth, faults);
}

void read_home_menu(struct defs *d, const struct yaml_node *menu, struct faults *faults)
{
	read_items(d, NULL, menu, 1, faults);
}

static void read_one_due(struct defs *d, const struct yaml_node *node, struct faults *faults)
{
	static const char *const known[] = {"label", "table", "where", "scope", NULL};
	static const char *const scopes[] = {"own", "all", NULL};

	if (!expect_map(node, faults))
		return;
	yaml_only(node, known, faults);
	struct def_due *due = def_new_due(d);
	due->label = expect_copy(node, "label", true, faults);
	due->table = expect_copy(node, "table", true, faults);
	due->condition = expect_copy(node, "where", true, faults);
	due->everywhere = expect_choice(node, "scope", scopes, 0, faults) == 1;
}

void read_home_due(struct defs *d, const struct yaml_node *due, struct faults *faults)
{
	if (!expect_list(due, faults))
		return;
	for (size_t i = 0; i < due->n; i++)
		read_one_due(d, due->items[i], faults);
}

static void read_key(
	struct defs *d, const char *context, const struct yaml_node *node, struct faults *faults)
{
	static const char *const known[] = {"command", "label", NULL};

	if (!expect_map(node, faults))
		return;
	yaml_only(node, known, faults);
	struct def_key *key = def_new_key(d);
	key->context = mem_strdup(context);
	key->key = mem_strdup(node->key);
	key->command = expect_copy(node, "command", true, faults);
	key->label = expect_copy(node, "label", false, faults);
}

void read_home_keys(struct defs *d, const struct yaml_node *keys, struct faults *faults)
{
	if (!expect_map(keys, faults))
		return;
	for (size_t i = 0; i < keys->n; i++) {
		const struct yaml_node *context = keys->items[i];
		if (!expect_map(context, faults))
			continue;
		for (size_t j = 0; j < context->n; j++)
			read_key(d, context->key, context->items[j], faults);
	}
}
