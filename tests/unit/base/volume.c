#include <binggui/base/volume.h>

#include <criterion/criterion.h>

Test(volume, network_and_stick_file_systems_are_unfit)
{
	static const struct {
		unsigned long type;
		const char *name;
	} unfit[] = {
		{0x6969, "nfs"},
		{0xFF534D42, "cifs"},
		{0xFE534D42, "smb2"},
		{0x01021997, "9p"},
		{0x65735546, "fuse"},
		{0x4D44, "vfat"},
		{0x2011BAB0, "exfat"},
	};

	for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
		cr_expect_str_eq(volume_unfit(unfit[i].type), unfit[i].name);
	/* A 32-bit system hands the type over with its sign. */
	cr_expect_str_eq(volume_unfit((unsigned long)(int)0xFF534D42), "cifs");
}

Test(volume, local_file_systems_are_fit)
{
	static const unsigned long fit[] = {
		0xEF53 /* ext4 */,
		0x58465342 /* xfs */,
		0x9123683E /* btrfs */,
		0x01021994 /* tmpfs */,
		0x794C7630 /* overlay */,
		0xF2F52010 /* f2fs */,
		0x2FC12FC1 /* zfs */,
		0,
	};

	for (size_t i = 0; i < sizeof fit / sizeof *fit; i++)
		cr_expect_null(volume_unfit(fit[i]));
}
