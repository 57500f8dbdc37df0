import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Permission } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';

describe.runIf(await findBrowser())('a consent by SMS', () => {
  let newest = '';
  const gateway = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (part: string) => (newest = part));
    request.on('end', () => response.end());
  });
  let club: TestClub;
  beforeAll(async () => {
    await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening));
    const SMS_URL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    club = await startClub({ SMS_URL, SMS_SECRET: 'a secret of the gateway alone' });
  });
  afterAll(async () => {
    await club.close();
    gateway.close();
  });

  it('is confirmed in the profile with the code from the message', async () => {
    const me = await makeSignedInMember(club.api, {
      phone: '+436602229999',
      consents: [{ purpose: 'marketing', channel: 'sms', granted: true }],
    });
    const page = await club.page(me.cookie, { language: 'en', width: 320, height: 640 });
    await page.goto('/club/profile');
    await untilHydrated(page);
    await page.getByRole('link', { name: 'Confirm your phone number' }).click();
    await page.getByRole('heading', { name: 'Confirm your phone number' }).waitFor();
    await page.getByRole('button', { name: 'Send the code' }).click();
    await page.getByText('The code is on its way').waitFor();
    await expect.poll(() => /\b\d{6}\b/u.exec(newest)?.[0], { timeout: 20_000 }).toBeTruthy();
    const code = /\b\d{6}\b/u.exec(newest)?.[0] ?? '';
    const field = page.getByRole('textbox', { name: 'Code from the message' });
    await field.fill(code === '111111' ? '222222' : '111111');
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.getByText('This code is wrong').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await field.fill(code);
    await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    await page.getByText('Your phone number is confirmed').waitFor();
    const key = await makeKey(club.api);
    const { body } = await send(club.api, 'get', `/members/${me.member.id}/permissions`, { key }).expect(200);
    expect(body.messages as Permission[]).toContainEqual(
      expect.objectContaining({ class: 'marketing', channel: 'sms', allowed: true }),
    );
  });
});
