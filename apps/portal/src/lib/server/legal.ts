import { listLegalTexts, type LegalKind } from '@regulars/contracts';
import { ApiProblem, type Api } from './api.ts';

/** The legal texts that are in force, and their versions. */
export type LegalList = readonly { readonly kind: LegalKind; readonly version: number }[];

/** Public and the same for everyone, so one reply can serve all visitors for a moment. */
const freshFor = 10_000;
let kept: { list: LegalList; at: number } | undefined;

/** After one's own publication, which must show at once. */
export const forgetLegal = (): void => void (kept = undefined);

/** What the footer links to; as before while the API is away. */
export async function loadLegal(api: Api): Promise<LegalList> {
  if (kept && Date.now() - kept.at < freshFor) return kept.list;
  try {
    const { data } = await api.call(listLegalTexts);
    const list = data.map(({ kind, version }) => ({ kind, version }));
    kept = { list, at: Date.now() };
    return list;
  } catch (refusal) {
    if (refusal instanceof ApiProblem) return kept?.list ?? [];
    throw refusal;
  }
}
