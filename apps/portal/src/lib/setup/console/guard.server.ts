import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
  getSetup,
  listEarningRules,
  listLocations,
  listRewards,
  listStaff,
  listTiers,
  type Setup,
} from '@regulars/contracts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { pathOf, type Step } from './steps.ts';

const refusals = ['already-set-up', 'link-expired', 'not-found'] as const;
type SetupRefusal = (typeof refusals)[number];

/** Why the set-up is refused; other errors are rethrown. */
export function setupRefusal(thrown: unknown): SetupRefusal {
  const refusal = thrown instanceof ApiProblem && refusals.find((code) => code === thrown.code);
  if (!refusal) throw thrown;
  return refusal;
}

/** For the first steps, which need the link. Others see why they are refused. */
export async function requireLink({ locals: { api } }: Pick<RequestEvent, 'locals'>): Promise<Setup> {
  return show(
    api.call(getSetup).catch((thrown: unknown) => {
      setupRefusal(thrown);
      redirect(303, '/set-up');
    }),
  );
}

export const isAdmin = ({ session }: RequestEvent['locals']): boolean =>
  session?.roles.includes('admin') ?? false;

/** For the steps after the first admin exists. */
export function requireAdmin({ locals }: Pick<RequestEvent, 'locals'>): void {
  if (!isAdmin(locals)) redirect(303, '/set-up');
}

/** Where an admin left off: the first step without data. */
export async function nextStep(api: Api): Promise<string> {
  const [locations, rules, rewards, tiers, staff] = await show(
    Promise.all([
      api.call(listLocations, { query: { limit: 1 } }),
      everyRow((page) => api.call(listEarningRules, { query: page })),
      api.call(listRewards, { query: { limit: 1 } }),
      api.call(listTiers),
      everyRow((page) => api.call(listStaff, { query: page })),
    ]),
  );
  const done: [Step, boolean][] = [
    ['locations', locations.data.length > 0],
    ['rule', rules.some(({ liveVersion }) => liveVersion !== null)],
    // It may be done without a reward; then what follows it shows that.
    ['points', rewards.data.length + tiers.data.length > 0],
    ['tiers', tiers.data.length > 0],
    ['team', staff.some(({ role }) => role === 'cashier')],
  ];
  return pathOf(done.find(([, isDone]) => !isDone)?.[0] ?? 'done');
}
