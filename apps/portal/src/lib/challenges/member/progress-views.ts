import type { OwnChallenge } from '@regulars/contracts';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { purchaseReport, stampReport, type ReportWords } from '#lib/tasks/shared/report-words.ts';
import { count, money } from '#lib/ui/format.ts';
import MoneyProgress from './MoneyProgress.svelte';
import StampProgress from './StampProgress.svelte';

type Unit = OwnChallenge['unit'];

/** How the page of a member shows a challenge, by what it counts. */
interface ProgressView<U extends Unit> {
  view: Component<{ challenge: OwnChallenge; timeZone: string }>;
  /** The large number, and 'of 10'. */
  number: (counted: number, unit: U) => string;
  of: (goal: number, unit: U) => string;
  report: ReportWords;
}

const views: { readonly [K in Unit['kind']]: ProgressView<Extract<Unit, { kind: K }>> } = {
  stamps: {
    view: StampProgress,
    number: (counted) => count(counted),
    of: (goal) => m.challenges_of({ goal }),
    report: stampReport,
  },
  money: {
    view: MoneyProgress,
    number: (counted, { currency }) => money(counted, currency),
    of: (goal, { currency }) => m.challenges_money_of({ goal: money(goal, currency) }),
    report: purchaseReport,
  },
  periods: {
    view: StampProgress,
    number: (counted) => count(counted),
    of: (goal) => m.challenges_of({ goal }),
    report: purchaseReport,
  },
};

export const progressViewOf = ({ kind }: Unit): ProgressView<Unit> => views[kind] as ProgressView<Unit>;
