#include <binggui/table/hash.h>

#include <sodium.h>

void hash_parts(uint8_t out[HASH_BYTES], const struct span *parts, size_t n)
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
	for (size_t i = 0; i < n; i++)
		crypto_generichash_update(&state, (const unsigned char *)parts[i].at, parts[i].n);
	crypto_generichash_final(&state, out, HASH_BYTES);
}
