import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { club as morgenrot } from '../../apps/api/src/demo/catalogue.ts';
import { keepCredentials, openAccounts, type Credentials } from '../../apps/api/src/demo/credentials.ts';
import { configToken, type Config } from '../../apps/api/src/config.ts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { cookiesOf, send } from '../support/requests.ts';

const desk = { width: 1280, height: 900, language: 'en' } as const;
const warning = "The demo's passwords still work";

describe.runIf(await findBrowser())('a real club that was started with demo data', () => {
  let club: TestClub;
  let demo: Credentials;
  beforeAll(async () => {
    club = await startClub();
    const { app, url } = club.api;
    await app.get(ClubSettings).becomeDemo(morgenrot);
    const member = await makeMember(club.api);
    demo = await openAccounts(app, member.id, `${randomUUID()}@morgenrot.example`, url);
    await keepCredentials(demo, app.get<Config>(configToken).DATA_DIR);
  });
  afterAll(() => club.close());

  const signIn = (body: { email: string; password: string }) => send(club.api, 'post', '/sessions', { body });

  it('warns admins but not managers, protects the last admin, and ends the demo sign-ins when a new admin asks', async () => {
    const last = cookiesOf(await signIn(demo.manager).expect(201))
      .split('; ')
      .find((cookie) => cookie.startsWith('regulars='));
    const alone = await club.page(last, desk);
    await alone.goto('/console');
    await alone.getByText(warning).waitFor();
    await alone.getByRole('button', { name: "Revoke the demo's access" }).click();
    await alone.getByRole('button', { name: 'Revoke access', exact: true }).click();
    await alone.getByText('The club would have no admin left.').waitFor();
    await signIn(demo.cashier).expect(201);
    await alone.context().close();

    const manager = await makeStaff(club.api, ['manager']);
    const managers = await club.page(manager.cookie, desk);
    await managers.goto('/console');
    await managers.getByRole('heading', { level: 1 }).waitFor();
    expect(await managers.getByText(warning).count()).toBe(0);
    await managers.context().close();

    const { cookie } = await makeStaff(club.api, ['admin']);
    const page = await club.page(cookie, desk);
    await page.goto('/console');
    await page.getByRole('button', { name: "Revoke the demo's access" }).click();
    await page.getByRole('dialog').getByText('Members, purchases and points stay.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke access', exact: true }).click();
    await page.getByText("The demo's access is revoked.").waitFor();
    await page.getByText(warning).waitFor({ state: 'detached' });
    for (const person of [demo.manager, demo.cashier, demo.member]) await signIn(person).expect(401);
    await page.context().close();
  });
});
