import { contrast } from '#lib/ui/accent.ts';

/** WCAG 2 AA for text. */
export const readableFrom = 4.5;

/** Contrast of '#rrggbb' on white, from 1 to 21; null if it is not a colour. */
export function contrastOnWhite(hex: string): number | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(hex);
  if (!digits) return null;
  const part = (index: number): number => Number.parseInt(digits[index] ?? '0', 16);
  return Math.round(contrast([part(1), part(2), part(3)], [255, 255, 255]) * 10) / 10;
}
