import { describe, expect, it } from 'vitest';
import { sortedPage } from './sorted.ts';

const id = (place: number): string => `00000000-0000-7000-8000-00000000000${place}`;
const rows = [
  { id: id(1), name: 'Žižkov', stock: 2 },
  { id: id(2), name: 'graben 10', stock: null },
  { id: id(3), name: 'Graben 9', stock: 2 },
  { id: id(4), name: 'Äußere Straße', stock: 7 },
];
const sorting = {
  by: { name: (row: (typeof rows)[number]) => row.name, stock: (row: (typeof rows)[number]) => row.stock },
  usual: 'name',
} as const;
const order = (query: Parameters<typeof sortedPage<(typeof rows)[number], 'name' | 'stock'>>[1]): string[] =>
  sortedPage(rows, query, sorting).data.map(({ id: found }) => found.slice(-1));

describe('sortedPage', () => {
  it('compares texts as people read them', () => {
    expect(order({ limit: 9 })).toEqual(['4', '3', '2', '1']);
    expect(order({ limit: 9, order: 'desc' })).toEqual(['1', '2', '3', '4']);
  });
  it('puts empty values last in both orders, and ties by id', () => {
    expect(order({ limit: 9, sort: 'stock' })).toEqual(['1', '3', '4', '2']);
    expect(order({ limit: 9, sort: 'stock', order: 'desc' })).toEqual(['4', '1', '3', '2']);
  });
  it('leads through all pages once', () => {
    const first = sortedPage(rows, { limit: 2, sort: 'stock' }, sorting);
    const second = sortedPage(rows, { limit: 2, sort: 'stock', cursor: first.cursor.next ?? '' }, sorting);
    expect([...first.data, ...second.data].map(({ id: found }) => found.slice(-1))).toEqual([
      '1',
      '3',
      '4',
      '2',
    ]);
    expect(second.cursor.next).toBeNull();
  });
  it('refuses the cursor of another order', () => {
    const { cursor } = sortedPage(rows, { limit: 2, sort: 'stock' }, sorting);
    expect(() => sortedPage(rows, { limit: 2, cursor: cursor.next ?? '' }, sorting)).toThrow();
  });
  it('shows some rows only, also after a row that it no longer shows', () => {
    const query = { limit: 1, sort: 'stock' } as const;
    const { cursor } = sortedPage(rows, query, sorting);
    const shows = ({ stock }: (typeof rows)[number]): boolean => stock !== 2;
    const ids = (found: { readonly data: readonly { id: string }[] }) => found.data.map((row) => row.id);
    expect(ids(sortedPage(rows, { ...query, limit: 9 }, { ...sorting, shows }))).toEqual([id(4), id(2)]);
    const rest = sortedPage(rows, { ...query, cursor: cursor.next ?? '' }, { ...sorting, shows });
    expect(ids(rest)).toEqual([id(4)]);
    expect(rest.cursor.next).not.toBeNull();
  });
  it('takes ids as they are, not as numbers', () => {
    const made = ['0199aa9f-0000-7000-8000-000000000000', '0199aa10-0000-7000-8000-000000000000'].map(
      (id) => ({ id }),
    );
    const newest = { by: { created: 'id' }, usual: 'created', usualOrder: 'desc' } as const;
    expect(sortedPage(made, { limit: 9 }, newest).data).toEqual(made);
    expect(sortedPage(made, { limit: 9, order: 'asc' }, newest).data).toEqual(made.toReversed());
  });
});
