#ifndef BINGGUI_DOMAIN_HEADROLE_H
#define BINGGUI_DOMAIN_HEADROLE_H

/* Where the values under a header go. */
enum slot_role {
	SLOT_FIELD,  /* a field of the table or of a related one */
	SLOT_OWNER,  /* finds the record this one hangs on */
	SLOT_COUNTY, /* 县: tells a place outside */
	SLOT_TOWN,   /* 乡镇: helps to find the village */
	SLOT_GROUP,  /* 组: goes behind the address */
	SLOT_AGE,    /* 年龄: computed, only checked */
	SLOT_TAIL,   /* 身份证后四位: helps to find the owner */
	SLOT_PLACE,  /* 村, 住址: where the owner lives; helps to find him */
	SLOT_MIXED,  /* 薪资 1-1.5万/月: several fields in one cell (`columns:` of the table) */
	SLOT_PERIOD, /* 服役起止时间 1986.11-1990.12: start and end in one cell */
	SLOT_IGNORED, /* 序号, 未导入原因 */
};

/* The headers that are no field of a register: 县, 乡镇, 组, 身份证后四位, 所在村, 年龄, 序号. */
struct headrole {
	enum slot_role role;
	const char *path, *label;
	const char *field; /* a computed field of the table whose words count too; NULL = none */
	const char *words[24]; /* NULL behind the last */
	const char *like;      /* as `like:` of a field; NULL = none */
};
const struct headrole *headroles(void); /* the last has no path */

/* What stands over both dates of a service in one cell; NULL behind the last. */
const char *const *headrole_periods(void);

#endif
