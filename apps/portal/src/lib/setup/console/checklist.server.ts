import {
  listProducts,
  listStaff,
  type EarningRule,
  type Location,
  type Purchase,
  type Reward,
} from '@regulars/contracts';
import type { Cookies } from '@sveltejs/kit';
import { show, type Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { choiceLifetime } from '#lib/shell/session.ts';
import { loadLegal } from '#lib/server/legal.ts';
import type { Missing } from './checklist.ts';

const cookie = 'set-up-checklist';
/** No club may be without these. */
const needed = ['terms', 'privacy', 'imprint'] as const;

export const dismissChecklist = (cookies: Cookies): void =>
  cookies.set(cookie, 'dismissed', { path: '/console', maxAge: choiceLifetime, sameSite: 'lax' });

interface Known {
  locations: readonly Location[];
  rules: readonly EarningRule[];
  rewards: readonly Reward[];
  purchases: readonly Pick<Purchase, 'id'>[];
  opening: { server: boolean; address: boolean };
}

/** What a new club still lacks; null if nothing is missing or the reader has dismissed it. */
export async function checklistOf(api: Api, cookies: Cookies, known: Known): Promise<Missing | null> {
  if (cookies.get(cookie)) return null;
  const legal = await loadLegal(api);
  const [products, staff] = await show(
    Promise.all([
      api.call(listProducts, { query: { limit: 1 } }),
      everyRow((page) => api.call(listStaff, { query: page })),
    ]),
  );
  const done = {
    location: known.locations.length > 0,
    rule: known.rules.some(({ liveVersion }) => liveVersion !== null),
    reward: known.rewards.some(({ state }) => state === 'live'),
    cashier: staff.some(({ role }) => role === 'cashier'),
    product: products.data.length > 0,
    purchase: known.purchases.length > 0,
    ...known.opening,
    legal: needed.every((kind) => legal.some((text) => text.kind === kind)),
  };
  return Object.values(done).includes(false) ? done : null;
}
