import { describe, expect, it } from 'vitest';
import { auditChanges } from '@regulars/contracts/endpoints';
import { byDay, type AuditEntry } from './audit-days.ts';

const words = {
  names: { 'id-1': 'Graben' },
  yes: 'ja',
  no: 'nein',
  validUntil: (exclusive: string) => `bis ${exclusive}`,
};

describe('auditChanges', () => {
  it('lists only the fields that differ, with paths into nested records', () => {
    expect(
      auditChanges(
        { id: 'a', version: 1, name: 'A', points: { base: 'gross', days: 0 }, tags: ['x'] },
        { id: 'a', version: 2, name: 'A', points: { base: 'net', days: 0 }, tags: ['x', 'y'] },
        words,
      ),
    ).toEqual([
      { field: 'points.base', before: 'gross', after: 'net' },
      { field: 'tags', before: 'x', after: 'x, y' },
    ]);
  });
  it('describes what was created and what was removed', () => {
    expect(auditChanges(null, { active: true, locations: ['id-1'], note: null }, words)).toEqual([
      { field: 'active', before: '', after: 'ja' },
      { field: 'locations', before: '', after: 'Graben' },
    ]);
    expect(auditChanges({ active: false }, null, words)).toEqual([
      { field: 'active', before: 'nein', after: '' },
    ]);
    expect(auditChanges(null, null, words)).toEqual([]);
  });
  it('shows the end of a validity as its last usable day', () => {
    expect(auditChanges({ validUntil: null }, { validUntil: '2026-12-31T23:00:00Z' }, words)).toEqual([
      { field: 'validUntil', before: '', after: 'bis 2026-12-31T23:00:00Z' },
    ]);
  });
  it('shows that personal data changed, but not the values', () => {
    const changes = auditChanges(
      { email: 'a@b.example' },
      { email: 'c@d.example', number: '7712341234123456' },
      words,
    );
    expect(changes).toEqual([
      { field: 'email', before: '•••', after: '•••' },
      { field: 'number', before: '', after: '•••• 3456' },
    ]);
  });
});

describe('byDay', () => {
  it('groups by the local day of the club and keeps the order of the entries', () => {
    const entry = (id: string, at: string): AuditEntry => ({ id, at }) as AuditEntry;
    const days = byDay(
      [
        entry('3', '2026-11-22T23:30:00Z'),
        entry('2', '2026-11-22T22:30:00Z'),
        entry('1', '2026-11-22T08:00:00Z'),
      ],
      'Europe/Vienna',
    );
    expect(days.map(({ day, entries }) => [day, entries.map(({ id }) => id)])).toEqual([
      ['2026-11-23', ['3']],
      ['2026-11-22', ['2', '1']],
    ]);
  });
});
