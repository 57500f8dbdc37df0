import { error } from '@sveltejs/kit';
import { getLegalText, legalKinds, listLegalVersions } from '@regulars/contracts';
import { readMarkdown } from '#lib/legal/shared/markdown.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const kind = legalKinds.find((one) => one === params.kind);
  if (!kind) error(404, m.common_problem_not_found());
  const asked = url.searchParams.get('version') ?? '';
  const version = /^[1-9]\d{0,5}$/u.test(asked) ? Number(asked) : undefined;
  const [text, versions] = await show(
    Promise.all([
      api.call(getLegalText, { params: { kind }, query: { version } }),
      api.call(listLegalVersions, { params: { kind }, query: { limit: 200 } }),
    ]),
  );
  const { content, ...about } = text;
  return { text: about, blocks: readMarkdown(content, about.language), versions: versions.data };
};
