import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/shell/problem.ts';
import { money } from '#lib/ui/format.ts';
import { isOf, type Attempt } from '#lib/till/shared/attempt.ts';
import type { Deeds } from '#lib/till/shared/deeds.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { Sale } from './sale.svelte.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type ReturnReceipt } from '#lib/till/shared/till-api.ts';
import { openText } from '#lib/till/shared/verdict.ts';

interface Parts {
  readonly deeds: Deeds;
  readonly sale: Sale;
  readonly desk: Desk;
  join(attempt: Attempt<'join'>): void;
}

/** Sends an attempt from the list again and shows the result. */
export async function finish(attempt: Attempt, { deeds, sale, desk, join }: Parts): Promise<void> {
  deeds.said = null;
  if (isOf('sale', attempt)) await finishSale(attempt, deeds, sale);
  else if (isOf('voucher', attempt)) await finishVoucher(attempt, deeds, desk);
  else if (isOf('join', attempt)) join(attempt);
  else await finishReturn(attempt, deeds);
}

async function finishSale(attempt: Attempt<'sale'>, deeds: Deeds, sale: Sale): Promise<void> {
  if (await sale.send(attempt)) return;
  deeds.said = { tone: deeds.find(attempt.key) ? 'warn' : 'bad', text: sale.problem };
  sale.problem = '';
}

async function finishVoucher(attempt: Attempt<'voucher'>, deeds: Deeds, desk: Desk): Promise<void> {
  await desk.use(attempt, attempt.path.split('/')[2] ?? '');
  if (deeds.find(attempt.key)) deeds.said = { tone: 'warn', text: desk.voucherProblem };
}

async function finishReturn(attempt: Attempt, deeds: Deeds): Promise<void> {
  try {
    const { amount } = await deeds.send<ReturnReceipt>(attempt);
    deeds.said = { tone: 'good', text: m.till_open_returned({ amount: money(amount, attempt.currency) }) };
    signal('done');
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem)) throw refusal;
    deeds.said = deeds.find(attempt.key)
      ? { tone: 'warn', text: openText(refusal.code, attempt.place) ?? m.till_undo_uncertain() }
      : { tone: 'bad', text: m.till_open_refused({ reason: problemText(refusal.code) }) };
    signal('bad');
  }
}
