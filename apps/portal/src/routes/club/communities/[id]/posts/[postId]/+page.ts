import type { PageLoad } from './$types';

/** What few readers of posts need: those of a product test, and who writes for the first time. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  proof: data.challenge ? (await import('#lib/moderation/shared/ProofOfWork.svelte')).default : null,
  testParts: data.post.productTest ? await import('#lib/product-tests/member/parts.ts') : null,
});
