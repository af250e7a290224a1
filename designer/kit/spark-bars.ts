export type SparkBar = { hour: string; x: number; y: number; width: number; height: number; isEmpty: boolean; hasFailed: boolean };

/** Where the bars of a sparkline stand: scaled to the busiest hour, at least 2 px for an hour with runs, 1 px for one without. */
export function sparkBars(
  hours: readonly { hour: string; done: number; failed: number }[],
  size: { width: number; height: number },
): SparkBar[] {
  const most = Math.max(1, ...hours.map((hour) => hour.done + hour.failed));
  const pitch = size.width / Math.max(1, hours.length);
  return hours.map((hour, index) => {
    const runs = hour.done + hour.failed;
    const height = runs === 0 ? 1 : Math.max(2, (runs / most) * (size.height - 1));
    return {
      hour: hour.hour,
      x: index * pitch + 0.25,
      y: size.height - height,
      width: Math.max(0.5, pitch - 0.75),
      height,
      isEmpty: runs === 0,
      hasFailed: hour.failed > 0,
    };
  });
}
