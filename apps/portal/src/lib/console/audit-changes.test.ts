import { describe, expect, it } from 'vitest';
import { auditChanges, auditName } from './audit-changes.ts';

describe('auditChanges', () => {
  it('names only what differs, with paths into records', () => {
    expect(
      auditChanges(
        { name: 'A', points: { base: 'gross', days: 0 }, tags: ['x'] },
        { name: 'A', points: { base: 'net', days: 0 }, tags: ['x', 'y'] },
      ),
    ).toEqual([
      { field: 'points.base', before: 'gross', after: 'net' },
      { field: 'tags', before: '["x"]', after: '["x","y"]' },
    ]);
  });
  it('shows what was made and what was taken away', () => {
    expect(auditChanges(null, { name: 'A', email: null })).toEqual([
      { field: 'name', before: '', after: 'A' },
    ]);
    expect(auditChanges({ name: 'A' }, null)).toEqual([{ field: 'name', before: 'A', after: '' }]);
    expect(auditChanges(null, null)).toEqual([]);
  });
});

describe('auditName', () => {
  it('takes the name as it is, or in a language, of the state that is there', () => {
    expect(auditName({ name: 'Old' }, { name: 'New' })).toBe('New');
    expect(auditName({ displayName: 'Anna' }, null)).toBe('Anna');
    expect(auditName(null, { name: { cs: 'Káva' } })).toBe('Káva');
    expect(auditName(null, { points: 5 })).toBe('');
  });
});
