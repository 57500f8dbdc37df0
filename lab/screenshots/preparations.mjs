import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {Awaited<ReturnType<typeof import('./club.mjs').startClub>>} Club */

const password = 'a sentence for the pictures';

/**
 * Gives the demo club what it has none of: a request that waits for a second person, an import, a bulk change, rules in
 * every state and of every kind, tasks of every kind.
 *
 * @param {Club} club
 */
async function prepareDemo(club) {
  await hireColleague(club);
  await requestPoints(club);
  await importMembers(club);
  await tagMembers(club);
  await addRules(club);
  await leaveTasks(club);
  await lowerPrices(club);
  await sellForLess(club);
}

/** A second manager, whose request the first may approve. @param {Club} club */
async function hireColleague(club) {
  const email = 'petra@morgenrot.example';
  const body = { email, displayName: 'Petra Nováková', role: 'manager', language: 'cs' };
  await club.post('manager', '/staff', body);
  const [, token = ''] = (await club.linkIn(/\/invitation\/[\w-]+/, email)).split('/invitation/');
  await club.post('visitor', `/invitations/${token}`, { password });
  club.introduce('colleague', { email, password });
}

/** @param {Club} club */
async function requestPoints(club) {
  await club.send('manager', 'PUT', '/approval-settings/limits', { points: 500 });
  const { data } = await club.get('/members?limit=2');
  const reason = 'Entschuldigung für die falsche Lieferung';
  for (const [person, member] of [
    ['colleague', data[0]],
    ['manager', data[1]],
  ])
    await club.post(person, `/members/${member.id}/points/adjustments`, { points: 1200, reason });
}

/** @param {Club} club */
async function importMembers(club) {
  const form = new FormData();
  const columns = { email: 'E-Mail', firstName: 'Vorname', lastName: 'Nachname' };
  form.append(
    'settings',
    JSON.stringify({ kind: 'members', mapping: { columns, attributes: [] }, dryRun: true }),
  );
  const lines = ['eva@kunden.example;Eva;Horn', 'ohne-adresse;Jan;Sommer', 'lea@kunden.example;Lea;Fuchs'];
  form.append('file', new Blob([['E-Mail;Vorname;Nachname', ...lines, ''].join('\n')]), 'kunden.csv');
  await club.send('manager', 'POST', '/imports', form);
}

/** @param {Club} club */
async function tagMembers(club) {
  const { data } = await club.get('/members?limit=20');
  const members = data.map((/** @type {{ id: string }} */ { id }) => id);
  const action = { kind: 'add-tag', tag: 'Stammgast' };
  await club.post('manager', '/member-bulks', { action, members, expected: members.length });
}

const inDays = (/** @type {number} */ days) => new Date(Date.now() + days * 86_400_000).toISOString();

/** One rule of each kind; together they are in every state. @param {Club} club */
async function addRules(club) {
  const type = {
    code: 'recycled-cup',
    name: { de: 'Becher zurückgebracht', en: 'Cup returned', cs: 'Vrácený kelímek' },
  };
  await club.post('manager', '/custom-event-types', type);
  const bands = [
    { from: 0, points: 1, per: 100 },
    { from: 5000, points: 2, per: 100 },
  ];
  const rules = [
    {
      name: 'Mengenstaffel',
      effect: { kind: 'amount-bands', mode: 'each-band', currencies: [{ currency: 'EUR', bands }] },
    },
    {
      name: 'Lesewoche',
      caps: [{ per: 'week', points: 100 }],
      budget: { per: 'month', points: 5000 },
      stacking: { mode: 'best-of', group: 'Aktionen', priority: 0 },
      effect: { kind: 'multiplier', times: 2, where: { fact: 'line.category', op: 'is', value: 'books' } },
    },
    {
      name: 'Für Stammgäste',
      when: { fact: 'member.tags', op: 'contains', value: 'Stammgast' },
      effect: { kind: 'fixed-points', points: 5 },
    },
    { name: 'Drei Bücher', effect: { kind: 'points-per-unit', points: 10, per: 3, unit: 'piece' } },
    {
      name: 'Willkommen',
      effect: { kind: 'fixed-points', points: 50, minimums: [{ currency: 'EUR', amount: 1000 }] },
    },
    { name: 'Becher zurück', effect: { kind: 'custom-event', type: 'recycled-cup', points: 5 } },
    {
      name: 'Sommerregel',
      validFrom: inDays(-60),
      validUntil: inDays(-2),
      effect: { kind: 'fixed-points', points: 20 },
    },
  ];
  const made = [];
  for (const rule of rules) made.push(await club.post('manager', '/earning-rules', rule));
  const [, limited, , units, ...others] = made.map(({ id }) => `/earning-rules/${id}`);
  await club.post('manager', `${limited}/publish`, {});
  await addBudgets(club);
  await club.post('manager', `${units}/publish`, { from: inDays(7) });
  for (const path of others) await club.post('manager', `${path}/publish`, {});
  await club.post('manager', `${others[1]}/pause`, {});
  await tryRule(club, others[0] ?? '');
}

