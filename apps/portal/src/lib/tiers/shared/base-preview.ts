import type { PointsPolicy, Texts } from '@regulars/contracts';
import type { TierBase } from './tier-words.ts';

/** The members of a tier: now, as soon as something else decides, and those who lose it then. */
export interface PreviewedTier {
  readonly code: string;
  readonly name: Texts;
  readonly members: number;
  readonly afterwards: number;
  readonly falling: number;
}

export interface BasePreview {
  /** When those would fall. */
  readonly until: string;
  /** The highest first. */
  readonly tiers: readonly PreviewedTier[];
}

/** What would decide. */
export interface AskedTerms {
  readonly base: TierBase;
  readonly period: PointsPolicy['qualifyingPeriod'];
  /** Of a rolling period, as typed. */
  readonly length: string;
}

/** Throws if there is no answer. */
export async function previewTerms({ base, period, length }: AskedTerms): Promise<BasePreview> {
  const query = new URLSearchParams({ base, period, ...(length ? { length } : {}) });
  const response = await fetch(`/console/tiers/preview?${query}`);
  if (!response.ok) throw new Error(`The preview answered ${response.status}`);
  return (await response.json()) as BasePreview;
}
