#include <binggui/schema/type_idno.h>

#include <string.h>

#include <binggui/schema/type_text.h>
#include <binggui/text/idno.h>
#include <binggui/text/utf8.h>

static const char *const codes[] = {
	[IDNO_LENGTH] = "id-length",
	[IDNO_FORMAT] = "id-format",
	[IDNO_MASKED] = "id-format",
	[IDNO_PRECISION_LOST] = "id-format",
	[IDNO_BIRTH] = "id-birth-invalid",
	[IDNO_REGION] = "id-region-unknown",
	[IDNO_CHECK_DIGIT] = "id-check-digit",
};

static void say_check_digit(struct str *why, const struct idno *id)
{
	str_addf(why, "第18位校验码应为 %c，现在是 %c；请逐位核对", id->expected, id->number[17]);
	if (id->swap_at >= 0)
		str_addf(why, "，第 %d、%d 位可能写反了", id->swap_at + 1, id->swap_at + 2);
}

static void say(struct str *why, const struct idno *id)
{
	switch (id->fault) {
	case IDNO_LENGTH:
		if (utf8_count(id->number) < 18)
			str_addf(why, "位数不对：有 %zu 位，应为 18 位", utf8_count(id->number));
		else
			str_add(why, "位数不对：超过 18 位");
		break;
	case IDNO_FORMAT:
		str_add(why, "除末位可以是 X 以外，每一位都应是数字");
		break;
	case IDNO_MASKED:
		str_add(why, "中间几位被 * 号遮住了；请填完整的号码");
		break;
	case IDNO_PRECISION_LOST:
		str_add(why, "后几位已被电子表格改成 0，无法还原；请照证件重新填写");
		break;
	case IDNO_BIRTH:
		str_addf(why, "第7到14位“%.8s”不是一个可能的出生日期", id->number + 6);
		break;
	case IDNO_REGION:
		str_addf(why, "前6位“%.6s”不是任何时候有过的行政区划代码", id->number);
		break;
	case IDNO_CHECK_DIGIT:
		say_check_digit(why, id);
		break;
	case IDNO_OK:
	case IDNO_MISSING:
		break;
	}
}

const char *type_idno_fault(const char *typed, struct date today, struct str *out, struct str *why)
{
	struct idno id;

	idno_parse(&id, typed, false, today);
	if (out)
		str_set(out, id.number);
	if (why)
		str_clear(why);
	if (id.fault == IDNO_OK || id.fault == IDNO_MISSING)
		return NULL;
	char expected = id.fault == IDNO_REGION ? idno_check_digit(id.number) : 0;
	if (expected && expected != id.number[17]) {
		id.fault = IDNO_CHECK_DIGIT;
		id.expected = expected;
	}
	if (why)
		say(why, &id);
	return codes[id.fault];
}

/* A region nobody knows may be our list's fault: it is told by check, and does not keep the number out. */
static bool taken(const char *code)
{
	return !code || strcmp(code, codes[IDNO_REGION]) == 0;
}

static bool parse_idno(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	struct str reason = {0};
	const char *code = type_idno_fault(typed, c ? c->today : (struct date){0}, out, &reason);

	if (!code && !(out->n == 18))
		str_clear(out); /* 无, / and other ways to say that there is none */
	if (!taken(code)) {
		str_clear(why);
		str_addf(why, "“%s”%s", f->label, str_c(&reason));
	}
	str_free(&reason);
	return taken(code);
}

static bool check_idno(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *why)
{
	struct str out = {0};
	bool good = parse_idno(f, c, value, &out, why);

	if (good && !text_eq(str_c(&out), value)) {
		str_clear(why);
		str_addf(why, "“%s”存的“%s”不是规范的18位号码", f->label, value);
		good = false;
	}
	str_free(&out);
	return good;
}

const struct type type_idno = {
	.name = "idno",
	.label = "身份号码",
	.size = 18,
	.width = 18,
	.parse = parse_idno,
	.format = type_text_format,
	.check = check_idno,
	.key = type_text_bytes,
};
