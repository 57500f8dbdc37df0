import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** The same sequence in each run. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const firstNames = ['Anna', 'Jürgen', 'Šárka', 'Lukas', 'Marie', 'Jiří', 'Eva', 'Thomas', 'Petra', 'Václav'];
const lastNames = [
  'Novák',
  'Gruber',
  'Svobodová',
  'Huber',
  'Dvořák',
  'Wagner',
  'Müller',
  'Černá',
  'Mayr',
  'Pichler',
];
const two = (value: number): string => String(value).padStart(2, '0');

/** A card number with its check digit, as another system would print it. */
const cardNumber = (index: number): string => {
  const digits = `7000${String(index).padStart(11, '0')}`;
  let sum = 0;
  for (const [place, digit] of [...digits].toReversed().entries()) {
    const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    sum += value > 9 ? value - 9 : value;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

const customerNumber = (index: number): string => `K${String(index).padStart(7, '0')}`;

/** Writes lines in pieces; holds no more than one of them. */
const writeLines = async (path: string, lines: Iterable<string>): Promise<void> => {
  const file = createWriteStream(path);
  let piece: string[] = [];
  const send = async (): Promise<void> => {
    if (piece.length > 0 && !file.write(`${piece.join('\r\n')}\r\n`)) await once(file, 'drain');
    piece = [];
  };
  for (const line of lines) if (piece.push(line) === 2000) await send();
  await send();
  file.end();
  await once(file, 'finish');
};

export const memberColumns = {
  externalId: 'Kundennummer',
  firstName: 'Vorname',
  lastName: 'Nachname',
  email: 'E-Mail',
  phone: 'Telefon',
  birthday: 'Geburtstag',
  joinedAt: 'Kunde seit',
  card: 'Karte',
  newsletter: 'Newsletter',
};

/** Customers as shops have them: not each cell is filled. */
const memberLines = function* (members: number): Generator<string> {
  const draw = random(1);
  yield Object.values(memberColumns).join(';');
  for (let index = 0; index < members; index += 1) {
    const often = (share: number, text: string): string => (draw() < share ? text : '');
    const [first, last] = [firstNames[index % 10] ?? '', lastNames[Math.floor(index / 10) % 10] ?? ''];
    yield [
      customerNumber(index),
      first,
      last,
      often(0.85, `kunde.${index}@mail${index % 97}.example`),
      often(0.75, `0664 ${String(1_000_000 + index).padStart(7, '0')}`),
      often(0.6, `${two(1 + (index % 28))}.${two(1 + (index % 12))}.${1940 + (index % 65)}`),
      `${two(1 + (index % 28))}.${two(1 + (index % 9))}.${2015 + (index % 11)} ${two(8 + (index % 11))}:${two(index % 60)}`,
      often(0.7, cardNumber(index)),
      draw() < 0.6 ? 'ja' : 'nein',
    ].join(';');
  }
};

export const writeMembers = async (path: string, members: number): Promise<void> =>
  writeLines(path, memberLines(members));

export const purchaseColumns = {
  receipt: 'Bon',
  location: 'Filiale',
  purchasedAt: 'Zeit',
  externalId: 'Kunde',
  sku: 'Artikel',
  name: 'Bezeichnung',
  quantity: 'Menge',
  amount: 'Betrag',
};

/** Receipts of one to ten lines, in the order of time, of ten locations. Every fifth one names no customer. */
const purchaseLines = function* (lines: number, members: number): Generator<string> {
  const draw = random(2);
  yield Object.values(purchaseColumns).join(';');
  const begin = Date.UTC(2024, 0, 2, 7);
  let written = 0;
  for (let receipt = 0; written < lines; receipt += 1) {
    const at = new Date(begin + receipt * 97_000).toISOString().slice(0, 19).replace('T', ' ');
    const customer = draw() < 0.8 ? customerNumber(Math.floor(draw() * members)) : '';
    const goods = 1 + Math.floor(draw() * 10);
    for (let line = 0; line < goods && written < lines; line += 1, written += 1) {
      const article = Math.floor(draw() * 2000);
      const cents = 50 + Math.floor(draw() * 2000);
      yield [
        receipt + 1,
        `shop-${receipt % 10}`,
        at,
        customer,
        `A-${article}`,
        `Artikel ${article}`,
        1 + Math.floor(draw() * 3),
        `${Math.floor(cents / 100)},${two(cents % 100)}`,
      ].join(';');
    }
  }
};

export const writePurchases = async (path: string, lines: number, members: number): Promise<void> =>
  writeLines(path, purchaseLines(lines, members));
