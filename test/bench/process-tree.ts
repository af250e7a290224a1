import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of CPU that a process and its children have used so far (Linux; clock ticks of 10 ms). */
export function cpuMs(pid: number): number {
  return treeOf(pid).reduce((sum, id) => sum + ticks(id) * 10, 0);
}

/** Resident memory of a process and its children in MB, shared pages counted by share (PSS). */
export function memoryMb(pid: number): number {
  return treeOf(pid).reduce((sum, id) => sum + pssKb(id) / 1024, 0);
}

function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function ticks(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function pssKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
