export function lockDown() {
  return { pin: (_: { now: number; seed: string }) => {}, beforeCall: () => {} };
}