/** Tries a second version on half of the members, who buy before it and in it. @param {Club} club @param {string} rule */
async function tryRule(club, rule) {
  const effect = { kind: 'fixed-points', points: 80, minimums: [{ currency: 'EUR', amount: 1000 }] };
  await club.send('manager', 'PATCH', rule, { effect }, await club.etagOf(rule));
  const { data: members } = await club.get('/members?limit=200');
  const [first, second] = (await club.get('/locations?limit=2')).data;
  const sell = async (/** @type {string} */ location, /** @type {number} */ extra) => {
    for (const [index, { id }] of members.entries())
      await club.record('/purchases', {
        receipt: { location, number: `T-${extra}-${index}` },
        purchasedAt: new Date().toISOString(),
        currency: 'EUR',
        member: { id },
        lines: [{ name: 'Hausmischung', amount: 800 + ((index * 137) % 1900) + extra }],
      });
  };
  // The first location has a budget, which this uses up.
  await sell(first.code, 0);
  await club.post('manager', `${rule}/publish`, { share: 50 });
  await sell(second.code, 150);
}

/** A used voucher that stays though the goods came back, and a referral whose return was a mistake. @param {Club} club */
async function leaveTasks(club) {
  const { data: members } = await club.get('/members?limit=1');
  const { data: locations } = await club.get('/locations?limit=1');
  const { data: rewards } = await club.get('/rewards?limit=1');
  const member = members[0].id;
  const location = locations[0].code;
  const challenge = await club.post('manager', '/challenges', {
    name: { de: 'Ein Kuchen', en: 'A cake', cs: 'Jeden dort' },
    goal: 2,
    reward: { kind: 'voucher', rewardId: rewards[0].id },
    terms: { kind: 'stamp-card' },
    state: 'live',
  });
  const bought = await club.record('/purchases', {
    receipt: { location, number: 'KUCHEN-1' },
    purchasedAt: new Date().toISOString(),
    currency: 'EUR',
    member: { id: member },
    lines: [{ name: 'Kuchen', amount: 1800, quantity: 2 }],
  });
  const { data: vouchers } = await club.get(`/members/${member}/vouchers?limit=1`);
  await club.record(`/vouchers/${vouchers[0].id}/use`, { location });
  await club.record(`/purchases/${bought.id}/returns`, { lines: [{ line: 0, quantity: 2 }] });
  const path = `/challenges/${challenge.id}`;
  await club.send('manager', 'PATCH', path, { state: 'ended' }, await club.etagOf(path));
  await undoReturn(club);
}

