import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** As V8 writes it. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

const mostShown = 45;

/** Where the time of Node goes, by own time. Deletes the profile that it reads. */
export const nodeCosts = (folder: string): string[] => {
  const [name] = readdirSync(folder).filter((each) => each.endsWith('.cpuprofile'));
  if (name === undefined) return [];
  const profile = JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
  rmSync(join(folder, name));
  return costsOfProfile(profile);
};

export const costsOfProfile = ({ nodes, samples = [], timeDeltas = [] }: CpuProfile): string[] => {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`,
    ]),
  );
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const frame = names.get(id) ?? '';
    times.set(frame, (times.get(frame) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const sorted = [...times].filter(([frame]) => !frame.startsWith('(idle)')).sort((a, b) => b[1] - a[1]);
  return sorted
    .slice(0, mostShown)
    .map(([frame, micros]) => `${(micros / 1e6).toFixed(2).padStart(8)} s  ${frame}`);
};

/** Where the time of PostgreSQL goes; functions contain the statements below them. */
export const postgresCosts = async (database: pg.Client): Promise<string[]> => {
  const { rows } = await database.query<{ seconds: number; calls: number; rows: number; query: string }>(
    `select total_exec_time / 1000 as seconds, calls::int as calls, rows::int as rows,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 110) as query
     from pg_stat_statements order by total_exec_time desc limit ${mostShown}`,
  );
  return rows.map(
    ({ seconds, calls, rows: count, query }) =>
      `${seconds.toFixed(2).padStart(8)} s  ${String(calls).padStart(8)} calls ${String(count).padStart(8)} rows  ${query}`,
  );
};
