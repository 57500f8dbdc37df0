import { error } from '@sveltejs/kit';
import {
  getLegalDraft,
  getLegalVersion,
  legalKinds,
  listLegalTemplates,
  listLegalVersions,
  publishLegalText,
  saveLegalDraft,
  type LegalKind,
} from '@regulars/contracts';
import { differenceOf } from '#lib/legal/console/difference.ts';
import { readMarkdown } from '#lib/legal/shared/markdown.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, asNumber } from '#lib/server/fields.ts';
import { forgetLegal } from '#lib/server/legal.ts';
import { instantOf, localOf } from '#lib/server/local-time.server.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { languages } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

const kindOf = (asked: string): LegalKind =>
  legalKinds.find((kind) => kind === asked) ?? error(404, m.common_problem_not_found());

async function textsOf(api: Api, kind: LegalKind) {
  const [draft, versions] = await Promise.all([
    api.call(getLegalDraft, { params: { kind } }),
    api.call(listLegalVersions, { params: { kind }, query: { limit: 200 } }),
  ]);
  const newest = versions.data[0];
  const before = newest
    ? await api.call(getLegalVersion, { params: { kind, version: newest.version } })
    : null;
  return { draft, versions: versions.data, before };
}

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const { draft, versions, before } = await show(textsOf(api, kindOf(params.kind)));
  const zone = club?.timeZone ?? 'Europe/Vienna';
  return {
    draft,
    versions,
    earliest: localOf(draft.earliestEffect, zone),
    previews: languages.flatMap((language) => {
      const text = draft.content[language];
      return text ? [{ language, blocks: readMarkdown(text, language) }] : [];
    }),
    differences: before
      ? languages.flatMap((language) => {
          const lines = differenceOf(before.content[language] ?? '', draft.content[language] ?? '');
          return lines.some(({ change }) => change !== 'same') ? [{ language, lines }] : [];
        })
      : [],
  };
};

const text = form('text', { version: asNumber, de: anyText, en: anyText, cs: anyText });
const template = form('template', { version: asNumber });
const publication = form('publish', { version: asNumber, from: anyText });

export const actions: Actions = {
  save: (event) =>
    submit(event, text, ({ version, ...content }) =>
      event.locals.api.call(saveLegalDraft, {
        params: { kind: kindOf(event.params.kind) },
        version,
        body: { content },
      }),
    ),
  template: (event) =>
    submit(event, template, async ({ version }) => {
      const { api } = event.locals;
      const kind = kindOf(event.params.kind);
      const { data } = await api.call(listLegalTemplates);
      const content = data.find((one) => one.kind === kind)?.content ?? {};
      await api.call(saveLegalDraft, { params: { kind }, version, body: { content } });
    }),
  publish: (event) =>
    submit(
      event,
      publication,
      async ({ version, from }) => {
        const { api, club } = event.locals;
        const effectiveFrom = instantOf(from, club?.timeZone ?? 'Europe/Vienna') ?? undefined;
        if (from !== '' && effectiveFrom === undefined) throw new Faults({ from: m.common_field_date() });
        const kind = kindOf(event.params.kind);
        await api.call(publishLegalText, { params: { kind }, version, body: { effectiveFrom } });
        forgetLegal();
      },
      { names: { effectiveFrom: 'from' } },
    ),
};
