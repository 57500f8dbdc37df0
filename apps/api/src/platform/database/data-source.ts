import type { DataSourceOptions } from 'typeorm';
import pg from 'pg';
import type { Config } from '../../config.ts';
import { requestLimits, startupOptions } from './time-limits.ts';

const int8 = 20;
const day = 1082;
const timestamptz = 1184;

const readAnyMoment = pg.types.getTypeParser(timestamptz, 'text') as (text: string) => Date;

/** `2026-11-26 09:15:00.25+00`, as nearly all are written, takes V8 a tenth of the time that `pg` needs. */
export const readMoment = (text: string): Date =>
  text[10] === ' ' && text.endsWith('+00')
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : readAnyMoment(text);

// Sums and journal ids stay far below 2^53 (table checks ensure it); a calendar day has no time zone.
export const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown => {
    if (oid === int8) return Number;
    if (oid === day) return (text: string) => text;
    if (oid === timestamptz && format !== 'binary') return readMoment;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

type DatabaseConfig = Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL'>;

export const dataSourceOptions = (config: DatabaseConfig, options?: string): DataSourceOptions => ({
  type: 'postgres',
  url: config.DATABASE_URL,
  applicationName: 'regulars',
  installExtensions: false,
  synchronize: false,
  logging: false,
  extra: {
    max: config.DATABASE_POOL,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    types,
    pipeline: true,
    ...(options === undefined ? {} : { options }),
  },
});

/**
 * The pool for requests. Its sessions have time limits. Behind a pooler (a separate direct address shows it),
 * `Transactions` sets them for each transaction instead.
 */
export const requestSource = (
  config: DatabaseConfig & Pick<Config, 'DATABASE_DIRECT_URL'>,
): DataSourceOptions => {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct } = config;
  const pooled = direct !== undefined && direct !== url;
  return dataSourceOptions(config, pooled ? undefined : startupOptions(requestLimits));
};
