import { listLocations, listProducts, type RuleContent, type Texts } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { instantOf, localOf } from '#lib/server/local-time.server.ts';
import type { LocalContent } from './rule-draft.svelte.ts';

/** A rule or a version of one, as the API shows it. */
type Shown = Omit<RuleContent, 'name'> & { nameTexts: Texts };

/** With its times as `datetime-local` texts in the club's time zone. */
export const localContent = (content: Shown, zone: string): LocalContent => ({
  name: content.nameTexts,
  effect: content.effect,
  validFrom: localOf(content.validFrom, zone) || null,
  validUntil: localOf(content.validUntil, zone) || null,
  locations: content.locations,
  caps: content.caps,
  countsTowardsStatus: content.countsTowardsStatus,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What the editor sent, as the API takes it; null where it is no JSON object. The API judges the rest. */
export function sentContent(typed: string | undefined, zone: string): RuleContent | null {
  try {
    const content: unknown = JSON.parse(typed ?? '');
    if (!isRecord(content)) return null;
    const local = content as unknown as LocalContent;
    return {
      ...local,
      validFrom: instantOf(local.validFrom ?? undefined, zone),
      validUntil: instantOf(local.validUntil ?? undefined, zone),
    };
  } catch {
    return null;
  }
}

export interface Choices {
  locations: { id: string; name: string; currency: string }[];
  /** What the club's products have, to choose from while typing. */
  categories: string[];
  brands: string[];
  skus: { sku: string; name: string }[];
}

const distinct = (values: string[]): string[] =>
  [...new Set(values.filter(Boolean))].sort((one, other) => one.localeCompare(other));

export async function ruleChoices(api: Api): Promise<Choices> {
  const [locations, products] = await Promise.all([
    api.call(listLocations, { query: { limit: 200 } }),
    api.call(listProducts, { query: { limit: 200 } }),
  ]);
  return {
    locations: locations.data.map(({ id, name, currency }) => ({ id, name, currency })),
    categories: distinct(products.data.map(({ category }) => category)),
    brands: distinct(products.data.map(({ brand }) => brand)),
    skus: products.data.map(({ sku, name }) => ({ sku, name })),
  };
}
