import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import type { Config } from '../../apps/api/src/config.ts';
import { bytesOfKey, fingerprintOf } from '../../apps/api/src/platform/codes/code-hash.ts';
import { connected, type Place } from './place.ts';

/** Gives up the codes of a key that is lost, so that the club starts with another one. */
export const forgetCodeKey = async (place: Place): Promise<number> => {
  const lost = await connected(place, async (client) => {
    const { rowCount } = await client.query('delete from coupon_code_key');
    if (rowCount === 0) return null;
    const [coupons, partners] = [await unusedCodes(client), await lostPool(client)];
    return { coupons, partners, suppressions: await lostSuppressions(client) };
  });
  console.log(
    lost === null
      ? 'This club has no codes for one use.'
      : `The club starts with any CODE_KEY now. Nobody can redeem the ${lost.coupons} coupon codes that were not used. ${lost.partners} codes of partners that nobody had were deleted: import them again.${lost.suppressions === 0 ? '' : ` The suppression list had ${lost.suppressions} addresses and is empty now: put them on it again.`}`,
  );
  return 0;
};

/** Says which key a restored club needs, if it is not there. */
export const adviseOnCodeKey = async (place: Place, config: Config): Promise<void> => {
  const stored = await connected(place, storedFingerprint);
  if (stored === null || stored === (await ownFingerprint(config))) return;
  console.log(
    'The codes of this club were stored by another CODE_KEY, and it does not start without it: set CODE_KEY first.',
  );
};

const ownFingerprint = async ({ CODE_KEY, DATA_DIR }: Config): Promise<string | null> => {
  const key = CODE_KEY ?? (await readFile(join(resolve(DATA_DIR), 'code.key'), 'utf8').catch(() => null));
  return key === null ? null : fingerprintOf(bytesOfKey(key.trim()));
};

/** Null in a club of an earlier version too. */
const storedFingerprint = async (client: pg.Client): Promise<string | null> => {
  const { rows: found } = await client.query<{ found: boolean }>(
    `select to_regclass('coupon_code_key') is not null as found`,
  );
  if (!found[0]?.found) return null;
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from coupon_code_key');
  return rows[0]?.fingerprint ?? null;
};

const unusedCodes = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ codes: number }>(
    'select count(*)::int as codes from coupon_codes where used_at is null',
  );
  return rows[0]?.codes ?? 0;
};

/** Nobody can read the codes of partners that are left, so they go, and rewards have none left. */
const lostPool = async (client: pg.Client): Promise<number> => {
  const { rows: found } = await client.query<{ found: boolean }>(
    `select to_regclass('partner_codes') is not null as found`,
  );
  if (!found[0]?.found) return 0;
  const { rowCount } = await client.query(
    `with gone as (delete from partner_codes where redemption_id is null returning 1),
       emptied as (update rewards set stock = 0 where kind = 'partner-code')
     select from gone`,
  );
  return rowCount ?? 0;
};

/** Nobody can tell which addresses they were. */
const lostSuppressions = async (client: pg.Client): Promise<number> => {
  const { rows: found } = await client.query<{ found: boolean }>(
    `select to_regclass('suppressions') is not null as found`,
  );
  if (!found[0]?.found) return 0;
  return (await client.query('delete from suppressions')).rowCount ?? 0;
};
