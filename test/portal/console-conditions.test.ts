import { createEarningRule, getEarningRule } from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop } from '../support/shop.ts';

describe.runIf(await findBrowser())('conditions in the console', () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;

  beforeAll(async () => {
    club = await startClub();
    await openShop(club.api);
    const categoryNames = [{ category: 'coffee', names: { de: 'Kaffee', en: 'Coffee and tea', cs: 'Káva' } }];
    await changeClub(club.api, { till: { askAbove: [], categoryNames } });
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
  });
  afterAll(() => club.close());

  const open = async (path: string): Promise<Page> => {
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(path);
    return page;
  };
  const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

  it('can use facts of each type, and are shown again as they were written', async () => {
    const page = await open('/console/rules/new');
    await page.getByRole('group', { name: 'Name' }).getByLabel('Deutsch').fill('Dear goods');
    await page.getByText('Multiplier on goods', { exact: true }).click();
    const fact = page.getByLabel('Field');
    await fact.selectOption({ label: 'Amount' });
    await page.getByLabel('Comparison').selectOption({ label: 'is between' });
    await page.getByLabel('From', { exact: true }).first().fill('5');
    await page.getByLabel('To', { exact: true }).first().fill('19,99');
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await fact.nth(1).selectOption({ label: 'Price' });
    await page.getByLabel('Comparison').nth(1).selectOption({ label: 'is not' });
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await fact.nth(2).selectOption({ label: 'Kind' });
    await page.getByLabel('Comparison').nth(2).selectOption({ label: 'is one of' });
    await page.getByLabel('Service', { exact: true }).check();
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await fact.nth(3).selectOption({ label: 'Quantity' });
    await page.getByLabel('Value').last().fill('1.2345');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Fill this in with a valid value.').waitFor();
    await page.getByLabel('Value').last().fill('1,5');
    const sentence =
      'Members get double points on goods whose amount is between €5.00 and €19.99 and whose price is not reduced and whose kind is Goods or Service and whose quantity is 1.5.';
    expect((await page.getByTestId('sentence').textContent())?.trim()).toBe(sentence);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.waitForURL(/\/console\/rules\/[0-9a-f-]{36}$/);
    expect((await page.getByTestId('sentence').textContent())?.trim()).toBe(sentence);
    const { effect } = await api.call(getEarningRule, { params: { id: idOf(page) } });
    expect(effect).toMatchObject({
      where: {
        all: [
          { fact: 'line.amount', op: 'between', value: { from: 500, to: 1999, currency: 'EUR' } },
          { not: { fact: 'line.discounted', op: 'is', value: true } },
          { fact: 'line.kind', op: 'is-one-of', value: ['goods', 'service'] },
          { fact: 'line.quantity', op: 'is', value: 1.5 },
        ],
      },
    });
    await page.context().close();
  });

  it('name categories as the club does', async () => {
    const where = { fact: 'line.category', op: 'is-one-of', value: ['coffee', 'books'] } as const;
    const { id } = await api.call(createEarningRule, {
      body: { name: 'Double', effect: { kind: 'multiplier', times: 2, where } },
    });
    const page = await open(`/console/rules/${id}`);
    expect((await page.getByTestId('sentence').textContent())?.trim()).toBe(
      'Members get double points on goods of category Coffee and tea or books.',
    );
    await page.getByRole('button', { name: 'Remove Coffee and tea' }).click();
    // A manager who types the name means the category.
    await page.getByLabel('Add a value').fill('coffee and tea');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove Coffee and tea' }).waitFor();
    await page.getByRole('button', { name: 'Save as new version' }).click();
    const value = async () => (await api.call(getEarningRule, { params: { id } })).effect;
    await expect
      .poll(value)
      .toMatchObject({ where: { fact: 'line.category', op: 'is-one-of', value: ['books', 'coffee'] } });
    // The page shows the saved version before one goes on.
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    await page.getByLabel('Comparison').selectOption({ label: 'is' });
    // A code that one types is shown by its name once it is complete.
    await page.getByLabel('Value').fill('coffee');
    expect(await page.getByLabel('Value').inputValue()).toBe('coffee');
    await page.getByLabel('Value').blur();
    await expect.poll(() => page.getByLabel('Value').inputValue()).toBe('Coffee and tea');
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await expect.poll(value).toMatchObject({ where: { fact: 'line.category', op: 'is', value: 'coffee' } });
    await page.context().close();
  });

  it('of a newer version are shown as unknown and cannot be saved', async () => {
    const where = { fact: 'line.brand', op: 'is', value: 'Dawn' } as const;
    const rule = await api.call(createEarningRule, {
      body: { name: 'Later', effect: { kind: 'multiplier', times: 2, where } },
    });
    const newer = { all: [where, { fact: 'line.colour', op: 'is', value: 'red' }] };
    await rowsOf(
      club.api,
      `update earning_rule_versions set content = jsonb_set(content, '{effect,where}', $2) where rule_id = $1`,
      [rule.id, JSON.stringify(newer)],
    );
    const page = await open(`/console/rules/${rule.id}`);
    const unknown = page.getByTestId('unknown-condition');
    expect(await unknown.textContent()).toContain('line.colour');
    expect(await page.getByTestId('sentence').textContent()).toContain('unknown condition');
    await page.getByRole('group', { name: 'Name' }).getByLabel('Deutsch').fill('Later, changed');
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await page.locator('[data-testid="unknown-condition"].border-bad').waitFor();
    expect((await api.call(getEarningRule, { params: { id: rule.id } })).version).toBe(1);

    await unknown.getByRole('button', { name: 'Remove condition' }).click();
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await page.locator('[data-sonner-toast]').waitFor();
    const saved = await api.call(getEarningRule, { params: { id: rule.id } });
    expect(saved).toMatchObject({ name: 'Later, changed', version: 2, effect: { where } });
    await page.context().close();
  });
});
