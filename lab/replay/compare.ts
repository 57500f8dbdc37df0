import type { RegularsClient } from '@regulars/client';
import {
  getMemberPoints,
  listPointsEntries,
  listPurchases,
  type PointsEntry,
  type ReplyOf,
} from '@regulars/contracts';
import type { Basket } from './baskets.ts';
import { locationCode, ruleName } from './club.ts';
import { everyPage } from './every-page.ts';
import { inQueues } from './in-queues.ts';
import { worthOf, type Worth } from './own-sums.ts';

type StoredPurchase = ReplyOf<typeof listPurchases>['data'][number];

/** The comparison of our own sums with those of the API. */
export interface Comparison {
  readonly purchases: number;
  readonly members: number;
  readonly own: Worth;
  readonly stored: Worth;
  /** Additional points from other rules of the club. */
  readonly otherPoints: number;
  /** Points that have expired since: the baskets are of 2017. */
  readonly expired: number;
  readonly differences: readonly string[];
}

/** All purchases of the location in the API, by receipt. */
export const storedPurchases = async (client: RegularsClient): Promise<StoredPurchase[]> => {
  const found: StoredPurchase[] = [];
  const query = { location: locationCode, limit: 200 };
  for await (const row of everyPage((cursor) => client.call(listPurchases, { query: { ...query, cursor } })))
    found.push(row);
  return found;
};

/**
 * Compares what the API says of the wanted baskets, and of those that earlier runs posted, with sums of our own:
 * amount and points of each purchase, points of each member by the journal.
 */
export const compare = async (
  client: RegularsClient,
  wanted: readonly Basket[],
  all: ReadonlyMap<string, Basket>,
  beforeDiscounts: boolean,
  width: number,
): Promise<Comparison> => {
  const stored = await storedPurchases(client);
  const differences = [...strangersAmong(stored, all), ...missingFrom(stored, wanted)];
  const known = stored.flatMap((purchase) => {
    const basket = all.get(purchase.receipt.number);
    return basket ? { purchase, basket, own: worthOf(basket, beforeDiscounts) } : [];
  });
  for (const each of known) differences.push(...differencesOf(each));
  differences.push(...mixedHouseholds(known));
  const ofMembers = known.filter(({ purchase }) => purchase.member !== null);
  const byMember = Map.groupBy(ofMembers, ({ purchase }) => purchase.member?.id ?? '');
  let expired = 0;
  await inQueues(
    byMember,
    width,
    ([id]) => id,
    async ([memberId, bought]) => {
      const books = await readBooks(client, memberId, new Set(bought.map(({ purchase }) => purchase.id)));
      const earned = sum(bought, ({ own, purchase }) => own.points + pointsByOthers(purchase));
      expired += books.expired;
      differences.push(...differencesOfBooks(memberId, earned, books));
    },
  );
  return {
    purchases: known.length,
    members: byMember.size,
    own: total(known.map(({ own }) => own)),
    stored: total(
      stored.map((purchase) => ({ amount: purchase.total.gross, points: pointsByRule(purchase) })),
    ),
    otherPoints: sum(stored, pointsByOthers),
    expired,
    differences,
  };
};

const strangersAmong = (stored: readonly StoredPurchase[], all: ReadonlyMap<string, Basket>): string[] =>
  stored
    .filter(({ receipt }) => !all.has(receipt.number))
    .map(({ receipt }) => `receipt ${receipt.number} is not in the data`);

const missingFrom = (stored: readonly StoredPurchase[], wanted: readonly Basket[]): string[] => {
  const receipts = new Set(stored.map(({ receipt }) => receipt.number));
  const twice = stored.length - receipts.size;
  return [
    ...wanted.filter(({ id }) => !receipts.has(id)).map(({ id }) => `basket ${id} is missing`),
    ...(twice > 0 ? [`${twice} receipts are there more than once`] : []),
  ];
};

interface Known {
  readonly purchase: StoredPurchase;
  readonly basket: Basket;
  readonly own: Worth;
}

/** Each household is one member, and each member one household. */
const mixedHouseholds = (known: readonly Known[]): string[] => {
  const pairs = new Set(
    known.map(({ purchase, basket }) => `${basket.household} ${purchase.member?.id ?? 'nobody'}`),
  );
  const households = new Set(known.map(({ basket }) => basket.household));
  const members = new Set(known.map(({ purchase }) => purchase.member?.id ?? 'nobody'));
  return pairs.size === households.size && pairs.size === members.size && !members.has('nobody')
    ? []
    : [`${households.size} households bought as ${members.size} members in ${pairs.size} pairs`];
};

const differencesOf = ({ purchase, basket, own }: Known): string[] => {
  const pairs: [string, number | null, number | null][] = [
    ['costs', purchase.total.gross, own.amount],
    ['earned by our rule', pointsByRule(purchase), own.points],
    ['earned', purchase.earned, pointsByRule(purchase) + pointsByOthers(purchase)],
    ['was bought at', Date.parse(purchase.purchasedAt), Date.parse(basket.at)],
  ];
  return pairs
    .filter(([, api, ours]) => api !== ours)
    .map(([what, api, ours]) => `basket ${basket.id} ${what}: the API says ${api}, we say ${ours}`);
};

const pointsByRule = ({ reasons }: StoredPurchase): number =>
  sum(reasons, ({ name, points }) => (name === ruleName ? points : 0));
const pointsByOthers = ({ reasons }: StoredPurchase): number =>
  sum(reasons, ({ name, points }) => (name === ruleName ? 0 : points));

interface Books {
  /** The points issued for these purchases. */
  readonly issued: number;
  readonly expired: number;
  /** The member's points by the whole journal. */
  readonly left: number;
  /** The member's points by the balance. */
  readonly balance: number;
}

const readBooks = async (
  client: RegularsClient,
  memberId: string,
  purchases: ReadonlySet<string>,
): Promise<Books> => {
  const params = { id: memberId };
  const entries: PointsEntry[] = [];
  const pages = everyPage((cursor) =>
    client.call(listPointsEntries, { params, query: { limit: 200, cursor } }),
  );
  for await (const entry of pages) if (entry.currency === 'points') entries.push(entry);
  const { available, pending, held, debt } = await client.call(getMemberPoints, { params });
  return {
    issued: sum(entries, ({ from, points, purchaseId }) =>
      from === 'issued' && purchaseId !== null && purchases.has(purchaseId) ? points : 0,
    ),
    expired: sum(entries, ({ to, points }) => (to === 'expired' ? points : 0)),
    left: sum(
      entries,
      ({ from, to, points }) => (isOfMember(to) ? points : 0) - (isOfMember(from) ? points : 0),
    ),
    balance: available + pending + held - debt,
  };
};

const isOfMember = (account: PointsEntry['from']): boolean =>
  ['available', 'pending', 'held', 'debt'].includes(account);

const differencesOfBooks = (memberId: string, earned: number, { issued, left, balance }: Books): string[] => [
  ...(issued === earned ? [] : [`member ${memberId}: the journal issued ${issued}, we say ${earned}`]),
  ...(left === balance ? [] : [`member ${memberId}: the journal leaves ${left}, the balance is ${balance}`]),
];

const total = (worths: readonly Worth[]): Worth => ({
  amount: sum(worths, ({ amount }) => amount),
  points: sum(worths, ({ points }) => points),
});

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((all, item) => all + of(item), 0);
