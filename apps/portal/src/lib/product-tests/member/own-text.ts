import type { TestOfPost } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Own = NonNullable<TestOfPost['mine']>;

const waits = ({ ahead }: Own, { allotment }: TestOfPost): string => {
  if (ahead === null) return m.producttests_mine_lot();
  if (allotment === 'lot') return m.producttests_mine_lost();
  return ahead === 0 ? m.producttests_mine_next() : m.producttests_mine_waits({ count: ahead });
};

const has = ({ voucher, mayWrite }: Own): string => {
  if (voucher !== 'used') return m.producttests_mine_voucher();
  return mayWrite ? m.producttests_mine_write() : m.producttests_mine_wrote();
};

const texts: Readonly<Record<Own['state'], (own: Own, test: TestOfPost) => string>> = {
  waiting: waits,
  chosen: has,
  withdrawn: () => m.producttests_mine_withdrawn(),
  returned: () => m.producttests_mine_returned(),
  passed: () => m.producttests_mine_passed(),
};

/** What a member who does not apply reads once that is over. */
const over: Readonly<Record<TestOfPost['state'], () => string>> = {
  open: () => '',
  closed: () => m.producttests_closed(),
  drawn: () => m.producttests_closed(),
  ended: () => m.producttests_ended(),
};

/** What the member has to know of their part in a product test; '' while they can apply. */
export const ownText = (test: TestOfPost): string =>
  test.mine ? texts[test.mine.state](test.mine, test) : over[test.state]();
