import type { PageLoad } from './$types';

/** Few posts have a product test, and no other page loads what it needs. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  testParts: data.post.productTest ? await import('#lib/product-tests/member/parts.ts') : null,
});
