import {
  getClub,
  getProductGroups,
  getScoreSettings,
  listBadges,
  listCommunities,
  listCoupons,
  listCustomEventTypes,
  listMemberTags,
  listOffers,
  listProducts,
  listProductSets,
  listRateTables,
  listRewards,
  listSegments,
  listSurveys,
  listTiers,
} from '@regulars/contracts';
import type { Component } from 'svelte';
import { inLanguage } from '#lib/shell/texts.ts';
import type { Api } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { everyRow } from '#lib/server/every-row.ts';
import type { LeafRow } from './conditions/leaf.ts';

/** How a condition on an answer names its question. */
export interface AskedQuestions {
  readonly all: readonly AskedQuestion[];
  readonly Choice: Component<{ row: LeafRow; choices: Choices; onchange: () => void }>;
  /** Names the first one that fits. */
  begin(row: LeafRow): void;
  /** What can be chosen in the question; null for a number. */
  optionsOf(row: LeafRow): AskedQuestion['options'];
}

/** A question of a survey. */
export interface AskedQuestion {
  readonly key: string;
  readonly name: string;
  readonly options: { value: string; label: string }[] | null;
}

/** Suggestions for the values of conditions. */
export interface Choices {
  locations: { id: string; code: string; name: string; currency: string }[];
  tiers: { id: string; name: string }[];
  /** Tags that members have. */
  tags: string[];
  /** By key. */
  badges: { id: string; name: string }[];
  /** Values from the club's products. */
  categories: string[];
  brands: string[];
  skus: { sku: string; name: string }[];
  productSets: { id: string; name: string }[];
  segments: { id: string; name: string }[];
  /** By key. */
  interests: { id: string; name: string }[];
  /** Of recency, frequency and money, by key. */
  scoreGroups: { id: string; name: string }[];
  /** Of the club, by key. */
  ownScores: { id: string; name: string }[];
  rateTables: { id: string; name: string }[];
  /** Whether there are goods with a price set by law. */
  priceBound: boolean;
  /** What other systems report, with the names of the numbers in it, for the API and for the reader. */
  eventTypes: { code: string; name: string; numbers: { name: string; label: string }[] }[];
  /** What something that happened can be narrowed to; only for conditions on members. */
  happened?: Record<
    'rewards' | 'coupons' | 'offers' | 'surveys' | 'communities',
    { id: string; name: string }[]
  >;
  /** Those of a survey that can be asked about. The editor of surveys adds them, so that others do not load it. */
  questions?: AskedQuestions;
  /** Values in the condition that no product has. */
  warnings: readonly { readonly fact: string; readonly values: readonly string[] }[];
}

const inOrder = (groups: readonly { readonly name: string }[]): string[] =>
  groups.map(({ name }) => name).sort((one, other) => one.localeCompare(other));

export async function conditionChoices(api: Api): Promise<Choices> {
  const [locations, tiers, tags, badges, groups, products, sets, segments, tables, eventTypes, club, scores] =
    await Promise.all([
      allLocations(api),
      api.call(listTiers),
      api.call(listMemberTags),
      api.call(listBadges),
      api.call(getProductGroups),
      api.call(listProducts, { query: { limit: 200 } }),
      everyRow((page) => api.call(listProductSets, { query: page })),
      everyRow((page) => api.call(listSegments, { query: page })),
      everyRow((page) => api.call(listRateTables, { query: page })),
      everyRow((page) => api.call(listCustomEventTypes, { query: page })),
      api.call(getClub),
      api.call(getScoreSettings),
    ]);
  return {
    locations: locations.map(({ id, code, name, currency }) => ({ id, code, name, currency })),
    tiers: tiers.data.map(({ id, name }) => ({ id, name: inLanguage(name) })),
    tags: tags.data.map(({ tag }) => tag),
    badges: badges.data.map(({ key, name }) => ({ id: key, name: inLanguage(name) })),
    categories: inOrder(groups.categories),
    brands: inOrder(groups.brands),
    priceBound: groups.priceBound > 0,
    rateTables: tables.map(({ id, name }) => ({ id, name })),
    productSets: sets.map(({ id, name }) => ({ id, name })),
    segments: segments.map(({ id, name }) => ({ id, name })),
    interests: club.interests.map(({ key, name }) => ({ id: key, name: inLanguage(name) })),
    ownScores: scores.scores.map(({ key, name }) => ({ id: key, name: inLanguage(name) })),
    scoreGroups: scores.groups.map(({ key, name }) => ({ id: key, name: inLanguage(name) })),
    skus: products.data.map(({ sku, name }) => ({ sku, name })),
    eventTypes: eventTypes.map(({ code, name, fields }) => ({
      code,
      name: inLanguage(name),
      numbers: fields
        .filter(({ kind }) => kind === 'number')
        .map((field) => ({ name: field.name, label: inLanguage(field.label) || field.name })),
    })),
    warnings: [],
  };
}

/** The same with what conditions on members can ask besides. */
export async function memberChoices(api: Api): Promise<Choices> {
  const [choices, rewards, coupons, offers, surveys, communities] = await Promise.all([
    conditionChoices(api),
    everyRow((page) => api.call(listRewards, { query: page })),
    everyRow((page) => api.call(listCoupons, { query: page })),
    everyRow((page) => api.call(listOffers, { query: page })),
    everyRow((page) => api.call(listSurveys, { query: page })),
    everyRow((page) => api.call(listCommunities, { query: page })),
  ]);
  return {
    ...choices,
    happened: {
      rewards: rewards.map(named),
      coupons: coupons.map(named),
      offers: offers.map(named),
      surveys: surveys.map(named),
      communities: communities.map(named),
    },
  };
}

const named = ({ id, name }: { id: string; name: Parameters<typeof inLanguage>[0] }) => ({
  id,
  name: inLanguage(name),
});
