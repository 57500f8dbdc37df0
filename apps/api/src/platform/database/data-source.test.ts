import pg from 'pg';
import { expect, it } from 'vitest';
import { readMoment } from './data-source.ts';

const usual = pg.types.getTypeParser(1184, 'text') as (text: string) => Date;

it.each([
  '2026-11-26 09:15:00+00',
  '2026-11-26 09:15:00.25+00',
  '2026-11-26 09:15:00.123456+00',
  '2026-11-26 09:15:00+01',
  '1893-01-01 00:00:00+01:05:21',
  '0001-01-01 00:00:00+00',
  '12026-11-26 09:15:00+00',
  '0044-03-15 10:00:00+00 BC',
  'infinity',
  '-infinity',
])('%s is read as pg reads it', (text) => expect(readMoment(text)).toEqual(usual(text)));
