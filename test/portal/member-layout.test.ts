import {
  createReward,
  createTier,
  getClub,
  redeemReward,
  updateClub,
  useVoucher,
  type Voucher,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { layoutFaultsInSizes } from '../support/layout.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { openShop } from '../support/shop.ts';

const longName = 'Kaffeerösterei und Buchhandlung Morgenröte am Gendarmenmarkt';
const longReward = 'Abendverkostung mit Donaudampfschifffahrtsgesellschaftskapitän für zwei Personen';
const longTier = 'Meisterröstungsliebhaberin';

describe.runIf(await findBrowser())('the layout, with long names', () => {
  let club: TestClub;
  let cookies: { member: string; blocked: string };
  let vouchers: { unused: Voucher; used: Voucher };
  let purchaseId: string;
  let rewardId: string;

  beforeAll(async () => {
    club = await startClub();
    const shop = await openShop(club.api);
    const admin = club.api.client(await makeStaff(club.api, ['admin']));
    const { version } = await admin.call(getClub);
    await admin.call(updateClub, { version, body: { name: longName } });
    const named = (name: string) => ({ de: name, en: name, cs: name });
    await admin.call(createTier, { body: { code: 'start', name: named('Bohne'), threshold: 0 } });
    await admin.call(createTier, { body: { code: 'top', name: named(longTier), threshold: 100 } });
    await admin.call(createTier, {
      body: { code: 'far', name: named(`${longTier} Gold`), threshold: 9_000 },
    });
    const { id } = await admin.call(createReward, {
      body: {
        name: named(longReward),
        points: 200,
        category: 'Erlebnisse und Verkostungen',
        state: 'live',
        picture: 'cup',
      },
    });
    rewardId = id;
    const signedIn = await makeSignedInMember(club.api, {
      firstName: 'Maximiliane-Theodora',
      lastName: 'Schwarzenberg-Hohenlohe',
    });
    const { cookie, member } = signedIn;
    purchaseId = (await shop.sell(123_456, member.id)).id ?? '';
    const own = club.api.client({ cookie });
    const redeem = async (): Promise<Voucher> =>
      (await own.call(redeemReward, { params: { id }, body: {} })).voucher;
    vouchers = { unused: await redeem(), used: await redeem() };
    await shop.till.call(useVoucher, {
      params: { code: vouchers.used.code },
      body: { location: shop.location.code },
    });
    const other = await makeSignedInMember(club.api);
    const key = await makeKey(club.api);
    const { body: cards } = await send(club.api, 'get', `/members/${other.member.id}/cards`, { key });
    await send(club.api, 'post', `/cards/${cards.data[0].id}/block`, {
      key,
      body: { reason: 'lost' },
    }).expect(200);
    cookies = { member: cookie, blocked: other.cookie };
  });
  afterAll(() => club.close());

  const faultsOn = async (paths: readonly string[], cookie?: string): Promise<string[]> => {
    const page = await club.page(cookie);
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      found.push(...(await layoutFaultsInSizes(page, path)));
    }
    await page.context().close();
    return found;
  };

  it('holds on public pages', async () => {
    expect(await faultsOn(['/', '/join', '/sign-in', '/reset-password', '/offline', '/nowhere'])).toEqual([]);
  });

  it('holds on the pages of members', async () => {
    const paths = [
      '',
      '/card',
      '/rewards',
      `/rewards/${rewardId}`,
      '/challenges',
      '/vouchers',
      `/vouchers/${vouchers.unused.id}`,
      `/vouchers/${vouchers.used.id}`,
      '/activity',
      `/activity/${purchaseId}`,
      '/activity/claim',
      '/profile',
      '/nowhere',
    ].map((path) => `/club${path}`);
    expect(await faultsOn(paths, cookies.member)).toEqual([]);
    expect(await faultsOn(['/club', '/club/card'], cookies.blocked)).toEqual([]);
  });

  it('shows both codes of the card and its number at once on phones, upright and on the side', async () => {
    const page = await club.page(cookies.member);
    await page.goto('/club/card');
    for (const [width, height] of [
      [390, 844],
      [844, 390],
      [667, 335],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const part of [
        page.getByTestId('qr'),
        page.getByAltText('Strichcode deiner Kartennummer'),
        page.getByTestId('number'),
      ]) {
        const box = await part.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.y ?? 0) + (box?.height ?? height)).toBeLessThanOrEqual(height);
      }
    }
    await page.context().close();
  });
});
