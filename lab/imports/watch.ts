import { readFileSync } from 'node:fs';

const statusOf = (pid: string | number, name: string): number => {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
};

/** In one file: to look at every process of the machine took as long as a job. */
const childrenOf = (parent: number): string[] => {
  try {
    return readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ').filter(Boolean);
  } catch {
    return [];
  }
};

export interface Peaks {
  /** Of the API when the watch begins, in MB. */
  readonly before: number;
  /** Of the process of the API, in MB. */
  readonly api: number;
  /** Of all processes of PostgreSQL, without the memory that they share, in MB. */
  readonly postgres: number;
}

/** Looks at the memory of both until it is stopped. Zeros where there is no /proc. */
export const watchMemory = (api: number, postgres: number): (() => Peaks) => {
  const before = statusOf(api, 'VmRSS') / 1024;
  let peaks: Peaks = { before, api: before, postgres: 0 };
  const look = (): void => {
    const own = childrenOf(postgres).reduce((sum, pid) => sum + statusOf(pid, 'RssAnon'), 0);
    peaks = {
      before,
      api: Math.max(peaks.api, statusOf(api, 'VmRSS') / 1024),
      postgres: Math.max(peaks.postgres, own / 1024),
    };
  };
  const timer = setInterval(look, 250);
  return () => {
    clearInterval(timer);
    return peaks;
  };
};
