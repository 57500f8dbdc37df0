import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { RegularsClient } from '@regulars/client';
import {
  createBudget,
  createCoupon,
  createEarningRule,
  createLocation,
  createMember,
  createOffer,
  createReward,
  getClub,
  listCouponBatches,
  makeCouponCodes,
  publishEarningRule,
  updateClub,
  type SentBodyOf,
} from '@regulars/contracts';
import pg from 'pg';

export interface Shop {
  readonly key: string;
  /** Session cookies of two cashiers. */
  readonly cashiers: readonly [string, string];
  readonly location: string;
  readonly members: readonly string[];
  /** Of two coupons: one that is used up soon, and one with a limit far away. */
  readonly codes: readonly [string, string];
  /** For one use each. Carts share them, so some come too late. */
  readonly uniqueCodes: readonly string[];
  /** Two: one that is used up soon, and one that lies at the location. */
  readonly rewards: readonly { readonly id: string; readonly stock: number }[];
}

/** So large that tills share its parts. */
const budgetOfClub = 1_000_000;

/**
 * A location, members, three coupons, an offer that counts by itself until it is used up, two rewards, paying with points, and a rule of 1 point per euro, created over the API with a key that has every scope.
 * @param budget of the location, in points; then the club has one too
 */
export const openShop = async (
  url: string,
  databaseUrl: string,
  members: number,
  budget?: number,
): Promise<Shop> => {
  const [key, ...cashiers] = await insertCallers(databaseUrl);
  const client = new RegularsClient({ baseUrl: `${url}/api/v1`, apiKey: key });
  const { id, code } = await client.call(createLocation, {
    body: { code: 'fault-line', name: 'Fault Line', currency: 'EUR' },
  });
  const rule = await client.call(createEarningRule, {
    body: {
      name: '1 point per euro',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
      locations: [id],
    },
  });
  await client.call(publishEarningRule, { params: { id: rule.id } });
  if (budget !== undefined) {
    const total = { per: 'total' } as const;
    await client.call(createBudget, { body: { ...total, locationId: id, points: budget } });
    await client.call(createBudget, { body: { ...total, locationId: null, points: budgetOfClub } });
  }
  const joined: string[] = [];
  for (let number = 0; number < members; number += 1)
    joined.push(
      (await client.call(createMember, { body: { language: 'en', externalId: `m-${number}` } })).id,
    );
  await addOffer(client, 60);
  const codes = [await addCoupon(client, 5, 40), await addCoupon(client, 10, 10_000)] as const;
  const uniqueCodes = await addUniqueCodes(client, url, key);
  const rewards = [
    await addReward(client, 15, { stock: 15 }),
    await addReward(client, 10_000, { stockByLocation: [{ location: code, stock: 10_000 }] }),
  ];
  await letPointsPay(client);
  return { key, cashiers, location: code, members: joined, codes, uniqueCodes, rewards };
};

const addReward = async (
  client: RegularsClient,
  stock: number,
  where: Pick<SentBodyOf<typeof createReward>, 'stock' | 'stockByLocation'>,
): Promise<Shop['rewards'][number]> => {
  const body = { state: 'live' as const, name: { en: 'Mug' }, points: 2, ...where };
  const { id } = await client.call(createReward, { body });
  return { id, stock };
};

/** A point pays a cent. */
const letPointsPay = async (client: RegularsClient): Promise<void> => {
  const { version } = await client.call(getClub);
  await client.call(updateClub, {
    version,
    body: {
      pointsPayment: {
        points: 1,
        amounts: [{ amount: 1, currency: 'EUR' }],
        least: 1,
        step: 1,
        percent: 100,
        backFirst: 'points',
      },
    },
  });
};

const countOfUniqueCodes = 300;

/** Made by a job; their only file is fetched. */
const addUniqueCodes = async (client: RegularsClient, url: string, key: string): Promise<string[]> => {
  const { id } = await client.call(createCoupon, {
    body: {
      state: 'live',
      name: { en: 'For one use' },
      code: null,
      effect: { kind: 'percent', percent: 2 },
    },
  });
  const batch = await client.call(makeCouponCodes, { params: { id }, body: { count: countOfUniqueCodes } });
  for (let tries = 0; tries < 300; tries += 1) {
    const { data } = await client.call(listCouponBatches, { params: { id } });
    if (data[0]?.state === 'done') break;
    await pause(100);
  }
  const file = await fetch(`${url}/api/v1/coupon-batches/${batch.id}/file`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
  });
  return (await file.text()).trim().split('\r\n').slice(1);
};

/** Returns its code. */
const addCoupon = async (client: RegularsClient, percent: number, total: number): Promise<string> => {
  const code = `FAULT${percent}`;
  await client.call(createCoupon, {
    body: {
      state: 'live',
      name: { en: `${percent} percent` },
      code,
      effect: { kind: 'percent', percent },
      limits: { total },
    },
  });
  return code;
};

const addOffer = async (client: RegularsClient, total: number): Promise<void> => {
  await client.call(createOffer, {
    body: {
      state: 'live',
      name: { en: 'Three percent' },
      effect: { kind: 'percent', percent: 3 },
      activation: 'automatic',
      limits: { total },
    },
  });
};

/** In an empty club nobody can create a key or register a member yet, so these callers come by SQL. */
const insertCallers = async (databaseUrl: string): Promise<[string, string, string]> => {
  const secret = `rk_live_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(secret).digest();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await database.query(
      `insert into api_keys (id, name, prefix, secret_hash, scopes, created_at) values ($1, 'faults', $2, $3, '{*}', now())`,
      [randomUUID(), secret.slice(0, 13), hash],
    );
    return [secret, await insertCashier(database), await insertCashier(database)];
  } finally {
    await database.end();
  }
};

const insertCashier = async (database: pg.Client): Promise<string> => {
  const [account, token] = [randomUUID(), randomBytes(32).toString('base64url')];
  await database.query(
    `insert into accounts (id, email, display_name, created_at) values ($1, $2, 'Cashier', now())`,
    [account, `${account}@club.example`],
  );
  await database.query(`insert into staff_roles (account_id, role) values ($1, 'cashier')`, [account]);
  await database.query(
    `insert into sessions (id, token_hash, account_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + interval '5 hours')`,
    [randomUUID(), createHash('sha256').update(token).digest(), account],
  );
  return `regulars=${token}`;
};
