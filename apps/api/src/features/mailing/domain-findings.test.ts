import { describe, expect, it } from 'vitest';
import { isDkimKey, isDmarc, judge, type DomainRecords } from './domain-findings.ts';

const none = { state: 'none', records: [] } as const;
const nothing: DomainRecords = { mx: none, txt: none, dmarc: { ...none, inherited: false }, dkim: none };
const texts = (...records: string[]) => ({ state: 'found', records }) as const;

const codeIn = (part: Partial<DomainRecords>, record: string): string | undefined =>
  judge({ ...nothing, ...part }).findings.find(({ code }) => code.startsWith(record))?.code;

describe('the findings of a domain', () => {
  it('name every record, also of a domain without any', () => {
    expect(judge(nothing)).toEqual({
      state: 'checked',
      findings: [
        { code: 'mx-missing', state: 'advice', value: null },
        { code: 'spf-missing', state: 'bad', value: null },
        { code: 'dmarc-missing', state: 'bad', value: null },
        { code: 'dkim-unseen', state: 'unknown', value: null },
      ],
    });
  });

  it.each([
    [['v=spf1 include:_spf.mail.example -all'], 'spf-found'],
    [['V=SPF1 mx ~all'], 'spf-found'],
    [['v=spf1 redirect=_spf.mail.example'], 'spf-found'],
    [['verification=1', 'v=spf1 a -all'], 'spf-found'],
    [['v=spf1 a +all'], 'spf-open'],
    [['v=spf1 all'], 'spf-open'],
    [['v=spf1 a ?all'], 'spf-neutral'],
    [['v=spf1 a'], 'spf-neutral'],
    [['v=spf1 a -all', 'v=spf1 mx -all'], 'spf-several'],
    [['v=spf10 a -all'], 'spf-missing'],
    [['v=spf2.0/pra a -all'], 'spf-missing'],
  ])('SPF %j: %s', (records, code) => {
    expect(codeIn({ txt: texts(...records) }, 'spf')).toBe(code);
  });

  it.each([
    [['v=DMARC1; p=reject'], false, 'dmarc-found'],
    [['v=DMARC1;p=Quarantine'], false, 'dmarc-found'],
    [['v=DMARC1; p=none'], false, 'dmarc-none'],
    [['v=DMARC1; p=none; sp=reject'], false, 'dmarc-none'],
    [['v=DMARC1; p=none; sp=reject'], true, 'dmarc-found'],
    [['v=DMARC1; p=reject'], true, 'dmarc-found'],
    [['v=DMARC1'], false, 'dmarc-invalid'],
    [['v=DMARC1; p=everything'], false, 'dmarc-invalid'],
    [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], false, 'dmarc-invalid'],
  ])('DMARC %j, inherited %s: %s', (records, inherited, code) => {
    expect(codeIn({ dmarc: { ...texts(...records), inherited } }, 'dmarc')).toBe(code);
  });

  it('sorts mail servers by priority, and sees a domain that takes no mail', () => {
    const mx = (...records: { exchange: string; priority: number }[]) => ({
      ...nothing,
      mx: { state: 'found', records } as const,
    });
    const two = mx({ exchange: 'b.example', priority: 20 }, { exchange: 'a.example', priority: 10 });
    expect(judge(two).findings[0]).toMatchObject({ code: 'mx-found', value: 'a.example, b.example' });
    expect(judge(mx({ exchange: '', priority: 0 })).findings[0]?.code).toBe('mx-refuses');
  });

  it('says what nobody answered', () => {
    const silent = { state: 'unanswered', records: [] } as const;
    expect(codeIn({ txt: silent }, 'spf')).toBe('spf-unanswered');
    const all = { mx: silent, txt: silent, dmarc: { ...silent, inherited: false }, dkim: silent };
    expect(judge(all)).toEqual({ state: 'unreachable', findings: [] });
    const missing = { state: 'no-such-name', records: [] } as const;
    expect(judge({ ...nothing, mx: missing, txt: missing })).toEqual({ state: 'unknown', findings: [] });
  });
});

it('a DKIM key without its public part was withdrawn', () => {
  expect(isDkimKey('v=DKIM1; k=rsa; p=MIIB')).toBe(true);
  expect(isDkimKey('v=DKIM1; p=')).toBe(false);
  expect(isDkimKey('verification=1')).toBe(false);
});

it('a DMARC record begins with its version', () => {
  expect(isDmarc('v=DMARC1; p=none')).toBe(true);
  expect(isDmarc('p=none; v=DMARC1')).toBe(false);
});
