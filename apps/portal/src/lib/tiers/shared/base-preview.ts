import type { Texts } from '@regulars/contracts';

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

/** Throws if there is no answer. */
export async function previewBase(base: string): Promise<BasePreview> {
  const response = await fetch(`/console/tiers/preview?base=${encodeURIComponent(base)}`);
  if (!response.ok) throw new Error(`The preview answered ${response.status}`);
  return (await response.json()) as BasePreview;
}
