import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

describe('where a sign-in may lead', () => {
  it.each(['/club', '/console/members?query=a%20b', '/'])('allows the path %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/club/..//evil.example',
    'https://evil.example/club',
    'javascript:alert(1)',
    'club',
    '',
    null,
    undefined,
  ])('ignores %j', (typed) => {
    expect(ownPath(typed)).toBeNull();
  });

  it('drops the hash', () => {
    expect(ownPath('/club#x')).toBe('/club');
  });
});
