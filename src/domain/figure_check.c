#include <binggui/domain/figure_check.h>

#include <binggui/domain/rounding.h>

static bool side_sum(
	const struct def_side *side, const struct figures *f, int64_t *sum, int64_t *scale)
{
	*sum = 0;
	for (size_t i = 0; i < side->n; i++) {
		const struct figure_value *v = figures_value(f, side->at[i].figure);
		if (!v || !v->known)
			return false;
		*sum += side->at[i].sign * v->value;
		*scale = v->scale;
	}
	return true;
}

void figure_check(struct figure_verdict_of *out, const struct def_check *c, const struct figures *f)
{
	*out = (struct figure_verdict_of){.verdict = VERDICT_UNKNOWN, .scale = 1};
	if (!side_sum(&c->left, f, &out->left, &out->scale) ||
		!side_sum(&c->right, f, &out->right, &out->scale))
		return;
	bool holds = c->relation == RELATION_EQUAL     ? out->left == out->right
		     : c->relation == RELATION_AT_MOST ? out->left <= out->right
						       : out->left >= out->right;
	out->verdict = holds ? VERDICT_HOLDS : VERDICT_BROKEN;
}

/* 在挂光荣牌 + 保留 1298块 */
static void add_side(struct str *out, const struct def_side *side, int64_t sum, int64_t scale)
{
	struct str number = {0};
	const char *unit = side->n ? side->at[0].figure->unit : "";

	for (size_t i = 0; i < side->n; i++) {
		const char *sign = side->at[i].sign < 0 ? "－" : i ? "＋" : "";
		str_addf(out, "%s%s", sign, side->at[i].figure->title);
	}
	rounding_exact(&number, sum, scale, unit);
	str_addf(out, " %s%s", str_c(&number), unit);
	str_free(&number);
}

void figure_check_text(struct str *out, const struct def_check *c, const struct figures *f)
{
	static const char *const signs[] = {
		[RELATION_EQUAL] = " ＝ ",
		[RELATION_AT_MOST] = " ≤ ",
		[RELATION_AT_LEAST] = " ≥ ",
	};
	struct figure_verdict_of v;

	figure_check(&v, c, f);
	str_clear(out);
	if (v.verdict == VERDICT_UNKNOWN) {
		str_add(out, "不能核对：有的数字在这个区划里算不出");
		return;
	}
	add_side(out, &c->left, v.left, v.scale);
	if (c->right.n) {
		str_add(out, v.verdict == VERDICT_HOLDS ? signs[c->relation] : "，");
		add_side(out, &c->right, v.right, v.scale);
	}
	if (v.verdict == VERDICT_BROKEN)
		str_addf(out, "：%s", c->say);
}
