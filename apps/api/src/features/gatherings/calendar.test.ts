import type { OwnGathering } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { calendarFile } from './calendar.ts';

const gathering: OwnGathering = {
  id: '0190f3a0-0000-7000-8000-000000000001',
  community: { id: '0190f3a0-0000-7000-8000-000000000002', name: { en: 'Slow mornings' } },
  state: 'planned',
  title: { en: 'Cupping' },
  description: null,
  picture: 'cup',
  startsAt: '2027-03-27T18:00:00Z',
  endsAt: '2027-03-28T18:00:00Z',
  timeZone: 'Europe/Vienna',
  place: { kind: 'address', name: null, location: null, address: 'Lindengasse 14', link: null },
  ...{ places: null, left: null, coming: 0, waiting: 0, who: [], answersUntil: null, reason: null },
  ...{ answer: null, mayAnswer: true },
};
const words = {
  title: 'Cupping',
  description: '',
  place: 'Lindengasse 14, Wien',
  page: 'https://club.example/club/communities/c/gatherings/g',
  host: 'club.example',
  revision: 3,
  now: new Date('2027-01-01T00:00:00Z'),
};
const linesOf = (more: Partial<typeof words> = {}, shown: Partial<OwnGathering> = {}): string[] =>
  calendarFile({ ...gathering, ...shown }, { ...words, ...more })
    .content.replaceAll('\r\n ', '')
    .split('\r\n');

describe('the calendar file of a gathering', () => {
  it('gives local times with what the time zone means then, over a change of the clock', () => {
    const lines = linesOf();
    const zone = lines.slice(lines.indexOf('BEGIN:VTIMEZONE'), lines.indexOf('END:VTIMEZONE'));
    expect(zone).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Vienna',
      ...[
        'BEGIN:STANDARD',
        'DTSTART:20261025T030000',
        'TZOFFSETFROM:+0200',
        'TZOFFSETTO:+0100',
        'END:STANDARD',
      ],
      ...[
        'BEGIN:DAYLIGHT',
        'DTSTART:20270328T020000',
        'TZOFFSETFROM:+0100',
        'TZOFFSETTO:+0200',
        'END:DAYLIGHT',
      ],
    ]);
    expect(lines).toContain('DTSTART;TZID=Europe/Vienna:20270327T190000');
    expect(lines).toContain('DTEND;TZID=Europe/Vienna:20270328T200000');
  });

  it('is of one offset where the clock never changes', () => {
    const lines = linesOf({}, { timeZone: 'UTC' });
    expect(lines.filter((line) => line.startsWith('TZOFFSET'))).toEqual([
      'TZOFFSETFROM:+0000',
      'TZOFFSETTO:+0000',
    ]);
  });

  it('keeps its id, and its number says which one is newer', () => {
    expect(linesOf()).toEqual(expect.arrayContaining([`UID:${gathering.id}@club.example`, 'SEQUENCE:3']));
    const off = linesOf({ revision: 4 }, { state: 'cancelled' });
    expect(off).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:4']));
  });

  it('escapes what people wrote', () => {
    const forged = 'a"\r\nBEGIN:VEVENT\nSUMMARY:x; ../../Käse, ok';
    const { name, content } = calendarFile(gathering, { ...words, title: forged, description: forged });
    expect(name).toBe('a-begin-vevent-summary-x-kase-ok.ics');
    const lines = content.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toContain('SUMMARY:a" BEGIN:VEVENT SUMMARY:x\\; ../../Käse\\, ok');
    expect(lines.filter((line) => line.startsWith('SUMMARY'))).toHaveLength(1);
  });
});
