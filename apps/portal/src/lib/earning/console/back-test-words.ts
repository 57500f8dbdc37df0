import type { BackTest } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export const isBusy = ({ state }: Pick<BackTest, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

export const backTestLooks = {
  waiting: { tone: 'neutral', text: m.backtests_state_waiting },
  running: { tone: 'neutral', text: m.backtests_state_running },
  done: { tone: 'good', text: m.backtests_state_done },
  failed: { tone: 'bad', text: m.backtests_state_failed },
  cancelled: { tone: 'neutral', text: m.backtests_state_cancelled },
} as const;

export const progressOf = ({ progress: { done, total } }: Pick<BackTest, 'progress'>): string =>
  m.backtests_progress({ done, total: total ?? 0 });

const daysTexts = { 30: m.backtests_days_30, 90: m.backtests_days_90, 365: m.backtests_days_365 };

export const daysOptions = Object.entries(daysTexts).map(([value, text]) => ({ value, text }));
