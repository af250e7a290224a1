/**
 * Milliseconds of processor time that `act` costs, the least of so many times (default 3). Unlike the time on a clock it does not grow when other processes
 * take the processor away, so limits in tests hold on a busy machine.
 */
export function cpuTime(act: () => unknown, { times = 3 }: { readonly times?: number } = {}): number {
  const costs = Array.from({ length: times }, () => {
    const before = process.threadCpuUsage();
    act();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}
