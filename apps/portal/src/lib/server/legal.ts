import { listLegalTexts, type LegalKind } from '@regulars/contracts';
import type { Api } from './api.ts';
import { KeptReply } from './kept-reply.ts';

/** The legal texts that are in force, and their versions. */
export type LegalList = readonly { readonly kind: LegalKind; readonly version: number }[];

const legal = new KeptReply<LegalList>(async (api) => {
  const { data } = await api.call(listLegalTexts);
  return data.map(({ kind, version }) => ({ kind, version }));
});

/** After one's own publication, which must show at once. */
export const forgetLegal = (): void => legal.forget();

/** What the footer links to; as before while the API is away. */
export const loadLegal = async (api: Api): Promise<LegalList> => (await legal.load(api)) ?? [];
