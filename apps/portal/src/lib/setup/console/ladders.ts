import type { Language } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

interface Rung {
  code: string;
  name: (inputs?: Record<never, never>, options?: { locale: Language }) => string;
  /** The default thresholds. */
  threshold: number;
  multiplierPercent: number;
}

const gold = (threshold: number, multiplierPercent: number): Rung => ({
  code: 'gold',
  name: m.setup_tiers_gold,
  threshold,
  multiplierPercent,
});

/** Tier templates; everyone is in the first tier. */
export const ladders = {
  two: [{ code: 'basic', name: m.setup_tiers_basic, threshold: 0, multiplierPercent: 100 }, gold(1000, 120)],
  three: [
    { code: 'bronze', name: m.setup_tiers_bronze, threshold: 0, multiplierPercent: 100 },
    { code: 'silver', name: m.setup_tiers_silver, threshold: 500, multiplierPercent: 110 },
    gold(1500, 125),
  ],
} satisfies Record<string, Rung[]>;

export type Template = keyof typeof ladders;
export const isTemplate = (value: string | undefined): value is Template =>
  value !== undefined && Object.hasOwn(ladders, value);

export const thresholdField = (template: Template, code: string): string => `from_${template}_${code}`;
