import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Times {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly ended: number;
}

/** Seconds of CPU that a process and everything below it have used; null where there is no /proc. */
export const cpuSecondsOf = (root: number): number | null => {
  const processes = readProcesses();
  if (!processes.has(root)) return null;
  const children = new Map<number, number[]>();
  for (const [pid, { parent }] of processes) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const sum = (pid: number): number => {
    const times = processes.get(pid);
    const below = (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
    return (times ? times.own + times.ended : 0) + below;
  };
  return sum(root) / ticksPerSecond;
};

const readProcesses = (): Map<number, Times> => {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Map(pids.flatMap((pid) => readTimes(pid)));
  } catch {
    return new Map();
  }
};

/** Fields of /proc/<pid>/stat, see proc(5). The name in brackets may contain spaces. */
const readTimes = (pid: string): [number, Times][] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, own = 0, ownSystem = 0, ended = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (index) => fields[index],
    );
    return [[Number(pid), { parent, own: own + ownSystem, ended: ended + endedSystem }]];
  } catch {
    return [];
  }
};

/** The most memory that a process has used since its start; null where there is no /proc. */
export const peakMegabytesOf = (pid: number): number | null => {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
};
