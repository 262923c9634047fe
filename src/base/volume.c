#include <binggui/base/volume.h>

#include <stddef.h>
#include <stdint.h>

const char *volume_unfit(unsigned long fs_type)
{
	static const struct {
		uint32_t type;
		const char *name;
	} unfit[] = {
		{0x6969, "nfs"},
		{0xFF534D42, "cifs"},
		{0xFE534D42, "smb2"},
		{0x517B, "smb"},
		{0x01021997, "9p"},
		{0x65735546, "fuse"},
		{0x4D44, "vfat"},
		{0x2011BAB0, "exfat"},
		{0x5346414F, "afs"},
		{0x73757245, "coda"},
		{0x564C, "ncp"},
		{0x00C36400, "ceph"},
		{0x786F4256, "vboxsf"},
	};

	for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
		if (unfit[i].type == (uint32_t)fs_type)
			return unfit[i].name;
	return NULL;
}
