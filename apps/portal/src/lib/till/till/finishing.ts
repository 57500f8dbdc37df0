import { m } from '#lib/paraglide/messages.js';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import { money } from '#lib/ui/format.ts';
import { isOf, isSale, type Attempt, type SaleAttempt } from '#lib/till/shared/attempt.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import type { Desk } from './desk.svelte.ts';
import type { Sale } from './sale.svelte.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import type { ReturnReceipt, ReturnReversal } from '#lib/till/shared/till-api.ts';
import { openText } from '#lib/till/shared/verdict.ts';

interface Parts {
  readonly attempts: Attempts;
  readonly sale: Sale;
  readonly desk: Desk;
  join(attempt: Attempt<'join'>): void;
}

/** Sends an attempt from the list again and shows the result. */
export async function finish(attempt: Attempt, { attempts, sale, desk, join }: Parts): Promise<void> {
  attempts.said = null;
  if (isSale(attempt)) await finishSale(attempt, attempts, sale);
  else if (isOf('voucher', attempt)) await finishVoucher(attempt, attempts, desk);
  else if (isOf('join', attempt)) join(attempt);
  else await finishReturn(attempt, attempts);
}

async function finishSale(attempt: SaleAttempt, attempts: Attempts, sale: Sale): Promise<void> {
  if (await sale.send(attempt)) return;
  attempts.said = { tone: attempts.find(attempt.key) ? 'warn' : 'bad', text: sale.problem };
  sale.problem = '';
}

async function finishVoucher(attempt: Attempt<'voucher'>, attempts: Attempts, desk: Desk): Promise<void> {
  await desk.use(attempt, attempt.path.split('/')[2] ?? '');
  if (attempts.find(attempt.key)) attempts.said = { tone: 'warn', text: desk.voucherProblem };
}

async function finishReturn(attempt: Attempt, attempts: Attempts): Promise<void> {
  try {
    const { amount } = await attempts.send<ReturnReceipt | ReturnReversal>(attempt);
    const text = isOf('reversal', attempt)
      ? m.console_returns_reverse_done()
      : m.till_open_returned({ amount: money(amount, attempt.currency) });
    attempts.said = { tone: 'good', text };
    signal('done');
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem)) throw refusal;
    attempts.said = attempts.find(attempt.key)
      ? { tone: 'warn', text: openText(refusal.code, attempt.place) ?? m.till_undo_uncertain() }
      : { tone: 'bad', text: m.till_open_refused({ reason: tillProblemText(refusal.code) }) };
    signal('bad');
  }
}
