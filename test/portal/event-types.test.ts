import {
  createCustomEventType,
  getMemberPoints,
  listCustomEvents,
  listCustomEventTypes,
  recordCustomEvent,
  updateCustomEventType,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults, colourFaults, switchToDark } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { rowsOf } from '../support/rows.ts';

const desk = { width: 1440, height: 900, theme: 'system', language: 'en' } as const;

describe.runIf(await findBrowser())('types of events in the console', { timeout: 120_000 }, () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
  });
  afterAll(() => club.close());
  // One test begins without types.
  beforeEach(() => rowsOf(club.api, 'truncate custom_event_types cascade'));

  it('begins with an example call, and a new type has typed fields in order', async () => {
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/event-types');
    await page.getByText('No types of events yet').waitFor();
    await page.getByText('/api/v1/custom-events').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('main').getByRole('link', { name: 'Add a type' }).first().click();
    await page.getByRole('heading', { name: 'New type of event' }).waitFor();
    await page.locator('[name=name_en]').fill('Workshop attended');
    await page.locator('[name=code]').fill('Workshop!');
    const addField = page.getByRole('button', { name: 'Add a field' });
    await addField.click();
    await addField.click();
    const [first, second] = ['Field 1', 'Field 2'].map((name) => page.getByRole('group', { name }));
    await first?.getByLabel('Name in the call').fill('level');
    await first?.getByLabel('Kind of value').selectOption({ label: 'Choice' });
    await second?.getByLabel('Name in the call').fill('level');
    await second?.getByLabel('Kind of value').selectOption({ label: 'Number' });
    const save = page.getByRole('main').getByRole('button', { name: 'Add a type' });
    await save.click();
    await page.getByText('Only lower-case letters, digits and hyphens').last().waitFor();
    await first?.getByText('Enter 1 to 50 different values').waitFor();
    await second?.getByText('Another field has this name').waitFor();
    expect((await api.call(listCustomEventTypes)).data).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);

    await page.locator('[name=code]').fill('workshop');
    await first?.getByLabel('Values to choose from').fill('easy\nhard');
    await second?.getByLabel('Name in the call').fill('hours');
    await second?.getByLabel('Label (English)').fill('Hours');
    await second?.getByLabel('Required').check();
    await page.getByRole('button', { name: 'Move field 2 up' }).click();
    await save.click();
    await page.getByRole('heading', { name: 'Workshop attended' }).waitFor();
    await page.getByText('"type": "workshop"').waitFor();
    await page.getByText('No events yet').waitFor();
    expect((await api.call(listCustomEventTypes)).data).toMatchObject([
      {
        code: 'workshop',
        name: { en: 'Workshop attended' },
        fields: [
          { name: 'hours', kind: 'number', required: true, label: { en: 'Hours' }, choices: [] },
          { name: 'level', kind: 'choice', required: false, choices: ['easy', 'hard'] },
        ],
        mostDaysAgo: 30,
        cancellable: true,
        active: true,
      },
    ]);
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('a change by someone else is shown before it is overwritten', async () => {
    const { id, version } = await api.call(createCustomEventType, {
      body: { code: 'survey', name: { en: 'Survey' }, fields: [{ name: 'stars', kind: 'number' }] },
    });
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/event-types');
    await page.getByRole('link', { name: 'Survey', exact: true }).click();
    await page.getByRole('button', { name: 'Remove field 1' }).click();
    await page.locator('[name=mostDaysAgo]').fill('7');
    const stored = async (): Promise<object | undefined> =>
      (await api.call(listCustomEventTypes)).data.find((type) => type.id === id);
    await api.call(updateCustomEventType, { params: { id }, body: { active: false }, version });
    await page.getByRole('main').getByRole('button', { name: 'Save' }).click();
    const overwrite = page.getByRole('button', { name: 'Save mine anyway' });
    await overwrite.waitFor();
    expect(await stored()).toMatchObject({ mostDaysAgo: 30, active: false });
    await overwrite.click();
    await expect.poll(stored).toMatchObject({ mostDaysAgo: 7, active: true, fields: [], version: 3 });
    await page.context().close();
  });

  it('lists events with their points, and cancels one after a question', async () => {
    const { id } = await api.call(createCustomEventType, {
      body: { code: 'run', name: { en: 'A run' }, fields: [{ name: 'kilometres', kind: 'number' }] },
    });
    await makeRule(club.api, {
      name: 'Runs',
      effect: { kind: 'custom-event', type: 'run', points: 25, perField: null },
    });
    const member = await makeMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    await api.call(recordCustomEvent, {
      body: {
        type: 'run',
        eventId: 'run-1',
        member: { id: member.id },
        occurredAt: new Date(club.api.clock.now()).toISOString(),
        payload: { kilometres: 5 },
      },
    });
    const available = async (): Promise<number> =>
      (await api.call(getMemberPoints, { params: { id: member.id } })).available;
    const page = await club.page(manager.cookie, desk);
    await page.goto(`/console/event-types/${id}`);
    const row = page.getByRole('row').filter({ hasText: 'run-1' }).filter({ hasText: 'kilometres: 5' });
    await row.filter({ hasText: '+25' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await row.getByRole('button', { name: 'Cancel event' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^Anna K.* loses the points of this event again/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await available()).toBe(25);
    await dialog.getByLabel('Reason').fill('Did not start');
    await dialog.getByRole('button', { name: 'Cancel event' }).click();
    await row.getByText('25 points taken back').waitFor();
    expect(await available()).toBe(0);
    const { data } = await api.call(listCustomEvents, { query: { type: 'run' } });
    expect(data).toMatchObject([{ cancelled: { reason: 'Did not start', takenBack: 25 } }]);
    await switchToDark(page);
    expect(await colourFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('the editor of a rule for events leads to them, and offers nothing about purchases', async () => {
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/rules/new');
    const trial = page.getByRole('heading', { name: 'Try it on a receipt' });
    await trial.waitFor();
    await page.getByLabel('Points for events').check();
    await trial.waitFor({ state: 'detached' });
    await page.getByRole('main').getByRole('link', { name: 'Manage the types of events' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('heading', { name: 'Types of events', exact: true }).waitFor();
    await page.context().close();
  });
});
