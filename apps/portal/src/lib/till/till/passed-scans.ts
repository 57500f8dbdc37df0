import { m } from '#lib/paraglide/messages.js';
import type { Verdict } from '#lib/till/shared/verdict.ts';

/** A scanned code that was refused before the next one came. */
export interface Passed {
  readonly code: string;
  readonly verdict: Verdict;
}

/** Customers see the screen too, so only the end of a code. */
const endOf = (code: string): string => `…${code.slice(-4)}`;

/** Which of several scans were refused, and why. Null if none was. */
export function passedVerdict(passed: readonly Passed[]): Verdict | null {
  const [first, ...others] = passed;
  if (!first) return null;
  if (others.length === 0)
    return { title: first.verdict.title, text: `${endOf(first.code)}: ${first.verdict.text}` };
  const text = passed.map(({ code, verdict }) => `${endOf(code)}: ${verdict.title}`).join(' · ');
  return { title: m.till_scans_refused({ count: passed.length }), text };
}