/** @param {Club} club */
async function undoReturn(club) {
  const { data } = await club.get('/referrals?state=paid&limit=1');
  const [{ id, purchaseId }] = data;
  const { lines: bought } = await club.get(`/purchases/${purchaseId}`);
  const all = bought.map((/** @type {{ quantity: number }} */ { quantity }, /** @type {number} */ line) => ({
    line,
    quantity,
  }));
  const { id: returned } = await club.record(`/purchases/${purchaseId}/returns`, { lines: all });
  for (let tries = 0; tries < 100; tries += 1) {
    const { data: ended } = await club.get('/referrals?state=returned&limit=50');
    if (ended.some((/** @type {{ id: string }} */ one) => one.id === id)) break;
    await pause(100);
  }
  await club.record(`/returns/${returned}/reverse`, { reason: 'Falscher Bon' });
}

/** Of the club and of its first location. @param {Club} club */
async function addBudgets(club) {
  const { data } = await club.get('/locations?limit=1');
  const wanted = [
    { locationId: null, per: 'year', points: 250_000 },
    { locationId: data[0].id, per: 'month', points: 4000 },
  ];
  for (const budget of wanted) await club.post('manager', '/budgets', budget);
}

/** Name and look of the new club; its link stays. @param {Club} club */
async function nameClub(club) {
  const token = club.setUpPath().split('token=')[1];
  const session = await fetch(`${club.url}/api/v1/setup/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: club.url },
    body: JSON.stringify({ token }),
  });
  club.keepCookie((session.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
  await club.send('visitor', 'PATCH', '/setup/club', {
    name: 'Kaffeehaus Blau',
    accent: '#0b5cad',
    languages: ['de', 'en', 'cs'],
    timeZone: 'Europe/Vienna',
    reportingCurrency: 'EUR',
  });
}

/** @param {Club} club */
async function nameOwner(club) {
  if (!club.hasCookie()) await nameClub(club);
  const signIn = { email: 'ada@blau.example', password };
  await club.post('visitor', '/setup/admin', { displayName: 'Ada Admin', language: 'de', ...signIn });
  club.keepCookie('');
  club.introduce('owner', signIn);
}

/** @param {Club} club */
async function joinClub(club) {
  const signIn = { email: 'eva@blau.example', password };
  await club.post('visitor', '/registrations', { firstName: 'Eva', language: 'de', ...signIn });
  club.introduce('newcomer', signIn);
}

/** Members pay with points, and the team takes something off by hand. @param {Club} club */
async function lowerPrices(club) {
  const euro = [{ amount: 100, currency: 'EUR' }];
  const pointsPayment = {
    points: 100,
    amounts: euro,
    least: 10,
    step: 10,
    percent: 100,
    backFirst: 'points',
  };
  const limits = { cashierPercent: 20, managerPercent: 100, otherReasons: true, sumsByPerson: true };
  const manualDiscounts = { ...limits, reasons: ['Beschädigte Ware', 'Entschuldigung', 'Lange Wartezeit'] };
  const body = { pointsPayment, manualDiscounts };
  await club.send('manager', 'PATCH', '/club', body, await club.etagOf('/club'));
}

/** A purchase that points pay in part, with a discount by hand. @param {Club} club */
async function sellForLess(club) {
  const [{ data }, { data: locations }] = [
    await club.get('/members?query=anna@morgenrot.example&limit=1'),
    await club.get('/locations'),
  ];
  const place = locations.find((/** @type {{ currency: string }} */ { currency }) => currency === 'EUR');
  await club.record('/checkouts', {
    location: place.code,
    currency: 'EUR',
    member: { id: data[0].id },
    lines: [
      { name: 'Hausespresso 250 g', quantity: 2, unitPrice: 950, taxRate: 10 },
      { name: 'Becher', quantity: 1, unitPrice: 1400, taxRate: 20 },
    ],
    points: 50,
    manualDiscounts: [{ line: 1, percent: 20, reason: 'Beschädigte Ware' }],
    complete: {
      receipt: { location: place.code, number: 'B-2026-061' },
      purchasedAt: new Date().toISOString(),
    },
  });
}

/** What is done before the walk of a person. @type {Record<string, (club: Club) => Promise<void>>} */
export const preparations = {
  founder: nameClub,
  owner: nameOwner,
  newcomer: joinClub,
  cashier: lowerPrices,
  manager: prepareDemo,
};
