#include <criterion/criterion.h>

#include <binggui/text/json.h>

Test(json, writes_commas_by_itself)
{
	struct str out = {0};
	struct json j;

	json_start(&j, &out);
	json_open(&j, '{');
	json_pair_number(&j, "row", 3);
	json_key(&j, "list");
	json_open(&j, '[');
	json_bool(&j, true);
	json_text(&j, NULL);
	json_open(&j, '{');
	json_close(&j, '}');
	json_close(&j, ']');
	json_pair(&j, "name", "㛃");
	json_close(&j, '}');
	cr_assert_str_eq(str_c(&out), "{\"row\":3,\"list\":[true,null,{}],\"name\":\"㛃\"}");
	str_free(&out);
}

Test(json, escapes_what_could_harm)
{
	struct str out = {0};
	struct json j;

	json_start(&j, &out);
	json_text(&j, "a\"\\\n\x1b\x7f\xc2\x9b\xff");
	cr_assert_str_eq(str_c(&out), "\"a\\\"\\\\\\n\\u001b\\u007f\\u009b\xEF\xBF\xBD\"");
	str_free(&out);
}
